"""On every variant the aggregates agree with what the generator laid down, and with each other."""

from collections import namedtuple
from datetime import date
from decimal import Decimal

import pytest

from autograder import truth
from autograder.keys import assessed
from autograder.keys.asked.declared import graph_of
from ntc.case import VARIANTS, load, measures


@pytest.fixture(params=VARIANTS)
def variant(request):
    return request.param


@pytest.fixture
def case(variant):
    return load(variant)


@pytest.fixture
def labels(case):
    return truth.load(case.variant)


@pytest.fixture
def graph(case, labels):
    return graph_of("cp4-dashboard", case, labels)


def test_growth_without_the_exceptional_order_is_higher(graph):
    assert graph.right("cp4-dashboard.growth-like") > graph.right("cp4-dashboard.growth")


def test_the_opportunities_left_out_of_the_pipeline_are_those_without_a_future(case, labels):
    stale = {row.opp_id for row in labels.opportunities if row.stale}
    kept = assessed.opportunities(case)
    assert len(assessed.opportunities(case, stale=True)) - len(kept) == len(stale)
    alive = [o for o in case.opportunities if o.opp_id not in stale]
    assert kept == [(o.amount, o.probability_pct / 100) for o in alive]


def test_the_drift_of_discounts_is_the_one_that_the_lines_show(case):
    """Line by line, from the order of each: what was granted on compressors before April, and since."""
    found = {False: [], True: []}
    machines = {product.sku for product in case.products if product.family == "compresseurs"}
    orders = {order.order_id: order for order in case.orders if order.status != "annulée"}
    for line in case.order_lines:
        if line.sku in machines and line.order_id in orders:
            late = orders[line.order_id].date.isoformat() >= "2025-04-01"
            found[late].append(line.discount_pct)
    means = [sum(found[late]) / len(found[late]) / 100 for late in (False, True)]
    assert assessed.compressor_discounts(case, 2025) == pytest.approx(means)


def test_renewals_and_cancellations_flatter_retention(graph):
    honest, read = graph.right("cp4-dashboard.retention"), graph.misread("cp4-dashboard.retention")
    assert {slip.id for slip, _ in read} == {"trap.T01", "trap.T02"}
    assert all(honest < slip.value for slip, _ in read)
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
    before, now = (measures.clients(SmallCase(), year) for year in (2024, 2025))
    assert (len(before & now), len(before)) == (1, 2)


def test_quarters_make_the_objective(case, graph):
    quarters = [graph.right(f"cp4-indicators.t{number}-ca") for number in range(1, 5)]
    assert sum(quarters) == pytest.approx(case.company.objective_2026)


def test_the_threshold_lies_within_the_sales_of_the_year(case, graph):
    assert 0 < graph.right("cp4-break-even.threshold") < measures.sales(case, 2025)


def test_variances_close_on_what_the_budget_lines_show(case, graph):
    lines = measures.budget(case, tracked=True)
    gap = sum(
        line.actual_quantity * line.actual_price - line.planned_quantity * line.planned_price
        for line in lines
    )
    assert len(lines) == 3
    assert abs(
        sum(graph.right(f"cp4-variance.{row}-ca") for row in ("volume", "mix", "price")) - gap
    ) < Decimal("0.000001")


def test_the_hours_of_the_month_are_shared_out(case, graph):
    admin, sold = (graph.right(f"cp4-time.{part}") for part in ("admin", "selling"))
    assert 0 < admin < 1
    assert admin > Decimal("0.20")
    assert admin + sold < 1
    assert graph.right("month-hours") == sum(row.minutes for row in case.time_use) / Decimal(60)
