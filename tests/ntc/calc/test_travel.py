"""Roads, F80, F81."""

import math
from decimal import Decimal as D

import pytest

from ntc.calc import travel


def about(value, places):
    return round(float(value), places)


NANTES, ANGERS = (D("47.218"), D("-1.554")), (D("47.473"), D("-0.555"))


def test_a_road_by_the_spherical_law_of_cosines():
    one, other = ([math.radians(degrees) for degrees in town] for town in (NANTES, ANGERS))
    cosine = math.sin(one[0]) * math.sin(other[0]) + math.cos(one[0]) * math.cos(other[0]) * math.cos(
        one[1] - other[1]
    )
    assert travel.road(*NANTES, *ANGERS).km == D(str(round(1.2 * 6371 * math.acos(cosine), 1)))


def test_a_road_is_as_long_both_ways():
    assert travel.road(*NANTES, *ANGERS) == travel.road(*ANGERS, *NANTES)


def test_two_accounts_of_one_town():
    assert travel.road(*NANTES, *NANTES) == (6, 12)


@pytest.mark.parametrize(
    ("km", "minutes"), [("0", 4), ("14.9", 24), ("15", 18), ("59.9", 59), ("60", 45), ("88", 64)]
)
def test_minutes_by_length(km, minutes):
    assert travel.road_minutes(D(km)) == minutes


def test_senseless_roads():
    with pytest.raises(ValueError, match="at most 90 degrees"):
        travel.road(*NANTES, 91, 0)
    with pytest.raises(ValueError, match="km must not be negative"):
        travel.road_minutes(-1)


def test_a_tour():
    litres, cost, co2 = travel.tour(286, D("5.8"))
    assert (about(litres, 2), cost, about(co2, 2)) == (16.59, D("28.53"), 51.42)


def test_eco_driving_over_a_year():
    saved = travel.eco_driving(32000, D("6.1"), D("5.4"))
    assert saved == (-224, D("-385.28"), D("-694.4"))
    assert about(saved.litres / travel.tour(32000, D("6.1")).litres, 4) == -0.1148


def test_senseless_input():
    with pytest.raises(ValueError, match="km must not be negative"):
        travel.tour(-1, 5)
