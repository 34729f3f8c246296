"""Mistakes on margins, prices and gestures (beside F20–F30)."""

from ntc.calc import margins
from ntc.calc.numbers import Number, cents, dec
from ntc.calc.slips.slip import Slip, slip
from ntc.french import eur, num, pct


def margin_rate(price: Number, cost: Number) -> list[Slip]:
    """Mistakes on the taux de marque.

    >>> f"{margin_rate(12000, 7800)[0].value:.2%}"
    '53.85%'
    """
    return [
        slip(
            "markup-for-margin",
            margins.markup_rate(price, cost),
            f"Vous avez divisé par le coût, {eur(cost)} : c’est le taux de marge. Le taux de marque divise "
            "par le prix.",
        )
    ]


def markup_rate(price: Number, cost: Number) -> list[Slip]:
    """Mistakes on the taux de marge.

    >>> f"{markup_rate(12000, 7800)[0].value:.2%}"
    '35.00%'
    """
    return [
        slip(
            "margin-for-markup",
            margins.margin_rate(price, cost),
            f"Vous avez divisé par le prix, {eur(price)} : c’est le taux de marque. Le taux de marge divise "
            "par le coût.",
        )
    ]


def price_from_margin_rate(cost: Number, rate: Number) -> list[Slip]:
    """Mistakes on a price sought by its taux de marque.

    >>> from decimal import Decimal
    >>> price_from_margin_rate(7800, Decimal("0.35"))[0].value
    Decimal('10530.00')
    """
    return [
        slip(
            "price-add-margin",
            margins.price_from_markup(cost, rate),
            f"{pct(rate)} du prix, et non {pct(rate)} du coût : calculez {num(cost)} ÷ {num(1 - rate, 4)}.",
        )
    ]


def multiplier(price: Number, cost: Number) -> list[Slip]:
    """Mistakes on the coefficient multiplicateur.

    >>> f"{multiplier(12000, 7800)[0].value:.4f}"
    '1.5385'
    """
    return [
        slip(
            "multiplier-ht",
            margins.multiplier(price, cost, vat_rate=0),
            "Vous partez du prix HT : ce coefficient part du prix TTC.",
        )
    ]


def highest_discount(list_price: Number, cost: Number, lowest_rate: Number) -> list[Slip]:
    """Mistakes on the remise maximale.

    >>> from decimal import Decimal
    >>> highest_discount(12000, 7800, Decimal("0.24"))[0].value
    Decimal('0.11')
    """
    rate = margins.margin_rate(list_price, cost)
    return [
        slip(
            "floor-points",
            rate - lowest_rate,
            f"Vous avez ôté {pct(lowest_rate)} de {pct(rate)} : une remise ne se soustrait pas d’un taux de "
            "marque. "
            "Cherchez d’abord le prix plancher.",
        )
    ]


def margin_change(list_price: Number, cost: Number, discount: Number) -> list[Slip]:
    """Mistakes on how much of the margin a discount takes.

    >>> from decimal import Decimal
    >>> margin_change(12000, 7800, Decimal("0.08"))[0].value
    Decimal('-0.08')
    """
    lost = margins.margin(list_price, cost) - margins.discount_effect(list_price, cost, discount).margin
    return [
        slip(
            "disc-margin-same",
            -dec(discount, "discount"),
            f"La remise est prise tout entière sur la marge : {eur(lost)} de moins sur une marge de "
            f"{eur(margins.margin(list_price, cost))}.",
        )
    ]


def volume_to_compensate(list_price: Number, cost: Number, discount: Number) -> list[Slip]:
    """Mistakes on the volume that makes up for a discount.

    >>> from decimal import Decimal
    >>> volume_to_compensate(12000, 7800, Decimal("0.08"))[0].value
    Decimal('0.08')
    """
    left = margins.discount_effect(list_price, cost, discount).margin
    lost = margins.margin(list_price, cost) - left
    return [
        slip(
            "volume-same",
            dec(discount, "discount"),
            f"{pct(discount)} de ventes en plus ne suffisent pas : il faut retrouver {eur(lost)} par vente "
            f"avec {eur(left)} de marge.",
        )
    ]


def sales_to_recover(gesture: Number, mcv_rate: Number) -> list[Slip]:
    """Mistakes on the sales to make again after a gesture.

    >>> from decimal import Decimal
    >>> sales_to_recover(300, Decimal("0.32"))[0].value
    Decimal('300.00')
    """
    return [
        slip(
            "gesture-ca",
            cents(gesture),
            f"Le geste coûte {eur(gesture)} de marge, et chaque euro vendu n’en laisse que {num(mcv_rate)} : "
            "c’est bien plus de chiffre d’affaires.",
        )
    ]
