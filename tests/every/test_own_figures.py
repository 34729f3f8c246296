"""One error counts once where figures are marked by a key of their own: rows, plans and what follows.

Each exercise says what it asks (``@figures``); its key, which does not read that, is held against it.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from autograder.keys.asked.declared import QUESTIONS
from autograder.keys.asked.own import OWN, own_graph
from ntc.case import VARIANTS
from ntc.fields import Field
from ntc.paths import COURSE, OWN_COURSE
from tests.every.links import near_and_far, of_lessons, worked_out
from tests.every.tree import data, placed
from tests.every.whole import (
    CENT,
    LAZY,
    ONCE,
    TRIVIAL,
    WITHOUT_UNIT,
    Whole,
    lazy,
    lost_by_rounding,
    misnamed,
    mistakes,
    over_charged,
)
from tests.violations import assert_none

TYPED = ("number", "date")
RESTS_ON_NOTHING = {
    "planner": "the day of an action: any of a window is right, the panel says which rule it breaks",
    "notes": "what was heard in one's own talk; who works on is given it anew, in the tables",
}
"""Kinds of fields whose figures are worked out from no other, nor any other from them, and why."""


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
    found = [
        f"{exercise_id}: {field_id}"
        for exercise_id in sorted(asking - OWN.keys() - QUESTIONS.keys())
        for field_id, field in placed(VARIANTS[0])[exercise_id].items()
        if asks_figures(field) and field.kind not in RESTS_ON_NOTHING
    ]
    assert_none(found)


def test_right_answers_earn_everything_and_each_its_own_share(own):
    """What is declared is what marking pays: all of it blank loses all of it, one alone no less than it."""
    found = []
    for whole in own:
        *_, exercise = whole.exercises
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
        made = [each for each in mistakes(whole) if each[0] != WITHOUT_UNIT]
        found += over_charged(whole, made)
        assert len(made) >= len(whole.graph.questions) / 2
    assert_none(found)


def test_a_way_of_counting_kept_from_exercise_to_exercise_is_counted_once_and_named_alone(variant, own):
    """Found by its name: it is kept in one exercise, and told in another."""
    found, run = [], 0
    for lesson in of_lessons(own, variant):
        for slip_id, values in lesson.kept():
            first, run = lesson.first(values), run + 1
            limit = ONCE * lesson.points[first]
            if (cost := lesson.cost(values)) > limit + CENT:
                found.append(f"{slip_id}: {cost:.2f}, {limit:.2f} at most ({first})")
            if others := lesson.named(values) - {slip_id}:
                found.append(f"{slip_id} is told {others}")
    assert_none(found)
    assert run or COURSE != OWN_COURSE  # the exercises of a tiny course need not share any


def test_a_key_looks_at_the_exercises_that_its_figures_rest_on_and_at_no_other():
    found, run = [], 0
    for lesson in of_lessons([Whole.exercise(each, VARIANTS[0]) for each in OWN], VARIANTS[0]):
        links = lesson.links()
        for exercise_id in links:
            said, read = near_and_far(links, exercise_id), lesson.read_by(exercise_id)
            run += bool(said)
            if said != read:
                found.append(f"{exercise_id} rests on {said or 'none'}, its key looks at {read or 'none'}")
    assert_none(found)
    assert run or COURSE != OWN_COURSE


def test_no_figure_comes_of_another_exercise_without_saying_so():
    """One that is always that of another exercise, or comes of two by arithmetic, rests on them."""
    found, run = [], 0
    for name, sources in worked_out(VARIANTS[::6]):
        run += 1
        figures = {each: each.partition(".")[0] for each in (name, *sources)}
        # What comes of figures of one graph is carried, and tested, there.
        own = [each for each in figures if figures[each] in OWN]
        graphs = {each: own_graph(figures[each], *data(VARIANTS[0])) for each in own}
        if own and not any(graph.before(each) & (figures.keys() - {each}) for each, graph in graphs.items()):
            found.append(f"{name} comes of {' and '.join(sources)}")
    assert_none(found)
    assert run or COURSE != OWN_COURSE


def test_a_mistake_that_is_carried_is_named_alone(own):
    """Coincidences included: what follows from a mistake is never told to be another one."""
    assert_none([said for whole in own for said in misnamed(whole)])


def test_rounding_as_the_lesson_invites_costs_nothing(own):
    assert_none([said for whole in own for said in lost_by_rounding(whole)])


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
