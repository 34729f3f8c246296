"""Each learner has data of their own, as difficult; a right answer is never also a classic mistake."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from ntc.case import VARIANTS, load
from tests.datasets.answers import CLOSING, answers, qualifying
from tests.datasets.rules import Rules
from tests.violations import assert_none

rules = Rules()

POINT = Decimal("0.0005")
NAMES = sorted(answers("00"))


def test_no_two_variants_share_an_answer():
    assert len(NAMES) == 35
    found = {name: Counter(answers(variant)[name] for variant in VARIANTS) for name in NAMES}
    assert_none(
        f"{name}: {value} in {many} variants"
        for name, values in found.items()
        for value, many in values.items()
        if many > 1
    )


@rules.rule
def no_answer_is_nought(variant):
    assert sorted(answers(variant)) == NAMES
    yield from (f"{name} is nought" for name in NAMES if not answers(variant)[name])


@rules.rule
def the_story_is_the_same(variant):
    found = answers(variant)
    assert found["ca 2024"] < found["ca"] < load(variant).company.objective_2025
    assert found["threshold"] < found["ca"] < found["target"] * 2
    assert found["ca volume"] > 0 > found["ca mix"]
    assert found["margin volume"] > 0 > found["margin mix"]
    assert found["ca price"] < 0
    assert found["ca total"] < 0
    assert found["margin total"] < 0
    assert Decimal("0.2") < found["paper"] < Decimal("0.4")


@rules.rule
def the_regular_date_is_not_the_seasonal_one(variant):
    found = answers(variant)
    linear = date(2025, 1, 1) + timedelta(int(found["linear days"]))
    assert (found["seasonal date"] - linear).days > 3


@rules.rule
def rates_of_classic_mistakes_are_elsewhere(variant):
    case, found = load(variant), answers(variant)
    assert abs(found["growth"] - (1 - found["ca 2024"] / found["ca"])) > POINT
    assert abs(found["growth"] - found["growth like"]) > POINT
    assert abs(found["conversion"] - found["conversion value"]) > POINT
    kept = [order for order in case.orders if order.status != "annulée"]
    former, latest = qualifying(kept, 2024), qualifying(kept, 2025)
    assert abs(found["retention"] - Decimal(len(latest)) / len(former)) > POINT
    renewed = {order.client_id for order in kept if order.date.year == 2025}
    assert abs(found["retention"] - Decimal(len(former & renewed)) / len(former)) > POINT
    assert abs(found["contribution rate"] - found["contribution"] / found["cost"]) > POINT


@rules.rule
def amounts_of_classic_mistakes_are_elsewhere(variant):
    case, found = load(variant), answers(variant)
    rate, fixed = found["contribution rate"], found["fixed costs"]
    assert abs(found["threshold"] - fixed / (1 - rate)) > 1_000
    assert abs(found["threshold"] - fixed / Decimal("0.35")) > 1_000
    assert abs(found["pipeline"] - sum(row.amount for row in case.opportunities)) > 1_000
    everything = sum(row.amount * row.probability_pct / 100 for row in case.opportunities)
    assert abs(found["pipeline"] - everything) > 1_000
    cancelled = sum(
        order.net_ht for order in case.orders if order.date.year == 2025 and order.status == "annulée"
    )
    assert cancelled > 1_000
    rows = [row for row in case.budget_2025 if row.tracked]
    on_plan = sum(row.qty * (row.actual_price - row.price) for row in rows)
    assert abs(found["ca price"] - on_plan) > 1


@rules.rule
def every_proven_cause_has_its_clues(case, truth):
    proven = {row.id for row in truth.causes if row.verdict == "prouvée"}
    assert (len(case.causes), len(proven)) == (7, 4)
    clues = Counter(row.cause for row in truth.clues if row.cause)
    assert clues.keys() == proven
    assert sorted(clues.values()) == [1, 1, 1, 2]
    assert 8 <= len(case.clue_sources) <= 10
    assert len({row.source for row in truth.clues}) >= 4


@rules.rule
def a_question_has_one_indicator_and_a_board_six(case, truth):
    answered = [row.answers for row in truth.indicators if row.answers]
    assert sorted(answered) == sorted(row.id for row in case.indicator_questions)
    assert len(case.indicators) == 15
    board = Counter(row.board for row in truth.indicators)
    # Any six of the seven that can be defended: five that nobody would leave out, two that move more slowly.
    assert board == {"attendu": 5, "défendable": 2, "non": 8}


@rules.rule
def remedies_are_nine_of_which_four_are_not_for_the_seller(case, truth):
    assert len(case.remedies) == 9
    assert sum(not row.in_power for row in truth.remedies) == 3
    assert sum(not row.legal for row in truth.remedies) == 1
    proven = {row.id for row in truth.causes if row.verdict == "prouvée"}
    for label in truth.remedies:
        remedy = next(row for row in case.remedies if row.id == label.id)
        assert case.company.story_date < remedy.earliest <= label.latest
        if label.in_power and label.legal:
            assert label.cause in proven


@rules.rule
def a_margin_goes_with_its_turnover(case, truth):
    """At the taux de marque of 2024; a discount not given is margin whole; a lower tariff loses some."""
    kept = [order for order in case.orders if order.date.year == 2024 and order.status != "annulée"]
    cost = dict.fromkeys((order.order_id for order in kept), 0)
    for line in case.order_lines:
        if line.order_id in cost:
            cost[line.order_id] += line.qty * line.unit_cost
    rate = 1 - sum(cost.values()) / sum(order.net_ht for order in kept)
    for row in case.remedies:
        match truth.of("remedies")[row.id].lever:
            case "remises":
                assert row.margin == row.effect
            case "tarif":
                assert row.margin < 0 < row.effect
            case _:
                assert abs(row.margin - row.effect * rate) <= 10


@rules.rule
def the_cause_that_following_up_treats_speaks_of_it(case, truth):
    treated = next(row.cause for row in truth.remedies if row.lever == "T11")
    assert "relance" in next(row.label for row in case.causes if row.id == treated)


@rules.rule
def following_up_quotes_is_the_cheapest_lever(case, truth):
    labels = truth.of("remedies")
    able = [row for row in case.remedies if labels[row.id].in_power and labels[row.id].legal]
    cheapest = min(able, key=lambda row: row.cost / row.margin)
    assert labels[cheapest.id].lever == "T11"
    assert cheapest.cost == min(row.cost for row in able)


@rules.rule
def the_best_plan_is_the_best_of_all_subsets(case, truth):
    labels, means = truth.of("remedies"), case.company
    able = [row for row in case.remedies if labels[row.id].in_power and labels[row.id].legal]
    feasible = {}
    for size in range(1, len(able) + 1):
        for plan in combinations(able, size):
            if (
                sum(row.cost for row in plan) <= means.remedy_budget
                and sum(row.days for row in plan) <= means.remedy_days
            ):
                feasible[frozenset(row.id for row in plan)] = sum(row.margin for row in plan)
    assert len(feasible) >= 3
    assert frozenset(row.id for row in able) not in feasible
    stored = {frozenset(row.remedies.split()): row.margin for row in truth.remedy_plans}
    assert stored == feasible
    assert truth.remedy_plans[0].margin == max(feasible.values())
    assert any(labels[code].lever == "T11" for code in truth.remedy_plans[0].remedies.split())


@rules.rule
def codes_copied_from_the_class_data_are_wrong(variant, truth):
    if variant == "00":
        return
    clues = {row.id: (row.cause, row.source) for row in truth.clues}
    from autograder import truth as truths

    class_clues = {row.id: (row.cause, row.source) for row in truths.load("00").clues}
    assert sum(clues[code] == class_clues[code] for code in clues) <= 2


@rules.rule
def stale_opportunities_are_clearly_so(case):
    ages = [(CLOSING - row.last_activity).days for row in case.opportunities]
    assert not [age for age in ages if 50 < age < 70]


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
