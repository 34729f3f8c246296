"""The tour: its way is worked out leg by leg, its order names each stop once, and its map starts in order."""

from decimal import Decimal

import pytest
import traitlets

from ntc.drawing.maps import Place
from ntc.instruments.tour import TourMap

BASE = Place("base", "Carquefou", 47.297, -1.491, kind="base")
BLAIN = Place("blain", "Menuiserie <b>", 47.476, -1.764, "Blain")
NORT = Place("nort", "Laiterie", 47.438, -1.498, "Nort-sur-Erdre")
NORT_TOO = Place("nort-2", "Scierie", 47.438, -1.498, "Nort-sur-Erdre")


def test_the_way_is_the_sum_of_its_roads():
    tour = TourMap(BASE, [NORT, BLAIN])
    # By the law of cosines, 1.20 × the arc on 6 371 km: Carquefou-Nort 18.8 km, Nort-Blain 24.5 km,
    # Blain-Carquefou 34.3 km; at 65 km/h (15 to 60 km) 17, 23 and 32 minutes, and 4 more to park each time.
    assert tour.road == (Decimal("77.6"), 21 + 27 + 36)
    assert tour.route == ["base", "nort", "blain", "base"]


def test_two_accounts_of_a_town_are_six_km_apart():
    tour = TourMap(BASE, [NORT, NORT_TOO])
    # 18.8 + 6 + 18.8 km; 6 km at 45 km/h take 8 minutes, and 4 to park.
    assert tour.road == (Decimal("43.6"), 21 + 12 + 21)


def test_another_order_keeps_each_stop_once():
    tour = TourMap(BASE, [NORT, NORT_TOO, BLAIN])
    tour.order = ["blain", "nort-2", "nort"]
    assert tour.route == ["base", "blain", "nort-2", "nort", "base"]
    for wrong in (["blain"], ["blain", "nort", "nort"], ["blain", "nort", "base"], []):
        with pytest.raises(traitlets.TraitError, match="each stop once"):
            tour.order = wrong
    assert tour.order == ["blain", "nort-2", "nort"]


def test_two_places_never_share_an_id():
    with pytest.raises(ValueError, match="share an id"):
        TourMap(BASE, [BASE])


def test_the_page_knows_every_leg_and_draws_a_map_when_it_is_shown():
    tour = TourMap(BASE, [NORT, BLAIN], "Tournée du mardi")
    assert tour.map == ""
    tour._repr_mimebundle_()
    assert "<html>" in tour.map
    assert {one: set(ways) for one, ways in tour.legs.items()} == {
        "base": {"nort", "blain"},
        "nort": {"base", "blain"},
        "blain": {"base", "nort"},
    }
    assert tour.legs["base"]["nort"] == [188, 21]


def test_a_graded_page_shows_the_tour_still_and_escaped(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    tour = TourMap(BASE, [BLAIN, NORT], "A & <b>")
    page = tour._repr_mimebundle_()["text/html"]
    assert "<svg" in page
    assert "<b>" not in page
    assert "2. Laiterie</text>" in page
    assert "Distance\u00a0: 77,6\u00a0km, conduite\u00a0: 1\u00a0h\u00a024" in page
    assert tour.map == ""
