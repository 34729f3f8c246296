"""A class of thirty, by plain commands: release → exchange → collect → autograde → feedback → learner."""

import json
import re
from pathlib import Path

import pytest

from autograder.grading import record
from ntc.home.feedback import FeedbackError, keep, received
from tests.autograder.grading.course import ASSIGNMENT, LESSON, LESSONS, Course
from tests.autograder.grading.samples import Sample, class_of_30

pytestmark = pytest.mark.slow
LINES = {f"cp4-note-{number}" for number in range(1, 5)}


@pytest.fixture(scope="module")
def learners() -> list[Sample]:
    return list(class_of_30())


@pytest.fixture(scope="module")
def classroom(course: Course, learners: list[Sample]) -> Course:
    for number, sample in enumerate(learners):
        course.hand_in(sample.learner, sample.answers, minutes=number)
    course.nbgrader("collect", ASSIGNMENT)
    course.nbgrader("autograde", ASSIGNMENT)
    course.nbgrader("generate_feedback", ASSIGNMENT)
    course.nbgrader("release_feedback", ASSIGNMENT)
    return course


def test_thirty_learners_are_graded(classroom: Course, learners: list[Sample]) -> None:
    assert len(learners) == 30
    assert classroom.graded() == {sample.learner for sample in learners}


def test_each_exercise_earns_what_its_specimen_says(classroom: Course, learners: list[Sample]) -> None:
    for sample in learners:
        scores = classroom.scores(sample.learner)
        earned = {exercise: scores[exercise] for exercise in sample.points}
        assert earned == pytest.approx(sample.points, abs=0.011), sample.learner


def test_all_right_is_all_the_points_a_machine_can_give(classroom: Course) -> None:
    scores = classroom.scores("parfait.p")
    assert sum(score for score in scores.values() if score is not None) == 76


def test_a_person_is_asked_for_the_lines_of_the_note_only_when_there_is_one(classroom: Course) -> None:
    assert classroom.awaiting("parfait.p") == LINES
    assert classroom.awaiting("vide.v") == set()
    assert {classroom.scores("vide.v")[line] for line in LINES} == {0}


def test_the_record_names_every_slip(classroom: Course, learners: list[Sample]) -> None:
    assert sum(len(sample.slips) for sample in learners) >= 10
    for sample in learners:
        exercises = record.read(classroom.places.record(sample.learner, LESSON)).exercises.values()
        named = {slip for each in exercises for slip in each.slips}
        named |= {part.slip for each in exercises for part in each.parts if part.slip}
        assert set(sample.slips) <= named, sample.learner


def test_feedback_is_french_and_keeps_the_expected_answers_back(classroom: Course) -> None:
    page = (classroom.root / "classroom/feedback/apprenant05" / ASSIGNMENT / f"{LESSON}.html").read_text(
        "utf-8"
    )
    assert '<html lang="fr">' in page
    assert "Vos notes, exercice par exercice" in page
    assert "Réponses attendues" not in page
    marked = (classroom.root / "classroom/autograded/apprenant05" / ASSIGNMENT / f"{LESSON}.ipynb").read_text(
        "utf-8"
    )
    assert marked.count("Partez de «") == 1
    typed = r'(?s)<(q|(?:p|div) class="ntc-answer-(?:entered|text)")[^>]*>.*?</(?:q|p|div)>'
    ours = re.sub(typed, "", page.partition("</style>")[2])
    read = re.sub(r"<[^>]+>", "", ours)
    assert not re.search(r"\w [:;!?»%€](?![\w=])|« \w", read)
    assert "Partez de «" not in page
    for english in ("Score", "Student", "Comment:", "Grade cell", "TableField", "No response"):
        assert english not in page


@pytest.mark.parametrize("other", [lesson for lesson in LESSONS if lesson != LESSON])
def test_a_lesson_not_begun_beside_another_is_not_told_to_be_worth_nothing(
    classroom: Course, other: str
) -> None:
    folder = classroom.root / "classroom/feedback/apprenant05" / ASSIGNMENT
    page = (folder / f"{other}.html").read_text("utf-8")
    assert "Pas encore commencée" in page
    assert "points" not in page.partition("</style>")[2]
    assert page.count("</html>") == 1


def test_feedback_says_whose_work_it_is_about_and_which_lesson(classroom: Course, tmp_path: Path) -> None:
    page = classroom.root / "classroom/feedback/apprenant05" / ASSIGNMENT / f"{LESSON}.html"
    with pytest.raises(FeedbackError, match="celui de «\u00a0apprenant05\u00a0»"):
        keep(tmp_path, ASSIGNMENT, "retour.html", page.read_bytes(), "apprenant06")
    keep(tmp_path, ASSIGNMENT, "retour.html", page.read_bytes(), "apprenant05")
    (kept,) = received(tmp_path, ASSIGNMENT, "apprenant05")
    assert (kept.owner, kept.name) == ("apprenant05", LESSON)


def test_each_learner_can_fetch_their_feedback(classroom: Course, learners: list[Sample]) -> None:
    released = list((classroom.exchange / "ntc/feedback").glob("*.html"))
    assert len(released) == len(LESSONS) * len(learners)


def test_what_declares_the_exercises_stays_with_the_lessons(classroom: Course) -> None:
    source = classroom.root / "course" / ASSIGNMENT
    assert {path.suffix for path in source.iterdir()} == {".ipynb", ".toml"}
    released = [classroom.places.release(ASSIGNMENT), classroom.exchange / "ntc/outbound" / ASSIGNMENT]
    for folder in released:
        assert sorted(path.name for path in folder.iterdir()) == [f"{lesson}.ipynb" for lesson in LESSONS]
    assert list((classroom.root / "classroom").rglob("*.html"))
    assert list((classroom.root / "classroom").rglob("*.toml")) == []


def test_nothing_but_what_counts_reaches_the_autograded_folders(classroom: Course) -> None:
    allowed = {*(f"{lesson}.ipynb" for lesson in LESSONS), f"{LESSON}.answers.json"}
    allowed |= {"timestamp.txt", "submission_secret.txt"}
    folders = list((classroom.root / "classroom/autograded").glob(f"*/{ASSIGNMENT}"))
    assert len(folders) == 30
    for folder in folders:
        assert {path.name for path in folder.iterdir()} <= allowed


def test_grading_again_in_two_processes_gives_the_same_marks(
    classroom: Course, learners: list[Sample]
) -> None:
    before = {sample.learner: classroom.scores(sample.learner) for sample in learners}
    done = classroom.run("autograder", "grade", ASSIGNMENT, "--force")
    assert "30 copies, 0 échec." in done.stdout.replace("\u00a0", " ")
    assert "INFO" not in done.stderr
    assert {sample.learner: classroom.scores(sample.learner) for sample in learners} == before


def test_the_seal_of_the_record_is_that_of_the_receipt(classroom: Course, learners: list[Sample]) -> None:
    from ntc.home.seal import seal

    path = classroom.places.record(learners[0].learner, LESSON)
    assert json.loads(path.read_text("utf-8"))["seal"] == seal(learners[0].answers)
