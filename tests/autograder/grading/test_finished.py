"""What decides that a copy is done: killed at any instant, marking is simply run again."""

import os
from pathlib import Path

import pytest
from nbgrader.apps import ZipCollectApp
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory

from autograder.grading import finished, intake
from autograder.grading.places import SUBMITTED, Places
from autograder.grading.rebuild import MasterExporter
from autograder.grading.zip_collect import Extractor

ASSIGNMENT, LESSON, LEARNER = "at1-strategie", "cp4-bilan", "dupont.m"


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """A hand-in that was marked to the end, with its copy."""
    monkeypatch.chdir(tmp_path)
    made = Places(tmp_path)
    made.release(ASSIGNMENT).mkdir(parents=True)
    (made.release(ASSIGNMENT) / f"{LESSON}.ipynb").write_text("{}")
    again(made)
    copy_of(made).parent.mkdir(parents=True)
    copy_of(made).write_text("{}")
    done()
    return made


def again(places: Places) -> None:
    """Take a hand-in in, as new as the clock."""
    kept = intake.new_folder(places.received(LEARNER, ASSIGNMENT))
    intake.admit(kept, places, LEARNER, ASSIGNMENT, places.submitted(LEARNER, ASSIGNMENT))


def copy_of(places: Places) -> Path:
    return places.root / "classroom/autograded" / LEARNER / ASSIGNMENT / f"{LESSON}.ipynb"


def done() -> None:
    places = Places(Path.cwd())
    hand_in = intake.state(places, LEARNER, ASSIGNMENT)
    finished.finish(places, LEARNER, ASSIGNMENT, hand_in, frozenset([LESSON]))


def marking_begins(places: Places) -> None:
    """What nbgrader does when it is run again: our exporter is made before it looks at any copy."""
    converter = Autograde(coursedir=CourseDirectory(root=str(places.root)))
    converter.assignments = {f"{SUBMITTED}/{LEARNER}/{ASSIGNMENT}": []}
    MasterExporter(parent=converter)


def test_a_finished_copy_stays(places: Places) -> None:
    assert finished.is_finished(places, LEARNER, ASSIGNMENT)
    marking_begins(places)
    assert copy_of(places).is_file()


@pytest.mark.parametrize("left", ["begun", "no note", "damaged note", "handed in again", "no notebook"])
def test_what_was_left_unfinished_is_cleared_and_no_other(places: Places, left: str) -> None:
    note = places.received(LEARNER, ASSIGNMENT) / "finished.json"
    other = copy_of(places).parents[2] / "martin.p" / ASSIGNMENT
    other.mkdir(parents=True)
    if left == "begun":
        finished.begin(places, LEARNER, ASSIGNMENT, [LESSON])
    elif left == "no note":
        note.unlink()
    elif left == "damaged note":
        note.write_bytes(b"\xff{")
    elif left == "handed in again":
        again(places)
        # A date that was copied says nothing: the copy is younger than the hand-in.
        os.utime(copy_of(places))
    else:
        copy_of(places).unlink()
    marking_begins(places)
    assert not copy_of(places).parent.exists()
    assert other.is_dir()
    copy_of(places).parent.mkdir()
    copy_of(places).write_text("{}")
    done()
    assert finished.is_finished(places, LEARNER, ASSIGNMENT)


@pytest.mark.parametrize("fault", ["name", "list"])
def test_a_wrong_name_or_a_faulty_list_is_one_french_sentence(
    places: Places, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    app = ZipCollectApp()
    app.coursedir = CourseDirectory(root=str(places.root))
    app.coursedir.assignment_id = "at1-stratgie" if fault == "name" else ASSIGNMENT
    if fault == "list":
        places.roster.write_text("identifiant\ndupont.m\nDupont.M\n", encoding="utf-8")
    said: list[str] = []
    app.fail = said.append
    Extractor(parent=app)
    (sentence,) = said
    expected = {"name": "« at1-stratgie » n’est pas ouverte", "list": "figure déjà plus haut"}
    assert expected[fault] in sentence.replace("\u00a0", " ")
