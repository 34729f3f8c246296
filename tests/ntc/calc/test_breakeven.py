"""F31–F38."""

from calendar import monthrange
from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc import breakeven

SEASON_IN_HUNDREDTHS = [80, 92, 110, 102, 94, 114, 86, 48, 116, 120, 118, 120]
MONTHS_2025 = [2_000 * weight for weight in SEASON_IN_HUNDREDTHS]


def about(value, places):
    return round(float(value), places)


def test_worked_numbers():
    assert breakeven.mcv(2400000, 1632000) == 768000
    assert breakeven.mcv_rate(2400000, 1632000) == D("0.32")
    assert breakeven.break_even(604800, D("0.32")) == 1890000
    assert breakeven.break_even_quantity(19600, 2450, 1190) == 16
    assert breakeven.break_even_months(1890000, 2400000) == D("9.45")
    assert breakeven.safety(2400000, 1890000) == (510000, D("0.2125"))
    assert about(breakeven.leverage(768000, 163200), 2) == 4.71
    assert breakeven.sales_for_result(604800, 200000, D("0.32")) == 2515000


def test_the_two_linear_dates_and_the_seasonal_one():
    assert breakeven.break_even_date(1890000, 2400000, 2025) == date(2025, 10, 15)
    assert breakeven.break_even_date_in_months(1890000, 2400000, 2025) == date(2025, 10, 14)
    assert sum(MONTHS_2025[:9]) == 1684000
    assert breakeven.seasonal_break_even_date(1890000, MONTHS_2025, 2025) == date(2025, 10, 27)


def test_leverage_foretells_the_result():
    more_sales = D(2400000) * D("1.05")
    result = more_sales * D("0.32") - 604800
    assert about(result / 163200 - 1, 4) == 0.2353
    assert about(breakeven.leverage(768000, 163200) * D("0.05"), 4) == 0.2353


def test_an_exact_number_of_days_is_not_one_day_late():
    # Two thirds of 360 days: the 240th day is the 30th of August; of 366 days, the 244th is the 31st.
    assert breakeven.break_even_date_in_months(2, 3, 2025) == date(2025, 8, 30)
    assert breakeven.break_even_date(2, 3, 2024) == date(2024, 8, 31)


def test_thirty_day_months_stay_inside_february():
    assert breakeven.break_even_date_in_months(60, 360, 2025) == date(2025, 2, 28)


def test_reached_on_the_last_day():
    assert breakeven.break_even_date(100, 100, 2025) == date(2025, 12, 31)
    assert breakeven.break_even_date_in_months(100, 100, 2025) == date(2025, 12, 30)
    assert breakeven.seasonal_break_even_date(1200, [100] * 12, 2025) == date(2025, 12, 31)


@given(st.integers(1, 10**7), st.decimals("0.01", "0.99", places=4))
def test_the_result_is_nothing_at_the_threshold(fixed, rate):
    assert abs(breakeven.break_even(fixed, rate) * rate - fixed) < D("1e-15")


@given(st.integers(0, 10**6), st.integers(2, 10**4), st.data())
def test_the_quantity_covers_the_costs_and_one_less_does_not(fixed, price, data):
    unit_cost = data.draw(st.integers(1, price - 1))
    quantity = breakeven.break_even_quantity(fixed, price, unit_cost)
    assert quantity * (price - unit_cost) >= fixed
    assert quantity == 0 or (quantity - 1) * (price - unit_cost) < fixed


@given(st.integers(1, 365), st.integers(1, 1000), st.sampled_from([2023, 2025, 2026]))
def test_sales_even_by_the_day_reduce_the_seasonal_date_to_the_linear_one(day, per_day, year):
    months = [per_day * monthrange(year, month)[1] for month in range(1, 13)]
    threshold = per_day * day
    seasonal = breakeven.seasonal_break_even_date(threshold, months, year)
    assert seasonal == breakeven.break_even_date(threshold, sum(months), year)


@given(st.lists(st.integers(0, 10**6), min_size=12, max_size=12).filter(any), st.data())
def test_the_seasonal_date_lies_in_the_month_that_crosses(months, data):
    threshold = data.draw(st.integers(1, sum(months)))
    found = breakeven.seasonal_break_even_date(threshold, months, 2025)
    assert sum(months[: found.month - 1]) < threshold <= sum(months[: found.month])


@given(st.integers(1, 10**7), st.integers(0, 10**7), st.decimals("0.01", 1, places=4))
def test_the_sales_for_a_result_give_that_result(fixed, target, rate):
    sales = breakeven.sales_for_result(fixed, target, rate)
    assert abs(sales * rate - fixed - target) < D("1e-15")


@given(st.integers(2, 10**7), st.decimals("0.05", "0.95", places=3))
def test_leverage_is_the_inverse_of_the_safety_index(sales, rate):
    contribution = sales * rate
    fixed = contribution / 2
    index = breakeven.safety(sales, breakeven.break_even(fixed, rate)).index
    assert abs(breakeven.leverage(contribution, contribution - fixed) * index - 1) < D("1e-15")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: breakeven.mcv_rate(0, 0), "sales must be above zero"),
        (lambda: breakeven.break_even(10, 0), "rate must be above zero"),
        (lambda: breakeven.break_even_quantity(10, 5, 5), "unit margin must be above zero"),
        (lambda: breakeven.break_even_date(101, 100, 2025), "do not reach the threshold of 101"),
        (lambda: breakeven.break_even_date_in_months(101, 100, 2025), "do not reach"),
        (lambda: breakeven.break_even_months(101, 100), "do not reach"),
        (lambda: breakeven.seasonal_break_even_date(1201, [100] * 12, 2025), "sales of 1200 do not reach"),
        (lambda: breakeven.seasonal_break_even_date(1, [1] * 11, 2025), "twelve months, not 11"),
        (lambda: breakeven.safety(0, 10), "sales must be above zero"),
        (lambda: breakeven.leverage(10, 0), "result must be above zero"),
        (lambda: breakeven.sales_for_result(10, 5, 0), "rate must be above zero"),
    ],
)
def test_senseless_input(call, message):
    with pytest.raises(ValueError, match=message):
        call()
