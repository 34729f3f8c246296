"""Grading a class in several processes: ``python -m autograder grade at1-strategie``.

Workers mark, each by the very converter that ``nbgrader autograde --student …`` runs; this process alone
reads the gradebook for them and records what they found, a copy at a time.
"""

import os
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from nbgrader.apps import NbGraderApp
from nbgrader.apps.api import NbGraderAPI
from sqlalchemy.exc import SQLAlchemyError
from traitlets import Integer, default
from traitlets.config import LoggingConfigurable

from autograder.grading import disk, draft, executors, ledger, recording, screen, turn
from autograder.grading.draft import Outcome
from autograder.grading.ledger import Rows
from autograder.grading.places import Places
from autograder.grading.reception import receive_placed
from ntc.french import typeset

_TRIES = 3
_STOPPED = "« {} » : un processus de correction s’est arrêté avant la fin. Recommencez."
_UNREAD = "« {} » : le carnet de notes n’a pas pu être lu ou écrit ({})."
# nbgrader works in the current folder and listens to one log: one copy at a time in a process.
_alone = threading.Lock()


@dataclass(frozen=True)
class Graded:
    """How the grading of one learner ended; ``log`` is what there is to read of it."""

    learner: str
    success: bool
    log: str


@dataclass(frozen=True)
class Computed:
    """What a worker found of one copy: an ``outcome`` to record, none when it was marked already."""

    graded: Graded
    outcome: Outcome | None


class Grading(LoggingConfigurable):
    """How a class is graded; ``c.Grading.…`` in nbgrader_config.py changes it."""

    workers = Integer(help="How many processes grade; one for each core by default.").tag(config=True)

    @default("workers")
    def _a_worker_a_core(self) -> int:
        return executors.a_worker_a_core()

    def grade(self, root: Path, assignment: str, force: bool = False) -> Iterator[Graded]:
        """Grade every learner of an assignment, and tell how each ended, as they end.

        Raises Unsettled when a reception or another marking runs, for an assignment that is not open, a
        faulty class list or machines out of reach, OSError for the disk.
        """
        with turn.held(Places(root)):
            learners = receive_placed(Places(root), assignment, self.log)
            with executors.pool(self.workers) as pool:
                yield from _Class(root, assignment, force, pool.executor).grade(learners, ahead=2 * pool.size)


@dataclass
class _Class:
    """The copies of one assignment, on their way through the workers; they are all recorded here."""

    root: Path
    assignment: str
    force: bool
    executor: Executor
    tries: dict[str, int] = field(default_factory=dict)

    def grade(self, learners: list[str], ahead: int) -> Iterator[Graded]:
        waiting, running = deque(learners), {}
        while waiting or running:
            while waiting and len(running) < ahead:
                learner = waiting.popleft()
                try:
                    running[self._send(learner)] = learner
                except (SQLAlchemyError, BrokenExecutor) as error:
                    yield _failed(learner, error)
            for task in wait(running, return_when=FIRST_COMPLETED).done:
                learner = running.pop(task)
                ended = self._record(learner, task)
                if ended is None:
                    waiting.appendleft(learner)
                else:
                    yield ended

    def _send(self, learner: str) -> Future[Computed]:
        rows = ledger.read(Places(self.root).gradebook, self.assignment, learner)
        return self.executor.submit(compute, str(self.root), self.assignment, learner, self.force, rows)

    def _record(self, learner: str, task: Future[Computed]) -> Graded | None:
        """Write down what a worker found; None when the copy has to be worked out again."""
        self.tries[learner] = self.tries.get(learner, 0) + 1
        places = Places(self.root)
        try:
            found = task.result()
            if found.outcome is not None:
                recording.enter(places, found.outcome)
                recording.finish(places, found.outcome)
        except ledger.NotEntered as error:
            if isinstance(error, ledger.Overtaken) and self.tries[learner] < _TRIES:
                return None
            return Graded(learner, False, typeset(f"« {learner} » : {error}\n"))
        except OSError as error:
            return Graded(learner, False, typeset(f"« {learner} » : {disk.told(error)}\n"))
        except Exception as error:
            return _failed(learner, error)
        return found.graded


def grade_one(root: str, assignment: str, learner: str, force: bool) -> Graded:
    """Grade one learner in this process, in the turn of the class, as ``nbgrader autograde --student``."""
    api = nbgrader_of(root)
    with turn.lent(), screen.collected(api.log) as lines:
        result = api.autograde(assignment, learner, force=force)
    return Graded(learner, result["success"], "".join(f"{line}\n" for line in lines))


def compute(root: str, assignment: str, learner: str, force: bool, rows: Rows) -> Computed:
    """Mark one copy from the rows that the gradebook holds of it, and record nothing: what a worker does."""
    with _alone, draft.handed(rows) as mine:
        graded = grade_one(root, assignment, learner, force)
        outcome = mine.outcome() if graded.success and mine.marked and mine.is_whole else None
    return Computed(graded, outcome)


def course_app(root: Path) -> NbGraderApp:
    """An nbgrader set up by the course's ``nbgrader_config.py``."""
    os.chdir(root)
    app = NbGraderApp()
    app.initialize([])
    return app


@cache
def nbgrader_of(root: str) -> NbGraderAPI:
    """The interface of nbgrader to the course: its configuration is read once per process."""
    app = course_app(Path(root))
    api = NbGraderAPI(coursedir=app.coursedir, parent=app)
    return api


def _failed(learner: str, error: BaseException) -> Graded:
    told = _STOPPED if isinstance(error, BrokenExecutor | CancelledError) else _UNREAD
    return Graded(learner, False, typeset(told.format(learner, error)) + "\n")
