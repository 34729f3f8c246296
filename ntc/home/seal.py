"""The seal (*scellé*) of a hand-in: a fingerprint of the answers that both sides can compute.

The receipt that a learner keeps shows it; the instructor's side computes it again from the file that arrived.
Equal seals prove that what was marked is what was handed in.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_GROUP = 4


def canonical(record: Mapping[str, Any]) -> bytes:
    """Write the content of an answers file in the one way that depends neither on key order nor on layout."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


def seal(record: Mapping[str, Any]) -> str:
    """Compute the seal of an answers file's content: SHA-256, 64 hexadecimal digits.

    ``record`` is what the file holds (schema, lesson, learner, variant, answers with their hour of saving).
    """
    return hashlib.sha256(canonical(record)).hexdigest()


def grouped(digest: str) -> str:
    """Show a seal in groups of four signs, so that two people can compare it aloud.

    >>> grouped("0123456789ab")
    '0123 4567 89ab'
    """
    return " ".join(digest[start : start + _GROUP] for start in range(0, len(digest), _GROUP))
