"""Réductions commerciales et financières (F10–F15).

Vocabulary (F12): the *rabais* answers a fault, a delay or a defect; the *remise* rewards a volume or a kind
of client; the *ristourne* is granted afterwards on a period's sales; the *escompte* rewards early payment.
The first three are commercial and come before the escompte, which is financial.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from ntc.calc.brackets import Bracket, by_bracket
from ntc.calc.numbers import Number, cents, dec, fraction, not_negative, positive
from ntc.calc.vat import STANDARD, add_vat

# Ristourne annuelle of Galerne (rule R06): from which yearly sales, at which rate.
REBATE_BRACKETS: tuple[Bracket, ...] = (
    (Decimal(0), Decimal(0)),
    (Decimal(30_000), Decimal("0.01")),
    (Decimal(80_000), Decimal("0.02")),
)


class NetPrice(NamedTuple):
    """The steps of an invoice: the amounts after each discount, then net commercial to TTC, all in €."""

    after_each: tuple[Decimal, ...]
    commercial: Decimal
    cash_discount: Decimal
    financial: Decimal
    freight: Decimal
    ht: Decimal
    vat: Decimal
    ttc: Decimal


def net_price(
    gross: Number,
    discounts: Iterable[Number],
    cash_discount: Number = 0,
    freight: Number = 0,
    vat_rate: Number = STANDARD,
) -> NetPrice:
    """Cascade de réductions (F10): brut, remises one on the other, escompte, port, TVA; in €.

    Each step is rounded to the cent. Raises ValueError for a discount outside [0, 1) or a negative amount.

    >>> net_price(18400, [Decimal("0.05"), Decimal("0.03")], Decimal("0.01"), freight=180).ttc
    Decimal('20359.25')
    """
    amount = cents(not_negative(gross, "gross"))
    after_each = []
    for discount in discounts:
        amount = cents(amount * (1 - fraction(discount, "discount")))
        after_each.append(amount)
    escompte = cents(amount * fraction(cash_discount, "cash_discount"))
    carriage = cents(not_negative(freight, "freight"))
    taxed = add_vat(amount - escompte + carriage, vat_rate)
    return NetPrice(tuple(after_each), amount, escompte, amount - escompte, carriage, *taxed)


def compound_discount(discounts: Iterable[Number]) -> Decimal:
    """Taux unique équivalent (F11): 1 − Π(1 − discount), a ratio.

    Raises ValueError for a discount outside [0, 1).

    >>> compound_discount([Decimal("0.05"), Decimal("0.03")])
    Decimal('0.0785')
    """
    kept = Decimal(1)
    for discount in discounts:
        kept *= 1 - fraction(discount, "discount")
    return 1 - kept


def tiered_rebate(sales: Number, brackets: Sequence[Bracket] = REBATE_BRACKETS) -> Decimal:
    """Ristourne par tranches (F13): each slice of the year's sales earns its own rate; in €.

    Raises ValueError for negative sales or brackets that do not rise from 0.

    >>> tiered_rebate(96000)
    Decimal('820.00')
    """
    return cents(by_bracket(sales, brackets))


def instalments(total: Number, shares: Sequence[Number]) -> tuple[Decimal, ...]:
    """Acompte et solde (F14): each instalment HALF_UP, the last one is what remains; in €.

    Raises ValueError when the shares do not add up to 1.

    >>> instalments(Decimal("25567.46"), [Decimal("0.3"), Decimal("0.6"), Decimal("0.1")])
    (Decimal('7670.24'), Decimal('15340.48'), Decimal('2556.74'))
    """
    if sum(dec(share, "share") for share in shares) != 1:
        raise ValueError(f"the shares of the instalments must add up to 1: {shares}")
    amount = cents(total)
    first = tuple(cents(amount * share) for share in shares[:-1])
    return (*first, amount - sum(first))


def cash_discount_yield(cash_discount: Number, days_gained: int, days_in_year: int = 365) -> Decimal:
    """Coût annuel d'un escompte (F15): e ÷ (1 − e) × 365 ÷ days gained, a ratio a year.

    Raises ValueError for a discount outside [0, 1) or no day gained.

    >>> f"{cash_discount_yield(Decimal('0.01'), 35):.2%}"
    '10.53%'
    """
    rate = fraction(cash_discount, "cash_discount")
    return rate / (1 - rate) * days_in_year / positive(days_gained, "days_gained")
