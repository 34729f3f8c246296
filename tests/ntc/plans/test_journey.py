"""A day on the road, hour by hour: figures worked out by hand, and the optima of the truth."""

from dataclasses import replace
from decimal import Decimal

import pytest

from autograder import truth as truths
from ntc.case import VARIANTS, load
from ntc.instruments.tour import tour_day
from ntc.plans.journey import Door, Journey, Lunch, Way
from tests.datasets.days import Day, minute

HOUR = 60


def ways(places, minutes):
    return {(one, two): Way(Decimal(minutes) / 2, minutes) for one in places for two in places if one != two}


DAY = Journey(
    home="h",
    doors=(
        Door("a", "Laiterie", 14 * HOUR, 16 * HOUR, 45),
        Door("b", "Menuiserie", 9 * HOUR, 10 * HOUR, 30),
        Door("c", "Scierie", 8 * HOUR, 18 * HOUR, 60),
    ),
    ways=ways("habc", 30),
    out=8 * HOUR,
    back_by=18 * HOUR,
    driving_max=2 * HOUR,
    lunch=Lunch(12 * HOUR, 14 * HOUR, 45),
)


def hours(halt):
    return halt.arrival, halt.wait, halt.begin, halt.leave, halt.late, halt.lunch


def plain(sentences):
    return [sentence.replace("\u00a0", " ") for sentence in sentences]


def test_one_waits_before_a_door_opens_and_eats_at_noon_in_front_of_another():
    day = DAY.follow("bca")
    assert [hours(halt) for halt in day.halts] == [
        # 8:30, half an hour too early; from 9:00 to 9:30
        (510, 30, 540, 570, 0, None),
        # 10:00 to 11:00
        (600, 0, 600, 660, 0, None),
        # 11:30; lunch at 12:00, ended at 12:45; the door opens at 14:00: 30 + 75 minutes of waiting
        (690, 105, 840, 885, 0, 720),
    ]
    # Four roads of 30 minutes and 15 km; back at 14:45 + 30 minutes.
    assert (day.km, day.driving, day.back) == (60, 120, 915)
    assert DAY.broken("bca") == []


def test_lunch_begins_when_a_visit_that_runs_past_noon_ends():
    long = replace(DAY, doors=(replace(DAY.doors[2], stay=240), *DAY.doors[:2]))
    first = long.follow("cab").halts[0]
    # 8:30 to 12:30, then lunch until 13:15
    assert hours(first) == (510, 0, 510, 795, 0, 750)


def test_a_door_that_closed_is_told_with_how_late_and_the_day_goes_on():
    day = DAY.follow("cab")
    # 8:30 to 9:30; 10:00, lunch at 12:00, 14:00 to 14:45; 15:15 at a door that closed at 10:00
    assert hours(day.halts[2]) == (915, 0, 915, 945, 315, None)
    assert plain(DAY.broken("cab")) == ["« Menuiserie » : 5 h 15 trop tard."]


def test_each_limit_that_is_broken_is_told():
    tight = replace(DAY, driving_max=119, back_by=900)
    assert plain(tight.broken("bca")) == [
        "2 h 00 de volant pour 1 h 59 au plus.",
        "Retour à 15:15, pour 15:00 au plus tard.",
    ]
    late = replace(DAY, lunch=Lunch(12 * HOUR, 12 * HOUR + 10, 45), doors=(replace(DAY.doors[2], stay=240),))
    assert plain(late.broken("c")) == ["Le déjeuner commence après 12:10."]


def test_no_door_at_all_is_no_road():
    day = DAY.follow([])
    assert (day.halts, day.km, day.back) == ((), 0, 480)


@pytest.mark.parametrize("change", [{"home": "a"}, {"ways": ways("hab", 30)}])
def test_places_are_told_apart_and_every_way_is_known(change):
    with pytest.raises(ValueError, match=r"share an id|ways that lack"):
        replace(DAY, **change)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_day_of_the_tables_is_followed_as_the_generator_does(variant):
    """The best orders hold, and come to their km, driving and return; others break as told."""
    case = load(variant)
    codes = [row.tour_id for row in case.tours]
    assert len(codes) == 2
    for code in codes:
        journey, day = tour_day(case, code).journey, Day(variant, code)
        plans = [plan for plan in truths.load(variant).tour_plans if plan.tour_id == code]
        assert plans
        for plan in plans:
            found = journey.follow(plan.stops.split())
            told = (found.km, found.driving, found.back)
            assert told == (plan.km, plan.driving_minutes, minute(plan.back))
            assert journey.broken(plan.stops.split()) == []
        for order in (list(day.stops), list(day.stops)[::-1], day.nearest_first()):
            assert bool(journey.broken(order)) == (day.follow(order) is None)
