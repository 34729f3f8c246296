"""What a sheet annexes of a hand-in: texts as typed, plans row by row, a choice by its words."""

import pytest

from autograder.grading.annex import annexed
from ntc import exercises
from ntc.french import NBSP
from ntc.instruments.kept import KeptLine
from tests.every.tree import VARIANTS, placed
from tests.spaces import plain

FIELDS = placed(VARIANTS[0])


def of(exercise_id, raw):
    return annexed(exercises.load()[exercise_id], FIELDS[exercise_id], raw)


NAMED = {(exercise.id, one) for exercise in exercises.load().values() for one in exercise.annexed}
KEPT = {(owner, one) for owner, one in NAMED if one not in FIELDS[owner]}


def test_lines_kept_for_oneself_follow_a_text_for_whoever_marks_it_and_bear_no_points():
    assert KEPT
    assert len(NAMED - KEPT) >= 5
    for owner, line in KEPT:
        assert exercises.load()[owner].written
        assert not KeptLine(line).assessed
        title = f"{exercises.grid(line).title} (sans points)"
        assert of(owner, {line: " L’air :\n 7 bar"}) == ((title, " L’air :\n 7 bar"),)
        assert of(owner, {line: " "}) == of(owner, {line: ["7 bar"]}) == of(owner, {}) == ()


def test_a_field_that_a_notebook_does_not_place_is_not_annexed():
    for owner, one in NAMED - KEPT:
        assert annexed(exercises.load()[owner], {}, {one: "35 %"}) == ()


def test_a_text_comes_before_the_lines_kept():
    (owner, line), *_ = KEPT
    field = next(iter(FIELDS[owner]))
    assert [lines for _, lines in of(owner, {line: "gardée", field: "notée"})] == ["notée", "gardée"]


def test_figures_are_annexed_under_their_questions_and_blanks_are_not():
    rows = {"ca": {"value": "2 285 700"}, "growth": {"value": "-4,6 %"}, "visits": {"value": "beaucoup"}}
    ((heading, lines),) = of("cp4-dashboard", {"cp4-dashboard": rows})
    assert heading == exercises.load()["cp4-dashboard"].title
    ca, growth = lines.splitlines()
    assert ca.startswith(f"Chiffre d’affaires 2025{NBSP}: 2")
    assert ca.endswith(f"{NBSP}€{NBSP}HT")
    assert growth.endswith(f"{NBSP}: −4,6{NBSP}%")


def test_answers_of_one_input_each_are_one_list():
    raw = {"cp4-time-admin": "35 %", "cp4-time-selling": "beaucoup", "cp4-time-visit-cost": "250"}
    ((heading, lines),) = of("cp4-time", raw)
    assert heading == exercises.load()["cp4-time"].title
    assert lines.splitlines() == [
        f"Part du temps passée à l’administratif{NBSP}: 35{NBSP}%",
        f"Coût d’une visite en 2025{NBSP}: 250,00{NBSP}€",
    ]


def test_a_plan_is_annexed_row_by_row_with_what_is_said_of_each():
    field = FIELDS["cp4-remedies"]["cp4-remedies"]
    first, second = list(field.parts)[:2]
    raw = {second: {"date": "31/03/2026"}, first: {}}
    ((_, lines),) = of("cp4-remedies", {"cp4-remedies": raw})
    kept, said, comes_to = lines.splitlines()
    assert kept.startswith(field.parts[first].label.rstrip(".") + " — coût ")
    assert plain(comes_to).startswith("Au total : 2 mesures retenues · coût : ")
    assert said.startswith(field.parts[second].label.rstrip("."))
    assert f"Fait au plus tard le{NBSP}: " in said
    assert "mars" in said


def test_what_was_kept_or_matched_is_told_by_its_words():
    """A count, « 6 sur 6 », says nothing to whoever was not there."""
    raw = {"cp4-indicators-match": {}, "cp4-indicators-board": []}
    match, board = (FIELDS["cp4-indicators"][name] for name in raw)
    (item, question), (choice, answer) = list(match.items.items())[1], next(iter(match.choices.items()))
    kept = list(board.labels)[:2]
    raw = {"cp4-indicators-match": {item: choice}, "cp4-indicators-board": kept[::-1]}
    (_, matched), (_, told) = of("cp4-indicators", raw)
    assert plain(matched) == f"{plain(question).rstrip('.')} — {plain(answer)}"
    assert told.splitlines() == [board.labels[key] for key in kept]


def test_texts_are_annexed_as_typed_and_the_review_chosen_with_them():
    choice = FIELDS["cp1-brief"]["cp1-brief-review"]
    (option, *_), *_ = choice.controls()["options"]
    typed = "Objet : S2\n\n  Le marché  : 19 M€ !"
    raw = {"cp1-brief-view": typed, "cp1-brief-review": option, "cp1-brief-reply": "  "}
    pieces = of("cp1-brief", raw)
    assert [heading for heading, _ in pieces] == ["La vue du marché, en deux pages", choice.label]
    assert pieces[0][1] == typed
    assert pieces[1][1] == choice.parse(option).echo


@pytest.mark.parametrize("raw", [None, {}, "?", {"ghost": {}}, {"ca": "?"}, 3])
def test_what_cannot_be_read_is_not_annexed(raw):
    assert of("cp4-dashboard", {"cp4-dashboard": raw}) == ()
