"""The value of a plan against the optimum, and what its broken constraints cost."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.keys.answers import Entry
from autograder.keys.primitives import mark_plan, plan_quality
from ntc.exercises import Part
from ntc.fields.outcome import Blank, Value

PART = Part("plan", "Votre plan")
AMOUNTS = st.decimals("-50000", "200000", places=2)


def planned(value, broken=()):
    return mark_plan(
        PART,
        Entry(Value({"r1": {}})),
        broken=broken,
        value=Decimal(value),
        optimum=Decimal(100000),
        given="r1",
        expected="r1 · r2",
    )


# full from 90 %, linear down to 0 at 50 %: 70 % is half way
@pytest.mark.parametrize(
    ("value", "quality"),
    [("100000", "1"), ("90000", "1"), ("70000", "0.5"), ("80000", "0.75"), ("50000", "0"), ("-10", "0")],
)
def test_quality_is_full_from_nine_tenths_and_nothing_at_half(value, quality):
    assert plan_quality(Decimal(value), Decimal(100000)) == Decimal(quality)


@pytest.mark.parametrize(
    ("broken", "fraction"),
    [([], 1.0), (["Un."], 0.8), (["Un.", "Deux."], 0.6), (["Un.", "Deux.", "Trois."], 0.0)],
)
def test_each_broken_constraint_costs_a_fifth_and_three_leave_nothing(broken, fraction):
    mark = planned("95000", broken)
    assert mark.fraction == pytest.approx(fraction)
    assert mark.message.startswith(" ".join(broken))


def test_a_weaker_plan_is_told_its_share_of_the_best_one():
    mark = planned("70000", ["Baisser le tarif ne dépend pas de vous."])
    assert mark.fraction == pytest.approx(0.4)
    assert mark.verdict == "partial"
    assert mark.message == (
        "Baisser le tarif ne dépend pas de vous. "
        "L’effet attendu de votre plan est de 70\u00a0% de celui du meilleur plan possible."
    )


@given(AMOUNTS, AMOUNTS, st.integers(0, 4))
def test_a_plan_is_marked_within_bounds_and_a_better_one_never_earns_less(one, other, faults):
    low, high = sorted((one, other))
    worse, better = planned(low, ["Non."] * faults), planned(high, ["Non."] * faults)
    assert 0 <= worse.fraction <= better.fraction <= 1
    assert planned(low, ["Non."] * (faults + 1)).fraction <= worse.fraction


def test_no_plan_is_blank():
    mark = mark_plan(
        PART, Entry(Blank()), broken=[], value=Decimal(0), optimum=Decimal(1), given="", expected="r1"
    )
    assert (mark.verdict, mark.fraction) == ("blank", 0)


def test_an_optimum_of_nothing_is_a_fault_of_the_key():
    with pytest.raises(ValueError, match="optimum"):
        plan_quality(Decimal(1), Decimal(0))
