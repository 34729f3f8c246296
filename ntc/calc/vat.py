"""Taxe sur la valeur ajoutée (F16–F18)."""

from decimal import Decimal
from typing import NamedTuple

from ntc.calc.numbers import Number, cents, dec, not_negative

STANDARD = Decimal("0.20")


class Taxed(NamedTuple):
    """An amount with its tax, each rounded to the cent: ht + vat = ttc."""

    ht: Decimal
    vat: Decimal
    ttc: Decimal


def add_vat(ht: Number, rate: Number = STANDARD) -> Taxed:
    """From HT to TTC (F16): the VAT is computed once, on the rounded base; in €.

    Raises ValueError for a negative rate.

    >>> add_vat(11040).ttc
    Decimal('13248.00')
    """
    base = cents(ht)
    vat = cents(base * not_negative(rate, "rate"))
    return Taxed(base, vat, base + vat)


def remove_vat(ttc: Number, rate: Number = STANDARD) -> Taxed:
    """From TTC to HT (F17, F18 for other rates): HT = TTC ÷ (1 + rate), VAT the remainder; in €.

    Raises ValueError for a negative rate.

    >>> remove_vat(13248).vat
    Decimal('2208.00')
    >>> remove_vat(Decimal("24.20"), Decimal("0.10")).ht
    Decimal('22.00')
    """
    total = cents(ttc)
    ht = cents(dec(total) / (1 + not_negative(rate, "rate")))
    return Taxed(ht, total - ht, total)
