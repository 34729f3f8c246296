"""F10–F15."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc import discounts
from ntc.calc.brackets import by_bracket

discount_rates = st.lists(st.decimals(0, "0.5", places=3), min_size=1, max_size=4)


def test_the_cascade_step_by_step():
    steps = discounts.net_price(18400, [D("0.05"), D("0.03")], D("0.01"), freight=180)
    assert steps.after_each == (D("17480.00"), D("16955.60"))
    assert steps.commercial == D("16955.60")
    assert steps.cash_discount == D("169.56")
    assert steps.financial == D("16786.04")
    assert steps.ht == D("16966.04")
    assert steps.vat == D("3393.21")
    assert steps.ttc == D("20359.25")


def test_a_price_without_any_reduction_is_the_price():
    steps = discounts.net_price(100, [])
    assert (steps.after_each, steps.commercial, steps.cash_discount, steps.freight) == ((), 100, 0, 0)
    assert (steps.ht, steps.ttc) == (100, 120)


def test_worked_numbers():
    assert discounts.compound_discount([D("0.05"), D("0.03")]) == D("0.0785")
    assert discounts.tiered_rebate(96000) == D("820.00")
    assert discounts.instalments(D("25567.46"), [D("0.3"), D("0.6"), D("0.1")]) == (
        D("7670.24"),
        D("15340.48"),
        D("2556.74"),
    )
    assert round(float(discounts.cash_discount_yield(D("0.01"), 45 - 10)), 4) == 0.1053


@pytest.mark.parametrize(("sales", "rebate"), [(0, 0), (30000, 0), (30100, 1), (80000, 500), (80100, 502)])
def test_the_rebate_at_the_edges_of_its_slices(sales, rebate):
    assert discounts.tiered_rebate(sales) == rebate


@given(discount_rates)
def test_the_single_rate_gives_the_price_of_the_cascade(rates):
    price = D(100_000)
    for rate in rates:
        price *= 1 - rate
    assert abs(D(100_000) * (1 - discounts.compound_discount(rates)) - price) < D("1e-15")


@given(discount_rates)
def test_discounts_in_cascade_never_exceed_their_sum(rates):
    assert discounts.compound_discount(rates) <= sum(rates)


@given(st.decimals(0, 10**6, places=2), st.integers(1, 98))
def test_instalments_add_up_to_the_total(total, first):
    shares = [D(first) / 100, D(99 - first) / 100, D("0.01")]
    assert sum(discounts.instalments(total, shares)) == total


@given(st.decimals(0, 10**6, places=2), st.decimals(0, 10**6, places=2))
def test_slices_at_one_rate_are_that_rate(amount, start):
    flat = D("0.03")
    assert by_bracket(amount, [(0, flat), (start + 1, flat)]) == amount * flat


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: discounts.net_price(100, [5]), "discount must be a ratio"),
        (lambda: discounts.net_price(-1, []), "gross must not be negative"),
        (lambda: discounts.compound_discount([D("-0.1")]), "discount must be a ratio"),
        (lambda: discounts.instalments(100, [D("0.3"), D("0.6")]), "add up to 1"),
        (lambda: discounts.cash_discount_yield(D("0.01"), 0), "days_gained must be above zero"),
        (lambda: by_bracket(10, [(5, 0)]), "start at 0 and rise"),
        (lambda: by_bracket(10, [(0, 0), (5, 0), (5, 0)]), "start at 0 and rise"),
        (lambda: by_bracket(10, []), "start at 0 and rise"),
        (lambda: by_bracket(-1, [(0, 0)]), "amount must not be negative"),
    ],
)
def test_senseless_input(call, message):
    with pytest.raises(ValueError, match=message):
        call()
