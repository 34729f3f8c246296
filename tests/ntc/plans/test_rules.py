"""Each rule: when it is broken, and the French sentence that names what is at fault and by how much."""

from datetime import date
from decimal import Decimal

import pytest

from ntc.plans import (
    ANYTHING,
    Apart,
    Between,
    Covers,
    Distinct,
    Forbidden,
    Item,
    Need,
    Problem,
    Requires,
    Total,
    TotalBy,
    amount,
    counted,
)
from tests.spaces import plain

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def broken(rule, plan, *, draft=False, **items):
    """The sentences of a plan under one rule; items are a, b and c unless they are given."""
    named = [items.get(code) or Item(code, f"Ligne {code}.") for code in "abc"]
    problem = Problem(tuple(named), (rule,), value=counted())
    rows = {code: plan[code] for code in plan} if isinstance(plan, dict) else {code: {} for code in plan}
    return [plain(sentence) for sentence in problem.broken(rows, draft=draft)]


def costing(**amounts):
    return {code: Item(code, code, {"cost": Decimal(cost)}) for code, cost in amounts.items()}


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("", ["Manque 100 € : 0 € sur 100 €."]),
        ("a", ["Manque 0,10 € : 99,90 € sur 100 €."]),
        ("b", []),
        ("ab", []),
        ("ac", ["Trop de 0,05 € : 200,05 € sur 200 €."]),
    ],
)
def test_a_total_keeps_its_bounds_to_the_cent(plan, said):
    over, under = (f"{word} de {{gap}} : {{total}} sur {{bound}}." for word in ("Trop", "Manque"))
    rule = Total("coût", "cost", "€", most=200, least=100, over=over, under=under.replace(" de ", " "))
    assert broken(rule, plan, **costing(a="99.90", b="100.00", c="100.15")) == said


def test_a_total_says_its_noun_in_the_plural_and_its_bound_alone():
    rule = Total(
        "", counted(), ("fiche retenue", "fiches retenues"), most=1, least=1, over="{total}, {bound}, {gap}"
    )
    assert broken(rule, "abc") == ["3 fiches retenues, 1, 2 fiches retenues"]
    assert broken(rule, "a") == []


@pytest.mark.parametrize(
    ("bounds", "gauge"),
    [
        ({}, "temps : 5 jours"),
        ({"most": 20}, "temps : 5 jours sur 20"),
        ({"least": 3}, "temps : 5 jours sur 3 au moins"),
        ({"most": 5, "least": 5}, "temps : 5 jours sur 5"),
    ],
)
def test_a_gauge_says_the_total_against_its_bound(bounds, gauge):
    item = Item("a", "A", {"days": 5})
    problem = Problem((item,), (Total("temps", "days", "jour", **bounds),), value=counted())
    assert [plain(said) for said in problem.gauges({"a": {}})] == [gauge]


def test_each_group_keeps_its_bound_and_those_beyond_are_named():
    rule = TotalBy(
        lambda row: row.said("month"),
        "days",
        9,
        "Neuf jours par mois : {groups}.",
        "jour",
        names={3: "mars", 4: "avril"},
    )
    items = {code: Item(code, code, {"days": 6}) for code in "abc"}
    assert broken(rule, {"a": {"month": 3}, "b": {"month": 4}}, **items) == []
    assert broken(rule, {"a": {"month": 3}, "b": {"month": 3}, "c": {}}, **items) == [
        "Neuf jours par mois : mars (12 jours)."
    ]


def test_amounts_and_counts_of_a_kind():
    near, far = (
        Item(code, code, {"days": days}, {"kind": kind})
        for code, days, kind in (("a", 2, "x"), ("b", 7, "y"))
    )
    assert broken(Total("", amount("days", kind="x"), most=1), "ab", a=near, b=far) == [
        "Trop : 2 pour 1, soit 1 de trop."
    ]
    assert broken(Total("", counted(kind="y"), least=2), "ab", a=near, b=far) == [
        "Trop peu : 1 pour 2, il manque 1."
    ]


def test_a_need_is_what_the_item_wants_or_anything_that_is_said():
    rule = Need("owner", "Responsable à revoir : {}.")
    picky = Item("a", "Ligne a.", wants={"owner": frozenset({"me"})})
    free = Item("b", "Ligne b.", wants={"owner": ANYTHING})
    assert broken(rule, {"a": {"owner": "me"}, "b": {}, "c": {"owner": "you"}}, a=picky, b=free) == []
    assert broken(rule, {"a": {"owner": "you"}, "c": {"owner": None}}, a=picky) == [
        "Responsable à revoir : « Ligne a » et « Ligne c » (sans réponse lisible)."
    ]
    assert broken(rule, {"a": {"owner": "you"}, "c": {}}, a=picky, draft=True) == [
        "Responsable à revoir : « Ligne a »."
    ]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 2, 28), ["Date : « A » (pas avant le 01/03/2026)."]),
        (MARCH, []),
        (APRIL, []),
        (date(2026, 4, 2), ["Date : « A » (au plus tard le 01/04/2026)."]),
        (None, ["Date : « A » (sans réponse lisible)."]),
        ("mars", ["Date : « A »."]),
    ],
)
def test_a_date_is_told_which_end_of_its_window_it_misses(day, said):
    item = Item("a", "A", wants={"date": Between(MARCH, APRIL)})
    assert broken(Need("date", "Date : {}."), {"a": {"date": day}}, a=item) == said


def test_a_window_open_at_an_end_never_closes_there():
    assert date(1999, 1, 1) in Between(last=APRIL)
    assert date(2099, 1, 1) in Between(first=MARCH)
    assert date(2099, 1, 1) in Between()
    assert None not in Between()


def test_what_is_forbidden_is_named_with_each_reason_once():
    rule = Forbidden({"a": "C’est défendu.", "b": "C’est défendu.", "c": ""}, "Interdit : {}.")
    assert broken(rule, "") == []
    assert broken(rule, "ab") == ["Interdit : « Ligne a » et « Ligne b ». C’est défendu."]
    assert broken(rule, "c") == ["Interdit : « Ligne c »."]


@pytest.mark.parametrize(
    ("plan", "named"),
    [
        ({"a": {"month": 3}}, True),
        ({"a": {"month": 3}, "b": {"month": 2}}, False),
        ({"a": {"month": 3}, "b": {"month": 3}}, True),
        ({"a": {"month": 3}, "b": {}}, False),
        ({"b": {"month": 3}}, False),
    ],
)
def test_what_needs_another_comes_after_it(plan, named):
    rule = Requires({"a": ("b",)}, "Pas prêt : {}.", "month")
    assert broken(rule, plan) == (["Pas prêt : « Ligne a »."] if named else [])


def test_what_needs_another_may_come_at_any_time_when_nothing_says_when():
    rule = Requires({"a": ("b", "c")}, "Seul : {}.")
    assert broken(rule, "abc") == []
    assert broken(rule, "ab") == ["Seul : « Ligne a »."]


def test_of_things_apart_one_at_most_is_kept():
    rule = Apart((frozenset("ab"),), "Une seule remise : {}.")
    assert broken(rule, "ac") == []
    assert broken(rule, "abc") == ["Une seule remise : « Ligne a » et « Ligne b »."]


def test_two_rows_that_say_the_same_are_named_and_silence_is_not_a_saying():
    rule = Distinct("for", "Déjà promis : {}.")
    assert broken(rule, {"a": {"for": 1}, "b": {"for": 2}, "c": {}}) == []
    assert broken(rule, {"a": {"for": 1}, "b": {"for": 1}, "c": {}}) == [
        "Déjà promis : « Ligne a » et « Ligne b »."
    ]
    assert broken(rule, {"a": {}, "b": {"for": None}}) == []


def test_what_is_missing_is_named():
    rule = Covers(lambda row: row.id, {"a": "la première", "c": "la dernière"}, "Il manque {}.")
    assert broken(rule, "abc") == []
    assert broken(rule, "b") == ["Il manque la première et la dernière."]
