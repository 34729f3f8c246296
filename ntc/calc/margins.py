"""Coûts, prix et marges (F19–F30).

Two rates that must never be mixed: the *taux de marge* divides by the cost (``markup_rate``), the *taux de
marque* by the price HT (``margin_rate``).
"""

from decimal import Decimal
from typing import NamedTuple

from ntc.calc.numbers import Number, cents, cents_up, dec, fraction, not_negative, positive
from ntc.calc.vat import STANDARD


class DiscountEffect(NamedTuple):
    """What a discount leaves: price and margin in €, the margin's change and the margin rate as ratios."""

    price: Decimal
    margin: Decimal
    margin_change: Decimal
    margin_rate: Decimal


def landed_cost(list_cost: Number, discount: Number, approach: Number = 0) -> Decimal:
    """Coût de revient (F19): purchase price less discount, plus frais d'approche; in € HT.

    Raises ValueError for a discount outside [0, 1) or a negative amount.

    >>> landed_cost(9800, Decimal("0.22"), 156)
    Decimal('7800.00')
    """
    net = cents(not_negative(list_cost, "list_cost") * (1 - fraction(discount, "discount")))
    return net + cents(not_negative(approach, "approach"))


def margin(price: Number, cost: Number) -> Decimal:
    """Marge unitaire (F20): net price − cost, in € HT; negative when sold at a loss.

    >>> margin(12000, 7800)
    Decimal('4200')
    """
    return dec(price, "price") - dec(cost, "cost")


def markup_rate(price: Number, cost: Number) -> Decimal:
    """Taux de marge (F21): margin ÷ **cost**, a ratio.

    Raises ValueError for a cost that is not above zero.

    >>> f"{markup_rate(12000, 7800):.2%}"
    '53.85%'
    """
    return margin(price, cost) / positive(cost, "cost")


def margin_rate(price: Number, cost: Number) -> Decimal:
    """Taux de marque (F22): margin ÷ **price HT**, a ratio.

    Raises ValueError for a price that is not above zero.

    >>> margin_rate(12000, 7800)
    Decimal('0.35')
    """
    return margin(price, cost) / positive(price, "price")


def margin_rate_from_markup(markup: Number) -> Decimal:
    """From taux de marge to taux de marque (F23): m ÷ (1 + m), a ratio.

    Raises ValueError for a rate of −1 or less.

    >>> f"{margin_rate_from_markup(Decimal('0.35')):.2%}"
    '25.93%'
    """
    rate = dec(markup, "markup")
    return rate / positive(1 + rate, "1 + markup")


def markup_from_margin_rate(rate: Number) -> Decimal:
    """From taux de marque to taux de marge (F23): k ÷ (1 − k), a ratio.

    Raises ValueError for a rate of 1 or more: the cost would be nothing.

    >>> f"{markup_from_margin_rate(Decimal('0.35')):.2%}"
    '53.85%'
    """
    exact = dec(rate, "rate")
    return exact / positive(1 - exact, "1 - rate")


def multiplier(price: Number, cost: Number, vat_rate: Number = STANDARD) -> Decimal:
    """Coefficient multiplicateur (F24): price **TTC** ÷ purchase cost HT.

    With ``vat_rate=0``, the one that B2B often uses. Raises ValueError for a cost that is not above zero.

    >>> f"{multiplier(12000, 7800):.4f}"
    '1.8462'
    """
    return dec(price, "price") * (1 + not_negative(vat_rate, "vat_rate")) / positive(cost, "cost")


def price_from_margin_rate(cost: Number, rate: Number) -> Decimal:
    """Prix de vente par le taux de marque (F25): cost ÷ (1 − rate), in € HT.

    Raises ValueError for a rate outside [0, 1).

    >>> price_from_margin_rate(7800, Decimal("0.35"))
    Decimal('12000.00')
    """
    return cents(dec(cost, "cost") / (1 - fraction(rate, "rate")))


def price_from_markup(cost: Number, markup: Number) -> Decimal:
    """Prix de vente par le taux de marge (F26): cost × (1 + markup), in € HT.

    Raises ValueError for a negative rate.

    >>> price_from_markup(7800, Decimal("0.35"))
    Decimal('10530.00')
    """
    return cents(dec(cost, "cost") * (1 + not_negative(markup, "markup")))


def floor_price(cost: Number, lowest_rate: Number) -> Decimal:
    """Prix plancher (F27): cost ÷ (1 − lowest taux de marque), rounded **up** to the cent; in € HT.

    Raises ValueError for a rate outside [0, 1).

    >>> floor_price(7800, Decimal("0.24"))
    Decimal('10263.16')
    """
    return cents_up(dec(cost, "cost") / (1 - fraction(lowest_rate, "lowest_rate")))


def highest_discount(list_price: Number, cost: Number, lowest_rate: Number) -> Decimal:
    """Remise maximale (F27): 1 − floor price ÷ list price, a ratio.

    Negative when the list price is already too low. Raises ValueError for a rate outside [0, 1) or a list
    price that is not above zero.

    >>> f"{highest_discount(12000, 7800, Decimal('0.24')):.2%}"
    '14.47%'
    """
    return 1 - floor_price(cost, lowest_rate) / positive(list_price, "list_price")


def discount_effect(list_price: Number, cost: Number, discount: Number) -> DiscountEffect:
    """Effet d'une remise sur la marge (F28): the discount is taken wholly from the margin.

    Raises ValueError for a discount outside [0, 1) or a list price without margin.

    >>> f"{discount_effect(12000, 7800, Decimal('0.08')).margin_change:.2%}"
    '-22.86%'
    """
    before = positive(margin(list_price, cost), "margin at list price")
    price = cents(dec(list_price) * (1 - fraction(discount, "discount")))
    after = margin(price, cost)
    return DiscountEffect(price, after, after / before - 1, margin_rate(price, cost))


def volume_to_compensate(margin_before: Number, margin_after: Number) -> Decimal:
    """Volume compensateur (F29): old unit margin ÷ new − 1, a ratio of the quantity sold.

    Raises ValueError for a margin that is not above zero: no volume makes up for it.

    >>> f"{volume_to_compensate(4200, 3240):.2%}"
    '29.63%'
    """
    return positive(margin_before, "margin_before") / positive(margin_after, "margin_after") - 1


def sales_to_recover(gesture: Number, mcv_rate: Number) -> Decimal:
    """CA à refaire pour un geste (F30): cost of the gesture ÷ taux de marge sur coûts variables; in € HT.

    Raises ValueError for a rate that is not above zero.

    >>> sales_to_recover(300, Decimal("0.32"))
    Decimal('937.50')
    """
    return cents(not_negative(gesture, "gesture") / positive(mcv_rate, "mcv_rate"))
