"""The stamp of a file: a line at its end that vouches for every byte of it, its own included."""

import hashlib
import hmac
import re

from autograder.stamps.code import ALPHABET

_FOR = b"ntc file 1\0"
_PDF = b"startxref"
_FOUR = f"[{ALPHABET}]{{4}}"
_LINE = re.compile(rf"(?:%|<!-- )cachet ({_FOUR}-{_FOUR}-{_FOUR}) [0-9a-f]{{64}}(?: -->)?\n".encode("ascii"))


class NoStamp(ValueError):
    """A file that bears no stamp: nothing of it can be verified."""


class Altered(ValueError):
    """A file that is not, byte for byte, the one that was stamped with this key."""


def stamped(content: bytes, key: bytes, code: str) -> bytes:
    """Give a PDF file or an HTML page with its stamp."""
    mark = hmac.new(key, _FOR + code.encode("ascii") + b"\0" + content, hashlib.sha256).hexdigest()
    if not _is_pdf(content):
        return content + f"<!-- cachet {code} {mark} -->\n".encode("ascii")
    # A comment there moves no object of the file, and leaves its end where readers look for it.
    before, end, after = content.rpartition(_PDF)
    return before + f"%cachet {code} {mark}\n".encode("ascii") + end + after


def code_in(content: bytes, key: bytes) -> str:
    """Give the code of a file that is as it was stamped; raises NoStamp, Altered."""
    lines = [*_LINE.finditer(content)]
    if not lines:
        raise NoStamp
    found = lines[-1]
    code = found[1].decode("ascii")
    bare = content[: found.start()] + content[found.end() :]
    if not hmac.compare_digest(stamped(bare, key, code), content):
        raise Altered
    return code


def _is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and _PDF in content
