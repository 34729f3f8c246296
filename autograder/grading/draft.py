"""A copy while it is marked (*brouillon*): nbgrader writes in a small gradebook that holds this copy alone.

What it wrote goes to the gradebook of the class in one transaction, when every lesson of the copy is marked:
here (:mod:`autograder.grading.recording`), or where whoever handed the rows over records for several workers.
"""

import contextlib
import copy
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde

from autograder.grading import intake, ledger, sqlite
from autograder.grading.ledger import Rows
from autograder.grading.places import Places

_FILE = "copie.db"


@dataclass(frozen=True)
class Outcome:
    """What marking one copy comes to: the rows that change before and after, the records, the hand-in."""

    learner: str
    assignment: str
    hand_in: str
    lessons: frozenset[str]
    before: Rows
    after: Rows
    findings: tuple[Any, ...]


@dataclass
class Draft:
    """The draft of this thread; ``handed`` are the rows that another process read and will write."""

    handed: Rows | None = None
    owner: int = field(default_factory=os.getpid)
    entered: Outcome | None = None
    marked: set[str] = field(default_factory=set)
    findings: list[Any] = field(default_factory=list)
    _before: Rows = field(default_factory=dict)
    _copy: tuple[str, str, str] = ("", "", "")
    _folder: Path | None = None
    close: Callable[[], Any] = field(default=lambda: None)

    @property
    def db_url(self) -> str:
        """The address of the small gradebook."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="ntc-brouillon-")).resolve()
            # A process of a pool ends without what atexit promised; this is kept there too.
            self.close = Finalize(self, shutil.rmtree, (self._folder, True), exitpriority=1)
            sqlite.fleeting(self._folder / _FILE)
        return f"sqlite:///{self._folder / _FILE}"

    def take_over(self, converter: Autograde) -> None:
        """Have a conversion write here, and no other: the address of the gradebook is shared with others."""
        converter.coursedir = copy.copy(converter.coursedir)
        converter.coursedir.db_url = self.db_url

    def begin(self, places: Places, learner: str, assignment: str) -> None:
        """Lay out what the gradebook holds of a copy, and forget the copy before."""
        self.entered = None
        self.marked, self.findings = set(), []
        self._copy = learner, assignment, intake.state(places, learner, assignment)
        self._before = (
            ledger.read(places.gradebook, assignment, learner) if self.handed is None else self.handed
        )
        ledger.lay_out(self.db_url, self._before)

    @property
    def is_whole(self) -> bool:
        """Whether every lesson that the gradebook knows has been marked."""
        return {row["name"] for row in self._before.get("notebook", {}).values()} <= self.marked

    def outcome(self) -> Outcome:
        """What marking this copy comes to."""
        learner, assignment, hand_in = self._copy
        before = {name: self._before[name] for name in ledger.WRITTEN}
        after = ledger.written(self.db_url, assignment, learner)
        return Outcome(
            learner,
            assignment,
            hand_in,
            frozenset(self.marked),
            before,
            after,
            tuple(self.findings),
        )


class _Thread(threading.local):
    draft: Draft | None = None


_thread = _Thread()


def current() -> Draft:
    """The draft that this thread works on."""
    if _thread.draft is None or _thread.draft.owner != os.getpid():
        _thread.draft = Draft()
    return _thread.draft


@contextlib.contextmanager
def handed(rows: Rows) -> Iterator[Draft]:
    """Work on rows that another process read, and leave it to that process to record what comes of it."""
    _thread.draft = Draft(rows)
    try:
        yield _thread.draft
    finally:
        _thread.draft.close()
        _thread.draft = None
