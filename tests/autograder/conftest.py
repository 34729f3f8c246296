"""A fabricated class: a gradebook as autograding and formgrader leave it, and the marking records."""

import json
import os
import sqlite3
import sys
import warnings
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from sqlalchemy.exc import SAWarning

from autograder.grading.flags import Flag, Kind
from autograder.grading.record import ExerciseRecord, Record
from autograder.mark import PartMark
from autograder.reports.command import main
from ntc import exercises

ASSIGNMENT, NOTEBOOK = "at1-strategie", "cp4-bilan"


@dataclass
class Classroom:
    """The instructor's folder, with helpers that put one learner's results in it."""

    root: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.root / 'classroom' / 'gradebook.db'}"

    def hand_in(self, learner, scores=None, manual=None, comments=None, **names):
        """Record a hand-in: automatic scores by exercise, manual scores and comments by rubric cell."""
        with Gradebook(self.url, "ntc") as gradebook, warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's own, whenever it adds a submission
            gradebook.update_or_create_student(learner, **names)
            submission = gradebook.update_or_create_submission(ASSIGNMENT, learner)
            for grade in submission.notebooks[0].grades:
                if grade.name.startswith("cp4-note-"):
                    grade.needs_manual_grade = grade.name not in (manual or {})
                    grade.manual_score = (manual or {}).get(grade.name)
                else:
                    grade.needs_manual_grade = False
                    grade.auto_score = (scores or {}).get(grade.name, 0.0)
            for comment in submission.notebooks[0].comments:
                comment.auto_comment = "No response."
                comment.manual_comment = (comments or {}).get(comment.name)
            gradebook.db.commit()

    def record(
        self,
        learner,
        exercises=None,
        flags=(),
        variant="07",
        unreadable=False,
        submitted="2026-01-12T14:40:00+00:00",
    ):
        """Leave the marking record of a learner, as autograding writes it."""
        record = Record(
            learner=learner,
            assignment=ASSIGNMENT,
            lesson=NOTEBOOK,
            variant=variant,
            marked="2026-01-20T10:00:00+00:00",
            seal=None if unreadable else "ab12" * 16,
            submitted=submitted,
            answered_at=None,
            unreadable=unreadable,
            flags=tuple(Flag(Kind.COPY, message) for message in flags),
            exercises=exercises or {},
        )
        path = self.root / "classroom" / "records" / learner / f"{NOTEBOOK}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(record), ensure_ascii=False), encoding="utf-8")

    def enrol(self, learner, **names):
        """Add somebody to the gradebook who hands nothing in."""
        with Gradebook(self.url, "ntc") as gradebook:
            gradebook.update_or_create_student(learner, **names)


def part(label, verdict, message="", slip=None):
    """One part of a mark."""
    fraction = {"right": 1.0, "partial": 0.5}.get(verdict, 0.0)
    return PartMark("p", label, verdict, fraction, expected="SECRET DU CORRIGÉ", slip=slip, message=message)


def alike_in_one(number, questions=20):
    """The parts of one learner of a class that does well, but for « Par mois »: a year, all of them."""
    parts = [
        replace(part(f"Question {of}", "wrong" if (number + of) % 4 == 0 else "right"), part=f"q{of}")
        for of in range(questions)
    ]
    right = 100 + number
    given = {"given": f"{right * 12},00\u00a0€", "expected": f"{right},00\u00a0€"}
    return [*parts[1:], replace(part("Par mois", "wrong"), part="month", **given)]


def found(*parts, slips=(), blank=False, answered_at=None, written=False):
    """What marking found for one exercise."""
    return ExerciseRecord(16.0, None, None, written, blank, answered_at, parts, slips=tuple(slips))


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    """The gradebook of a class that has released cp4-bilan and collected nothing; made once, it is slow."""
    path = tmp_path_factory.mktemp("released") / "gradebook.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)  # nbgrader calls alembic
        with Gradebook(f"sqlite:///{path}", "ntc") as gradebook:
            gradebook.add_assignment(ASSIGNMENT)
            gradebook.add_notebook(NOTEBOOK, ASSIGNMENT)
            for exercise in exercises.load().values():
                if exercise.competency == "cp4":
                    _add_cells(gradebook, exercise)
    return path


def _add_cells(gradebook, exercise):
    cells = [f"{exercise.id}-{line.id}" for line in exercise.rubric] or [exercise.id]
    for cell in cells:
        points = exercise.points / len(cells)
        gradebook.add_grade_cell(cell, NOTEBOOK, ASSIGNMENT, max_score=points, cell_type="code")
        if exercise.written:
            gradebook.add_solution_cell(cell, NOTEBOOK, ASSIGNMENT)


def _copy(original, copy):
    """Copy a database with what is still in its log: an earlier test of this process may have chosen one."""
    with closing(sqlite3.connect(original)) as read, closing(sqlite3.connect(copy)) as written:
        read.backup(written)


def opened(released, folder, patch):
    """Go into the folder of an instructor whose class has handed nothing in yet."""
    for variable in ("NTC_GRADEBOOK", "NTC_ROSTER"):
        patch.delenv(variable, raising=False)
    patch.chdir(folder)
    (folder / "classroom").mkdir()
    _copy(released, folder / "classroom" / "gradebook.db")
    return Classroom(folder)


@pytest.fixture
def classroom(released, tmp_path, monkeypatch):
    """The folder of an instructor whose class has handed nothing in yet."""
    return opened(released, tmp_path, monkeypatch)


@pytest.fixture
def marked(classroom):
    """Two learners: one marked whole, with a trap in what they wrote; one who handed nothing in."""
    return two(classroom)


@pytest.fixture(scope="session")
def sheets(released, tmp_path_factory):
    """The folder of all that these two and their class get, written once: nothing in it is to be changed."""
    with pytest.MonkeyPatch.context() as patch:
        room = two(opened(released, tmp_path_factory.mktemp("marked"), patch))
        assert main([]) == 0
    return room.root / "classroom" / "sheets"


def two(classroom):
    full = {exercise.id: exercise.points for exercise in exercises.load().values() if not exercise.written}
    manual = {f"cp4-note-{line}": 6.0 for line in "1234"} | {"cp4-note-2": 3.0}
    comments = {"cp4-note-2": "Prouvez <b>chaque</b> cause ; datez-la."}
    classroom.hand_in(
        "dupont.m",
        full | {"cp4-variance": 6.0, "cp4-causes": 6.0},
        manual,
        comments,
        first_name="Marie",
        last_name="Dupont",
    )
    detail = found(part("Écart sur mix", "wrong"), answered_at="2026-01-12T14:32:05+01:00")
    classroom.record("dupont.m", {"cp4-variance": detail}, flags=["Copie probable de zola.e."])
    classroom.enrol("zola.e", first_name="=Émile", last_name="Zola")
    return classroom
