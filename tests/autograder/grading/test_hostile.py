"""Hostile hand-ins: no mark changes, no code runs, no batch stops, nothing foreign goes on."""

import pytest

from autograder.grading import record
from tests.autograder.grading.course import ASSIGNMENT, LESSON, LESSONS, Course
from tests.autograder.grading.hostile import CASES, Case
from tests.autograder.grading.samples import automatic, right

pytestmark = pytest.mark.slow
HONEST = "honnete.h"
ALLOWED = {
    *(f"{lesson}.{kind}" for lesson in LESSONS for kind in ("ipynb", "html")),
    f"{LESSON}.answers.json",
    "timestamp.txt",
    "submission_secret.txt",
}


@pytest.fixture(scope="module")
def log(course: Course) -> str:
    """Everybody hands in, the honest learner among them; plain commands do the rest. What they said."""
    course.hand_in(HONEST, right(HONEST).answers)
    for case in CASES:
        case.spoil(course.hand_in(case.learner, right(case.learner).answers), course.places)
    inbound = next((course.exchange / "ntc/inbound").iterdir()).parent
    (inbound / f"sans.heure+{ASSIGNMENT}+hier+x").mkdir()
    (inbound / f"..+{ASSIGNMENT}+2026-01-12 10:00:00.000000 UTC+x").mkdir()
    (inbound / f"lien.l+{ASSIGNMENT}+2026-01-12 10:00:00.000000 UTC+x").symlink_to("/etc")
    said = course.nbgrader("collect", ASSIGNMENT)
    for command in ("autograde", "generate_feedback", "release_feedback"):
        said += course.nbgrader(command, ASSIGNMENT)
    return said


def test_the_honest_learner_is_not_disturbed(course: Course, log: str) -> None:
    scores = course.scores(HONEST)
    assert sum(scores[exercise] for exercise in automatic()) == 76


def test_everybody_is_graded(course: Course, log: str) -> None:
    assert course.graded() == {HONEST, *(case.learner for case in CASES)}


def test_no_code_of_a_learner_ran(course: Course, log: str) -> None:
    assert not course.canary_ran


def test_unusable_entries_of_the_exchange_are_named_in_french(log: str) -> None:
    assert log.count("Remise mise de côté") == 3


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_marks_are_those_of_the_answers(case: Case, course: Course, log: str) -> None:
    scores = course.scores(case.learner)
    earned = {exercise: scores[exercise] for exercise in automatic()}
    expected = {
        "kept": right(case.learner).points,
        "lost": dict.fromkeys(earned, 0),
        "awaiting": dict.fromkeys(earned),
    }
    assert earned == expected[case.marks]
    assert set(automatic()) & course.awaiting(case.learner) == (
        set(automatic()) if case.marks == "awaiting" else set()
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_instructor_is_told_by_name(case: Case, course: Course, log: str) -> None:
    noted = record.read(course.places.record(case.learner, LESSON)).flags
    assert tuple(flag.kind for flag in noted) == case.flags
    for flag in noted:
        assert f"{case.learner}, {LESSON} : {flag.message}" in log


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_foreign_goes_on(case: Case, course: Course, log: str) -> None:
    for step in ("submitted", "autograded", "feedback"):
        folder = course.root / "classroom" / step / case.learner / ASSIGNMENT
        for path in folder.iterdir():
            assert path.name in ALLOWED
            assert path.is_file()
            assert not path.is_symlink()
            assert path.stat().st_size < 2_000_000
            assert b"root:" not in path.read_bytes()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_markup_of_a_learner_is_live(case: Case, course: Course, log: str) -> None:
    classroom = course.root / "classroom"
    copy = (classroom / "autograded" / case.learner / ASSIGNMENT / f"{LESSON}.ipynb").read_text("utf-8")
    page = (classroom / "feedback" / case.learner / ASSIGNMENT / f"{LESSON}.html").read_text("utf-8")
    for text in (copy, page):
        assert "<script" not in text
        assert "<img" not in text


def test_what_was_handed_in_is_kept_as_it_came(course: Course, log: str) -> None:
    kept = list(course.places.received("hostile.programs", ASSIGNMENT).glob("*/pandas.py"))
    links = list(course.places.received("hostile.links", ASSIGNMENT).glob("*/passwd.txt"))
    assert len(kept) == 1
    assert links[0].is_symlink()
