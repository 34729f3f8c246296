"""A course root of its own for each module: plain nbgrader commands run from it, as an instructor would."""

import atexit
import json
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from autograder.grading.places import COURSE_ID, Places
from ntc.catalogue import lessons
from ntc.paths import ROOT
from tests import warm

ASSIGNMENT = "at1-strategie"
LESSON = "cp4-bilan"
LESSONS = sorted(each.name for each in lessons() if each.assignment == ASSIGNMENT)
HANDED_IN = datetime(2026, 1, 12, 15, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Course:
    """A copy of the course root, and the commands that are run in it."""

    root: Path
    home: Path
    assignment: str = ASSIGNMENT
    lesson: str = LESSON
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def places(self) -> Places:
        return Places(self.root)

    @property
    def exchange(self) -> Path:
        return self.home / "exchange"

    @property
    def environment(self) -> dict[str, str]:
        """Ours, less the settings of whoever runs the tests, plus a trap for code that must not run."""
        return {name: value for name, value in os.environ.items() if not name.startswith("NTC_")} | {
            "PYTHONPATH": str(ROOT),
            "JUPYTER_CONFIG_DIR": str(self.home / "config"),
            "JUPYTER_DATA_DIR": str(self.home / "data"),
            "JUPYTER_RUNTIME_DIR": str(self.home / "runtime"),
            "CANARY": str(self.home / "canary"),
            "NTC_EXCHANGE": str(self.exchange),
            **self.settings,
        }

    def run(self, *command: str) -> subprocess.CompletedProcess:
        """Run a Python module, say ``nbgrader autograde …``, from the root; its exit code must be 0."""
        done = warm.run(command, self.root, self.environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def nbgrader(self, *arguments: str) -> str:
        """Run an nbgrader command and return its log."""
        done = self.run("nbgrader", *arguments)
        return done.stdout + done.stderr

    def release(self) -> None:
        self.nbgrader("generate_assignment", self.assignment)
        self.nbgrader("release_assignment", self.assignment)

    @property
    def canary_ran(self) -> bool:
        """Whether any code that a learner handed in was run."""
        return (self.home / "canary").exists()

    def inbound(self, learner: str, minutes: int = 0) -> Path:
        """An empty folder of the exchange, named as ``nbgrader submit`` names it."""
        stamp = f"{HANDED_IN + timedelta(minutes=minutes):%Y-%m-%d %H:%M:%S.%f} UTC"
        name = f"{learner}+{self.assignment}+{stamp}+{secrets.token_urlsafe(9).replace('+', '-')}"
        folder = self.exchange / COURSE_ID / "inbound" / name
        folder.mkdir()
        (folder / "timestamp.txt").write_text(stamp)
        (folder / "submission_secret.txt").write_text(secrets.token_hex(64))
        return folder

    def hand_in(self, learner: str, answers: Mapping[str, Any] | None, minutes: int = 0) -> Path:
        """Hand in the released notebook and an answers file, through the exchange."""
        folder = self.inbound(learner, minutes)
        self.fill(folder, answers)
        return folder

    def fill(self, folder: Path, answers: Mapping[str, Any] | None) -> None:
        """Put in a folder what a learner has: the released notebook, and the answers file."""
        shutil.copy(self.places.release(self.assignment) / f"{self.lesson}.ipynb", folder)
        if answers is not None:
            text = json.dumps(answers, ensure_ascii=False)
            (folder / f"{self.lesson}.answers.json").write_text(text, encoding="utf-8")

    def scores(self, learner: str) -> dict[str, float | None]:
        """The automatic score of each cell in the gradebook."""
        with Gradebook(self.places.gradebook, COURSE_ID) as gradebook:
            notebook = gradebook.find_submission_notebook(self.lesson, self.assignment, learner)
            return {grade.name: grade.auto_score for grade in notebook.grades}

    def awaiting(self, learner: str) -> set[str]:
        """The cells that a person has to mark."""
        with Gradebook(self.places.gradebook, COURSE_ID) as gradebook:
            notebook = gradebook.find_submission_notebook(self.lesson, self.assignment, learner)
            return {grade.name for grade in notebook.grades if grade.needs_manual_grade}

    def graded(self) -> set[str]:
        with Gradebook(self.places.gradebook, COURSE_ID) as gradebook:
            return {submission.student.id for submission in gradebook.assignment_submissions(self.assignment)}


def made_course(root: Path, home: Path) -> Course:
    """A fresh course root, its lesson released: a copy, for two nbgrader commands take seconds."""
    once = _released_once()
    shutil.copytree(once.root, root, dirs_exist_ok=True)
    shutil.copytree(once.home, home, dirs_exist_ok=True)
    return Course(root, home)


@cache
def _released_once() -> Course:
    """The course released, once for all the tests of a process; none works in it."""
    folder = Path(tempfile.mkdtemp(prefix="ntc-released-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    root, home = folder / "course", folder / "home"
    root.mkdir()
    home.mkdir()
    return released(Course(root, home), ROOT / "course")


def released(course: Course, lessons: Path) -> Course:
    """The same course, its root made from these lessons and one of its assignments released."""
    shutil.copy(ROOT / "nbgrader_config.py", course.root)
    shutil.copytree(lessons, course.root / "course")
    course.release()
    return course
