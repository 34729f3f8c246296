"""One error counts once where figures are marked by a key of their own: rows, plans and what follows.

Each exercise says what it asks (``@figures``); its key, which does not read that, is held against it.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from autograder.keys.asked.declared import QUESTIONS
from autograder.keys.asked.nature import rounded
from autograder.keys.asked.own import OWN
from ntc.case import VARIANTS
from ntc.fields import Field
from ntc.paths import COURSE, OWN_COURSE
from tests.every.tree import placed
from tests.every.whole import CENT, LAZY, ONCE, TRIVIAL, Whole, all_rounded, carried, lazy, mistakes
from tests.violations import assert_none

TYPED = ("number", "date")
OUTSIDE = 3
"""Exercises that ask figures and do not say what these rest on: days of plans, a sheet of what was heard."""


@pytest.fixture(scope="module", params=VARIANTS)
def variant(request):
    return request.param


@pytest.fixture(scope="module")
def own(variant):
    return [Whole.exercise(exercise_id, variant) for exercise_id in OWN]


def asks_figures(field: Field) -> bool:
    """Whether a field has a place where a figure or a date is typed."""
    if field.kind in TYPED:
        return True
    rows = field.controls().get("rows", ()) if field.kind != "text" else ()
    return any(cell.get("input") in TYPED for row in rows for cell in row["cells"].values())


def test_every_exercise_that_asks_figures_says_what_they_rest_on():
    asking = {
        exercise_id
        for exercise_id, fields in placed(VARIANTS[0]).items()
        if any(map(asks_figures, fields.values()))
    }
    assert QUESTIONS.keys() <= asking
    assert OWN.keys() <= asking
    assert not OWN.keys() & QUESTIONS.keys()
    outside = sorted(asking - OWN.keys() - QUESTIONS.keys())
    assert len(outside) == (OUTSIDE if COURSE == OWN_COURSE else 0), outside


def test_right_answers_earn_everything_and_each_its_own_share(own):
    """What is declared is what marking pays: all of it blank loses all of it, one alone no less than it."""
    found = []
    for whole in own:
        (exercise,) = whole.exercises
        if (cost := whole.cost(whole.right)) > CENT:
            found.append(f"{exercise}: right answers lose {cost:.2f}")
        blank = dict.fromkeys(whole.right, "")
        if abs(whole.cost(blank) - sum(whole.points.values())) > CENT:
            found.append(f"{exercise}: {whole.cost(blank):.2f}, declared {sum(whole.points.values()):.2f}")
        found += (
            f"{name} left blank loses {cost:.2f}, declared {worth:.2f}"
            for name, worth in whole.points.items()
            if (cost := whole.cost({**whole.right, name: ""})) < worth - CENT
        )
    assert_none(found)


def test_a_mistake_carried_on_with_right_methods_is_counted_once(own):
    found = []
    for whole in own:
        run = 0
        for label, values in mistakes(whole):
            if label == "amounts in thousands, without the unit":
                continue
            first, run = whole.first(values), run + 1
            limit = 0 if first is None else ONCE * whole.points[first]
            if (cost := whole.cost({**whole.right, **values})) > limit + CENT:
                found.append(f"{label}: {cost:.2f}, {limit:.2f} at most ({first})")
        assert run >= len(whole.graph.questions) / 2
    assert_none(found)


def test_a_mistake_that_is_carried_is_named_alone(own):
    """Coincidences included: what follows from a mistake is never told to be another one."""
    found = []
    for whole in own:
        for slip_id, values in carried(whole):
            if named := whole.named({**whole.right, **values}) - {slip_id}:
                found.append(f"{whole.exercises}, {slip_id}: {named}")
    assert_none(found)


def test_rounding_as_the_lesson_invites_costs_nothing(own):
    found = []
    for whole in own:
        for name, question in whole.graph.questions.items():
            for step in question.nature.roundings:
                values = whole.graph.follow({name: rounded(whole.right[name], step)})
                if (cost := whole.cost({**whole.right, **values})) > CENT:
                    found.append(f"{name} rounded to {step}: {cost:.2f}")
        for rank in (0, -1):
            if (cost := whole.cost(all_rounded(whole.graph, rank))) > CENT:
                found.append(f"{whole.exercises}, everything rounded ({rank}): {cost:.2f}")
    assert_none(found)


def test_trivial_figures_and_what_they_carry_earn_next_to_nothing(own):
    """Of the points of what is answered by figures, by dates and by what follows from them."""
    found = []
    for whole in own:
        worth = sum(whole.points.values())
        beside = whole.cost(dict.fromkeys(whole.right, "")) - worth
        for label, values in lazy(whole):
            earned = worth + beside - whole.cost({**dict.fromkeys(whole.right, ""), **values})
            if earned > LAZY * worth:
                found.append(f"{whole.exercises}, {label}: {earned:.2f} of {worth:.2f}")
    assert_none(found)


def test_nonsense_carries_nothing(own):
    """A decision that would be right on a trivial figure, and is not otherwise, is no decision."""
    found = []
    for whole in own:
        graph = whole.graph
        figures = [n for n, question in graph.questions.items() if not question.nature.names]
        for label, value in TRIVIAL.items():
            typed = {n: value for n in figures if isinstance(whole.right[n], Decimal)}
            drawn = graph.follow(typed)
            follow = {
                n: drawn[n]
                for n, question in graph.questions.items()
                if question.nature.names and n in drawn and drawn[n] != whole.right[n]
            }
            if not follow:
                continue
            blank = dict.fromkeys(whole.right, "")
            paid = whole.cost({**blank, **typed}) - whole.cost({**blank, **typed, **follow})
            worth = [whole.points[n] for n in follow]
            # One figure may be near its right one by chance.
            if paid > max(LAZY * sum(worth), *worth) + CENT:
                found.append(f"{whole.exercises}, {label}: what follows earns {paid:.2f} of {sum(worth):.2f}")
    assert_none(found)


def halfway(whole: Whole) -> Iterator[tuple[str, str, Decimal]]:
    """For each mistake whose figure is not right as well, the one half the way to it."""
    for name, question in whole.graph.questions.items():
        right = whole.right[name]
        if not isinstance(right, Decimal):
            continue
        kept = [(each.id, each.values[name]) for each in whole.graph.ground.readings if name in each.values]
        for slip_id, value in (*((slip.id, slip.value) for slip in whole.graph.slips(name)), *kept):
            if not question.nature.same(value, right):
                yield name, slip_id, right + (value - right) / 2


def accepted(whole: Whole, name: str) -> list[Any]:
    """What other ways that are right as well give for a question."""
    graph = whole.graph
    return [way.formula(*map(graph.right, way.sources)) for way in graph.questions[name].also]


def test_a_tolerance_ends_before_the_middle_to_any_mistake_that_is_taught(own):
    found = []
    for whole in own:
        for name, slip_id, value in halfway(whole):
            question = whole.graph.questions[name]
            # Another way that is right as well may lead there.
            far = abs(value - whole.right[name])
            if any(
                abs(value - other) < far and question.nature.same(value, other)
                for other in accepted(whole, name)
            ):
                continue
            if whole.cost({**whole.right, name: value}) <= CENT:
                found.append(f"{name}: {value} is right, half the way from {whole.right[name]} to {slip_id}")
    assert_none(found)
