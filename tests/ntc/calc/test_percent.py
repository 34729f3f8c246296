"""F01–F09: the worked numbers of the domain reference, and the laws that they obey."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc import percent

values = st.decimals(1, 10**7, places=2)
rates = st.decimals("-0.95", 3, places=4)


def about(value, places):
    return round(float(value), places)


def test_worked_numbers():
    assert percent.share(1104000, 2400000) == D("0.46")
    assert percent.add_pct(8400, D("0.035")) == D("8694")
    assert percent.sub_pct(12000, D("0.08")) == 11040
    assert percent.undo_pct(11040, D("-0.08")) == 12000
    assert about(percent.growth(2280000, 2400000), 4) == 0.0526
    assert percent.points(D("0.31"), D("0.28")) == D("-0.03")
    assert about(percent.growth(D("0.31"), D("0.28")), 4) == -0.0968
    assert percent.chain([D("0.06"), D("-0.04")]) == D("0.0176")
    assert about(percent.cagr(1980000, 2400000, 3), 4) == 0.0662
    assert about(percent.index100(2280000, 1980000), 2) == 115.15
    assert about(percent.index100(2400000, 1980000), 2) == 121.21


@given(values, rates)
def test_undoing_gives_back_the_value(value, rate):
    assert abs(percent.undo_pct(percent.add_pct(value, rate), rate) - value) < D("1e-15")
    assert abs(percent.undo_pct(percent.sub_pct(value, -rate), rate) - value) < D("1e-15")


@given(values, values)
def test_growth_leads_from_one_value_to_the_other(before, after):
    assert abs(percent.add_pct(before, percent.growth(before, after)) - after) < D("1e-15")


@given(st.lists(rates, max_size=6))
def test_a_chain_does_not_depend_on_the_order(changes):
    assert abs(percent.chain(changes) - percent.chain(reversed(changes))) < D("1e-15")


@given(values, values, st.integers(1, 12))
def test_the_mean_rate_applied_n_times_arrives(first, last, n):
    arrived = percent.add_pct(first, percent.chain([percent.cagr(first, last, n)] * n))
    assert abs(arrived - last) < D("1e-9")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: percent.share(1, 0), "total must be above zero"),
        (lambda: percent.undo_pct(100, -1), "above zero"),
        (lambda: percent.growth(0, 5), "before must be above zero"),
        (lambda: percent.chain([D("-1.5")]), "more than 100 %"),
        (lambda: percent.cagr(1, 2, 0), "intervals must be above zero"),
        (lambda: percent.index100(1, 0), "base must be above zero"),
    ],
)
def test_senseless_input(call, message):
    with pytest.raises(ValueError, match=message):
        call()
