"""A small class, marked: three learners of one activity, their gradebook nbgrader's own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import pytest
from nbgrader.api import Gradebook

from autograder.grading import executors
from autograder.grading.places import COURSE_ID
from autograder.keys.registry import KEYS
from autograder.mark import Mark
from tests.autograder.grading.course import ASSIGNMENT, LESSON, Course, made_course
from tests.autograder.grading.samples import answers_file, nth

WRONG, RIGHT, HAND = "zola.e", "dupont.m", "martin.p"
EXERCISE, PART = "cp4-dashboard", "growth"


@contextmanager
def one_thread(workers: int) -> Iterator[executors.Pool]:
    """In the test's own process, where a key can be replaced."""
    with ThreadPoolExecutor(1) as executor:
        yield executors.Pool(executor, 1)


@pytest.fixture(scope="package")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The class, each with a note that nobody has marked."""
    course = made_course(tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("home"))
    for learner, number in ((WRONG, 3), (RIGHT, 0), (HAND, 3)):
        course.hand_in(learner, answers_file(learner, nth(learner, number).raw))
    course.nbgrader("collect", ASSIGNMENT)
    course.nbgrader("autograde", ASSIGNMENT)
    return course


@pytest.fixture
def room(marked: Course, monkeypatch: pytest.MonkeyPatch) -> Course:
    """The same, from its own folder, where nothing of another test is left of the contests."""
    monkeypatch.chdir(marked.root)
    monkeypatch.setenv("NTC_EXCHANGE", str(marked.exchange))
    monkeypatch.delenv("NTC_ROSTER", raising=False)
    monkeypatch.setattr(executors, "pool", one_thread)
    return marked


Corrected = Callable[[float], None]


@pytest.fixture
def corrected(monkeypatch: pytest.MonkeyPatch) -> Corrected:
    """Have the key of the exercise say something else of every answer: so much of its points."""
    key = KEYS[EXERCISE]

    def correct(fraction: float) -> None:
        verdict = "right" if fraction == 1 else "wrong"

        def other(case: object, truth: object, answers: object) -> Mark:
            mark = key(case, truth, answers)
            parts = tuple(
                replace(
                    part, verdict=verdict, fraction=fraction, message="Le corrigé est revu.", expected="42"
                )
                for part in mark.parts
            )
            return replace(mark, fraction=fraction, parts=parts, slips=())

        monkeypatch.setitem(KEYS, EXERCISE, other)

    return correct


def grades(course: Course, learner: str) -> dict[str, tuple]:
    """Each cell's row of the gradebook for a lesson."""
    with Gradebook(course.places.gradebook, COURSE_ID) as gradebook:
        notebook = gradebook.find_submission_notebook(LESSON, ASSIGNMENT, learner)
        return {
            grade.name: (grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade)
            for grade in notebook.grades
        }


def give(course: Course, learner: str, **row: float) -> None:
    """Put what a person gives for the exercise in the gradebook, as formgrader does."""
    with Gradebook(course.places.gradebook, COURSE_ID) as gradebook:
        grade = gradebook.find_grade(EXERCISE, LESSON, ASSIGNMENT, learner)
        for name, value in row.items():
            setattr(grade, name, value)
        gradebook.db.commit()
