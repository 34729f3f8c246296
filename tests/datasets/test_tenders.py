"""Calls for tenders: score, fault and verdict of rule R25 worked out again from the policy; trap T15."""

import re
from collections import Counter
from datetime import timedelta
from decimal import Decimal

from ntc.case import load, policy
from tests.datasets.rules import Rules

rules = Rules()

RULE = policy()["tender"]
FAULTS = {"visite manquée": 2, "certificat manquant": 3, "délai trop court": 2, None: 15}


def points(value, scale):
    return next(step["points"] for step in RULE[scale] if value >= step["from"])


def days_left(case, row):
    return (row.deadline - case.company.story_date).days


def score(case, row):
    return (
        RULE["fit_points"] * row.fit
        + points(days_left(case, row), "deadline")
        + points(row.references, "references")
        + points(row.margin_rate, "margin")
        + points(row.rivals, "rivals")
    )


def fault(case, row):
    asked = set((row.certificates or "").split(", ")) - {""}
    if row.visit_date and row.visit_date < case.company.story_date and not row.visit_done:
        return "visite manquée"
    if asked - set(RULE["certificates"]):
        return "certificat manquant"
    if days_left(case, row) < RULE["eliminatory_days"] and row.study != "engagée":
        return "délai trop court"
    return None


def marked(case, truth):
    labels = truth.of("tenders")
    return [(row, labels[row.tender_id]) for row in case.tenders]


def test_the_scale_reaches_the_weights_of_the_rule():
    weights = RULE["weights"]
    assert RULE["fit_points"] * 5 == weights["fit"]
    for name, scale in (
        ("deadline", "deadline"),
        ("references", "references"),
        ("margin", "margin"),
        ("competition", "rivals"),
    ):
        assert max(step["points"] for step in RULE[scale]) == weights[name]
        bounds = [step["from"] for step in RULE[scale]]
        assert bounds == sorted(bounds, reverse=True)


@rules.rule
def score_fault_and_verdict_follow_the_rule(case, truth):
    for row, label in marked(case, truth):
        assert label.score == score(case, row)
        assert label.eliminatory == fault(case, row)
        assert (label.verdict == "go") == (label.score >= RULE["go"] and label.eliminatory is None)


@rules.rule
def verdicts_and_faults_are_as_many_in_every_variant(case, truth):
    assert len(case.tenders) == 22
    assert Counter(row.verdict for row in truth.tenders) == {"go": 8, "no-go": 14}
    assert Counter(row.eliminatory for row in truth.tenders) == FAULTS
    assert sum(row.public for row in case.tenders) == 14


@rules.rule
def a_buyer_is_of_the_kind_that_its_name_says(case):
    """Hospitals, however they are written; and nobody whose thresholds are those of networks (432 000 €)."""
    for row in case.tenders:
        hospital = row.buyer.lower().startswith(("centre hospitalier", "hôpital", "ch "))
        assert hospital == (row.buyer_kind == "hôpital public"), row.buyer
        assert not re.search(r"(?i)\beaux?\b|transport|énergie|\bport\b|postal", row.buyer), row.buyer


@rules.rule
def no_score_lies_on_the_edge(truth):
    """One point of reading more or less never turns a verdict that the score decides."""
    for row in truth.tenders:
        if row.eliminatory is None:
            assert row.score <= RULE["go"] - 6 or row.score >= RULE["go"] + 3


@rules.rule
def an_eliminated_tender_may_have_a_good_score(truth):
    assert sum(row.eliminatory is not None and row.score >= RULE["go"] for row in truth.tenders) >= 4


@rules.rule
def t15_the_visit_is_past_under_a_high_score(case, truth):
    rows = [(row, label) for row, label in marked(case, truth) if label.trap == "T15"]
    assert len(rows) == 2
    ((row, label),) = [item for item in rows if item[1].eliminatory]
    assert label.eliminatory == "visite manquée"
    assert label.score >= 70
    assert row.published < row.visit_date < case.company.story_date < row.deadline
    assert not row.visit_done


@rules.rule
def t15_the_price_weighs_60_and_the_margin_is_negative(case, truth):
    ((row, label),) = [
        (row, label)
        for row, label in marked(case, truth)
        if label.trap == "T15" and label.eliminatory is None
    ]
    assert row.price_weight_pct == 60
    assert row.margin_rate < 0
    assert label.verdict == "no-go"
    assert [other.tender_id for other in case.tenders if other.margin_rate < 0] == [row.tender_id]
    assert max(other.price_weight_pct for other in case.tenders if other is not row) < 60


@rules.rule
def one_that_closes_in_nine_days_can_still_be_answered(case, truth):
    short = [(row, label) for row, label in marked(case, truth) if days_left(case, row) < 10]
    assert len(short) == 3
    ((row, label),) = [item for item in short if item[1].eliminatory is None]
    assert days_left(case, row) == 9
    assert (row.study, label.verdict) == ("engagée", "go")


@rules.rule
def the_procedure_follows_buyer_and_amount(case, truth):
    for row, label in marked(case, truth):
        if not row.public:
            assert (row.buyer_kind, label.procedure) == ("entreprise privée", "libre")
            continue
        formal = 140_000 if row.buyer_kind == "État" else 216_000
        steps = [row.est_amount >= bound for bound in (40_000, 90_000, formal)]
        assert (
            label.procedure
            == (
                "sans publicité obligatoire",
                "publicité adaptée",
                "BOAMP ou journal d’annonces légales",
                "procédure formalisée",
            )[sum(steps)]
        )
        assert ("BOAMP" in row.platform) == (row.est_amount >= 90_000)
    kinds = Counter(row.procedure for row in truth.tenders)
    assert len(kinds) == 5
    assert min(kinds.values()) >= 2


@rules.rule
def the_state_reaches_the_formal_procedure_before_others(case, truth):
    between = [
        (row.buyer_kind, label.procedure)
        for row, label in marked(case, truth)
        if row.public and 140_000 <= row.est_amount < 216_000
    ]
    assert {kind == "État" for kind, _ in between} == {True, False}
    for kind, name in between:
        assert (kind == "État") == (name == "procédure formalisée")


@rules.rule
def criteria_weigh_100_and_begin_or_go_on_with_the_price(case):
    for row in case.tenders:
        weights = [int(found) for found in re.findall(r"(\d+)\u00a0%", row.criteria)]
        assert sum(weights) == 100
        price = re.search(r"[Pp]rix (\d+)", row.criteria)[1]
        assert Decimal(price) == row.price_weight_pct


@rules.rule
def days_follow_each_other_and_are_worked(case):
    worked = {
        row.date for row in case.calendar if row.weekday not in ("samedi", "dimanche") and not row.holiday
    }
    for row in case.tenders:
        assert {row.published, row.deadline} <= worked
        assert row.published <= case.company.story_date < row.deadline
        assert row.deadline - row.published >= timedelta(10)
        if row.visit_date:
            assert row.visit_date in worked
            assert row.published < row.visit_date < row.deadline


@rules.rule
def buyers_and_objects_do_not_come_twice(case):
    for column in ("buyer", "object"):
        assert len({getattr(row, column) for row in case.tenders}) == 22
    known = {row.name for row in case.prospects}
    assert [row for row in case.tenders if not row.public and row.buyer not in known] == []


@rules.rule
def variants_have_their_own_tenders(variant, case, truth):
    if variant == "00":
        return
    former = load("00")
    assert not {row.buyer for row in case.tenders} & {row.buyer for row in former.tenders}
    pairs = zip(case.tenders, former.tenders, strict=True)
    assert sum(row.est_amount == other.est_amount for row, other in pairs) <= 2


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
