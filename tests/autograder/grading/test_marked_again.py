"""Marking again is whole: what a person marked holds for the answers that it was given to only."""

import json
import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.grading import ledger, parallel, record
from autograder.grading.places import COURSE_ID
from autograder.reports.command import class_sheets
from tests.autograder.grading.course import ASSIGNMENT, LESSON, Course
from tests.autograder.grading.samples import answers_file, right

pytestmark = pytest.mark.slow
LEARNER = "dupont.m"
LINES = {f"cp4-note-{number}" for number in range(1, 5)}
FIRST, SECOND = "Premier texte, noté par une personne.", "Second texte, que personne n’a lu."


class States:
    """States of one course root, each reached once and put back for every test that begins with it."""

    def __init__(self, course: Course, folder: Path) -> None:
        self._course, self._folder = course, folder

    def reached(self, name: str, reach: Callable[[], object]) -> None:
        """Be in the state of this name: as it was kept, or by doing what leads to it."""
        kept = self._folder / name
        if kept.is_dir():
            for current in (self._course.root, self._course.home):
                shutil.rmtree(current)
                shutil.copytree(kept / current.name, current)
            return
        reach()
        for current in (self._course.root, self._course.home):
            shutil.copytree(current, kept / current.name)


@pytest.fixture(scope="module")
def states(course: Course, tmp_path_factory: pytest.TempPathFactory) -> States:
    return States(course, tmp_path_factory.mktemp("states"))


@pytest.fixture
def marked(course: Course, states: States) -> Course:
    """A hand-in whose note a person has marked: 2 points a line, a remark on the first."""

    def reach() -> None:
        hand_in(course, FIRST)
        regrade(course)
        mark(course, dict.fromkeys(LINES, 2.0), {"cp4-note-1": "Bien vu."})

    states.reached("marked", reach)
    return course


def hand_in(course: Course, text: str) -> None:
    """Hand in all the right answers and this text, as collecting does."""
    answers = answers_file(LEARNER, dict(right(LEARNER).raw) | {"cp4-note": text})
    folder = course.places.submitted(LEARNER, ASSIGNMENT)
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    (folder / "reponses.json").write_text(json.dumps(answers), encoding="utf-8")


def regrade(course: Course) -> str:
    return course.nbgrader("collect", ASSIGNMENT) + course.nbgrader("autograde", ASSIGNMENT, "--force")


def mark(course: Course, points: dict[str, float], comments: dict[str, str] | None = None) -> None:
    """Mark as formgrader does."""
    with Gradebook(course.places.gradebook, COURSE_ID) as gradebook:
        for cell, score in points.items():
            grade = gradebook.find_grade(cell, LESSON, ASSIGNMENT, LEARNER)
            grade.manual_score, grade.needs_manual_grade = score, False
        for cell, words in (comments or {}).items():
            gradebook.find_comment(cell, LESSON, ASSIGNMENT, LEARNER).manual_comment = words
        gradebook.db.commit()


def manual(course: Course) -> dict[str, float | None]:
    with Gradebook(course.places.gradebook, COURSE_ID) as gradebook:
        notebook = gradebook.find_submission_notebook(LESSON, ASSIGNMENT, LEARNER)
        return {grade.name: grade.manual_score for grade in notebook.grades if grade.name in LINES}


def comment(course: Course) -> str | None:
    with Gradebook(course.places.gradebook, COURSE_ID) as gradebook:
        return gradebook.find_comment("cp4-note-1", LESSON, ASSIGNMENT, LEARNER).manual_comment


def levels(course: Course) -> tuple[str, ...]:
    (sheet,) = class_sheets(course.root)
    return tuple(piece.state for line in sheet.lines for piece in line.evidence if piece.exercise in LINES)


def flags(course: Course) -> str:
    (sheet,) = class_sheets(course.root)
    return " ".join(sheet.flags)


def test_the_same_text_marked_again_keeps_its_points_and_awaits_nobody(marked: Course) -> None:
    regrade(marked)
    assert manual(marked) == dict.fromkeys(LINES, 2.0)
    assert marked.awaiting(LEARNER) == set()
    assert set(levels(marked)) == {""}
    (sheet,) = class_sheets(marked.root)
    assert sheet.total is not None
    assert (sheet.total.earned, sheet.total.points, sheet.total.waiting) == (76 + 8, 100, 0)


def test_a_new_text_sets_the_old_points_apart_until_somebody_decides(marked: Course) -> None:
    hand_in(marked, SECOND)
    for _ in range(2):
        said = regrade(marked)
        assert "remise de nouveau, et changée, depuis votre correction" in said
        assert manual(marked) == dict.fromkeys(LINES)
        assert comment(marked) is None
        assert marked.awaiting(LEARNER) == LINES
        assert set(levels(marked)) == {"en attente de correction"}
        assert "mis de côté" in flags(marked)
        copy = marked.root / "classroom/autograded" / LEARNER / ASSIGNMENT / f"{LESSON}.ipynb"
        shown = copy.read_text(encoding="utf-8").replace("\u00a0", " ")
        assert "2 points, mis de côté, ne comptent pas" in shown
        assert "Bien vu." in shown
        marked.nbgrader("generate_feedback", ASSIGNMENT, "--force")
        page = marked.root / "classroom/feedback" / LEARNER / ASSIGNMENT / f"{LESSON}.html"
        assert "Bien vu." not in page.read_text(encoding="utf-8")
        assert "mis de côté" not in page.read_text(encoding="utf-8")
        shown = page.read_text(encoding="utf-8").replace("\u00a0", " ")
        assert "76 / 76 points</strong> pour ce qui est noté. 24 points attendent encore" in shown
        assert "/ 100 points" not in shown
    mark(marked, dict.fromkeys(LINES, 5.0))
    assert "mis de côté" not in flags(marked)
    regrade(marked)
    assert manual(marked) == dict.fromkeys(LINES, 5.0)
    assert record.read(marked.places.record(LEARNER, LESSON)).apart == {}


def test_the_very_text_that_was_marked_gets_its_points_back(marked: Course) -> None:
    hand_in(marked, SECOND)
    regrade(marked)
    hand_in(marked, FIRST)
    regrade(marked)
    assert manual(marked) == dict.fromkeys(LINES, 2.0)
    assert comment(marked) == "Bien vu."
    assert marked.awaiting(LEARNER) == set()


def test_a_text_that_vanished_waits_for_a_person(marked: Course) -> None:
    hand_in(marked, "")
    regrade(marked)
    assert manual(marked) == dict.fromkeys(LINES)
    assert marked.awaiting(LEARNER) == LINES


def test_a_damaged_record_stops_nobody_and_loses_no_points(marked: Course) -> None:
    marked.places.record(LEARNER, LESSON).write_bytes(b"\xff{")
    regrade(marked)
    assert manual(marked) == dict.fromkeys(LINES, 2.0)
    assert set(levels(marked)) == {""}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not copied on this system")
@pytest.mark.parametrize("step", range(4))
@pytest.mark.parametrize("text", [SECOND, FIRST], ids=["set apart", "given back"])
def test_killed_while_it_is_written_down_nothing_is_lost(
    marked: Course, states: States, step: int, text: str
) -> None:
    """Dies before a record is written, before the gradebook is told, after it, at the last record."""

    def reach() -> None:
        if text == FIRST:
            hand_in(marked, SECOND)
            regrade(marked)
        hand_in(marked, text)
        marked.nbgrader("collect", ASSIGNMENT)

    states.reached("handed in again" if text == SECOND else "handed in as at first", reach)
    _die_grading(marked, step)
    marked.nbgrader("autograde", ASSIGNMENT)
    if text == FIRST:
        assert manual(marked) == dict.fromkeys(LINES, 2.0)
        assert comment(marked) == "Bien vu."
        return
    assert manual(marked) == dict.fromkeys(LINES)
    apart = record.read(marked.places.record(LEARNER, LESSON)).apart
    assert {cell: each.points for cell, each in apart.items()} == dict.fromkeys(LINES, 2.0)
    assert apart["cp4-note-1"].comment == "Bien vu."


def _die_grading(course: Course, step: int) -> None:
    child = os.fork()
    if child:
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        return
    os.environ.update(course.environment)
    tempfile.tempdir = str(course.root.parent)  # its draft dies where the test ends with it
    write, entered = record.write, ledger.bring_back
    record.write = _dying(write, {0: 0, 3: 1}.get(step))
    ledger.bring_back = _dying(entered, 0 if step == 1 else None, after=step == 2)
    parallel.grade_one(str(course.root), ASSIGNMENT, LEARNER, force=True)
    os._exit(0)


def _dying(act: Callable, at: int | None, after: bool = False) -> Callable:
    calls = [0]

    def done(*arguments: object) -> None:
        if calls[0] == at:
            os.kill(os.getpid(), signal.SIGKILL)
        calls[0] += 1
        act(*arguments)
        if after:
            os.kill(os.getpid(), signal.SIGKILL)

    return done
