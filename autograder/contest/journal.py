"""The journal of marks (*journal des notes*): who changed what, when, why; a line a change."""

import os
import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime

from autograder.grading.places import Places

_BETWEEN = " | "
_LONGEST = 1000
_STAMP = "%Y-%m-%d %H:%M:%S %z"
_READ = 256 * 1024


@dataclass(frozen=True)
class Line:
    """One change: when (local hour), by whom, of which learner, what, and why; in French."""

    when: str
    who: str
    learner: str
    what: str
    why: str

    @property
    def moment(self) -> datetime:
        """When it was; raises ValueError for what is no line of ours."""
        return datetime.strptime(self.when, _STAMP)


def line(who: str, learner: str, what: str, why: str) -> Line:
    """A change that is made now."""
    return Line(f"{datetime.now().astimezone():{_STAMP}}", who, learner, what, why)


def append(places: Places, lines: Iterable[Line]) -> None:
    """Write lines at the end of the journal, on the disk when this returns; raises OSError.

    All go in one write, so that two processes never mix theirs.
    """
    text = "".join(f"{_BETWEEN.join(map(_plain, astuple(each)))}\n" for each in lines)
    if not text:
        return
    places.journal.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(places.journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        left = text.encode("utf-8", "replace")
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def read(places: Places, most: int = 200) -> list[Line]:
    """The last lines, the latest first; what is no line of ours is passed over."""
    try:
        with places.journal.open("rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, size - _READ))
            text = stream.read().decode("utf-8", "replace")
    except OSError:
        return []
    found = (_line(each) for each in reversed(text.splitlines()))
    return [each for each in found if each is not None][:most]


def _line(text: str) -> Line | None:
    cells = text.split(_BETWEEN)
    try:
        found = Line(*cells)
        found.moment  # noqa: B018
    except (TypeError, ValueError):
        return None
    return found


def _plain(text: str) -> str:
    """A cell on one line, that cannot be taken for two."""
    one_line = re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]+", " ", text)
    return re.sub(r"\s*\|\s*", " / ", one_line).strip()[:_LONGEST] or "—"
