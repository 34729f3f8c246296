"""F39–F44."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc import credit
from ntc.calc.credit import OpenItem


def test_due_dates_of_one_invoice():
    issued = date(2025, 11, 12)
    assert credit.due_date(issued, 30) == date(2025, 12, 12)
    assert credit.due_date(issued, 60) == date(2026, 1, 11)
    assert credit.due_date(issued, 45, "month end first") == date(2026, 1, 14)
    assert credit.due_date(issued, 45, "days first") == date(2025, 12, 31)


def test_worked_numbers():
    assert credit.dso(432000, 2880000) == 54
    assert credit.late_interest(13248, D("0.1215"), 47) == (D("207.27"), 40, D("247.27"))
    assert credit.late_interest(13248, D("0.0786"), 47).interest == D("134.08")
    assert credit.credit_cost(13248, D("0.045"), 45) == D("73.50")


def test_the_order_that_crosses_the_limit_is_refused():
    over = credit.credit_room(30000, [18400, 2950, 6240], 2880)
    assert over == (30470, -470, False)
    assert credit.credit_room(30470, [18400, 2950, 6240], 2880).accepted


def test_nothing_is_owed_before_the_day_after():
    assert credit.late_interest(1000, D("0.1215"), 0).total == 0


@pytest.mark.parametrize(
    ("late", "bucket"),
    [
        (-5, "non échu"),
        (0, "non échu"),
        (1, "1-30"),
        (30, "1-30"),
        (31, "31-60"),
        (60, "31-60"),
        (61, "61-90"),
        (90, "61-90"),
        (91, "> 90"),
    ],
)
def test_edges_of_the_aged_balance(late, bucket):
    on = date(2025, 12, 31)
    balance = credit.aged_balance([OpenItem(100, on - timedelta(days=late))], on)
    assert {name for name, amount in balance.items() if amount} == {bucket}


items = st.builds(
    OpenItem, st.decimals(-5000, 50000, places=2), st.dates(date(2024, 1, 1), date(2026, 6, 30))
)


@given(st.lists(items, max_size=30))
def test_the_buckets_add_up_to_the_encours(open_items):
    balance = credit.aged_balance(open_items, date(2025, 12, 31))
    assert sum(balance.values()) == sum(item.amount for item in open_items)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 120))
def test_month_end_first_never_falls_due_before_plain_days(issued, days):
    assert credit.due_date(issued, days, "month end first") >= credit.due_date(issued, days)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: credit.due_date(date(2025, 1, 1), -1), "days must not be negative"),
        (lambda: credit.due_date(date(2025, 1, 1), 45, "FDM"), "unknown way"),
        (lambda: credit.dso(1, 0), "sales_ttc must be above zero"),
        (lambda: credit.credit_room(-1, [], 0), "limit_ttc must not be negative"),
        (lambda: credit.late_interest(-1, D("0.1"), 3), "ttc must not be negative"),
        (lambda: credit.credit_cost(1, D("0.1"), -3), "days must not be negative"),
    ],
)
def test_senseless_input(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_few_cents_are_no_avoir():
    balance = credit.aged_balance([OpenItem(D("0.50"), date(2025, 12, 1))], date(2025, 12, 31))
    assert balance["1-30"] == D("0.50")
