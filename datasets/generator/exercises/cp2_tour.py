"""Exercise cp2-tour: seven stops that are all due; the fewest kilometres win, all orders tried.

The nearest first misses an hour (T24), and so does the shortest round; who follows one column of the list,
or the list itself, breaks two rules at least.
"""

from dataclasses import replace
from datetime import date
from itertools import islice
from math import factorial

from generator.core.stream import Stream
from generator.core.world import World
from generator.exercises.tours.driving import (
    Run,
    Tour,
    by_one_column,
    drive,
    feasible,
    in_order,
    nearest_first,
    shortest,
    within,
)
from generator.exercises.tours.stops import Stop, Stops
from generator.house.roads import Roads

_CLIENTS, _PROSPECTS = 5, 2
_DAYS = (20, 22)
_ATTEMPTS, _LISTINGS = 12_000, 60
# From few to many orders that keep every hour.
_FEASIBLE = (12, 40)
# The best tour is about as long in every variant, in tenths of a kilometre.
_LENGTH = (1_600, 2_150)
# A plan that does nine tenths of the best earns full marks: at most half of the feasible ones do.
_FULL = (9, 10)
# The shortest round without hours, in per cent of the best tour: it must tempt.
_TEMPTING = 96
# What an order that follows one column breaks, at least; the part of the pairs listed in order, at most.
_BROKEN, _IN_ORDER = 2, 0.5


def draw(world: World, roads: Roads, stream: Stream) -> Tour:
    """Draw the stops until the search is worth its while. Raises ValueError when no draw is."""
    accounts = Stops(world, roads)
    for _ in range(_ATTEMPTS):
        stops = accounts.draw(stream, _CLIENTS, _PROSPECTS)
        if not stops or not drive(nearest_first(stops, roads), roads).late:
            continue
        if any(drive(order, roads).broken < _BROKEN for order in by_one_column(stops, roads)):
            continue
        found = list(islice(feasible(stops, roads, whole=True), _FEASIBLE[1] + 1))
        if not within(len(found), _FEASIBLE):
            continue
        runs = sorted(found, key=lambda run: run.rank)
        if (
            runs[0].plain(_LENGTH)
            and _to_search_for(runs)
            and shortest(stops, roads) * 100 <= _TEMPTING * runs[0].tenths
            and runs[0].tenths < runs[1].tenths
            and (listed := _listed(stops, runs[0], roads, stream))
        ):
            day = date(2026, 1, stream.between(*_DAYS))
            return Tour(day, list(listed.values()), _renamed(runs, listed), len(runs), factorial(len(stops)))
    raise ValueError("no draw of the stops makes a tour worth searching for")


def _listed(stops: list[Stop], best: Run, roads: Roads, stream: Stream) -> dict[Stop, Stop] | None:
    """Give the stops their codes again, until neither the list nor a column of it helps; None if never."""
    for _ in range(_LISTINGS):
        order = stream.shuffled(stops)
        listed = [replace(stop, code=code) for stop, code in zip(order, _codes(stops), strict=True)]
        ways = [listed, listed[::-1], *by_one_column(listed, roads)]
        astray = all(drive(way, roads).broken >= _BROKEN for way in ways)
        if in_order(order, best) <= _IN_ORDER and astray and drive(nearest_first(listed, roads), roads).late:
            return dict(zip(order, listed, strict=True))
    return None


def _codes(stops: list[Stop]) -> list[str]:
    return sorted(stop.code for stop in stops)


def _renamed(runs: list[Run], names: dict[Stop, Stop]) -> list[Run]:
    """Say the same tours by the codes that the stops are listed with."""
    told = [replace(run, order=tuple(names[stop] for stop in run.order)) for run in runs]
    return sorted(told, key=lambda run: run.rank)


def _to_search_for(runs: list[Run]) -> bool:
    """Tell whether at least half of the feasible tours are too long for full marks."""
    part, whole = _FULL
    return 2 * sum(run.tenths * part <= runs[0].tenths * whole for run in runs) <= len(runs)
