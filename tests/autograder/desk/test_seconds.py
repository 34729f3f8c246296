"""A second marking on the desk, beside nbgrader's gradebook, of a fabricated class."""

import json
from dataclasses import replace

import pytest

from autograder.desk import productions, seconds
from autograder.desk.productions import NoCopy
from autograder.desk.refused import Refused
from autograder.grading.places import Places
from tests.autograder.conftest import found
from tests.spaces import plain

ASSIGNMENT, NOTE, LINE = "at1-strategie", "cp4-note", "cp4-note-1"
FIRST = {f"cp4-note-{line}": 4.0 for line in "1234"}


@pytest.fixture
def places(classroom):
    made = Places(classroom.root)
    made.release(ASSIGNMENT).mkdir(parents=True)
    (made.release(ASSIGNMENT) / "cp4-bilan.ipynb").write_text("{}", encoding="utf-8")
    for learner in ("dupont.m", "zola.e"):
        classroom.hand_in(learner, {}, FIRST, {LINE: "Ce que le premier en dit."})
        said = replace(found(written=True), said=f"de {learner}", annexed=(("La note", "Texte"),))
        classroom.record(learner, {NOTE: said})
    return made


def key(learner="dupont.m"):
    from ntc import exercises

    return productions.key_of(exercises.load()[NOTE], learner)


def give(places, line=LINE, points=6.0, said="de dupont.m", learner="dupont.m"):
    return seconds.give(places, NOTE, key(learner), said, line, points=points, comment=" Net. ")


def note(told):
    return next(one for one in told["exercises"] if one["id"] == NOTE)


def test_the_second_marker_sees_nothing_of_the_first(places):
    overview = note(seconds.overview(places, ASSIGNMENT, hidden=False))
    assert [(copy["state"], copy["left"]) for copy in overview["copies"]] == [("waiting", 4)] * 2
    copy = seconds.copy(places, NOTE, key(), hidden=False)
    assert {(line["points"], line["comment"]) for line in copy["lines"].values()} == {(None, "")}
    assert "premier" not in json.dumps(copy, ensure_ascii=False)
    assert (copy["texts"][0]["text"], copy["second"]) == ("Texte", True)


def test_what_is_given_is_kept_beside_the_gradebook(places):
    assert give(places)["left"] == 3
    assert give(places, points=None)["left"] == 4
    for line in FIRST:
        given = give(places, line)
    assert (given["left"], given["state"], given["comment"]) == (0, "done", "Net.")
    overview = note(seconds.overview(places, ASSIGNMENT, hidden=True))
    assert sorted(copy["state"] for copy in overview["copies"]) == ["done", "waiting"]
    first = note(productions.overview(places, ASSIGNMENT, hidden=False))
    assert {copy["state"] for copy in first["copies"]} == {"done"}
    assert note(seconds.compare(places, ASSIGNMENT))["rows"][0]["first"] == 4


def test_the_formateur_decides_and_the_agreement_stays_what_it_was(places):
    for learner in ("dupont.m", "zola.e"):
        for line in FIRST:
            give(places, line, 4.0 if line != LINE else 6.0, f"de {learner}", learner)
    before = note(seconds.compare(places, ASSIGNMENT))
    assert plain(before["told"]).startswith(
        "6 lignes sur 8 au même niveau. Écart moyen : 0,5 point par ligne"
    )
    for points in (5.0, 3.0):
        given = seconds.decide(places, NOTE, key(), "de dupont.m", LINE, points=points)
        assert (given["points"], given["comment"]) == (points, "Ce que le premier en dit.")
        after = note(seconds.compare(places, ASSIGNMENT))
        assert after["told"] == before["told"]
        row = next(row for row in after["rows"] if (row["key"], row["line"]) == (key(), LINE))
        assert (row["first"], row["second"], row["decided"]) == (4, 6, f"{points:g}")
    assert seconds.copy(places, NOTE, key(), hidden=False)["lines"][LINE]["points"] == 6


def test_answers_handed_in_anew_are_to_be_marked_again(places, classroom):
    give(places)
    classroom.record("dupont.m", {NOTE: replace(found(written=True), said="autre")})
    assert seconds.copy(places, NOTE, key(), hidden=False)["lines"][LINE]["points"] is None
    with pytest.raises(Refused, match="reçue de nouveau"):
        give(places)


@pytest.mark.parametrize(
    ("changes", "error"),
    [({"points": 7.0}, Refused), ({"points": -1.0}, Refused), ({"line": "cp4-dashboard"}, NoCopy)],
)
def test_what_cannot_be_a_mark_is_refused(places, changes, error):
    with pytest.raises(error):
        give(places, **changes)
    assert note(seconds.compare(places, ASSIGNMENT))["rows"] == []


def test_nothing_is_decided_that_one_alone_has_marked(places):
    with pytest.raises(Refused, match="rien à décider"):
        seconds.decide(places, NOTE, key(), "de dupont.m", LINE, points=5.0)
