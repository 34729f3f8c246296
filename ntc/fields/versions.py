"""Earlier versions (*versions précédentes*) of a learner's answers: what was replaced is never lost for good.

Of each answer are kept the last twenty, and one per quarter of an hour. An answer that the new one still
holds whole, because it was only typed or ticked further, is no version of its own, unless a quarter of an
hour has gone by; nor are boxes or an order that were left for less than a minute. One small file per answer,
in the learner's own folder: it is never handed in.
"""

import contextlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from ntc.fields.reader import AnswersError, check_raw
from ntc.storage import own_folder, write_atomically

LAST = 20
QUARTERS = 96  # of an hour: a whole day of them
REST = timedelta(minutes=1)
"""How long boxes or an order must have been left as they were to be worth going back to."""

_SIZE = 8_000_000


class Version(NamedTuple):
    """An answer that was replaced, and the hour at which it had been saved."""

    raw: Any
    saved: datetime


class Versions:
    """The earlier versions of the answers in the file ``path``, of one ``owner`` (learner and variant)."""

    def __init__(self, path: Path, owner: str) -> None:
        place = path.resolve()
        own = own_folder(place.parent)
        below = place.parent.relative_to(own.parent)
        self._folder = own / "versions" / below / path.name.removesuffix(".answers.json") / owner

    def keep(self, field_id: str, old: Version, new: Version) -> None:
        """Keep ``old``, which ``new`` replaces, unless nothing of it is lost; never raises."""
        versions = self.of(field_id)
        if empty(old.raw) or (versions and versions[-1].raw == old.raw):
            return
        if within(old.raw, new.raw) and _quarter(old.saved) == _quarter(new.saved):
            return
        if isinstance(old.raw, list) and isinstance(new.raw, list) and new.saved - old.saved < REST:
            return
        content = json.dumps(
            [{"raw": raw, "saved": saved.isoformat()} for raw, saved in thinned([*versions, old])],
            ensure_ascii=False,
        )
        # An answer is saved whether or not there is room for what it was.
        with contextlib.suppress(OSError):
            write_atomically(self._file(field_id), content.encode("utf-8"))

    def of(self, field_id: str) -> list[Version]:
        """Return the versions of an answer, the oldest first; none when their file cannot be read."""
        try:
            with self._file(field_id).open("rb") as stream:
                read = json.loads(stream.read(_SIZE))
            return [_version(entry) for entry in read]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, AnswersError):
            return []

    def _file(self, field_id: str) -> Path:
        return self._folder / f"{field_id}.json"


def thinned(versions: Sequence[Version]) -> list[Version]:
    """Keep the last ones, and of those before the last one of each quarter of an hour."""
    before, last = versions[:-LAST], versions[-LAST:]
    quarters = {_quarter(version.saved): version for version in before}
    return [*list(quarters.values())[-QUARTERS:], *last]


def empty(raw: Any) -> bool:
    """Whether an answer says nothing: none, no text, no choice, cells all blank."""
    if isinstance(raw, dict):
        return all(map(empty, raw.values()))
    return not raw.strip() if isinstance(raw, str) else not raw


def within(old: Any, new: Any) -> bool:
    """Whether ``new`` holds all of ``old``, and more: its beginning, its boxes, and so cell by cell."""
    if isinstance(old, str):
        return not old.strip() or (isinstance(new, str) and new.startswith(old))
    if isinstance(old, dict):
        return isinstance(new, dict) and all(
            empty(value) or within(value, new.get(key)) for key, value in old.items()
        )
    if isinstance(old, list) and isinstance(new, list) and len(old) < len(new):
        return all(each in new for each in old)
    return old == new


def _quarter(moment: datetime) -> tuple[int, ...]:
    return (*moment.timetuple()[:4], moment.minute // 15)


def _version(entry: Any) -> Version:
    check_raw(entry["raw"])
    saved = datetime.fromisoformat(entry["saved"])
    if saved.tzinfo is None:
        raise ValueError(entry["saved"])
    return Version(entry["raw"], saved)
