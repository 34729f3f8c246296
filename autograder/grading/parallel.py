"""Grading a class in several processes: ``python -m autograder grade at1-strategie``.

Each learner is graded by the very converter that ``nbgrader autograde --student …`` runs.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nbgrader.apps import NbGraderApp
from nbgrader.apps.api import NbGraderAPI
from traitlets import Any, Integer
from traitlets.config import LoggingConfigurable

from autograder.grading import screen, turn
from autograder.grading.places import Places
from autograder.grading.reception import receive_placed


@dataclass(frozen=True)
class Graded:
    """How the grading of one learner ended; ``log`` is what there is to read of it."""

    learner: str
    success: bool
    log: str


class Grading(LoggingConfigurable):
    """How a class is graded; ``c.Grading.…`` in nbgrader_config.py changes it."""

    workers = Integer(2, help="How many processes grade. Two are best on an SQLite gradebook.").tag(
        config=True
    )
    executor = Any(
        ProcessPoolExecutor,
        help=(
            "Called with the number of workers, gives a concurrent.futures.Executor. With Dask: "
            "lambda workers: dask.distributed.Client(…).get_executor()"
        ),
    ).tag(config=True)

    def grade(self, root: Path, assignment: str, force: bool = False) -> Iterator[Graded]:
        """Grade every learner of an assignment, and tell how each ended, as they end.

        Raises Unsettled when a reception or another marking runs, for an assignment that is not open or a
        faulty class list, OSError for the disk.
        """
        with turn.held(Places(root)):
            learners = receive_placed(Places(root), assignment, self.log)
            with self.executor(self.workers) as pool:
                tasks = [pool.submit(grade_one, str(root), assignment, each, force) for each in learners]
                for task in as_completed(tasks):
                    yield task.result()


def grade_one(root: str, assignment: str, learner: str, force: bool) -> Graded:
    """Grade one learner in this process, in the turn of the class, as ``nbgrader autograde --student``."""
    api = nbgrader_of(root)
    with turn.lent(), screen.collected(api.log) as lines:
        result = api.autograde(assignment, learner, force=force)
    return Graded(learner, result["success"], "".join(f"{line}\n" for line in lines))


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
