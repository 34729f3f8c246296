"""Exact numbers and commercial rounding."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc import numbers


def test_two_and_a_half_percent_of_1005_is_rounded_as_commerce_does():
    assert numbers.cents(D("1005.00") * D("0.025")) == D("25.13")


def test_a_float_is_refused():
    with pytest.raises(TypeError, match=r"price: 12\.5 is not a Decimal"):
        numbers.dec(12.5, "price")


@pytest.mark.parametrize("senseless", [D("NaN"), D("Infinity")])
def test_only_finite_numbers(senseless):
    with pytest.raises(ValueError, match="finite"):
        numbers.dec(senseless)


@pytest.mark.parametrize(
    ("check", "value", "message"),
    [
        (numbers.positive, 0, "price must be above zero"),
        (numbers.not_negative, -1, "price must not be negative"),
        (numbers.fraction, 8, "price must be a ratio"),
        (numbers.fraction, D("-0.01"), "price must be a ratio"),
        (numbers.fraction, 1, "price must be a ratio"),
    ],
)
def test_the_message_names_what_is_wrong(check, value, message):
    with pytest.raises(ValueError, match=message):
        check(value, "price")


@given(st.decimals(-(10**7), 10**7, places=5))
def test_floor_up_ceiling_down_enclose_within_a_cent(amount):
    low, high = numbers.cents_down(amount), numbers.cents_up(amount)
    assert low <= amount <= high
    assert high - low in (0, numbers.CENT)
    assert low <= numbers.cents(amount) <= high
