"""Costs, margin and families, against the lines of the orders summed on their own."""

from decimal import Decimal

import pytest

from ntc.case import measures


def test_costs_are_those_of_the_lines_of_orders_that_count(case):
    for year in (2024, 2025):
        kept = {o.order_id for o in case.orders if o.date.year == year and o.status != "annulée"}
        cost = sum(line.qty * line.unit_cost for line in case.order_lines if line.order_id in kept)
        assert measures.variable_costs(case, year) == cost
        assert measures.contribution(case, year) == measures.sales(case, year) - cost
    assert sum(measures.order_costs(case).values()) == sum(li.qty * li.unit_cost for li in case.order_lines)


def test_the_rate_is_what_is_left_of_a_euro(case):
    for year in (2024, 2025):
        rate = measures.contribution_rate(case, year)
        assert rate == pytest.approx(1 - measures.variable_costs(case, year) / measures.sales(case, year))
        assert Decimal("0.25") < rate < Decimal("0.40")


def test_families_share_the_sales_and_the_margin_of_the_year(case):
    families = measures.families(case, 2024)
    assert len(families) == 5
    assert sum(family.sales for family in families) == measures.sales(case, 2024)
    assert sum(family.cost for family in families) == measures.variable_costs(case, 2024)
    margin = sum(family.sales * family.margin_rate for family in families)
    assert margin == pytest.approx(measures.contribution(case, 2024), abs=Decimal("0.01"))
    assert [f.sales for f in families] == sorted((f.sales for f in families), reverse=True)
