"""Tournées: distances, carburant, coût, émissions (F80, F81; the constants are those of rule R24)."""

from decimal import Decimal
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from ntc.calc.numbers import Number, cents, not_negative
from ntc.french import half_up

LITRE_PRICE = Decimal("1.72")
"""€ a litre of diesel."""

CO2_PER_LITRE = Decimal("3.10")
"""kg CO2e a litre, from the well to the wheel."""

EARTH_KM = 6371
WINDING = 1.20
"""Length of a road for a kilometre as the crow flies."""

SAME_TOWN_KM = Decimal(6)
"""km from an account to another of the same town."""

PARKING_MINUTES = 4


class Travel(NamedTuple):
    """Litres, € and kg CO2e of a distance."""

    litres: Decimal
    cost: Decimal
    co2: Decimal


class Road(NamedTuple):
    """Length in km, to 0.1, and minutes, parking included."""

    km: Decimal
    minutes: int


def road(lat: Number, lon: Number, other_lat: Number, other_lon: Number) -> Road:
    """Trajet entre deux villes: 1.20 × the great circle (haversine), then its minutes; degrees in, km out.

    The same both ways. Two accounts of one town are 6 km apart. Raises ValueError for a latitude beyond 90°.

    >>> road(Decimal("47.297"), Decimal("-1.491"), Decimal("47.297"), Decimal("-1.491"))
    Road(km=Decimal('6'), minutes=12)
    """
    if max(abs(lat), abs(other_lat)) > 90:
        raise ValueError(f"a latitude is at most 90 degrees, not {lat} or {other_lat}")
    if (lat, lon) == (other_lat, other_lon):
        return Road(SAME_TOWN_KM, road_minutes(SAME_TOWN_KM))
    north, south = radians(lat), radians(other_lat)
    half = (
        sin((north - south) / 2) ** 2
        + cos(north) * cos(south) * sin((radians(lon) - radians(other_lon)) / 2) ** 2
    )
    km = half_up(Decimal(WINDING * 2 * EARTH_KM * asin(sqrt(half))), 1)
    return Road(km, road_minutes(km))


def road_minutes(km: Number) -> int:
    """Durée d'un trajet: 45 km/h below 15 km, 65 below 60, 88 beyond, and 4 minutes to park; to the minute.

    Raises ValueError for a negative distance.

    >>> road_minutes(Decimal("52.0"))
    52
    """
    length = not_negative(km, "km")
    speed = 45 if length < 15 else 65 if length < 60 else 88
    return int(half_up(length * 60 / speed, 0)) + PARKING_MINUTES


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
