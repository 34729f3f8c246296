"""Arrival: when a hand-in counts as handed in, and the copy that is kept of it as it came.

The receipt's own instant decides, then the hour that our names bear, then the file's. A clock that is ahead
of the reception is not believed: such a hand-in counts from the hour at which it was first seen here.
"""

import contextlib
import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copy2 as _copy

from autograder.grading import disk, intake, jsonfile
from autograder.grading.archives import Parcel
from autograder.grading.handin import any_reads
from autograder.grading.places import Places

_SEEN = "seen.json"
_TOLERANCE = timedelta(minutes=15)


@dataclass(frozen=True)
class Arrival:
    """A hand-in with the instant that it counts from; ``ahead`` when its own clock was not believed."""

    parcel: Parcel
    digest: str
    when: datetime
    ahead: bool
    is_new: bool
    reads: bool
    strangers: tuple[str, ...]

    @property
    def may_hold(self) -> bool:
        """Whether answers are in it, or may be in what cannot be read of it."""
        return self.parcel.has_answers or bool(self.parcel.damaged)

    @property
    def dated(self) -> bool:
        """Whether it says itself when it was handed in, by a clock that is believed."""
        return self.parcel.dated and not self.ahead

    @property
    def rank(self) -> tuple[bool, bool, bool, bool, datetime]:
        """What may hold answers, one's own, that read well; then clocks that are believed; then the last."""
        return self.may_hold, not self.strangers, self.reads, not self.ahead, self.parcel.when

    def keep(self, places: Places, learner: str, assignment: str) -> None:
        """Copy the hand-in as it came into ``classroom/received``, once."""
        if not self.is_new:
            return
        folder = intake.new_folder(places.received(learner, assignment))
        source = self.parcel.source
        if self.parcel.label == source.name and source.stat().st_size <= intake.MAX_KEPT:
            _keep(source, folder)
        else:
            self.parcel.write(folder)
        _note_seen(places, learner, assignment, self.digest)


@contextlib.contextmanager
def staged(parcel: Parcel) -> Iterator[Path]:
    """A folder that holds the small files of a hand-in, for as long as the block lasts."""
    with tempfile.TemporaryDirectory() as scratch:
        parcel.write(Path(scratch))
        yield Path(scratch)


def arrival_of(parcel: Parcel, places: Places, learner: str, assignment: str) -> Arrival:
    """Tell when a hand-in of a learner counts from, and what it is worth."""
    digest, now = _digest(parcel), datetime.now(UTC)
    first = _seen(places, learner, assignment).get(digest)
    ahead = parcel.when > (first or now) + _TOLERANCE
    when = (first or now) if ahead else parcel.when
    with staged(parcel) as folder:
        reads = any_reads(folder, places.lessons(assignment))
    return Arrival(parcel, digest, when, ahead, first is None, reads, _strangers(parcel, learner))


def _strangers(parcel: Parcel, learner: str) -> tuple[str, ...]:
    """The other identifiers of a hand-in, when its names or its content do not agree with the learner."""
    inside = set() if learner in parcel.inside else set(parcel.inside)
    named = set(parcel.named) if parcel.sender == learner else set()
    return tuple(sorted((inside | named) - {learner}))


def _keep(source: Path, folder: Path) -> None:
    """Copy a file; one that can no longer be read costs nothing of what was read of it."""
    try:
        _copy(source, folder)
    except OSError as error:
        if disk.refuses(error):
            raise


def _digest(parcel: Parcel) -> str:
    digest = hashlib.sha256(parcel.damaged.encode())
    for name, content in sorted(parcel.members):
        digest.update(name.encode("utf-8", "surrogatepass") + b"\0")
        digest.update(hashlib.sha256(content).digest())
    if not parcel.members:
        digest.update(parcel.label.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _seen(places: Places, learner: str, assignment: str) -> dict[str, datetime]:
    """When each hand-in of a learner was first seen; nothing when the list is not there or is damaged."""
    raw = jsonfile.read(places.received(learner, assignment) / _SEEN)
    try:
        return {digest: datetime.fromisoformat(first).astimezone(UTC) for digest, first in raw.items()}
    except (ValueError, TypeError, AttributeError, OverflowError):
        return {}


def _note_seen(places: Places, learner: str, assignment: str, digest: str) -> None:
    seen = _seen(places, learner, assignment)
    seen.setdefault(digest, datetime.now(UTC))
    content = {key: first.isoformat() for key, first in seen.items()}
    jsonfile.write(places.received(learner, assignment) / _SEEN, content)
