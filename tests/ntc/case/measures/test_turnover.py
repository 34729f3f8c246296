"""Sales of a year: cancelled orders apart, months that make it, and the exceptional order as planted."""

from decimal import Decimal

from autograder import truth
from ntc.case import measures


def test_sales_of_the_small_case(small):
    """80,25 + 19,75 − 70 + 0 + 40 = 70; cancelled ones bring 560 more."""
    assert measures.sales(small, 2025) == 70
    assert measures.sales(small, 2025, cancelled=True) == 630
    assert measures.sales(small, 2024) == Decimal("90.10")
    assert [order.order_id for order in measures.orders(small, 2025)] == [1, 2, 4, 5, 6]
    assert measures.monthly_sales(small, 2025) == (0, 0, 0, 0, 100, 0, 0, 0, 0, -30, 0, 0)
    assert measures.basket(small, 2025) == 14
    assert measures.sales_ttc(small, 2025) == 84
    assert measures.exceptional_order(small, 2025).client_id == "D"
    assert measures.ordinary_sales(small, 2025) == 30


def test_months_make_the_year(case):
    for year in (2024, 2025):
        assert sum(measures.monthly_sales(case, year)) == measures.sales(case, year)


def test_cancelled_orders_are_extra(case):
    extra = set(measures.orders(case, 2025, cancelled=True)) - set(measures.orders(case, 2025))
    assert extra
    assert {order.status for order in extra} == {"annulée"}
    more = measures.sales(case, 2025, cancelled=True) - measures.sales(case, 2025)
    assert more == sum(o.net_ht for o in extra)


def test_the_exceptional_order_is_the_one_that_was_planted(case):
    planted = {
        row.record for row in truth.load(case.variant).traps if (row.trap, row.table) == ("T06", "orders")
    }
    assert {measures.exceptional_order(case, 2024).order_id} == planted
