"""F19–F30."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc import margins

costs = st.decimals(1, 10**6, places=2)
rates = st.decimals(0, "0.95", places=4)


def about(value, places):
    return round(float(value), places)


def test_worked_numbers():
    assert margins.landed_cost(9800, D("0.22"), 156) == 7800
    assert margins.margin(12000, 7800) == 4200
    assert about(margins.markup_rate(12000, 7800), 4) == 0.5385
    assert margins.margin_rate(12000, 7800) == D("0.35")
    assert about(margins.markup_from_margin_rate(D("0.35")), 4) == 0.5385
    assert about(margins.multiplier(12000, 7800), 4) == 1.8462
    assert about(margins.multiplier(12000, 7800, vat_rate=0), 4) == 1.5385
    assert margins.price_from_margin_rate(7800, D("0.35")) == 12000
    assert margins.price_from_markup(7800, D("0.35")) == 10530
    assert about(margins.margin_rate(10530, 7800), 4) == 0.2593
    assert margins.floor_price(7800, D("0.24")) == D("10263.16")
    assert about(margins.highest_discount(12000, 7800, D("0.24")), 4) == 0.1447
    assert margins.sales_to_recover(300, D("0.32")) == D("937.50")


def test_a_discount_of_8_percent_takes_a_fifth_of_the_margin_and_more():
    effect = margins.discount_effect(12000, 7800, D("0.08"))
    assert (effect.price, effect.margin) == (11040, 3240)
    assert about(effect.margin_change, 4) == -0.2286
    assert about(effect.margin_rate, 4) == 0.2935
    assert about(margins.volume_to_compensate(4200, effect.margin), 4) == 0.2963


def test_14_percent_on_the_largest_machine_breaks_the_floor():
    assert about(margins.discount_effect(36500, 24600, D("0.14")).margin_rate, 3) == 0.216


@given(rates)
def test_the_two_rates_convert_into_each_other(rate):
    assert abs(margins.margin_rate_from_markup(margins.markup_from_margin_rate(rate)) - rate) < D("1e-20")


@given(costs, costs)
def test_conversion_agrees_with_the_definitions(price, cost):
    converted = margins.margin_rate_from_markup(margins.markup_rate(price, cost))
    assert abs(converted - margins.margin_rate(price, cost)) < D("1e-15")


@given(costs, rates)
def test_the_floor_price_keeps_the_rate_and_a_cent_less_does_not(cost, rate):
    floor = margins.floor_price(cost, rate)
    assert margins.margin_rate(floor, cost) >= rate
    assert floor - D("0.01") <= 0 or margins.margin_rate(floor - D("0.01"), cost) < rate


@given(st.integers(2, 5000), st.integers(1, 5000))
def test_the_extra_volume_gives_back_the_old_margin(before, after):
    quantity = D(100) * (1 + margins.volume_to_compensate(before, after))
    assert abs(quantity * after - 100 * before) < D("1e-15")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: margins.markup_rate(10, 0), "cost must be above zero"),
        (lambda: margins.margin_rate(0, 10), "price must be above zero"),
        (lambda: margins.markup_from_margin_rate(1), "above zero"),
        (lambda: margins.margin_rate_from_markup(-1), "above zero"),
        (lambda: margins.price_from_margin_rate(10, 35), "rate must be a ratio"),
        (lambda: margins.price_from_markup(10, -1), "markup must not be negative"),
        (lambda: margins.floor_price(10, 1), "lowest_rate must be a ratio"),
        (lambda: margins.discount_effect(10, 12, 0), "margin at list price"),
        (lambda: margins.volume_to_compensate(10, 0), "margin_after must be above zero"),
        (lambda: margins.sales_to_recover(10, 0), "mcv_rate must be above zero"),
        (lambda: margins.landed_cost(10, 22), "discount must be a ratio"),
        (lambda: margins.multiplier(10, 0), "cost must be above zero"),
    ],
)
def test_senseless_input(call, message):
    with pytest.raises(ValueError, match=message):
        call()
