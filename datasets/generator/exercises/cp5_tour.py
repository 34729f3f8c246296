"""Exercise cp5-tour: more to see than a day holds (R23); potential counts, then km, all orders tried."""

from collections.abc import Sequence
from datetime import date
from itertools import islice
from math import perm

from generator.core.stream import Stream
from generator.core.world import World
from generator.exercises.tours.driving import Run, Tour, drive, feasible, nearest_first, within
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


def draw(world: World, roads: Roads, stream: Stream) -> Tour:
    """Draw the stops until the nearest first sees much less than the best; ValueError when none is such."""
    accounts = Stops(world, roads)
    for _ in range(_ATTEMPTS):
        stops = accounts.draw(stream, _CLIENTS, _PROSPECTS)
        if not stops or _lopsided(stops):
            continue
        runs = list(islice(feasible(stops, roads), _FEASIBLE[1] + 1))
        if not within(len(runs), _FEASIBLE):
            continue
        best = _ranked(runs)
        if (
            len(best[0].order) == _SEEN
            and best[0].plain(_LENGTH)
            and best[0].potential > best[1].potential
            and _contrasted(best[0].potential, stops, roads)
        ):
            tried = sum(perm(len(stops), count) for count in range(1, len(stops) + 1))
            return Tour(date(2026, 1, stream.between(*_DAYS)), stops, best, len(runs), tried)
    raise ValueError("no draw of the stops makes a tour worth choosing for")


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
