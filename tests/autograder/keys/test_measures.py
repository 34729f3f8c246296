"""On every variant the aggregates agree with what the generator laid down, and with each other."""

from collections import namedtuple
from datetime import date
from decimal import Decimal

import pytest

from autograder import truth
from autograder.keys import measures
from ntc.case import VARIANTS, load
from ntc.french import percent


@pytest.fixture(params=VARIANTS)
def case(request):
    return load(request.param)


@pytest.fixture
def labels(case):
    return truth.load(case.variant)


def planted(labels, trap, table):
    return {row.record for row in labels.traps if (row.trap, row.table) == (trap, table)}


def test_the_exceptional_order_is_the_one_that_was_planted(case, labels):
    assert {measures.exceptional_order(case).order_id} == planted(labels, "T06", "orders")
    assert measures.comparable_growth(case) > measures.growth(case)


def test_the_opportunities_left_out_of_the_pipeline_are_those_without_a_future(case, labels):
    stale = {row.opp_id for row in labels.opportunities if row.stale}
    kept = measures.opportunities(case)
    assert len(measures.opportunities(case, stale=True)) - len(kept) == len(stale)
    alive = [o for o in case.opportunities if o.opp_id not in stale]
    assert kept == [(o.amount, o.probability_pct / 100) for o in alive]


def test_the_drift_of_discounts_is_the_one_that_a_clue_quotes(case, labels):
    before, after = measures.compressor_discounts(case)
    quoting = [
        clue.label for clue in case.clues if percent(before) in clue.label and percent(after) in clue.label
    ]
    assert len(quoting) == 1


def test_renewals_and_cancellations_flatter_retention(case):
    honest = measures.retention(case)
    assert honest < measures.retention(case, cancelled=True)
    assert honest < measures.retention(case, renewals=True)
    assert 0 < honest < 1


Order = namedtuple("Order", "order_id client_id date origin status net_ht")


class SmallCase:
    """A case whose client A buys twice; what B and C ordered in the second year is worth nothing."""

    orders = tuple(
        Order(number, client, date(year, 5, 2), "TEL", "livrée", Decimal(net))
        for number, (client, year, net) in enumerate(
            [("A", 2024, 90), ("A", 2025, 80), ("B", 2024, 70), ("B", 2025, -70), ("C", 2025, 0)]
        )
    )


def test_an_order_worth_nothing_or_less_makes_no_client_return():
    case = SmallCase()
    assert measures.clients(case) == {"A"}
    assert measures.retention(case) == Decimal("0.5")


def test_months_make_the_year_and_quarters_the_objective(case):
    assert sum(measures.monthly_sales(case)) == measures.sales(case)
    assert sum(measures.quarterly_objectives(case)) == pytest.approx(case.company.objective_2026)
    assert sum(line.target_ca for line in case.targets) == case.company.objective_2025


def test_cancelled_orders_are_extra(case):
    extra = set(measures.orders(case, cancelled=True)) - set(measures.orders(case))
    assert extra
    assert {order.status for order in extra} == {"annulée"}
    assert measures.sales(case, cancelled=True) - measures.sales(case) == sum(o.net_ht for o in extra)


def test_margin_is_what_sales_leave_after_costs(case):
    assert measures.contribution(case) + measures.variable_costs(case) == measures.sales(case)
    assert Decimal("0.25") < measures.contribution_rate(case) < Decimal("0.40")
    assert 0 < measures.threshold(case) < measures.sales(case)


def test_variances_close_on_what_the_budget_lines_show(case):
    lines = measures.budget_lines(case)
    gap = sum(
        line.actual_quantity * line.actual_price - line.planned_quantity * line.planned_price
        for line in lines
    )
    assert len(lines) == 3
    assert abs(measures.variances(case)["ca"].total - gap) < Decimal("0.000001")


def test_the_hours_of_the_month_are_shared_out(case, labels):
    selling = [row.id for row in labels.time_use if row.selling]
    admin, sold, hours = measures.time_shares(case, selling)
    assert 0 < admin < 1
    assert admin > Decimal("0.20")
    assert admin + sold < 1
    assert hours == sum(row.minutes for row in case.time_use) / Decimal(60)
