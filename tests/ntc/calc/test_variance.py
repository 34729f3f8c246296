"""F65–F66."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc.variance import Sale, variance_margin, variance_sales

CASE = [
    Sale(60, 16000, 10400, 54, 15400),
    Sale(40, 2450, 1190, 46, 2300),
    Sale(150, 1200, 660, 165, 1230),
]


def test_more_units_and_yet_less_sales():
    assert variance_sales(CASE) == (74280, -137580, -34350)
    assert variance_sales(CASE).total == -97650


def test_the_same_on_margin():
    assert variance_margin(CASE) == (28044, -45984, -34350)
    assert variance_margin(CASE).total == -52290


quantities = st.integers(0, 500)
prices = st.integers(1, 20000)
sales = st.lists(
    st.builds(Sale, st.integers(1, 500), prices, prices, quantities, prices), min_size=1, max_size=6
)


@given(sales)
def test_the_effects_add_up_to_the_difference(lines):
    planned = sum(s.planned_quantity * s.planned_price for s in lines)
    actual = sum(s.actual_quantity * s.actual_price for s in lines)
    assert abs(variance_sales(lines).total - (actual - planned)) < D("1e-12")
    costs = sum((s.actual_quantity - s.planned_quantity) * s.planned_cost for s in lines)
    assert abs(variance_margin(lines).total - (actual - planned - costs)) < D("1e-12")


@given(sales, st.integers(2, 5))
def test_quantities_all_multiplied_alike_leave_no_mix_effect(lines, factor):
    even = [s._replace(actual_quantity=s.planned_quantity * factor) for s in lines]
    assert abs(variance_sales(even).mix) < D("1e-12")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (Sale(0, 10, 5, 3, 10), "planned total must be above zero"),
        (Sale(5, 10, 5, -3, 10), "actual_quantity must not be negative"),
    ],
)
def test_senseless_input(line, message):
    with pytest.raises(ValueError, match=message):
        variance_sales([line])
