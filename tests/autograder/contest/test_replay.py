"""Marking again: a dry run changes nothing, nobody's mark falls unasked, and no person's is touched."""

import sqlite3

import pytest

from autograder.contest import applying, journal
from autograder.contest.applying import Agreed
from autograder.contest.replay import look
from autograder.grading.record import known
from ntc import exercises
from tests.autograder.contest.conftest import EXERCISE, HAND, PART, RIGHT, WRONG, give, grades
from tests.autograder.grading.course import ASSIGNMENT, LESSON
from tests.spaces import plain

pytestmark = pytest.mark.slow
POINTS = float(exercises.load()[EXERCISE].points)


def files(course):
    """Every file of the class, by what it holds; of the gradebook, its rows."""
    held = {
        path: path.read_bytes()
        for path in course.places.classroom.rglob("*")
        if path.is_file() and not path.name.startswith("gradebook.db")
    }
    with sqlite3.connect(course.places.gradebook.removeprefix("sqlite:///")) as base:
        return held, list(base.iterdump())


def agreed(found, fall=()):
    return Agreed(
        {each.name: each.digest for each in found.changes}, frozenset(fall), "J. Moulin", "Corrigé revu"
    )


def one(found, learner):
    return next(each for each in found.changes if each.learner == learner)


def test_today_s_own_keys_change_nothing(room):
    before = files(room)
    found = look(room.root)
    assert (found.changes, found.looked, found.unmarked) == ((), 3 * len(room.places.lessons(ASSIGNMENT)), ())
    assert files(room) == before


def test_a_dry_run_tells_who_what_and_why_and_changes_nothing(room, corrected):
    was = grades(room, WRONG)[EXERCISE][0]
    assert was < POINTS
    before = files(room)
    corrected(1.0)
    found = look(room.root)
    change = one(found, WRONG)
    assert {each.exercise for each in found.changes} == {EXERCISE}
    assert (change.before, change.after, change.falls) == (was, POINTS, False)
    part = next(each for each in change.parts if each.part == PART)
    assert (part.after.message, part.after.expected) == ("Le corrigé est revu.", "42")
    assert part.before.expected not in ("", "42")
    corrected(0.0)
    assert one(look(room.root), RIGHT).falls
    assert files(room) == before


def test_no_mark_falls_unless_its_learner_was_named(room, corrected):
    before = {learner: grades(room, learner) for learner in (WRONG, RIGHT, HAND)}
    corrected(0.0)
    found = look(room.root)
    assert all(each.falls for each in found.changes)
    done = applying.apply(room.root, agreed(found))
    assert (done.written, len(done.left)) == ((), len(found.changes))
    assert {learner: grades(room, learner) for learner in before} == before
    assert journal.read(room.places) == []
    done = applying.apply(room.root, agreed(found, fall=[RIGHT]))
    assert [each.learner for each in done.written] == [RIGHT]
    assert grades(room, RIGHT)[EXERCISE] == (0, None, None, False)
    assert grades(room, WRONG) == before[WRONG]
    corrected(1.0)
    applying.apply(room.root, Agreed(agreed(look(room.root)).changes, (), "J. Moulin", "Retour"))
    assert grades(room, RIGHT)[EXERCISE][0] == POINTS


def test_what_a_person_gave_is_never_overwritten_and_what_rises_is_written_whole(room, corrected):
    give(room, HAND, manual_score=3.0, extra_credit=1.0, auto_score=0.0)
    give(room, WRONG, extra_credit=0.5, auto_score=0.0)
    before, told_before = grades(room, HAND), len(journal.read(room.places))
    corrected(1.0)
    found = look(room.root)
    assert one(found, HAND).by_hand
    done = applying.apply(room.root, agreed(found, fall=[HAND, WRONG, RIGHT]))
    assert grades(room, HAND) == before
    assert HAND in {each.learner for each in done.left}
    assert grades(room, WRONG)[EXERCISE] == (POINTS, None, 0.5, False)
    new = journal.read(room.places)[: -told_before or None]  # the latest come first
    told = [each for each in new if each.learner == WRONG]
    assert (told[0].who, plain(told[0].why)) == ("J. Moulin", "recorrection : Corrigé revu")
    assert f"0 → {POINTS:.0f} sur {POINTS:.0f} points" in plain(told[0].what)
    assert not [each for each in new if each.learner == HAND]
    assert known(room.places, WRONG, LESSON).exercises[EXERCISE].earned == POINTS
    room.nbgrader("generate_feedback", ASSIGNMENT, "--student", WRONG)
    page = room.root / "classroom/feedback" / WRONG / ASSIGNMENT / f"{LESSON}.html"
    assert "Le corrigé est revu." in page.read_text(encoding="utf-8")
    assert "42</b>" not in page.read_text(encoding="utf-8")
    assert {each.learner for each in look(room.root).changes} == {HAND}


def test_what_changed_since_it_was_shown_is_left(room, corrected):
    corrected(0.5)
    found = look(room.root)
    before = grades(room, RIGHT)
    corrected(0.25)
    done = applying.apply(room.root, agreed(found, fall=[RIGHT, WRONG, HAND]))
    assert done.written == ()
    assert grades(room, RIGHT) == before


def test_other_data_are_seen_and_applied(room):
    record = known(room.places, RIGHT, LESSON)
    other = "16" if record.variant != "16" else "15"
    room.places.roster.write_text(
        f"identifiant,variante\n{RIGHT},{other}\n{WRONG},\n{HAND},\n", encoding="utf-8"
    )
    try:
        found = look(room.root)
        mine = [each for each in found.changes if each.learner == RIGHT and each.lesson == LESSON]
        assert {each.variants for each in mine} == {(record.variant, other)}
        assert any(each.falls for each in mine)  # figures of other data
        applying.apply(room.root, agreed(found, fall=[RIGHT]))
        assert known(room.places, RIGHT, LESSON).variant == other
        copy = room.root / "classroom/autograded" / RIGHT / ASSIGNMENT / f"{LESSON}.ipynb"
        assert f"jeu de données {other}" in copy.read_text(encoding="utf-8")
        assert not [each for each in look(room.root).changes if each.learner == RIGHT]
    finally:
        room.places.roster.unlink()
