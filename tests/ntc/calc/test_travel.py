"""F80, F81."""

from decimal import Decimal as D

import pytest

from ntc.calc import travel


def about(value, places):
    return round(float(value), places)


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
