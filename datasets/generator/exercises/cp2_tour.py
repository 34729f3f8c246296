"""Exercise cp2-tour: seven stops that are all due; the fewest kilometres win, all orders tried.

The nearest first misses an hour (T24), and so does the shortest round.
"""

from datetime import date
from itertools import islice
from math import factorial

from generator.core.stream import Stream
from generator.core.world import World
from generator.exercises.tours.driving import Run, Tour, drive, feasible, nearest_first, shortest, within
from generator.exercises.tours.stops import Stops
from generator.house.roads import Roads

_CLIENTS, _PROSPECTS = 5, 2
_DAYS = (20, 22)
_ATTEMPTS = 4_000
# From few to many orders that keep every hour.
_FEASIBLE = (12, 40)
# The best tour is about as long in every variant, in tenths of a kilometre.
_LENGTH = (1_600, 2_150)
# A plan that does nine tenths of the best earns full marks: at most half of the feasible ones do.
_FULL = (9, 10)
# The shortest round without hours, in per cent of the best tour: it must tempt.
_TEMPTING = 96


def draw(world: World, roads: Roads, stream: Stream) -> Tour:
    """Draw the stops until the search is worth its while. Raises ValueError when no draw is."""
    accounts = Stops(world, roads)
    for _ in range(_ATTEMPTS):
        stops = accounts.draw(stream, _CLIENTS, _PROSPECTS)
        if not stops or not drive(nearest_first(stops, roads), roads).late:
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
        ):
            return Tour(date(2026, 1, stream.between(*_DAYS)), stops, runs, len(runs), factorial(len(stops)))
    raise ValueError("no draw of the stops makes a tour worth searching for")


def _to_search_for(runs: list[Run]) -> bool:
    """Tell whether at least half of the feasible tours are too long for full marks."""
    part, whole = _FULL
    return 2 * sum(run.tenths * part <= runs[0].tenths * whole for run in runs) <= len(runs)
