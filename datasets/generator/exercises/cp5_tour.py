"""Exercise cp5-tour: more to see than a day holds (R23); potential counts, then km, all orders tried."""

from collections.abc import Sequence
from datetime import date
from itertools import islice
from math import perm

from generator.accounts import rights
from generator.core.stream import Stream
from generator.core.world import World
from generator.exercises import cp5_hours
from generator.exercises.tours.driving import (
    Run,
    Tour,
    by_one_column,
    drive,
    feasible,
    nearest_first,
    within,
)
from generator.exercises.tours.stops import Stop, Stops
from generator.house.roads import Roads

_CLIENTS, _PROSPECTS = 2, 6
_DAYS = (27, 29)
_ATTEMPTS = 4_000
# Too many orders that keep every hour to find the best without searching.
_FEASIBLE = (600, 1_800)
# The best tour is about as long in every variant, in tenths of a kilometre.
_LENGTH = (1_750, 2_350)
# The most that one account is worth, in per cent of the eight; how many the best plan sees.
_LARGEST = 40
_SEEN = 6
# In per cent of what the best plan sees: what the nearest first sees, and all eight.
_NEAREST, _ALL = (45, 85), (104, 130)
# In per cent of the same, the most that the list or a column followed sees.
_MOST_HASTY = 85


def draw(world: World, roads: Roads, stream: Stream) -> Tour:
    """Draw the stops until no column followed sees what the best does; ValueError when none is such."""
    accounts = Stops(world, roads)
    for _ in range(_ATTEMPTS):
        stops = accounts.draw(stream, _CLIENTS, _PROSPECTS)
        if stops and not _lopsided(stops) and (found := _planned(stops, roads)):
            break
    else:
        raise ValueError("no draw of the stops makes a tour worth choosing for")
    # The hours of some draws help whoever follows a column, and some accounts may not be approached (R20):
    # others receive then, whom the day of calls has listed, at other hours.
    first, again, barred = stops, world.stream("the tour that chooses"), rights.barred(world)
    called = cp5_hours.listed(world)
    while (
        not found
        or any(stop.account in barred for stop in stops)
        or _hasty(stops, roads) * 100 > _MOST_HASTY * found[0][0].potential
    ):
        stops = accounts.again(first, barred, called, again)
        found = None if _lopsided(stops) else _planned(stops, roads)
    best, count = found
    tried = sum(perm(len(stops), length) for length in range(1, len(stops) + 1))
    return Tour(date(2026, 1, stream.between(*_DAYS)), stops, best, count, tried)


def _planned(stops: Sequence[Stop], roads: Roads) -> tuple[list[Run], int] | None:
    """Return the plans of a day, best first, and how many orders are feasible; None if it is not worth it."""
    runs = list(islice(feasible(stops, roads), _FEASIBLE[1] + 1))
    if not within(len(runs), _FEASIBLE):
        return None
    best = _ranked(runs)
    worth = (
        len(best[0].order) == _SEEN
        and best[0].plain(_LENGTH)
        and best[0].potential > best[1].potential
        and _contrasted(best[0].potential, stops, roads)
    )
    return (best, len(runs)) if worth else None


def _hasty(stops: Sequence[Stop], roads: Roads) -> int:
    """Return the most potential seen by one who follows the list or a column, and drops what is forbidden."""
    return max(_seen(order, roads) for order in (stops, stops[::-1], *by_one_column(stops, roads)))


def _ranked(runs: list[Run]) -> list[Run]:
    """Return the shortest tour of each choice of stops, by potential, then by length."""
    best: dict[frozenset[Stop], Run] = {}
    for run in sorted(runs, key=lambda run: run.rank):
        best.setdefault(frozenset(run.order), run)
    return sorted(best.values(), key=lambda run: (-run.potential, run.tenths))


def _lopsided(stops: Sequence[Stop]) -> bool:
    """Tell whether one account is worth so much that seeing it is all that matters."""
    return max(stop.potential for stop in stops) * 100 > _LARGEST * sum(stop.potential for stop in stops)


def _contrasted(most: int, stops: Sequence[Stop], roads: Roads) -> bool:
    """Tell whether the nearest first sees much less than the best plan, and all the stops a little more."""
    whole = sum(stop.potential for stop in stops)
    return within(_seen(nearest_first(stops, roads), roads) * 100 / most, _NEAREST) and within(
        whole * 100 / most, _ALL
    )


def _seen(order: Sequence[Stop], roads: Roads) -> int:
    """Return the potential seen by one who follows an order and leaves out what the rules forbid."""
    done: list[Stop] = []
    for stop in order:
        if drive([*done, stop], roads).allowed:
            done.append(stop)
    return sum(stop.potential for stop in done)
