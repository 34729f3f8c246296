"""A problem on any plan: what is broken against sums done apart, what a plan is worth, exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.french import eur
from ntc.plans import Forbidden, Item, Need, Problem, Total

CODES = "abcdefg"
COSTS = st.lists(st.decimals("0", "900", places=2), min_size=len(CODES), max_size=len(CODES))
KEPT = st.sets(st.sampled_from(CODES))
SAID = st.sampled_from([None, "oui", "non"])
PLANS = st.dictionaries(st.sampled_from(CODES), st.fixed_dictionaries({"who": SAID}))


def stated(costs, most, least, fatal=False):
    return Problem(
        tuple(
            Item(code, code.upper(), {"cost": cost}, wants={"who": frozenset({"oui"})})
            for code, cost in zip(CODES, costs, strict=True)
        ),
        (
            Need("who", "Qui : {}."),
            Total("coût", "cost", "€", most=most, least=least, over="+{gap}", under="-{gap}"),
            Forbidden({"g": "Défendu."}, fatal=fatal),
        ),
        value="cost",
    )


@given(COSTS, KEPT, st.integers(0, 300_000), st.integers(0, 300_000))
def test_a_bound_is_broken_by_what_plain_sums_of_cents_say_and_by_as_much(costs, kept, one, other):
    least, most = sorted((one, other))
    problem = stated(costs, Decimal(most) / 100, Decimal(least) / 100)
    cents = sum(int(cost * 100) for code, cost in zip(CODES, costs, strict=True) if code in kept)
    expected = []
    if cents > most:
        expected.append("+" + eur(Decimal(cents - most) / 100))
    if cents < least:
        expected.append("-" + eur(Decimal(least - cents) / 100))
    if "g" in kept:
        expected.append("Interdit\u00a0: «\u00a0G\u00a0». Défendu.")
    assert problem.broken({code: {"who": "oui"} for code in kept}) == expected


@given(COSTS, PLANS, st.decimals("0", "3000", places=2))
def test_a_draft_breaks_nothing_that_the_finished_plan_keeps(costs, plan, most):
    problem = stated(costs, most, None)
    final = {id(breach.rule) for breach in problem.breaches(plan)}
    assert {id(breach.rule) for breach in problem.breaches(plan, draft=True)} <= final
    unsaid = {code: {} for code in plan}
    assert not any(sentence.startswith("Qui") for sentence in problem.broken(unsaid, draft=True))


@given(COSTS, PLANS, st.decimals("0", "3000", places=2))
def test_the_order_in_which_a_plan_was_made_changes_nothing(costs, plan, most):
    problem = stated(costs, most, most)
    backwards = dict(reversed(plan.items()))
    assert problem.broken(plan) == problem.broken(backwards)
    assert problem.gauges(plan) == problem.gauges(backwards)
    assert problem.worth(plan) == problem.worth(backwards)


@given(COSTS, PLANS, st.decimals("0", "3000", places=2))
def test_to_give_something_up_never_breaks_a_most(costs, plan, most):
    problem = stated(costs, most, None)
    over = any(sentence.startswith("+") for sentence in problem.broken(plan))
    for code in plan:
        fewer = {other: cells for other, cells in plan.items() if other != code}
        assert over or not any(sentence.startswith("+") for sentence in problem.broken(fewer))


@given(COSTS, PLANS, st.booleans())
def test_a_plan_is_worth_its_value_or_nothing_when_it_breaks_a_fatal_rule(costs, plan, fatal):
    cents = sum(int(cost * 100) for code, cost in zip(CODES, costs, strict=True) if code in plan)
    worth = stated(costs, None, None, fatal).worth(plan)
    assert worth == (0 if fatal and "g" in plan else Decimal(cents) / 100)


def test_a_breach_says_whether_it_is_fatal():
    problem = stated([1] * len(CODES), None, None, fatal=True)
    (breach,) = problem.breaches({"g": {"who": "oui"}})
    assert breach.rule.fatal


def test_cents_add_up_exactly():
    problem = stated([Decimal("0.10")] * len(CODES), Decimal("0.70"), Decimal("0.70"))
    assert [s for s in problem.broken({code: {"who": "oui"} for code in CODES}) if "€" in s] == []


def test_a_plan_keeps_only_what_is_offered():
    with pytest.raises(KeyError, match="ghost"):
        stated([1] * len(CODES), 1, None).broken({"ghost": {}})


def test_two_items_never_share_an_id():
    with pytest.raises(ValueError, match="id of its own"):
        Problem((Item("a", "A"), Item("a", "B")), (), value="cost")


def test_an_amount_that_an_item_lacks_and_a_binary_fraction_are_faults():
    item = Item("a", "A", {"cost": 0.1})
    with pytest.raises(TypeError, match="Decimal"):
        Problem((item,), (Total("coût", lambda rows: 0.1),), value="cost").gauges({"a": {}})
    with pytest.raises(KeyError, match="days"):
        Problem((item,), (), value="days").worth({"a": {}})
