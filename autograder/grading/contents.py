"""What a small JSON file says of itself before it is read strictly: whose it is, when it was handed in."""

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from ntc.roster import IdentifierError, normalise


def identifier_in(content: bytes) -> str:
    """The identifier that answers or a receipt bear; empty when they bear none or cannot be read."""
    learner = _document(content).get("learner")
    try:
        return normalise(learner) if isinstance(learner, str) and learner else ""
    except IdentifierError:
        return ""


def is_receipt(content: bytes) -> bool:
    """Whether a file is a receipt (*reçu*): it tells of a hand-in, and holds no answer."""
    document = _document(content)
    return "handed_in" in document and "answers" not in document


def is_contest(content: bytes) -> bool:
    """Whether a file is a contest of a mark (*contestation*): it comes with work, and holds no answer."""
    document = _document(content)
    return "contest" in document and "answers" not in document


def instant_in(content: bytes) -> datetime | None:
    """The instant of the hand-in by its receipt, in UTC; None for what is no receipt or does not tell."""
    if not is_receipt(content):
        return None
    try:
        # An hour without its offset is that of this place.
        return datetime.fromisoformat(_document(content)["handed_in"]).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        return None


@lru_cache(maxsize=256)
def _document(content: bytes) -> dict[str, Any]:
    if len(content) > 1024 * 1024:
        return {}
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}
