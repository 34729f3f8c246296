"""Mistakes on discounts and scales by slices (beside F10–F13, F82)."""

from collections.abc import Sequence
from decimal import Decimal

from ntc.calc import discounts
from ntc.calc.brackets import Bracket
from ntc.calc.numbers import Number, cents, dec
from ntc.calc.slips.slip import Slip, slip
from ntc.french import eur, listing, pct


def net_price(gross: Number, rates: Sequence[Number]) -> list[Slip]:
    """Mistakes on the net commercial of a cascade.

    >>> net_price(18400, [Decimal("0.05"), Decimal("0.03")])[0].value
    Decimal('16928.00')
    """
    if len(rates) < 2:
        return []
    return [slip("disc-add", cents(gross * (1 - _total(rates))), _added(rates))]


def compound_discount(rates: Sequence[Number]) -> list[Slip]:
    """Mistakes on the single rate equivalent to a cascade.

    >>> compound_discount([Decimal("0.05"), Decimal("0.03")])[0].value
    Decimal('0.08')
    """
    return [slip("disc-add", _total(rates), _added(rates))] if len(rates) > 1 else []


def cash_discount(gross: Number, rates: Sequence[Number], escompte: Number) -> list[Slip]:
    """Mistakes on the amount of an escompte: taken before the last remise, or on the brut.

    >>> [slip.value for slip in cash_discount(18400, [Decimal("0.05"), Decimal("0.03")], Decimal("0.01"))]
    [Decimal('174.80'), Decimal('184.00')]
    """
    steps = [cents(gross), *discounts.net_price(gross, rates).after_each]
    return [
        slip(
            "disc-order-esc",
            cents(base * escompte),
            f"Vous avez pris l’escompte sur {eur(base)} : il vient en dernier, sur le net commercial.",
        )
        for base in reversed(steps[:-1])
    ]


def tiered_rebate(sales: Number, brackets: Sequence[Bracket] = discounts.REBATE_BRACKETS) -> list[Slip]:
    """Mistakes on a ristourne par tranches.

    >>> tiered_rebate(96000)[0].value
    Decimal('1920.00')
    """
    rate = _reached(sales, brackets)
    return [
        slip(
            "rebate-flat",
            cents(sales * rate),
            f"Le barème est par tranches : {pct(rate)} ne vaut que pour la part qui dépasse le dernier "
            "seuil.",
        )
    ]


def bonus(margin: Number, brackets: Sequence[Bracket]) -> list[Slip]:
    """Mistakes on a commission par tranches.

    >>> bonus(768000, [(0, Decimal("0.01")), (645120, Decimal("0.02"))])[0].value
    Decimal('15360.00')
    """
    rate = _reached(margin, brackets)
    return [
        slip(
            "bonus-flat",
            cents(margin * rate),
            f"Vous avez appliqué {pct(rate)} à toute la marge : chaque taux ne vaut que pour sa tranche.",
        )
    ]


def _total(rates: Sequence[Number]) -> Decimal:
    return sum((dec(rate, "rate") for rate in rates), Decimal(0))


def _added(rates: Sequence[Number]) -> str:
    return (
        f"Vous avez additionné {listing([pct(rate) for rate in rates])} : chaque remise porte sur le "
        "net "
        "que laisse la précédente."
    )


def _reached(amount: Number, brackets: Sequence[Bracket]) -> Decimal:
    return dec([rate for start, rate in brackets if start <= amount][-1])
