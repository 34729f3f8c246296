"""Pourcentages et évolutions (F01–F09)."""

from collections.abc import Iterable
from decimal import Decimal

from ntc.calc.numbers import Number, dec, positive


def share(part: Number, total: Number) -> Decimal:
    """Part en % (F01): part ÷ total, a ratio.

    Raises ValueError for a total that is not above zero.

    >>> share(1104000, 2400000)
    Decimal('0.46')
    """
    return dec(part, "part") / positive(total, "total")


def add_pct(value: Number, rate: Number) -> Decimal:
    """Pourcentage additif (F02): value × (1 + rate), in the value's unit.

    >>> add_pct(8400, Decimal("0.035"))
    Decimal('8694.000')
    """
    return dec(value, "value") * (1 + dec(rate, "rate"))


def sub_pct(value: Number, rate: Number) -> Decimal:
    """Pourcentage soustractif (F03): value × (1 − rate), in the value's unit.

    >>> sub_pct(12000, Decimal("0.08"))
    Decimal('11040.00')
    """
    return dec(value, "value") * (1 - dec(rate, "rate"))


def undo_pct(value: Number, rate: Number) -> Decimal:
    """Valeur d'origine (F04): value ÷ (1 + rate); a decrease has a negative rate.

    Raises ValueError for a decrease of 100 % or more: nothing would be left to start from.

    >>> f"{undo_pct(11040, Decimal('-0.08')):.2f}"
    '12000.00'
    """
    return dec(value, "value") / positive(1 + dec(rate, "rate"), "1 + rate")


def growth(before: Number, after: Number) -> Decimal:
    """Taux d'évolution (F05, also F06 of two rates): (after − before) ÷ before, a signed ratio.

    Raises ValueError for a starting value that is not above zero.

    >>> f"{growth(2280000, 2400000):.2%}"
    '5.26%'
    >>> f"{growth(Decimal('0.31'), Decimal('0.28')):.2%}"
    '-9.68%'
    """
    start = positive(before, "before")
    return (dec(after, "after") - start) / start


def points(before: Number, after: Number) -> Decimal:
    """Écart en points (F06): difference of two rates, as a ratio (−0.03 is −3 points).

    >>> points(Decimal("0.31"), Decimal("0.28"))
    Decimal('-0.03')
    """
    return dec(after, "after") - dec(before, "before")


def chain(rates: Iterable[Number]) -> Decimal:
    """Évolutions successives (F07): Π(1 + rate) − 1, a signed ratio.

    Raises ValueError for a rate below −1.

    >>> chain([Decimal("0.06"), Decimal("-0.04")])
    Decimal('0.0176')
    """
    product = Decimal(1)
    for rate in rates:
        factor = 1 + dec(rate, "rate")
        if factor < 0:
            raise ValueError(f"nothing falls by more than 100 %: {rate}")
        product *= factor
    return product - 1


def cagr(first: Number, last: Number, intervals: int) -> Decimal:
    """Taux de croissance annuel moyen, TCAM (F08): (last ÷ first)^(1 ÷ intervals) − 1, a ratio a year.

    ``intervals`` counts the years between, not the years named. Raises ValueError for less than one
    interval or a value that is not above zero.

    >>> f"{cagr(1980000, 2400000, 3):.2%}"
    '6.62%'
    """
    ratio = positive(last, "last") / positive(first, "first")
    return ratio ** (1 / positive(intervals, "intervals")) - 1


def index100(value: Number, base: Number) -> Decimal:
    """Write a value as an indice base 100 (F09): value ÷ base × 100.

    Raises ValueError for a base that is not above zero.

    >>> f"{index100(2400000, 1980000):.2f}"
    '121.21'
    """
    return dec(value, "value") / positive(base, "base") * 100
