"""F45–F57."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc import activity


def about(value, places):
    return round(float(value), places)


def test_worked_numbers():
    assert about(activity.conversion(138, 420), 4) == 0.3286
    assert activity.conversion(1512000, 5040000) == D("0.3")
    assert activity.funnel_back(18, [D("0.30"), D("0.45"), D("0.12")]) == (60, 134, 1117)
    assert about(activity.average_basket(2400000, 725), 2) == 3310.34
    assert about(activity.retention(134, 153), 4) == 0.8758
    assert about(activity.churn(134, 153), 4) == 0.1242
    assert about(activity.penetration(148, 1640), 4) == 0.0902
    assert activity.market_share(D("2.4"), D("19.2")) == D("0.125")
    assert about(activity.relative_share(D("12.5"), 30), 2) == 0.42
    assert about(activity.visit_cost([78600, 14400, 4200], 528), 2) == 184.09
    assert about(activity.cpl(3800, 22), 2) == 172.73
    assert activity.cac(3800, 4) == 950
    assert activity.roi(9120, 3800) == D("1.4")
    assert activity.nps(33, 15, 12) == 35


def test_achievement():
    year = activity.achievement(2400000, 2520000)
    assert about(year.rate, 4) == 0.9524
    assert (year.gap, year.remaining) == (-120000, 120000)
    assert activity.achievement(1684000, 2520000).remaining == 836000
    assert about(activity.remaining_per_month(1684000, 2520000, 3), 2) == 278666.67


def test_weighted_pipeline():
    quotes = [(24900, D("0.7")), (38000, D("0.4")), (12900, D("0.9")), (86000, D("0.1"))]
    assert activity.weighted_pipeline(quotes) == 52840
    assert activity.weighted_pipeline([]) == 0


def test_email_rates():
    rates = activity.email_rates(1200, 60, 319, 57)
    assert [about(rate, 4) for rate in rates] == [0.2798, 0.05, 0.1787]


@given(st.integers(0, 200), st.lists(st.integers(1, 100), min_size=1, max_size=4))
@pytest.mark.slow
def test_going_down_the_funnel_again_reaches_the_target(target, percents):
    needed = activity.funnel_back(target, [D(p) / 100 for p in percents])
    kept = needed[-1]
    for p in reversed(percents):
        kept = D(kept) * p / 100
    assert kept >= target
    assert all(high >= low for low, high in zip((target, *needed), needed, strict=False))


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 500))
def test_nps_stays_between_its_bounds(promoters, passives, detractors):
    assert -100 <= activity.nps(promoters, passives, detractors) <= 100


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(1, 12))
def test_months_times_the_monthly_rest_closes_the_gap(actual, objective, months):
    rest = activity.remaining_per_month(actual, objective, months) * months
    assert abs(actual + rest - objective) < D("1e-15")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: activity.conversion(5, 0), "made must be above zero"),
        (lambda: activity.conversion(5, 4), r"won \(5\) cannot exceed made \(4\)"),
        (lambda: activity.funnel_back(5, [0]), "rate must be above zero"),
        (lambda: activity.funnel_back(5, [30]), "cannot keep more"),
        (lambda: activity.average_basket(5, 0), "orders must be above zero"),
        (lambda: activity.retention(154, 153), "cannot exceed"),
        (lambda: activity.relative_share(1, 0), "leader must be above zero"),
        (lambda: activity.achievement(1, 0), "objective must be above zero"),
        (lambda: activity.remaining_per_month(1, 2, 0), "months_left must be above zero"),
        (lambda: activity.weighted_pipeline([(100, 70)]), "a probability lies from 0 to 1"),
        (lambda: activity.visit_cost([1], 0), "visits must be above zero"),
        (lambda: activity.visit_cost([-1], 1), "cost must not be negative"),
        (lambda: activity.roi(1, 0), "cost must be above zero"),
        (lambda: activity.email_rates(10, 5, 6, 1), "opened"),
        (lambda: activity.nps(0, 0, 0), "number of answers must be above zero"),
    ],
)
def test_senseless_input(call, message):
    with pytest.raises(ValueError, match=message):
        call()
