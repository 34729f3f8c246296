"""Hand-ins placed by hand, and the names of the class list, in one course root."""

import json

import pytest
from nbgrader.api import Gradebook

from autograder.grading import finished, intake
from autograder.grading.places import COURSE_ID
from tests.autograder.grading.course import ASSIGNMENT, LESSON, Course
from tests.autograder.grading.samples import automatic, right

pytestmark = pytest.mark.slow
ROSTER = "identifiant,nom,prénom,courriel,variante\nseule.s,Seule,Sophie,s@exemple.fr,03\n"


@pytest.fixture(scope="module")
def placed(course: Course) -> tuple[Course, str]:
    """Only an answers file each, in folders made by hand; then collect and autograde as usual."""
    course.places.roster.write_text(ROSTER, encoding="utf-8")
    answers = right("seule.s").answers | {"variant": "03"}
    for learner in ("seule.s", "Sophie Seule", "Seule.S", "inconnue.i", "classe"):
        folder = course.places.submitted(learner, ASSIGNMENT)
        folder.mkdir(parents=True)
        (folder / "reponses.json").write_text(json.dumps(answers), encoding="utf-8")
    said = course.nbgrader("collect", ASSIGNMENT) + course.nbgrader("autograde", ASSIGNMENT)
    return course, said


def test_an_answers_file_alone_is_graded_on_the_data_of_the_class_list(placed: tuple[Course, str]) -> None:
    course, _ = placed
    assert intake.learner_variant(course.places, "seule.s", course.assignment) == "03"
    assert all(course.scores("seule.s")[exercise] is not None for exercise in automatic())


def test_the_gradebook_has_the_name_of_the_class_list(placed: tuple[Course, str]) -> None:
    with Gradebook(placed[0].places.gradebook, COURSE_ID) as gradebook:
        student = gradebook.find_student("seule.s")
        assert (student.first_name, student.last_name, student.email) == ("Sophie", "Seule", "s@exemple.fr")


def test_a_folder_that_is_no_identifier_stays_and_is_named(placed: tuple[Course, str]) -> None:
    course, said = placed
    assert "« Sophie Seule »" in said.replace("\u00a0", " ")
    assert (course.places.submitted("Sophie Seule", ASSIGNMENT) / "reponses.json").exists()
    assert not (course.root / "classroom/autograded/Sophie Seule" / ASSIGNMENT / f"{LESSON}.ipynb").exists()


@pytest.mark.parametrize("left", ["nothing noted", "another hand-in", "no copy"])
def test_a_copy_that_was_not_finished_is_marked_again(placed: tuple[Course, str], left: str) -> None:
    course, _ = placed
    copies = course.root / "classroom/autograded/seule.s" / ASSIGNMENT
    note = course.places.received("seule.s", ASSIGNMENT) / "finished.json"
    assert finished.is_finished(course.places, "seule.s", ASSIGNMENT)
    if left == "nothing noted":
        note.unlink()
    elif left == "another hand-in":
        note.write_text(json.dumps({"hand_in": "x", "lessons": [LESSON]}), encoding="utf-8")
    else:
        (copies / f"{LESSON}.ipynb").unlink()
    assert not finished.is_finished(course.places, "seule.s", ASSIGNMENT)
    course.nbgrader("autograde", ASSIGNMENT, "--student", "seule.s")
    assert finished.is_finished(course.places, "seule.s", ASSIGNMENT)
    before = (copies / f"{LESSON}.ipynb").stat().st_mtime_ns
    course.nbgrader("autograde", ASSIGNMENT, "--student", "seule.s")
    assert (copies / f"{LESSON}.ipynb").stat().st_mtime_ns == before


def test_whom_nobody_knows_is_no_learner(placed: tuple[Course, str]) -> None:
    course, said = placed
    with Gradebook(course.places.gradebook, COURSE_ID) as gradebook:
        assert {student.id for student in gradebook.students} == {"seule.s"}
    for learner in ("Sophie Seule", "Seule.S", "inconnue.i", "classe"):
        assert said.count(f"« {learner} »".replace(" »", "\u00a0»").replace("« ", "«\u00a0")) >= 1
    assert "une erreur" not in said
