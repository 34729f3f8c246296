"""A learner's whole path in a real browser, and what the instructor does between its two halves.

Name, lessons, both hand-ins, marks by machine and by hand, feedback filed and read on the home page, sheet,
mock examination: once with right answers, which earn all automatic points, once with classic mistakes, each
of which is named. What is entered are the specimens of the keys, by one player per kind of field.

Both paths through all seven lessons and the examination take some fifteen minutes of computing:

    NTC_PATHS=whole python -m pytest -n0 tests/browser/test_path.py

Left to itself, as in CI, the first of them takes one lesson, ``TURN``, from the name to the sheet, for want
of time; the mistakes and the examination are played by that command only.
"""

import os

import pytest
from playwright.sync_api import expect

from ntc import exercises, papers
from ntc.catalogue import activities
from ntc.roster import variant_of
from tests.browser.playing.instructor import REMARK, Instructor
from tests.browser.playing.learner import Learner
from tests.browser.playing.players import PLAYERS
from tests.browser.playing.scripts import Script
from tests.every.tree import placed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAPER = "examen-blanc"
RIGHT, WRONG = "dupont.m", "martin.l"
WHOLE = os.environ.get("NTC_PATHS") == "whole"
TURN = "cp4"
PLAYED = {"right answers": RIGHT, **({"classic mistakes": WRONG} if WHOLE else {})}


def test_every_kind_of_field_has_a_player():
    kinds = {field.kind for fields in placed("00").values() for field in fields.values()}
    assert kinds - PLAYERS.keys() == set()


def test_the_two_paths_are_on_two_variants():
    assert variant_of(RIGHT) != variant_of(WRONG)


@pytest.mark.lab(learner="", variant="")
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("who", PLAYED.values(), ids=PLAYED)
def test_from_one_s_name_to_the_mock_examination(lab, page, tmp_path, who):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    learner, variant = Learner(who, lab, page), variant_of(who)
    learner.come()
    scripts = {}
    for lesson in [one for each in activities() for one in each.ready if taken(one)]:
        scripts[lesson.name] = script = written(who, lesson.name, variant)
        learner.open(lesson.name)
        learner.answer(script, lab.work / lesson.assignment)
        learner.go_home()
    begun = [each for each in activities() if any(one.name in scripts for one in each.ready)]
    archives = {each.assignment: learner.hand_in(each.title) for each in begun}

    assignments = [*archives, *([PAPER] if WHOLE else [])]
    instructor = Instructor.settle(tmp_path, assignments, {who: variant})
    for each in begun:
        returned = instructor.mark(each.assignment, [archives[each.assignment]])[who]
        for lesson in [one for one in each.ready if one.name in scripts]:
            [received] = [path for path in returned if f"-{lesson.name}-" in path.name]
            said = learner.read_feedback(each.title, lesson.title, received)
            is_told(scripts[lesson.name], said, instructor, each.assignment, who)
    sheet_shows(page, instructor, who)
    if WHOLE:
        sits_the_paper(learner, instructor, who, variant)
    assert errors == []


def taken(lesson):
    return WHOLE or lesson.competency == TURN


def written(who, lesson, variant):
    script = Script(lesson, variant)
    if who == WRONG:
        script.go_wrong()
    return script


def sits_the_paper(learner, instructor, who, variant):
    title = papers.load()[PAPER].title
    script = written(who, PAPER, papers.variant(PAPER, who, variant))
    learner.begin(PAPER, title)
    learner.answer(script, learner.lab.work / PAPER)
    learner.page.get_by_role("button", name="Rendre ma copie").click()
    archive = learner.hand_in(title)
    [received] = instructor.mark(PAPER, [archive])[who]
    is_told(script, learner.read_feedback(title, title, received), instructor, PAPER, who)


def is_told(script, said, instructor, assignment, who):
    """The page that came back and the gradebook say what the keys say of these answers."""
    scores, marks = instructor.scores(script.lesson, assignment, who), script.marks()
    worth = {each.id: each.points for each in exercises.of(script.lesson)}
    words = plain(said)
    assert {key: scores[key] for key in marks} == {
        key: pytest.approx(one.fraction * worth[key], abs=0.006) for key, one in marks.items()
    }
    assert instructor.flags(script.lesson, who) == []
    assert REMARK in said
    if who == RIGHT:
        assert {key: one.fraction for key, one in marks.items()} == dict.fromkeys(marks, 1)
        return
    sentences = {part.message for one in marks.values() for part in one.parts if part.slip}
    assert [each for each in sentences if plain(each) not in words] == []
    assert {slip for one in marks.values() for slip in one.slips} <= {
        part.slip for one in marks.values() for part in one.parts
    }


def sheet_shows(page, instructor, who):
    sheet = page.context.new_page()
    sheet.goto((instructor.sheets() / f"{who}.html").as_uri())
    expect(sheet.get_by_role("heading", level=1)).to_contain_text("Fiche de preuves par critère")
    for words in ("Marie Dupont", REMARK):
        expect(sheet.locator("body")).to_contain_text(words)
    sheet.close()


def plain(text):
    return " ".join(text.split())
