"""A day on the road (R23): the search against every order driven one by one."""

from itertools import permutations

import pytest
from generator.core.stream import Stream
from generator.exercises.tours.driving import drive, feasible, nearest_first, shortest
from generator.exercises.tours.stops import Stop

TOWNS = range(6)


class Line:
    """Towns on a line, ten kilometres from each to the next, a minute a kilometre; home is at one end."""

    home = 0

    def tenths(self, one, other):
        return 100 * abs(one - other)

    def minutes(self, one, other):
        return 10 * abs(one - other)


def stop(code, town, opens=510, closes=1050, minutes=30):
    return Stop(f"P{code}", "prospect", town, opens, closes, minutes, 1_000, code)


def draw(stream):
    hours = ((510, 1050), (510, 705), (810, 1020), (540, 585), (900, 945))
    return [
        stop(f"s{rank}", stream.pick(TOWNS), *stream.pick(hours), 30 * stream.between(1, 3))
        for rank in range(5)
    ]


@pytest.mark.parametrize("number", range(12))
def test_the_search_finds_every_allowed_order_and_no_other(number):
    stops, roads = draw(Stream("tours", str(number))), Line()
    found = {run.order: run for run in feasible(stops, roads, whole=True)}
    driven = {run.order: run for run in (drive(order, roads) for order in permutations(stops)) if run.allowed}
    assert found == driven
    parts = {run.order for run in feasible(stops, roads)}
    assert set(driven) <= parts
    assert {order for order in parts if len(order) == len(stops)} == set(driven)


def test_a_day_by_hand():
    """Out at 8:00; a visit from 8:30 to 9:00, another at 11:45, lunch after it, 50 minutes back: 13:50."""
    early, late = stop("s1", 3), stop("s2", 5, opens=705, closes=720)
    run = drive([early, late], Line())
    assert (run.tenths, run.driving, run.back, run.late) == (1_000, 100, 705 + 30 + 45 + 50, False)
    assert drive([late, early], Line()).late is False
    assert drive([stop("s3", 3, closes=509)], Line()).late is True


def test_the_nearest_first_and_the_shortest_round():
    stops = [stop("s1", 4), stop("s2", 1), stop("s3", 2)]
    assert [one.code for one in nearest_first(stops, Line())] == ["s2", "s3", "s1"]
    assert shortest(stops, Line()) == 800
