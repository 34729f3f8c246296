"""The tour: an order like any other, and what the day comes to in that order."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ntc.calc.travel import road
from ntc.case import load
from ntc.fields import Blank, Unreadable
from ntc.instruments.tour import BAR, SAMPLE, Tour, tour_day

ID = "cp4-causes"


@pytest.fixture(scope="module")
def day():
    return tour_day(load("00"), "cp2-tour")


def plain(text):
    return text.replace("\u00a0", " ")


def test_the_ways_are_those_of_the_roads_of_the_house(day):
    case = load("00")
    towns = {town.town_id: town for town in case.towns}
    stops = {row.stop_id: towns[row.town_id] for row in case.tour_stops if row.tour_id == "cp2-tour"}
    assert len(stops) == len(day.journey.doors) == 7
    one, two = stops["s01"], stops["s02"]
    assert day.journey.ways["s01", "s02"] == tuple(road(one.lat, one.lon, two.lat, two.lon))
    # Two accounts of one town are 6 km apart; 6 km at 45 km/h take 8 minutes, and 4 to park.
    twins = [(a, b) for a in stops for b in stops if a < b and stops[a] == stops[b]]
    assert twins
    assert {day.journey.ways[pair] for pair in twins} == {(Decimal(6), 12)}


def test_the_map_and_the_list_show_the_same_doors(day):
    spec = Tour(ID, day).spec()
    assert {place.id for place in day.places} == {spec["home"][0], *(door[0] for door in spec["options"])}
    assert spec["home"][1] == "Carquefou"
    assert all("sur place" in detail for *_, detail in spec["options"])


def test_what_the_day_comes_to_is_told_and_litres_only_where_they_are_not_asked(day):
    order = [door.id for door in day.journey.doors]
    told, found = Tour(ID, day).feedback(order), day.journey.follow(order)
    km = str(found.km).replace(".", ",")
    assert plain(told.echo).startswith(f"{km} km · volant : ")
    assert "litre" not in told.echo
    litres = found.km * Decimal("6.1") / 100
    spent = Tour(ID, day, litres_100km=Decimal("6.1")).feedback(order).echo
    shown = [f"{float(value):.1f}".replace(".", ",") for value in (litres, litres * Decimal("3.10"))]
    assert plain(spent).endswith(f" · {shown[0]} litres · {shown[1]} kg de CO₂e")


def test_the_hour_at_each_door_is_told_and_how_late():
    told = Tour(ID, SAMPLE).feedback(["a", "b"])
    # 8:21 at a door that opens at 14:00: 339 minutes, 45 of them at table; 45 on the spot, 27 of road.
    assert plain(told.cells["a"]["time"]["echo"]) == (
        "arrivée 08:21 · attente 4 h 54 · déjeuner 12:00 · visite 14:00 · départ 14:45"
    )
    assert plain(told.cells["b"]["time"]["message"]) == "5 h 12 trop tard"
    # Out at 11:20, 36 minutes of road, 30 on the spot: one eats at the end of a visit that runs past noon.
    late = replace(SAMPLE, journey=replace(SAMPLE.journey, out=11 * 60 + 20))
    assert plain(Tour(ID, late).feedback(["b", "a"]).cells["b"]["time"]["echo"]) == (
        "arrivée 11:56 · visite 11:56 · déjeuner 12:26 · départ 13:11"
    )
    assert plain(told.message) == "« Menuiserie <b> » : 5 h 12 trop tard."
    assert Tour(ID, SAMPLE).remarks(["a", "b"]) == [told.message]
    assert Tour(ID, SAMPLE).remarks(["b", "a"]) == []


def test_nothing_is_told_of_an_order_that_nobody_gave():
    field = Tour(ID, SAMPLE)
    assert field.parse([]) == Blank()
    assert (field.feedback([]).echo, field.feedback([]).cells) == ("", {})
    for raw in (["a"], ["a", "a"], ["a", "h"], "ab"):
        assert isinstance(field.parse(raw), Unreadable)


def test_the_map_comes_when_it_is_asked_for():
    field = Tour(ID, SAMPLE)
    told, nothing = field.reply({"map": True})
    assert "<html>" in told["map"]
    assert nothing == []
    assert field.reply({"open": True}) is None
    assert "map" not in field.spec()


def test_the_static_page_has_the_timetable():
    page = plain(Tour(ID, SAMPLE).html(["b", "a"]))
    assert "1. Menuiserie &lt;b&gt;</th><td>08:36</td><td>24 minutes</td><td>09:00</td><td>09:30</td>" in page
    assert "<td>déjeuner 12:00</td>" in page
    assert "retour à 15:06" in page


def test_doors_under_the_bar_are_left_out_and_what_the_others_are_worth_is_told():
    case = load("00")
    day = tour_day(case, "cp5-tour", worth=True)
    chosen = Tour(ID, day, bar="plus tard")
    doors = [door.id for door in day.journey.doors]
    assert [option[0] for option in chosen.spec()["options"]] == [*doors, BAR]
    raw = [*doors[:3], BAR, *doors[3:]]
    assert chosen.parse(raw).value == tuple(doors[:3])
    seen = [halt.door.id for halt in day.journey.follow(doors[:3]).halts if not halt.late]
    assert 0 < len(seen) < 3  # one is missed: it does not count
    told = plain(chosen.feedback(raw).echo).replace("\u202f", " ")
    assert told.startswith(
        f"{len(seen)} portes · potentiel : {sum(map(day.worth.get, seen)):,.0f} €".replace(",", " ")
    )
    followed = day.journey.follow(doors[:3])
    assert f"{str(followed.km).replace('.', ',')} km" in told
    assert set(chosen.feedback(raw).cells) == set(doors[:3])
    left = {door.label for door in day.journey.doors[3:]}
    assert all(name in chosen.html(raw) for name in left)
    assert all("potentiel" in detail for *_, detail in chosen.spec()["options"][:-1])


def test_no_tour_tells_what_a_door_may_bring_unless_one_chooses(day):
    spec = Tour(ID, day).spec()
    assert spec["bar"] == ""
    assert not any("potentiel" in detail for *_, detail in spec["options"])
    assert "potentiel" not in Tour(ID, day).feedback([door.id for door in day.journey.doors]).echo
