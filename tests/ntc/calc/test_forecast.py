"""F61–F64; the line is checked against a least squares worked out by another method."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc import forecast

QUARTERS = [536, 589, 475, 680, 564, 620, 500, 716]


def about(values, places):
    return [round(float(value), places) for value in values]


def test_worked_numbers():
    assert about(forecast.moving_average(QUARTERS), 2) == [573.5, 580.88, 587.88, 595.5]
    assert about(forecast.seasonal(QUARTERS), 4) == [0.9402, 1.0333, 0.8333, 1.1932]
    line = forecast.trend(forecast.deseasonalise(QUARTERS, forecast.seasonal(QUARTERS)))
    assert about(line, 2) == [5.71, 559.30]
    assert about(forecast.forecast(QUARTERS, 4), 1) == [574.2, 637.0, 518.4, 749.1]
    assert about([sum(forecast.forecast(QUARTERS, 4))], 1) == [2478.7]


def test_an_odd_order_is_a_plain_mean():
    assert forecast.moving_average([1, 2, 6], 3) == (3,)


@given(st.lists(st.integers(1, 10**6), min_size=4, max_size=24).filter(lambda v: len(v) % 4 == 0))
def test_coefficients_add_up_to_the_number_of_seasons(values):
    assert abs(sum(forecast.seasonal(values)) - 4) < D("1e-20")


@given(st.integers(-50, 50), st.integers(-500, 500), st.integers(2, 20))
def test_a_straight_line_is_found_again(slope, intercept, n):
    line = forecast.trend([slope * x + intercept for x in range(1, n + 1)])
    assert line.slope == slope
    assert line.intercept == intercept


@given(st.lists(st.integers(0, 10**4), min_size=2, max_size=15))
def test_no_neighbouring_line_is_closer(values):
    line = forecast.trend(values)

    def squares(slope, intercept):
        return sum((y - slope * x - intercept) ** 2 for x, y in enumerate(values, start=1))

    best = squares(*line)
    for nudge in (D("0.01"), D("-0.01")):
        assert best <= squares(line.slope + nudge, line.intercept) + D("1e-10")
        assert best <= squares(line.slope, line.intercept + nudge) + D("1e-10")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: forecast.moving_average([1, 2], 4), "too few"),
        (lambda: forecast.moving_average([1, 2, 3, 4], 4), "too few"),
        (lambda: forecast.moving_average([1, 2], 0), "order must be above zero"),
        (lambda: forecast.seasonal([1, 2, 3]), "whole years"),
        (lambda: forecast.seasonal([]), "whole years"),
        (lambda: forecast.deseasonalise([1], [0]), "coefficient must be above zero"),
        (lambda: forecast.trend([1]), "two values"),
    ],
)
def test_senseless_input(call, message):
    with pytest.raises(ValueError, match=message):
        call()
