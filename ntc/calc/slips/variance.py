"""Mistakes on the écarts of sales or margin (beside F65–F66)."""

from collections.abc import Sequence
from decimal import Decimal

from ntc.calc.numbers import dec
from ntc.calc.slips.slip import Slip, slip
from ntc.calc.variance import Effects, Sale


def variance_total(effects: Effects) -> list[Slip]:
    """Mistakes on the whole difference.

    >>> variance_total(Effects(Decimal(74280), Decimal(-137580), Decimal(-34350)))[0].value
    Decimal('97650')
    """
    return _reversed(effects.total)


def variance_price(effects: Effects, sales: Sequence[Sale]) -> list[Slip]:
    """Mistakes on the écart sur prix.

    >>> sales = [Sale(60, 16000, 10400, 54, 15400)]
    >>> variance_price(Effects(Decimal(0), Decimal(0), Decimal(-32400)), sales)[0].value
    Decimal('-36000')
    """
    on_planned = sum(
        (dec(s.planned_quantity) * (dec(s.actual_price) - dec(s.planned_price)) for s in sales), Decimal(0)
    )
    return [
        slip(
            "var-price-plan",
            on_planned,
            "Vous avez pris les quantités prévues : l’écart de prix se mesure sur les quantités réelles.",
        ),
        *_reversed(effects.price),
    ]


def variance_volume(effects: Effects) -> list[Slip]:
    """Mistakes on the écart sur volume.

    >>> variance_volume(Effects(Decimal(74280), Decimal(-137580), Decimal(-34350)))[0].value
    Decimal('-63300')
    """
    return [*_together(effects), *_reversed(effects.volume)]


def variance_mix(effects: Effects) -> list[Slip]:
    """Mistakes on the écart sur mix.

    >>> variance_mix(Effects(Decimal(74280), Decimal(-137580), Decimal(-34350)))[1].value
    Decimal('137580')
    """
    return [*_together(effects), *_reversed(effects.mix)]


def variance_on_margin(on_sales: Decimal) -> list[Slip]:
    """The écart on the CA, given for the one on the margin.

    >>> variance_on_margin(Decimal(74280))[0].value
    Decimal('74280')
    """
    return [
        slip(
            "var-on-sales",
            on_sales,
            "C’est l’écart sur le chiffre d’affaires : sur la marge, une unité vaut son prix prévu moins son "
            "coût prévu.",
        )
    ]


def _together(effects: Effects) -> list[Slip]:
    return [
        slip(
            "var-nomix",
            effects.volume + effects.mix,
            "Volume et mix sont restés confondus : valorisez d’abord l’écart de quantité totale au prix "
            "moyen prévu ; le reste vient du mix, la composition des ventes.",
        )
    ]


def _reversed(right: Decimal) -> list[Slip]:
    if right == 0:
        return []
    wrong, meaning = ("négatif", "c’est défavorable") if right < 0 else ("positif", "c’est favorable")
    return [slip("var-sign", -right, f"Le signe est inversé : réel moins prévu est ici {wrong}, {meaning}.")]
