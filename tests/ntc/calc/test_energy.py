"""F67, F68, F71, F72."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc import energy

HALF = D("0.5")
loads = st.decimals(0, 1, places=3)


def about(value, places):
    return round(float(value), places)


def test_worked_numbers():
    assert about(energy.kwh_fixed(41, HALF, 4000), 0) == 116124
    assert energy.kwh_variable(41, HALF, 4000) == 91840
    saved = energy.kwh_fixed(41, HALF, 4000) - energy.kwh_variable(41, HALF, 4000)
    assert about(saved * D("0.14"), 2) == 3399.80
    assert about(energy.leak_kwh(energy.leak_flow(3), 6000), 0) == 25296
    assert energy.leak_cost(energy.leak_flow(3), 6000, D("0.14")) == D("3541.44")
    gain = energy.pressure_saving(energy.kwh_fixed(41, HALF, 4000), D("0.8"))
    assert about(gain, 0) == 6503
    assert about(gain * D("0.14"), 2) == 910.41


@pytest.mark.parametrize(
    ("load", "saving"), [("0.45", 24.6), ("0.60", 14.5), ("0.80", 4.5), ("0.90", 0.5), ("1.00", -3.0)]
)
def test_when_variable_speed_does_not_pay(load, saving):
    assert about(energy.variable_speed_saving(D(load)) * 100, 1) == saving


@pytest.mark.parametrize(("diameter", "flow"), [(1, "0.07"), (2, "0.28"), (3, "0.62"), (5, "1.73")])
def test_leaks_of_the_table(diameter, flow):
    assert energy.leak_flow(diameter) == D(flow)


@given(loads, loads)
def test_the_fuller_the_load_the_smaller_the_saving(one, other):
    low, high = sorted((one, other))
    assert energy.variable_speed_saving(low) >= energy.variable_speed_saving(high)


@given(loads, st.integers(1, 200), st.integers(1, 8760))
def test_the_saving_does_not_depend_on_size_or_hours(load, power, hours):
    ratio = 1 - energy.kwh_variable(power, load, hours) / energy.kwh_fixed(power, load, hours)
    assert abs(ratio - energy.variable_speed_saving(load)) < D("1e-20")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: energy.kwh_fixed(41, 50, 10), "a load lies from 0 to 1"),
        (lambda: energy.kwh_variable(-1, HALF, 10), "power_kw must not be negative"),
        (lambda: energy.leak_flow(-1), "diameter_mm must not be negative"),
        (lambda: energy.leak_cost(1, -1, 1), "hours must not be negative"),
        (lambda: energy.pressure_saving(1, 1, 0), "per_bar must be above zero"),
    ],
)
def test_senseless_input(call, message):
    with pytest.raises(ValueError, match=message):
        call()
