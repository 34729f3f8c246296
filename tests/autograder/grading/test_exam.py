"""A mock examination through nbgrader's own commands: prepared, marked, returned, with its own sheets."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from nbgrader.api import Gradebook

from autograder import truth
from autograder.desk import marks, productions
from autograder.grading import intake
from autograder.grading.places import COURSE_ID
from autograder.paper import answered_right
from ntc import exercises, papers
from ntc.case import load
from ntc.lesson import fields_of, shipped
from ntc.roster import variant_of
from tests import warm
from tests.autograder.grading.course import made_course
from tests.autograder.grading.samples import answers_file

PAPER = "examen-blanc"
RIGHT, LATE, LONGER = "dupont.m", "martin.l", "durand.p"

pytestmark = pytest.mark.slow


def answers(learner, begun_before=timedelta(minutes=1)):
    """All that a machine marks, right, and one written production; begun so long before the first answer."""
    variant = papers.variant(PAPER, learner, variant_of(learner))
    case = load(variant)
    fields = fields_of(shipped(PAPER), case)
    right = answered_right(fields, case, truth.load(variant))
    raw = {field: value for each in right.values() for field, value in each.items()}
    content = answers_file(learner, raw | {"cp7-argument": f"{learner} écrit, " * 150}, variant, PAPER)
    first = min(datetime.fromisoformat(each["saved"]) for each in content["answers"].values())
    began = (first - begun_before).isoformat()
    content["answers"][papers.load()[PAPER].began] = {"raw": began, "saved": began}
    return content


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The paper of three learners: in time, an hour too late, and as late but with an hour more."""
    course = made_course(tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("home"))
    course = replace(course, assignment=PAPER, lesson=PAPER)
    course.release()
    course.places.extra.write_text(f"identifiant,temps\n{LONGER},1/3\n", encoding="utf-8")
    course.hand_in(RIGHT, answers(RIGHT))
    for learner in (LATE, LONGER):
        course.hand_in(learner, answers(learner, timedelta(minutes=200)))
    course.nbgrader("collect", PAPER)
    course.nbgrader("autograde", PAPER)
    course.nbgrader("generate_feedback", PAPER)
    course.run("autograder.reports")
    return course


def record(course, learner):
    return json.loads(course.places.record(learner, PAPER).read_text(encoding="utf-8"))


def test_learners_get_the_paper_and_not_its_declaration(course):
    assert [path.name for path in course.places.release(PAPER).iterdir()] == [f"{PAPER}.ipynb"]


@pytest.mark.parametrize("learner", [RIGHT, LATE, LONGER])
def test_all_that_a_machine_marks_is_marked_on_the_data_of_the_paper(course, learner):
    variant = papers.variant(PAPER, learner, variant_of(learner))
    assert (
        intake.learner_variant(course.places, learner, PAPER) == record(course, learner)["variant"] == variant
    )
    assert intake.learner_variant(course.places, learner, "at1-strategie") == variant_of(learner) != variant
    scores = course.scores(learner)
    for exercise in exercises.of(PAPER):
        if not exercise.written:
            assert scores[exercise.id] == exercise.points
    [argument] = [each for each in exercises.of(PAPER) if each.id == "cp7-argument"]
    assert course.awaiting(learner) == {*argument.line_cells}


def test_who_marks_it_reads_its_time_and_a_doubt_only_of_who_took_too_long(course):
    told = {
        learner: [flag["kind"] for flag in record(course, learner)["flags"]]
        for learner in (RIGHT, LATE, LONGER)
    }
    assert told == {RIGHT: [], LATE: ["time"], LONGER: []}
    copies = course.root / "classroom" / "autograded"
    heads = {
        learner: json.loads((copies / learner / PAPER / f"{PAPER}.ipynb").read_text(encoding="utf-8"))[
            "cells"
        ][0]
        for learner in (RIGHT, LONGER)
    }
    said = {learner: json.dumps(head, ensure_ascii=False) for learner, head in heads.items()}
    assert "Commencé le" in said[RIGHT]
    assert "3\u00a0h\u00a000 accordées." in said[RIGHT]
    assert "4\u00a0h\u00a000 accordées, dont 1\u00a0h\u00a000 de plus" in said[LONGER]


def test_what_comes_back_is_headed_by_the_title_of_the_paper_and_says_nothing_of_its_time(course):
    [page] = (course.root / "classroom" / "feedback" / RIGHT / PAPER).glob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "Examen blanc" in text
    assert "Commencé le" not in text


def test_its_sheets_stand_apart_from_those_of_the_lessons(course):
    sheets = course.places.sheets
    page = (sheets / PAPER / f"{RIGHT}.html").read_text(encoding="utf-8")
    assert "Fiche de preuves par critère · Examen blanc" in page
    assert "Examen blanc" not in (sheets / f"{RIGHT}.html").read_text(encoding="utf-8")
    assert "Le tableau, et ce qui n’y entre pas" in page


def test_a_person_marks_its_productions_at_the_desk(course):
    told = productions.overview(course.places, PAPER, hidden=False)
    written = [one.id for one in exercises.of(PAPER) if one.written]
    assert [each["id"] for each in told["exercises"]] == written
    copies = {each["name"]: each for each in told["exercises"][-1]["copies"]}
    assert copies.keys() == {RIGHT, LATE, LONGER}
    with Gradebook(course.places.gradebook, COURSE_ID) as gradebook:
        found = productions.find(gradebook, course.places, written[-1], copies[RIGHT]["key"])
        assert (found.learner, found.record.assignment) == (RIGHT, PAPER)
        said = found.detail.said
    line = f"{written[-1]}-1"
    given = marks.give(
        course.places, written[-1], copies[RIGHT]["key"], said, line, points=4.0, comment="Clair."
    )
    assert (given["points"], given["byhand"], given["left"]) == (4.0, True, 3)
    assert line not in course.awaiting(RIGHT)
    assert line in course.awaiting(LATE)


def test_a_paper_that_cannot_be_set_is_not_prepared_and_says_what_to_change(course):
    declaration = course.root / "course" / PAPER / f"{PAPER}.toml"
    kept = declaration.read_text(encoding="utf-8")
    before = (course.places.release(PAPER) / f"{PAPER}.ipynb").read_bytes()
    declaration.write_text(kept.replace('"cp7-price"', '"cp7-negotiation"'), encoding="utf-8")
    command = ("nbgrader", "generate_assignment", PAPER, "--force")
    done = warm.run(command, course.root, course.environment)
    declaration.write_text(kept, encoding="utf-8")
    said = (done.stdout + done.stderr).replace("\u00a0", " ")
    assert done.returncode != 0
    assert "Rien n’est préparé" in said
    assert "« cp7-negotiation » ne peut pas être noté sans « cp7-concessions »" in said
    assert (course.places.release(PAPER) / f"{PAPER}.ipynb").read_bytes() == before
