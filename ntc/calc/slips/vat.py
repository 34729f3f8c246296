"""Mistakes on VAT (beside F16–F18)."""

from decimal import Decimal

from ntc.calc import vat
from ntc.calc.numbers import Number, cents
from ntc.calc.slips.slip import Slip, slip
from ntc.french import eur, num, pct


def add_vat(ht: Number) -> list[Slip]:
    """Mistakes on an amount TTC.

    >>> add_vat(11040)[0].value
    Decimal('11040.00')
    """
    return [
        slip("vat-forgotten", cents(ht), f"{eur(ht)} est le montant HT : on vous demande un montant TTC.")
    ]


def remove_vat(ttc: Number, rate: Number = vat.STANDARD) -> list[Slip]:
    """Mistakes on the amount HT of a price TTC.

    >>> remove_vat(13248)[0].value
    Decimal('10598.40')
    """
    return [
        slip("vat-on-ttc", ttc - cents(ttc * Decimal(rate)), _on_ttc(rate)),
        *_other_rate(vat.remove_vat(ttc).ht, rate),
    ]


def vat_included(ttc: Number, rate: Number = vat.STANDARD) -> list[Slip]:
    """Mistakes on the VAT inside a price TTC.

    >>> vat_included(13248)[0].value
    Decimal('2649.60')
    """
    return [
        slip("vat-on-ttc", cents(ttc * Decimal(rate)), _on_ttc(rate)),
        *_other_rate(vat.remove_vat(ttc).vat, rate),
    ]


def _on_ttc(rate: Number) -> str:
    return f"La TVA se calcule sur le HT : divisez d’abord le TTC par {num(1 + rate, 3)}."


def _other_rate(value: Decimal, rate: Number) -> list[Slip]:
    if rate == vat.STANDARD:
        return []
    return [slip("vat-rate", value, f"Vous avez pris {pct(vat.STANDARD)} : ici le taux est de {pct(rate)}.")]
