"""Whatever a learner's file holds, no key breaks, none pays too much, and junk earns nothing."""

from datetime import date
from operator import attrgetter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.keys import KEYS, Lesson, mark
from ntc.french import day
from ntc.instruments.quote import TICKED
from tests.every.tree import VARIANTS, automatic, data, placed

JUNK = [None, "", "x", 3, True, [], [[]], {}, {"a": None}, {"ca": 3}, {"ca": {"value": []}}, [None] * 9]


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_raw_answer_whatever_its_shape_breaks_a_key_or_earns_anything(variant):
    case, labels = data(variant)
    assert len(KEYS) == len(placed(variant)) > 0
    paid = []
    for exercise_id, fields in placed(variant).items():
        ours = [*JUNK, {row: 3 for row in rows(fields)}, {row: {"value": []} for row in rows(fields)}]
        for junk in ours:
            result = mark(
                exercise_id, case, labels, Lesson.read({exercise_id: fields}, dict.fromkeys(fields, junk))
            )
            if result.fraction != 0:
                paid.append(f"{exercise_id}, {junk!r}: {result.fraction}")
    assert paid == []


def rows(fields):
    return [row for field in fields.values() if "rows" in field.controls() for row in field.entries]


TYPED = st.one_of(
    st.decimals("-3000000", "3000000", places=2).map(lambda number: f"{number:f} %".replace(".", ",")),
    st.decimals("0", "3000000", places=2).map(lambda number: f"{number:f}".replace(".", ",")),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)).map(day),
    st.text(max_size=12),
)


def typed(controls):
    """What may be entered in one input: one of its choices, else anything that can be typed."""
    if controls.get("options"):
        return st.sampled_from([choice for choice, *_ in controls["options"]])
    return TYPED


def entered(field):
    """What may be entered in a field, by what the page is told of it."""
    controls = field.controls()
    if "rows" in controls:
        return st.fixed_dictionaries(
            {},
            optional={
                row["id"]: st.fixed_dictionaries({name: typed(cell) for name, cell in row["cells"].items()})
                for row in controls["rows"]
            },
        )
    if "tasks" in controls:
        begins = {
            column: st.sampled_from([choice for choice, *_ in controls[said]])
            for column, said in (("day", "days"), ("start", "starts"))
        }
        return st.fixed_dictionaries(
            {}, optional={task: st.fixed_dictionaries({}, optional=begins) for task, *_ in controls["tasks"]}
        )
    if "elements" in controls:
        places = st.sampled_from([str(rank) for rank, _ in enumerate(controls["elements"], 1)])
        return st.fixed_dictionaries(
            {},
            optional={
                one["id"]: st.fixed_dictionaries(
                    {"place": places}, optional={box["id"]: typed(box) for box in one["boxes"]}
                )
                for one in controls["elements"]
            },
        )
    if "articles" in controls:
        line = st.fixed_dictionaries(
            {}, optional={"qty": st.sampled_from(["1", "2", "30"]), "off": typed({})}
        )
        terms = {
            name: st.sampled_from([choice for choice, _ in found])
            for name, _, found in controls["conditions"]
        }
        ticks = [box for box, _ in (*controls["joined"], *controls["mentions"])]
        return st.fixed_dictionaries(
            {
                "terms": st.fixed_dictionaries({}, optional=terms),
                "boxes": st.sets(st.sampled_from(ticks)).map(lambda kept: dict.fromkeys(kept, TICKED)),
            },
            optional={article: line for article, *_ in controls["articles"]},
        )
    if field.raw_type is dict:
        return st.fixed_dictionaries({}, optional={item: typed(controls) for item, _ in controls["items"]})
    if field.raw_type is list:
        return st.lists(typed(controls), unique=True)
    return typed(controls)


@pytest.mark.parametrize("exercise", automatic(), ids=attrgetter("id"))
@given(drawn=st.data())
@settings(max_examples=min(60, settings.default.max_examples))
def test_whatever_is_entered_the_mark_stays_within_bounds(exercise, drawn):
    """Absurd rates and thresholds are carried forward too: they must break no formula and earn no excess."""
    case, labels = data("00")
    fields = placed("00")[exercise.id]
    raw = {field.id: drawn.draw(entered(field)) for field in fields.values()}
    result = mark(exercise.id, case, labels, Lesson.read({exercise.id: fields}, raw))
    assert 0 <= result.fraction <= 1
    assert all(part.message for part in result.parts)
