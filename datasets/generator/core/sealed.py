"""What a learner's computer needs and nobody is to read by chance: text sealed for one variant and one row.

It hides from whoever opens the file in a spreadsheet, not from an attacker: the key lies in the code that
opens it (``ntc/instruments/bargaining/sealed.py``). Nothing that marks an answer reads it.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

_LENGTH = 640


def sealed(values: Mapping[str, Any], variant: str, row: str) -> str:
    """Seal values for the row of a variant; all are as long, whatever they hold."""
    text = json.dumps(values, ensure_ascii=True, sort_keys=True)
    if len(text) > _LENGTH:
        raise ValueError(f"{row}: {len(text)} characters to seal, {_LENGTH} at most")
    plain, stream = text.ljust(_LENGTH).encode(), b""
    for block in range(_LENGTH // hashlib.sha256().digest_size):
        stream += hashlib.sha256(f"{variant}/{row}/{block}".encode()).digest()
    return base64.b64encode(bytes(one ^ two for one, two in zip(plain, stream, strict=True))).decode()
