"""F69, F70, F73, F74."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc import investment


def about(value, places):
    return round(float(value), places)


def test_worked_numbers():
    assert about(investment.payback(24900 - 19400, D("3399.80")), 2) == 1.62
    fixed = investment.tco(19400, 10, D("16257.40"), 1664)
    variable = investment.tco(24900, 10, D("12857.60"), 1800)
    assert (fixed, variable, fixed - variable) == (198614, 171476, 27138)
    assert about(10 * D("16257.40") / fixed, 2) == 0.82
    assert investment.npv(5500, [D("3263.80")] * 5, D("0.08")) == D("7531.41")
    rent = investment.annuity(24900, D("0.0045"), 48)
    assert about(rent, 2) == 577.95
    assert about(rent * 48, 2) == 27741.70
    assert investment.lease_cost(590, 48, 249, 24900) == 3669


@given(st.integers(1, 10**6), st.decimals("0.001", "0.05", places=4), st.integers(1, 120))
def test_the_annuity_repays_the_value_exactly(value, rate, periods):
    rent = investment.annuity(value, rate, periods)
    owed = D(value)
    for _ in range(periods):
        owed = owed * (1 + rate) - rent
    assert abs(owed) < D("1e-9") * value


@given(st.integers(0, 10**6), st.lists(st.integers(-(10**5), 10**5), max_size=10))
def test_without_interest_the_npv_is_a_sum(outlay, flows):
    assert investment.npv(outlay, flows, 0) == sum(flows) - outlay


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: investment.payback(100, 0), "yearly_saving must be above zero"),
        (lambda: investment.tco(100, -1, 1, 1), "years must not be negative"),
        (lambda: investment.npv(100, [1], -1), "above zero"),
        (lambda: investment.annuity(100, 0, 12), "period_rate must be above zero"),
        (lambda: investment.lease_cost(-1, 1, 1, 1), "rent must not be negative"),
    ],
)
def test_senseless_input(call, message):
    with pytest.raises(ValueError, match=message):
        call()
