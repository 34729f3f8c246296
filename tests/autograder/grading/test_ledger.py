"""The marks of a copy enter the gradebook whole or not at all, in SQLite and in PostgreSQL."""

import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from autograder.grading import ledger, sqlite
from autograder.grading.places import COURSE_ID
from tests.autograder.grading.postgres import cluster

pytestmark = pytest.mark.filterwarnings("ignore:Object of type")  # nbgrader’s own
WORK, LESSON, LEARNER, OTHER = "at9-essai", "cp9-essai", "dupont.m", "zola.e"
CELLS = ("cp9-one", "cp9-two", "cp9-three")
_numbers = count()


@pytest.fixture(scope="module")
def postgres_socket() -> Iterator[Path]:
    with cluster() as folder:
        yield folder


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A gradebook with two copies of one lesson, not marked yet but for one cell, by a person."""
    if request.param == "sqlite":
        made = f"sqlite:///{tmp_path}/gradebook.db"
    else:
        folder, name = request.getfixturevalue("postgres_socket"), f"ntc{next(_numbers)}"
        subprocess.run(["createdb", "-h", folder, "-U", "postgres", name], check=True)
        made = f"postgresql+psycopg://postgres@/{name}?host={folder}"
    sqlite.tune()
    ledger.lay_out(made, {})  # an empty gradebook, without the two seconds that nbgrader takes for one
    with Gradebook(made, COURSE_ID) as gradebook:
        gradebook.add_assignment(WORK, duedate=datetime(2026, 1, 12, 15))
        gradebook.add_notebook(LESSON, WORK)
        for cell in CELLS:
            gradebook.add_grade_cell(cell, LESSON, WORK, max_score=4, cell_type="code")
            gradebook.add_solution_cell(cell, LESSON, WORK)
        for learner in (LEARNER, OTHER):
            gradebook.add_student(learner)
            gradebook.add_submission(WORK, learner).extension = timedelta(days=2, microseconds=7)
        gradebook.find_grade(CELLS[2], LESSON, WORK, LEARNER).manual_score = 3.25
        gradebook.db.commit()
    return made


def scores(url: str, learner: str = LEARNER) -> dict[str, tuple[float | None, float | None]]:
    with Gradebook(url, COURSE_ID) as gradebook:
        notebook = gradebook.find_submission_notebook(LESSON, WORK, learner)
        return {grade.name: (grade.auto_score, grade.manual_score) for grade in notebook.grades}


def worked_out(url: str, tmp_path: Path) -> tuple[ledger.Rows, ledger.Rows]:
    """What is read of the copy, and what becomes of it laid out alone and marked: 1, 2, 3 points."""
    before = ledger.read(url, WORK, LEARNER)
    alone = f"sqlite:///{tmp_path}/alone.db"
    ledger.lay_out(alone, before)
    with Gradebook(alone, COURSE_ID) as gradebook:
        assert [student.id for student in gradebook.students] == [LEARNER]
        for points, cell in enumerate(CELLS, 1):
            gradebook.find_grade(cell, LESSON, WORK, LEARNER).auto_score = points
            gradebook.find_comment(cell, LESSON, WORK, LEARNER).auto_comment = "Vu."
        gradebook.db.commit()
    after = ledger.read(alone, WORK, LEARNER)
    assert ledger.written(alone, WORK, LEARNER) == {name: after[name] for name in ledger.WRITTEN}
    return before, after


UNMARKED = {"cp9-one": (None, None), "cp9-two": (None, None), "cp9-three": (None, 3.25)}
MARKED = {"cp9-one": (1, None), "cp9-two": (2, None), "cp9-three": (3, 3.25)}


def test_a_copy_enters_whole_and_nothing_else_changes(url: str, tmp_path: Path) -> None:
    other = ledger.read(url, WORK, OTHER)
    before, after = worked_out(url, tmp_path)
    assert scores(url) == UNMARKED
    ledger.bring_back(url, WORK, LEARNER, before, after)
    assert scores(url) == MARKED
    assert ledger.read(url, WORK, LEARNER) == after
    assert ledger.read(url, WORK, OTHER) == other


def test_a_copy_never_seen_before_enters_too(url: str, tmp_path: Path) -> None:
    before = ledger.read(url, WORK, "neuf.n")
    alone = f"sqlite:///{tmp_path}/alone.db"
    ledger.lay_out(alone, before)
    with Gradebook(alone, COURSE_ID) as gradebook:
        gradebook.add_student("neuf.n", first_name="Nina")
        gradebook.add_submission(WORK, "neuf.n")
        gradebook.find_grade(CELLS[0], LESSON, WORK, "neuf.n").auto_score = 4
        gradebook.db.commit()
    after = ledger.read(alone, WORK, "neuf.n")
    ledger.bring_back(url, WORK, "neuf.n", before, after)
    assert scores(url, "neuf.n")[CELLS[0]] == (4, None)
    with pytest.raises(ledger.Overtaken):  # a second correction that began as early
        ledger.bring_back(url, WORK, "neuf.n", before, after)


def test_stopped_in_the_middle_of_writing_nothing_is_written(url: str, tmp_path: Path) -> None:
    before, after = worked_out(url, tmp_path)
    last = after["comment"].popitem()
    after["comment"][last[0]] = last[1] | {"cell_id": None, "notebook_id": None, "auto_comment": object()}
    with pytest.raises(SQLAlchemyError, match="object"):
        ledger.bring_back(url, WORK, LEARNER, before, after)
    assert scores(url) == UNMARKED


def test_what_a_person_marked_meanwhile_is_not_written_over(url: str, tmp_path: Path) -> None:
    before, after = worked_out(url, tmp_path)
    with Gradebook(url, COURSE_ID) as gradebook:
        gradebook.find_grade(CELLS[0], LESSON, WORK, LEARNER).manual_score = 4
        gradebook.db.commit()
    with pytest.raises(ledger.Overtaken):
        ledger.bring_back(url, WORK, LEARNER, before, after)
    assert scores(url) == UNMARKED | {"cp9-one": (None, 4)}


@pytest.mark.slow
def test_a_lock_held_elsewhere_is_waited_for(url: str, tmp_path: Path) -> None:
    before, after = worked_out(url, tmp_path)
    held = threading.Event()

    def hold() -> None:
        with _locked(url):
            held.set()
            time.sleep(0.5)
            ended.append(time.monotonic())

    ended: list[float] = []
    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    ledger.bring_back(url, WORK, LEARNER, before, after)
    entered = time.monotonic()
    holder.join()
    assert entered > ended[0]
    assert scores(url) == MARKED


@pytest.mark.slow
def test_a_lock_that_is_never_given_back_leaves_the_copy_unmarked(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = worked_out(url, tmp_path)
    for module in (sqlite, ledger):
        monkeypatch.setattr(module, "WAIT_SECONDS", 1)
    with _locked(url), pytest.raises(ledger.NotEntered, match="resté occupé"):
        ledger.bring_back(url, WORK, LEARNER, before, after)
    assert scores(url) == UNMARKED
    ledger.bring_back(url, WORK, LEARNER, before, after)
    assert scores(url) == MARKED


class _locked:
    """Somebody who marks by hand, and has not finished."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url)

    def __enter__(self) -> None:
        self._connection = self._engine.connect()
        if self._engine.dialect.name == "sqlite":
            self._connection.exec_driver_sql("BEGIN IMMEDIATE")
        self._connection.execute(text("UPDATE grade SET needs_manual_grade = needs_manual_grade"))

    def __exit__(self, *_: object) -> None:
        self._connection.rollback()
        self._connection.close()
        self._engine.dispose()
