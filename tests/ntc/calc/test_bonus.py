"""F82."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc.bonus import bonus


def test_worked_number():
    assert bonus(768000, 806400) == D("6451.20") + D("2457.60") == D("8908.80")


@pytest.mark.parametrize(
    ("margin", "expected"),
    [(0, 0), (80_000, 800), (100_000, 1200), (120_000, 1800)],
)
def test_each_slice_at_its_rate(margin, expected):
    assert bonus(margin, 100_000) == expected


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 10**6))
def test_more_margin_never_earns_less(one, other, objective):
    low, high = sorted((one, other))
    assert bonus(low, objective) <= bonus(high, objective)


def test_senseless_input():
    with pytest.raises(ValueError, match="objective must be above zero"):
        bonus(100, 0)
