"""Every specimen of every key, on every variant: what it earns, which mistake it is told."""

import math
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import truth
from autograder.keys import KEYS, Lesson, mark, specimens_of
from autograder.keys.traps import LABELS
from ntc import exercises
from ntc.case import VARIANTS, load
from ntc.french import day
from ntc.lesson import fields_of, shipped

LESSONS = {"cp4": "cp4-bilan"}
# How many specimens a key has at least: right, partial, blank, unreadable, each slip, follow-through.
LEAST = {
    "cp4-dashboard": 34,
    "cp4-indicators": 12,
    "cp4-break-even": 18,
    "cp4-variance": 23,
    "cp4-causes": 17,
    "cp4-remedies": 22,
    "cp4-time": 13,
    "cp4-note": 6,
}


def fields(exercise_id, case):
    lesson = LESSONS[exercises.load()[exercise_id].competency]
    return fields_of(shipped(lesson), case)


@cache
def class_fields(exercise_id):
    return fields(exercise_id, load("00"))


@pytest.fixture(scope="module", params=VARIANTS)
def variant(request):
    return load(request.param), truth.load(request.param)


@pytest.mark.parametrize("exercise_id", KEYS)
def test_every_specimen_earns_what_it_must_and_is_told_its_mistake(exercise_id, variant):
    case, labels = variant
    placed, specimens = fields(exercise_id, case), specimens_of(exercise_id, case, labels)
    assert len(specimens) >= LEAST[exercise_id]
    assert len({specimen.label for specimen in specimens}) == len(specimens)
    for specimen in specimens:
        result = mark(exercise_id, case, labels, Lesson.read(placed, specimen.raw))
        where = f"{exercise_id}, {specimen.label}"
        assert math.isclose(result.fraction, specimen.fraction, abs_tol=1e-9), where
        assert specimen.slip is None or specimen.slip in result.slips, where
        assert set(result.slips) <= set(LABELS), where
        for part in result.parts:
            assert part.message, where
            assert part.label, where
            assert part.expected, where
            assert 0 <= part.fraction <= 1, where
            assert (part.verdict == "right") == (part.fraction == 1), where
            assert part.slip is None or part.fraction < 1, where


def test_every_declared_exercise_has_a_key_and_specimens_and_no_key_is_without_an_exercise():
    assert set(KEYS) == set(exercises.load()) == set(LEAST)
    assert all(specimens_of(exercise_id, load("00"), truth.load("00")) for exercise_id in KEYS)


@pytest.mark.parametrize("exercise_id", sorted(set(KEYS) - {"cp4-note"}))
def test_specimens_show_full_marks_none_and_something_between(exercise_id):
    fractions = [s.fraction for s in specimens_of(exercise_id, load("00"), truth.load("00"))]
    assert max(fractions) == 1
    assert min(fractions) == 0
    assert any(0 < fraction < 1 for fraction in fractions)


TYPED = st.one_of(
    st.decimals("-3000000", "3000000", places=2).map(lambda number: f"{number:f} %".replace(".", ",")),
    st.decimals("0", "3000000", places=2).map(lambda number: f"{number:f}".replace(".", ",")),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)).map(day),
    st.text(max_size=12),
)


@pytest.mark.parametrize("exercise_id", ["cp4-dashboard", "cp4-break-even", "cp4-time"])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_figures_are_typed_the_mark_stays_within_bounds(exercise_id, data):
    """Absurd rates and thresholds are carried forward too: they must break no formula and earn no excess."""
    case, labels = load("00"), truth.load("00")
    placed = class_fields(exercise_id)
    if exercise_id == "cp4-time":
        raw = {field_id: data.draw(TYPED) for field_id in placed[exercise_id]}
    else:
        rows = exercises.load()[exercise_id].parts
        raw = {exercise_id: {row: {"value": data.draw(TYPED)} for row in rows}}
    result = mark(exercise_id, case, labels, Lesson.read(placed, raw))
    assert 0 <= result.fraction <= 1
    assert all(part.message for part in result.parts)


@pytest.mark.parametrize("exercise_id", KEYS)
@pytest.mark.parametrize(
    "junk", [None, "", "x", 3, True, [], [[]], {}, {"a": None}, {"ca": 3}, {"ca": {"value": []}}, [None] * 9]
)
def test_no_raw_answer_whatever_its_shape_breaks_a_key_or_earns_anything(exercise_id, junk):
    case, labels = load("00"), truth.load("00")
    placed = class_fields(exercise_id)
    result = mark(exercise_id, case, labels, Lesson.read(placed, dict.fromkeys(placed[exercise_id], junk)))
    assert result.fraction == 0


# What domain reference §4.4 and §3.3 name for CP4; be-down is met in the drill on quantities.
NAMED = {
    "cp4-dashboard": {
        *("trap.T01", "trap.T02", "trap.T05", "trap.T06", "trap.T28"),
        *("mc.pct-base", "mc.markup-for-margin", "mc.conv-mixed", "mc.ret-new", "mc.dso-ht", "mc.pipe-raw"),
        *("mc.achieve-gap", "mc.achieve-inverse", "mc.dso-365"),
    },
    "cp4-indicators": {"trap.flat-season", "trap.round-down", "trap.not-whole"},
    "cp4-break-even": {
        *("mc.be-ca-fixed", "mc.be-margin", "mc.be-linear", "mc.markup-for-margin"),
        *("mc.be-direct", "mc.be-target-add", "mc.safety-base"),
    },
    "cp4-variance": {"mc.var-price-plan", "mc.var-sign", "mc.var-nomix", "mc.var-on-sales"},
    "cp4-time": {"mc.freed-share"},
}


@pytest.mark.parametrize("exercise_id", NAMED)
def test_each_mistake_that_the_domain_names_is_named_in_feedback(exercise_id, variant):
    case, labels = variant
    named = {specimen.slip for specimen in specimens_of(exercise_id, case, labels)} - {None}
    assert named == NAMED[exercise_id]
