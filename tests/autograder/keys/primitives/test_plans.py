"""The value of a plan against the optimum, and what its broken constraints cost."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.keys.answers import Entry
from autograder.keys.primitives import Scale, mark_plan, plan_quality
from ntc.exercises import Part
from ntc.fields.outcome import Blank, Value
from ntc.plans import Forbidden, Item, Need, Problem, Total, counted

PART = Part("plan", "Votre plan")
AMOUNTS = st.decimals("-50000", "200000", places=2)
EXTRAS = {"Un.": "r2", "Deux.": "r3", "Trois.": "r4", "Quatre.": "r5"}


def stated(value, *, rules=(), fatal=""):
    """A problem whose r1 is worth the value, and where each extra item breaks the rule that says so."""
    items = [
        Item("r1", "R1", {"effect": Decimal(value)}),
        *(Item(code, code, {"effect": 0}) for code in EXTRAS.values()),
    ]
    breakable = [Forbidden({code: ""}, said, fatal=said == fatal) for said, code in EXTRAS.items()]
    return Problem(tuple(items), (*breakable, *rules), value="effect")


def planned(value, broken=(), **stating):
    return mark_plan(
        PART,
        Entry(Value({"r1": {}})),
        stated(value, **stating),
        {"r1": {}} | {EXTRAS[said]: {} for said in broken},
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
    mark = planned("70000", ["Un."])
    assert mark.fraction == pytest.approx(0.4)
    assert mark.verdict == "partial"
    assert mark.message == (
        "Un. L’effet attendu de votre plan est de 70\u00a0% de celui du meilleur plan possible. "
        "Aucun point jusqu’à 50\u00a0%, tous à partir de 90\u00a0%\u00a0: "
        "un autre choix, dans les mêmes limites, rapporte plus."
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("100000", "est au niveau du meilleur plan possible."),
        (
            "91000",
            "est de 91\u00a0% de celui du meilleur plan possible\u00a0: c’est assez pour tous les points.",
        ),
        # Cut, not rounded: 89,9 % earns less than all.
        ("89900", "est de 89\u00a0% de celui du meilleur plan possible. Aucun point jusqu’à 50"),
        ("-10", "est de 0\u00a0% de celui"),
    ],
)
def test_only_a_plan_that_is_as_good_is_told_so(value, told):
    assert told in planned(value).message


@given(AMOUNTS, AMOUNTS, st.integers(0, 3))
def test_a_plan_is_marked_within_bounds_and_a_better_one_never_earns_less(one, other, faults):
    low, high = sorted((one, other))
    said = list(EXTRAS)
    worse, better = planned(low, said[:faults]), planned(high, said[:faults])
    assert 0 <= worse.fraction <= better.fraction <= 1
    assert planned(low, said[: faults + 1]).fraction <= worse.fraction


def test_a_plan_beyond_its_limits_is_told_by_how_much_and_never_that_it_is_the_best():
    budget = Total("coût", "effect", "€", most=90000, over="Il coûte {gap} de trop.")
    mark = planned("95000", rules=[budget])
    assert mark.fraction == pytest.approx(0.8)
    assert mark.message == (
        "Il coûte 5\u202f000\u00a0€ de trop. "
        "Tant qu’un plan dépasse ses limites, son effet ne se compare pas à celui du meilleur plan possible."
    )


@pytest.mark.parametrize(("most", "fraction"), [(1, 0.8), (0, 0.6)])
def test_a_limit_that_a_forbidden_item_alone_exceeds_is_told_and_counts_with_it(most, fraction):
    # Two items are kept: without the forbidden one, the plan keeps to one item and still not to none.
    number = Total("", counted(), ("mesure", "mesures"), most=most, over="Trop de mesures.")
    mark = planned("95000", ["Un."], rules=[number])
    assert mark.fraction == pytest.approx(fraction)
    assert "Trop de mesures." in mark.message


def test_three_rules_broken_are_told_to_leave_nothing():
    message = planned("95000", ["Un.", "Deux.", "Trois."]).message
    assert (
        message == "Un. Deux. Trois. Avec trois règles enfreintes ou plus, un plan ne rapporte aucun point."
    )


def test_a_fatal_rule_alone_brings_the_best_plan_to_nothing_and_is_told_first():
    mark = planned("100000", ["Un.", "Deux."], fatal="Deux.")
    assert (mark.fraction, mark.verdict) == (0, "wrong")
    assert mark.message == "Deux. À lui seul, ce point ôte au plan toute valeur\u00a0: aucun point. Un."


# a gesture that costs 140 at best: all at 140, nothing at 1.6 times as much, 224; what it saves counts
@pytest.mark.parametrize(("cost", "quality"), [(140, 1), (182, "0.5"), (224, 0), (300, 0)])
def test_a_scale_of_its_own_marks_the_least_cost(cost, quality):
    scale = Scale(none=Decimal(0), full=Decimal(1))
    assert plan_quality(Decimal(224 - cost), Decimal(84), scale) == Decimal(quality)


# half for a column that is wrong in every row, less by the rows that are right: one of two, a quarter
@pytest.mark.parametrize(("owners", "fraction"), [("aa", 1), ("ab", 0.75), ("ba", 0.75), ("bb", 0.5)])
def test_what_rows_say_costs_by_the_rows_at_fault(owners, fraction):
    items = [Item(code, code, {"effect": 50000}, wants={"owner": {"a"}}) for code in ("r1", "r2")]
    plan = {item.id: {"owner": owner} for item, owner in zip(items, owners, strict=True)}
    mark = mark_plan(
        PART,
        Entry(Value(plan)),
        Problem(tuple(items), (Need("owner", "À revoir : {}."),), value="effect"),
        plan,
        optimum=Decimal(100000),
        given="",
        expected="",
    )
    assert mark.fraction == pytest.approx(fraction)


OWNER = Need("owner", "Responsable à revoir : {}.", noted="Responsables à revoir : {}.")
BUDGET = Total("coût", "cost", "€", most=10, over="De trop : {gap}.", noted="L’enveloppe est dépassée.")
BEYOND = [Forbidden({code: ""}, "Non : {}.", noted="Hors de ses pouvoirs.") for code in ("r3", "r4")]
LAW = Forbidden({"r5": "Loi."}, "Interdit : {}.", fatal=True, noted="Interdit par la loi.")
SHORT = "L’effet attendu du plan reste sous celui du meilleur plan possible."


@pytest.mark.parametrize(
    ("kept", "noted"),
    [
        ({"r1": "a", "r2": "a"}, ()),
        ({"r1": "a"}, (SHORT,)),
        ({"r1": "a", "r2": "b"}, ("Responsables à revoir\u00a0: 1 sur 2.",)),
        ({"r1": "b", "r3": "b"}, ("Responsables à revoir\u00a0: 2 sur 2.", "Hors de ses pouvoirs.", SHORT)),
        ({"r3": "a", "r4": "a"}, ("Hors de ses pouvoirs (2 fois).", SHORT)),
        ({"r1": "a", "r2": "a", "r6": "a"}, ("L’enveloppe est dépassée.",)),
        ({"r1": "a", "r5": "a"}, ("Interdit par la loi.",)),
    ],
)
def test_what_is_wrong_in_a_plan_is_noted_without_its_items_or_an_answer(kept, noted):
    items = [
        Item(code, f"Mesure {code}", {"effect": effect, "cost": cost}, wants={"owner": {"a"}})
        for code, effect, cost in (
            ("r1", 50, 5), ("r2", 50, 5), ("r3", 0, 0), ("r4", 0, 0), ("r5", 90, 0), ("r6", 9, 1),
        )
    ]  # fmt: skip
    plan = {code: {"owner": owner} for code, owner in kept.items()}
    mark = mark_plan(
        PART,
        Entry(Value(plan)),
        Problem(tuple(items), (OWNER, *BEYOND, LAW, BUDGET), value="effect"),
        plan,
        optimum=Decimal(100),
        given="",
        expected="",
    )
    assert mark.noted == noted


def test_a_scale_rises():
    with pytest.raises(ValueError, match="rise"):
        Scale(none=Decimal("0.9"), full=Decimal("0.9"))


def test_no_plan_is_blank():
    mark = mark_plan(PART, Entry(Blank()), stated(1), {}, optimum=Decimal(1), given="", expected="r1")
    assert (mark.verdict, mark.fraction) == ("blank", 0)


def test_an_optimum_of_nothing_is_a_fault_of_the_key():
    with pytest.raises(ValueError, match="optimum"):
        plan_quality(Decimal(1), Decimal(0))
