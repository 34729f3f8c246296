"""Mistakes on percentages and changes (beside F04–F08)."""

from collections.abc import Sequence

from ntc.calc import percent
from ntc.calc.numbers import Number, dec
from ntc.calc.slips.slip import Slip, slip
from ntc.french import num, pct


def undo_pct(value: Number, rate: Number) -> list[Slip]:
    """Mistakes on the valeur d'origine.

    >>> from decimal import Decimal
    >>> undo_pct(11040, Decimal("-0.08"))[0].value
    Decimal('11923.20')
    """
    change = dec(rate, "rate")
    if change == 0:
        return []
    return [
        slip(
            "pct-undo",
            value * (1 - change),
            f"{pct(abs(change))} de {num(value)} n’est pas {pct(abs(change))} de la valeur de départ : "
            f"divisez par {num(1 + change, 4)}.",
        )
    ]


def growth(before: Number, after: Number) -> list[Slip]:
    """Mistakes on a taux d'évolution.

    >>> f"{growth(2280000, 2400000)[0].value:.2%}"
    '5.00%'
    """
    return [
        slip(
            "pct-base",
            -percent.growth(after, before),
            "Vous avez divisé par la valeur d’arrivée : l’évolution se rapporte à la valeur de départ, "
            f"{num(before)}.",
        )
    ]


def growth_of_rate(before: Number, after: Number) -> list[Slip]:
    """Mistakes on the change, in %, of a quantity that is itself a rate.

    >>> from decimal import Decimal
    >>> growth_of_rate(Decimal("0.31"), Decimal("0.28"))[0].value
    Decimal('-0.03')
    """
    return [
        slip(
            "pct-points",
            percent.points(before, after),
            f"Vous avez soustrait deux taux, {pct(after)} et {pct(before)} : ce sont des points. "
            "Pour un pourcentage, divisez encore par le taux de départ.",
        ),
        *growth(before, after),
    ]


def chain(rates: Sequence[Number]) -> list[Slip]:
    """Mistakes on successive changes.

    >>> from decimal import Decimal
    >>> chain([Decimal("0.06"), Decimal("-0.04")])[0].value
    Decimal('0.02')
    """
    factors = " × ".join(num(1 + rate, 4) for rate in rates)
    return [
        slip(
            "pct-sum",
            sum(dec(rate, "rate") for rate in rates),
            f"Les évolutions se multiplient, elles ne s’additionnent pas : {factors}, puis ôtez 1.",
        )
    ]


def cagr(first: Number, last: Number, intervals: int) -> list[Slip]:
    """Mistakes on the taux de croissance annuel moyen.

    >>> [f"{slip.value:.2%}" for slip in cagr(1980000, 2400000, 3)]
    ['7.07%', '4.93%']
    """
    return [
        slip(
            "cagr-mean",
            percent.growth(first, last) / intervals,
            "Une moyenne simple oublie que chaque année repart d’une base plus haute : prenez la racine "
            f"{intervals}e "
            f"de {num(last)} ÷ {num(first)}.",
        ),
        slip(
            "cagr-n",
            percent.cagr(first, last, intervals + 1),
            f"{intervals + 1} années ne font que {intervals} intervalles : comptez les passages d’une année "
            "à l’autre.",
        ),
    ]
