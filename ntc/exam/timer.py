"""The clock of a paper (*chronomètre*): the time that was spent, kept on the disk, which never goes back.

What counts is the time that goes by, not the hour: each look adds what has gone by since the one before, by
the hour or by the computer's own counter, whichever says more, and never less than nothing. A kernel or a
server that stopped, a page that was closed, a computer asleep stop nothing; an hour set back gives nothing.
"""

import contextlib
import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from ntc.storage import write_atomically

OFTEN = 5.0
"""Seconds that go by before what was spent is written again."""
_LOCK_SECONDS = 5.0


class Spent(NamedTuple):
    """When a paper was begun, and the seconds spent since."""

    began: datetime
    seconds: float


class _Kept(NamedTuple):
    """What the file holds: seconds spent, as of an hour and a reading of the computer's counter."""

    began: str
    spent: float
    wall: float
    counter: float


class Timer:
    """The time spent on a paper, in the file ``path``; ``wall`` and ``counter`` tell the time, in seconds."""

    def __init__(
        self,
        path: Path,
        wall: Callable[[], float] = time.time,
        counter: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path, self._wall, self._counter = path, wall, counter

    def begin(self, at: datetime | None = None) -> Spent:
        """Begin now, or take up what was begun at an hour that is known otherwise; once begun it goes on.

        Raises OSError when the disk refuses.
        """
        with self._lock():
            kept = self._read()
            if kept is None:
                now = self._wall()
                began = at or datetime.fromtimestamp(now, UTC)
                spent = max(0.0, now - began.timestamp())
                kept = _Kept(began.isoformat(timespec="seconds"), spent, now, self._counter())
                self._write(kept)
        return self._spent(kept)

    def look(self) -> Spent | None:
        """Tell the time spent until now, None when nothing was begun; never raises.

        Where the disk refuses what was spent is told all the same, and written the next time.
        """
        with contextlib.suppress(OSError), self._lock():
            kept = self._read()
            if kept is None:
                return None
            now = kept._replace(spent=self._spent(kept).seconds, wall=self._wall(), counter=self._counter())
            if now.spent - kept.spent >= OFTEN or now.wall < kept.wall:
                self._write(now)
            return self._spent(now)
        kept = self._read()
        return self._spent(kept) if kept else None

    def _spent(self, kept: _Kept) -> Spent:
        # The counter starts from nothing with the computer: it then says too little, never too much.
        gone = max(self._wall() - kept.wall, self._counter() - kept.counter, 0.0)
        return Spent(datetime.fromisoformat(kept.began), kept.spent + gone)

    def _read(self) -> _Kept | None:
        try:
            raw = json.loads(self._path.read_text(encoding="utf-8"))
            kept = _Kept(str(raw["began"]), *(float(raw[name]) for name in _Kept._fields[1:]))
            return kept if datetime.fromisoformat(kept.began).tzinfo else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _write(self, kept: _Kept) -> None:
        write_atomically(self._path, json.dumps(kept._asdict()).encode("utf-8"))

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # filelock's Timeout is an OSError.
        with FileLock(self._path.with_name(f".{self._path.name}.lock"), timeout=_LOCK_SECONDS):
            yield
