"""Tournées: carburant, coût, émissions (F80, F81; the constants are those of rule R24)."""

from decimal import Decimal
from typing import NamedTuple

from ntc.calc.numbers import Number, cents, not_negative

LITRE_PRICE = Decimal("1.72")
"""€ a litre of diesel."""

CO2_PER_LITRE = Decimal("3.10")
"""kg CO2e a litre, from the well to the wheel."""


class Travel(NamedTuple):
    """Litres, € and kg CO2e of a distance."""

    litres: Decimal
    cost: Decimal
    co2: Decimal


def tour(
    km: Number, litres_per_100: Number, price: Number = LITRE_PRICE, co2_per_litre: Number = CO2_PER_LITRE
) -> Travel:
    """Bilan d'une tournée (F80): litres = km × consumption ÷ 100, then € and kg CO2e.

    Raises ValueError for a negative distance, consumption, price or factor.

    >>> f"{tour(286, Decimal('5.8')).co2:.2f}"
    '51.42'
    """
    litres = not_negative(km, "km") * not_negative(litres_per_100, "litres_per_100") / 100
    cost = cents(litres * not_negative(price, "price"))
    return Travel(litres, cost, litres * not_negative(co2_per_litre, "co2_per_litre"))


def eco_driving(km: Number, before: Number, after: Number) -> Travel:
    """Effet de l'écoconduite (F81): the tour at ``after`` L/100 km less the same at ``before``.

    Negative is saved. Raises ValueError for a negative distance or consumption.

    >>> eco_driving(32000, Decimal("6.1"), Decimal("5.4")).litres
    Decimal('-224.0')
    """
    then, now = tour(km, before), tour(km, after)
    return Travel(*(new - old for old, new in zip(then, now, strict=True)))
