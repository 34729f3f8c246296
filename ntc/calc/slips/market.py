"""Mistakes on a market brought to one scope, a rise of prices, a volume (beside F08, F49)."""

from collections.abc import Sequence
from decimal import Decimal

from ntc.calc.numbers import Number, dec
from ntc.calc.slips.slip import Slip, slip
from ntc.french import num


def scope(parts: Sequence[tuple[Number, Number]]) -> list[Slip]:
    """Mistakes on what lies inside a sector: (value, share inside, a ratio) by territory.

    >>> from decimal import Decimal
    >>> [f"{slip.value:.2f}" for slip in scope([(10, 1), (5, Decimal("0.4"))])]
    ['15.00', '10.50']
    """
    whole = sum((dec(value) for value, _ in parts), Decimal(0))
    mean = sum((dec(share) for _, share in parts), Decimal(0)) / len(parts)
    return [
        slip(
            "scope-whole", whole, "Vous avez gardé les départements entiers : nous n’en tenons qu’une part."
        ),
        slip(
            "scope-mean",
            whole * mean,
            "Vous avez appliqué la moyenne des parts au total : pondérez, chaque département a son poids.",
        ),
    ]


def widened(part: Number, share: Number) -> list[Slip]:
    """Mistakes on a whole of which a part, and its share of the whole, are known.

    >>> from decimal import Decimal
    >>> [f"{slip.value:.2f}" for slip in widened(80, Decimal("0.8"))]
    ['64.00', '80.00']
    """
    known, ratio = dec(part, "part"), dec(share, "share")
    return [
        slip(
            "scope-times",
            known * ratio,
            "Ajouter ce qui manque doit grossir le chiffre : la partie se divise par sa part.",
        ),
        slip("scope-part", known, "C’est encore la partie seule : il reste à compter ce qui lui manque."),
    ]


def yearly_rise(before: Sequence[Number], after: Sequence[Number]) -> list[Slip]:
    """Mistakes on the rise of a mean index from one year, month by month, to the next.

    >>> [f"{slip.value:.4f}" for slip in yearly_rise([100, 102], [104, 108])]
    ['0.0588', '0.0500']
    """
    first, last = (sum(map(dec, year), Decimal(0)) / len(year) for year in (before, after))
    return [
        slip(
            "index-month",
            dec(after[-1]) / dec(before[-1]) - 1,
            "Vous comparez un mois à un mois : le marché est celui d’une année, comparez des moyennes.",
        ),
        slip(
            "index-points",
            (last - first) / 100,
            "Vous avez soustrait deux indices, ce sont des points : divisez encore par l’indice de départ, "
            f"{num(first, 2)}.",
        ),
    ]


def volume(value: Number, prices: Number) -> list[Slip]:
    """Mistakes on a change in volume, of a change in value and one of prices (ratios).

    >>> from decimal import Decimal
    >>> [f"{slip.value:.4f}" for slip in volume(Decimal("0.02"), Decimal("0.05"))]
    ['0.0294', '0.0710', '0.0200']
    """
    rise, dearer = dec(value, "value"), dec(prices, "prices")
    return [
        slip(
            "volume-turned",
            (1 + dearer) / (1 + rise) - 1,
            "Rapport à l’envers : c’est la valeur que l’on divise par les prix, pour les en ôter.",
        ),
        slip(
            "volume-times",
            (1 + rise) * (1 + dearer) - 1,
            "La valeur contient déjà les prix : il faut les en ôter, non les ajouter.",
        ),
        slip("volume-value", rise, "C’est l’évolution en valeur : il faut encore en ôter les prix."),
    ]
