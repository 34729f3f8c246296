"""One error counts once, rounding costs nothing, trivial figures earn nothing: wherever figures are asked.

A lesson is answered with right methods from a mistake made at its source, and marked whole. What stands
beside the figures of an exercise (matches, texts) is left blank.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal
from itertools import combinations
from typing import Any

import pytest

from autograder.keys import KEYS
from autograder.keys.asked.declared import GROUNDS, QUESTIONS
from autograder.keys.asked.graph import Graph
from autograder.keys.asked.nature import APART, rounded
from autograder.keys.asked.question import Asked
from ntc import exercises
from ntc.calc.slips import Slip
from ntc.case import VARIANTS
from ntc.paths import COURSE, OWN_COURSE
from tests.every.whole import (
    CENT,
    LAZY,
    ONCE,
    WITHOUT_UNIT,
    Whole,
    carried,
    lazy,
    lost_by_rounding,
    misnamed,
    mistakes,
    over_charged,
)


@pytest.fixture(scope="module", params=VARIANTS)
def variant(request):
    return request.param


@pytest.fixture(scope="module")
def lessons(variant):
    whole = [Whole.lesson(competency, variant) for competency in GROUNDS]
    assert whole
    return whole


def test_two_right_answers_in_each_other_s_place_are_one_mistake(lessons):
    found, run = [], 0
    for whole in lessons:
        graph = whole.graph
        for one, other in combinations(graph.questions, 2):
            here, there = (graph.questions[name].part for name in (one, other))
            if one.partition(".")[0] != other.partition(".")[0] or here.unit != there.unit:
                continue
            values = {one: whole.right[other], other: whole.right[one]}
            if any(graph.questions[name].choices for name in values) or any(
                graph.questions[name].nature.same(value, whole.right[name]) for name, value in values.items()
            ):
                continue
            run += 1
            limit = ONCE * max(whole.points[name] for name in values)
            if (cost := whole.cost({**whole.right, **values})) > limit + CENT:
                found.append(f"{one} and {other}: {cost:.2f}, {limit:.2f} at most")
    assert found == []
    assert run >= len(lessons)


def test_a_mistake_is_counted_once_however_each_figure_is_rounded_when_it_is_written(lessons):
    """Worked out with all decimals; what others rest on is written as one may: in k€, to 0.1 %."""
    found = []
    for whole in lessons:
        made = (
            (label, as_written(whole.graph, values))
            for label, values in mistakes(whole)
            if not label.endswith("misread") and label != WITHOUT_UNIT
        )
        found += over_charged(whole, made)
    assert found == []


def as_written(graph: Graph, values: Mapping[str, Any]) -> dict[str, Any]:
    """These values, those that others rest on being rounded as far as they may be written."""
    sources = {each for name in values for each in graph.sources(name)}
    return {n: coarsest(graph, n, value) if n in sources else value for n, value in values.items()}


def coarsest(graph: Graph, name: str, value: Any) -> Any:
    """A figure rounded as far as it may be written."""
    steps = (*graph.questions[name].nature.roundings, *graph.questions[name].nature.answered)
    return rounded(value, max(steps)) if steps and isinstance(value, Decimal) else value


def decimals(whole: Whole) -> Iterator[tuple[str, Asked]]:
    """The questions whose right answer is a figure that need not be whole."""
    for name, question in whole.graph.questions.items():
        if isinstance(whole.right[name], Decimal) and not question.nature.whole:
            yield name, question


def test_a_mistake_that_is_carried_is_named_alone(lessons):
    """Coincidences included: what follows from a mistake is never told to be another one."""
    found, run = [], 0
    for whole in lessons:
        found += misnamed(whole)
        run += len(list(carried(whole)))
    assert found == []
    assert run >= len(lessons)


def test_what_follows_from_a_mistake_is_told_so_and_neither_rounded_nor_a_day_off(lessons):
    """A figure may be near the right one and yet be just what one's own answers give."""
    found, run = [], 0
    for whole in lessons:
        for slip_id, values in carried(whole):
            first = whole.first(values)
            for name, value in values.items():
                if first is None or name == first or first not in whole.graph.before(name):
                    continue
                run += 1
                said = whole.told(name, {**whole.right, **values})
                if value != whole.right[name] and said.startswith("Admis"):
                    found.append(f"{slip_id}, {name}: {said}")
    assert found == []
    assert run >= len(lessons)


def test_a_mistake_written_with_few_digits_is_named_as_itself_or_not_at_all(lessons):
    """Two mistakes that give one figure, once it is written, cannot be told apart by it."""
    found, run = [], 0
    for whole in lessons:
        for name, question in decimals(whole):
            nature = question.nature
            # A reading that changes what it is worked out from would show there first.
            mistakes = [
                *whole.graph.slips(name),
                *(
                    slip
                    for slip, reading in whole.graph.misread(name)
                    if not any(whole.graph.touches(reading, each) for each in whole.graph.sources(name))
                ),
            ]
            for slip in mistakes:
                for step in {min(nature.roundings), max((*nature.roundings, *nature.answered))}:
                    written = as_typed(slip.value, step, question.part.unit)
                    run += 1
                    named = whole.named({**whole.right, name: written})
                    if named - {slip.id}:
                        found.append(f"{name}: {slip.id}, written {written}, is told {named}")
    assert found == []
    assert run >= len(lessons)


def as_typed(value: Decimal, step: Decimal, unit: str) -> str:
    """A figure as one types it who rounds it to a step: « 31,8 % », « 1 890 000 »."""
    figure = rounded(value, step) * (100 if unit == "%" else 1)
    decimals = max(0, -int(step.normalize().as_tuple().exponent) - (2 if unit == "%" else 0))
    return f"{figure:.{decimals}f}".replace(".", ",") + (" %" if unit == "%" else "")


def in_another_year(whole: Whole) -> dict[str, Any]:
    """Right dates, but for the year."""
    return {n: day.replace(year=day.year + 1) for n, day in whole.right.items() if isinstance(day, date)}


def habits(whole: Whole) -> Iterator[tuple[str, dict[str, Any]]]:
    """Right answers written, all of them, in one way that spoils them."""
    figures = {
        name: value
        for name, value in whole.right.items()
        if isinstance(value, Decimal) and whole.graph.questions[name].choices is None
    }
    units = {name: whole.graph.questions[name].part.unit for name in figures}
    rates = {name: value for name, value in figures.items() if units[name] == "%"}
    amounts = {name: value for name, value in figures.items() if units[name].startswith("€")}
    yield "another year", in_another_year(whole)
    yield "too round", too_far(whole, figures)
    yield (
        "whole per cents",
        {name: f"{round(100 * value)} %" for name, value in rates.items() if enough(value)},
    )
    yield "cut after a decimal", {name: f"{comma(cut(100 * value, 1))} %" for name, value in rates.items()}
    yield "short thousands", in_units(amounts, 1000, Decimal("0.01"))
    yield "whole thousands", in_units(amounts, 1000, Decimal(1))
    millions = in_units(amounts, 1000000, Decimal("0.01"))
    yield "millions, said", {name: f"{comma(value)} M€" for name, value in millions.items()}
    yield (
        "with VAT",
        {
            name: value * VAT
            for name, value in amounts.items()
            if "TTC" not in units[name] and not is_mistake(whole, name, value * VAT)
        },
    )


VAT = Decimal("1.2")


def comma(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


def cut(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)


def enough(rate: Decimal) -> bool:
    """Whether a rate that is rounded to whole per cents is still told from nought."""
    return abs(rate) >= Decimal("0.02")


def in_units(amounts: Mapping[str, Decimal], unit: int, step: Decimal) -> dict[str, Decimal]:
    """Amounts in thousands or millions, of two digits at least."""
    return {
        name: rounded(value / unit, step)
        for name, value in amounts.items()
        if abs(value) / unit >= 10 * step
        and len(rounded(value / unit, step).normalize().as_tuple().digits) > 1
    }


def is_mistake(whole: Whole, name: str, value: Decimal) -> bool:
    """Whether a value is that of a mistake that is named: a reserve of 20 % and the VAT are as much."""
    return any(whole.graph.questions[name].nature.same(value, slip.value) for slip in whole.graph.slips(name))


def too_far(whole: Whole, figures: Mapping[str, Decimal]) -> dict[str, str]:
    """Right figures rounded one digit further than is invited, where that changes little."""
    found = {}
    for name, value in figures.items():
        question = whole.graph.questions[name]
        steps = (*question.nature.roundings, *question.nature.answered)
        if not steps:
            continue
        near = rounded(value, max(steps) * 10)
        if near != value and abs(near - value) <= abs(value) / 200:
            found[name] = as_typed(value, max(steps) * 10, question.part.unit)
    return found


def test_a_habit_of_writing_is_one_mistake_however_many_answers_bear_it(lessons):
    """Kept over the whole lesson, and counted once in each of its exercises at most."""
    found, run = [], 0
    for whole in lessons:
        full = whole.earned(whole.right)
        for label, values in habits(whole):
            got = whole.earned({**whole.right, **values}) if values else full
            for exercise in {name.partition(".")[0] for name in values}:
                run += 1
                worth = max(whole.points[name] for name in values if name.partition(".")[0] == exercise)
                if (cost := full[exercise] - got[exercise]) > ONCE * worth + CENT:
                    found.append(f"{exercise}, {label}: {cost:.2f}, {ONCE * worth:.2f} at most")
    assert found == []
    assert run >= len(lessons)


def test_nothing_lies_under_a_limit_however_near(lessons):
    """A cent less than the least that a price may be is not that price; the euro above it may be given."""
    found, run = [], 0
    for whole in lessons:
        for name, question in whole.graph.questions.items():
            if not question.nature.least:
                continue
            run += 1
            right = whole.right[name]
            above = right.to_integral_value(ROUND_CEILING)
            for value in (right - Decimal("0.01"), above - 1, above):
                if (whole.cost({**whole.right, name: value}) <= CENT) != (value >= right):
                    found.append(f"{name}: {value} for {right}")
    assert found == []
    assert run >= 1 or COURSE != OWN_COURSE  # a tiny course need not have a price


def test_a_right_figure_rounded_the_wrong_way_is_no_mistake_that_is_named(lessons):
    found, run = [], 0
    for whole in lessons:
        for name, question in decimals(whole):
            right, nature = whole.right[name], question.nature
            for step in (*nature.roundings, *nature.answered):
                down = right // step * step
                for value in (down, down + step) if down != right else ():
                    run += 1
                    if named := whole.named({**whole.right, name: value}):
                        found.append(f"{name}: {value} for {right} is told {named}")
    assert found == []
    inexact = [
        step
        for whole in lessons
        for name, question in decimals(whole)
        for step in (*question.nature.roundings, *question.nature.answered)
        if whole.right[name] % step
    ]
    assert run == 2 * len(inexact)


def test_a_date_a_day_off_is_never_told_exact(lessons):
    """Where the day before and after are allowed, what else gives them is said as it is, in doubt.

    A day that a rule fixes is that day: the one beside it earns nothing.
    """
    found, run = [], 0
    for whole in lessons:
        for name, right in whole.right.items():
            for days in (-1, 1) if isinstance(right, date) else ():
                run += 1
                values = {**whole.right, name: right + timedelta(days=days)}
                said = whole.told(name, values)
                allowed = whole.graph.questions[name].nature.tolerance >= timedelta(days=1)
                if said.startswith("Admis") != allowed or (whole.cost(values) > CENT) == allowed:
                    found.append(f"{name}, {days}: {said}")
    assert found == []
    assert run == 2 * sum(isinstance(right, date) for whole in lessons for right in whole.right.values())


def test_a_mistake_carried_on_with_right_methods_is_counted_once(lessons):
    found, run = [], 0
    for whole in lessons:
        made = list(mistakes(whole))
        found += over_charged(whole, made)
        run += len(made)
    assert found == []
    # Each figure is at least said a tenth too high; what is chosen is not.
    assert run >= sum(q.choices is None for whole in lessons for q in whole.graph.questions.values())


def test_rounding_as_the_lesson_invites_costs_nothing(lessons):
    assert [said for whole in lessons for said in lost_by_rounding(whole)] == []


def test_trivial_figures_and_what_they_carry_earn_next_to_nothing(lessons):
    found = []
    for whole in lessons:
        for label, values in lazy(whole):
            for exercise, points in whole.earned(values).items():
                limit = LAZY * exercises.load()[exercise].points
                if points > limit or (points and label.startswith("nothing everywhere")):
                    found.append(f"{exercise}, {label}: {points:.2f}, {limit:.2f} at most")
    assert found == []


def test_a_tolerance_stays_far_from_every_mistake_that_is_taught(lessons):
    found = [
        f"{name}: {slip.id}, {slip.value} for {whole.right[name]}"
        for whole in lessons
        for name, question in whole.graph.questions.items()
        for slip in taught(whole.graph, name)
        if abs(slip.value - whole.right[name]) <= 2 * question.nature.tolerance
    ]
    assert found == []


def test_different_mistakes_on_a_figure_can_be_told_apart(lessons):
    """The nearest one is named: so far apart, a figure with two decimals tells which."""
    found = [
        f"{name}: {one.id} and {other.id}, {one.value} and {other.value}"
        for whole in lessons
        for name, question in whole.graph.questions.items()
        for one, other in combinations(whole.graph.slips(name), 2)
        if one.id != other.id and abs(one.value - other.value) <= question.nature.tolerance / APART
    ]
    assert found == []


def taught(graph: Graph, name: str) -> list[Slip]:
    """The mistakes made at a question: its slips, and the readings of measures that it is worked out from.

    Further on, a reading may hardly change a figure: a rate of margin is the same with cancelled orders. Nor
    is a reading told by a figure that is silent about it.
    """
    question = graph.questions[name]
    readings = [
        slip
        for slip, reading in graph.misread(name)
        if reading.id not in question.silent and set(question.way.sources) & reading.values.keys()
    ]
    return [*graph.slips(name), *readings]


def test_every_lesson_that_asks_figures_says_what_they_rest_on(lessons):
    asking = {exercise.split("-", 1)[0] for exercise in QUESTIONS}
    assert asking == set(GROUNDS), "each is said once, by @ground in autograder/keys/<lesson>/ground.py"
    assert set(QUESTIONS) <= set(KEYS)
    for whole in lessons:
        assert len(whole.points) == len(whole.graph.questions) >= 1
