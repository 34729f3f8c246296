"""What a day on the road weighs, on paper: 6,1 litres for a hundred kilometres, 3,10 kg a litre."""

from decimal import Decimal

import pytest

from autograder.keys.answers import Entry
from autograder.keys.road import burnt, burnt_marks, nearest_first
from ntc.case import load
from ntc.exercises import Part
from ntc.fields.outcome import Blank, Value
from ntc.plans.journey import Door, Journey, Way

CASE = load("00")
PARTS = {name: Part(name, name) for name in ("litres", "co2")}


def marks(litres=None, co2=None):
    """The two marks of 200 km, by what was answered."""
    given = {"litres": litres, "co2": co2}
    cells = {
        name: Entry(Blank() if text is None else Value(Decimal(text)), text or "")
        for name, text in given.items()
    }
    return burnt_marks(PARTS, cells, CASE, Decimal(200))


def test_two_hundred_kilometres():
    assert burnt(CASE, Decimal(200)) == (Decimal("12.2"), Decimal("37.82"))
    assert [mark.fraction for mark in marks("12.2", "37.8")] == [1, 1]


@pytest.mark.parametrize(
    ("litres", "slip"),
    [("10.8", "trap.trained"), ("84", "trap.cost-km"), ("1220", "trap.per-100-km")],
)
def test_a_mistake_on_the_litres_is_named_and_carried_into_what_they_give_off(litres, slip):
    first, second = marks(litres, str(Decimal(litres) * Decimal("3.1")))
    assert (first.slip, first.fraction) == (slip, 0)
    assert (second.fraction, second.carried) == (1, True)


def test_litres_of_no_sense_carry_nothing():
    assert [mark.fraction for mark in marks("0.5", "1.55")] == [0, 0]


@pytest.mark.parametrize(("co2", "slip"), [("30.378", "trap.burnt-only"), ("620", "trap.factor-on-km")])
def test_a_mistake_on_the_factor_is_named(co2, slip):
    assert marks("12.2", co2)[1].slip == slip


def test_the_nearest_door_comes_first_of_all_or_of_some():
    at = {"home": 0, "a": 5, "b": 3, "c": 9}
    ways = {(one, two): Way(Decimal(abs(at[one] - at[two])), 10) for one in at for two in at if one != two}
    doors = tuple(Door(code, code, 0, 1000, 10) for code in "abc")
    journey = Journey("home", doors, ways, 0, 1000, 1000)
    assert nearest_first(journey) == ["b", "a", "c"]
    assert nearest_first(journey, ["c", "a"]) == ["a", "c"]
