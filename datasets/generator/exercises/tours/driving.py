"""Driving a day's tour by the rule R23: every order tried, the nearest first, the shortest round."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

from generator.core.halfhours import minute
from generator.core.rules import policy
from generator.exercises.tours.stops import Stop
from generator.house.roads import Roads

_RULE = policy()["tour"]
OUT, BACK = minute(_RULE["out"]), minute(_RULE["back"])
LUNCH_FROM, LUNCH_TO = map(minute, _RULE["lunch"])
LUNCH = _RULE["lunch_minutes"]
DRIVING = _RULE["driving_hours"] * 60
# A length that is a number of tens of kilometres gives itself away.
_ROUND = 100


@dataclass(frozen=True)
class Run:
    """A tour, in tenths of a kilometre and minutes, way back included; how many hours are ``missed``."""

    order: tuple[Stop, ...]
    tenths: int
    driving: int
    back: int
    missed: int = 0

    @property
    def late(self) -> bool:
        """Whether an hour is missed."""
        return self.missed > 0

    @property
    def broken(self) -> int:
        """How many rules are broken: each hour missed, too long a drive, too late a return (R23)."""
        return self.missed + (self.driving > DRIVING) + (self.back > BACK)

    @property
    def allowed(self) -> bool:
        """Whether the tour keeps the hours, the driving time and the way back (R23)."""
        return not self.broken

    @property
    def potential(self) -> int:
        """Potential of the accounts seen, in cents."""
        return sum(stop.potential for stop in self.order)

    def plain(self, length: tuple[int, int]) -> bool:
        """Tell whether the tour is of such a length, and not a round one."""
        return within(self.tenths, length) and self.tenths % _ROUND != 0

    @property
    def rank(self) -> tuple:
        """Where the tour stands among others: the fewest kilometres first."""
        return self.tenths, self.driving, [stop.code for stop in self.order]


class Tour(NamedTuple):
    """A day drawn: its stops, the plans worth keeping, best first, how many are feasible and were tried."""

    day: date
    stops: list[Stop]
    best: list[Run]
    feasible: int
    tried: int


def within(value: float, bounds: tuple[int, int]) -> bool:
    """Tell whether a value lies between two bounds, both included."""
    low, high = bounds
    return low <= value <= high


def feasible(stops: Sequence[Stop], roads: Roads, whole: bool = False) -> Iterator[Run]:
    """Yield every tour, of one stop or more, that keeps the hours, the driving time and the way back.

    With ``whole``, those of all the stops only.
    """
    home = roads.home
    towns = {home, *(stop.town for stop in stops)}
    ways = {
        (one, other): (roads.tenths(one, other), roads.minutes(one, other))
        for one in towns
        for other in towns
    }

    def follow(
        done: tuple[Stop, ...], left: list[Stop], now: int, lunch: bool, km: int, wheel: int
    ) -> Iterator:
        here = done[-1].town if done else home
        for stop in left:
            tenths, minutes = ways[here, stop.town]
            if wheel + minutes > DRIVING or now + minutes > stop.closes:
                continue
            last, had, late = _visit(stop, now + minutes, lunch)
            if late:
                continue
            rest = [item for item in left if item is not stop]
            if whole and any([item.closes < last for item in rest]):
                continue
            path, length, spent = (*done, stop), km + tenths, wheel + minutes
            if not rest or not whole:
                tenths, minutes = ways[stop.town, home]
                run = Run(path, length + tenths, spent + minutes, last + minutes)
                if run.allowed:
                    yield run
            yield from follow(path, rest, last, had, length, spent)

    yield from follow((), list(stops), OUT, False, 0, 0)


def drive(order: Sequence[Stop], roads: Roads) -> Run:
    """Follow one order of stops, late or not."""
    now, lunch, here, tenths, wheel, missed = OUT, False, roads.home, 0, 0, 0
    for stop in order:
        minutes = roads.minutes(here, stop.town)
        now, lunch, late = _visit(stop, now + minutes, lunch)
        tenths, wheel, missed = tenths + roads.tenths(here, stop.town), wheel + minutes, missed + late
        here = stop.town
    minutes = roads.minutes(here, roads.home)
    return Run(tuple(order), tenths + roads.tenths(here, roads.home), wheel + minutes, now + minutes, missed)


def _visit(stop: Stop, arrival: int, lunch: bool) -> tuple[int, bool, bool]:
    """Return when one leaves a stop, whether one has had lunch, and whether one came too late.

    Lunch is taken at the first moment from noon on when one neither drives nor visits.
    """
    start, lunch = _pause(arrival, max(arrival, stop.opens), lunch)
    start = max(start, stop.opens)
    end = start + stop.minutes
    return *_pause(end, end, lunch), start > stop.closes


def _pause(since: int, until: int, lunch: bool) -> tuple[int, bool]:
    """Have lunch between two moments if it is time; return when one is free again."""
    if lunch or max(since, LUNCH_FROM) > until:
        return since, lunch
    return max(since, LUNCH_FROM) + LUNCH, True


def nearest_first(stops: Sequence[Stop], roads: Roads) -> list[Stop]:
    """Order the stops as a hasty seller does: from each one to the nearest that is left."""
    out, left, here = [], list(stops), roads.home
    while left:
        following = min(left, key=lambda stop: (roads.tenths(here, stop.town), stop.code))
        left.remove(following)
        out.append(following)
        here = following.town
    return out


def by_one_column(stops: Sequence[Stop], roads: Roads) -> Iterator[list[Stop]]:
    """Yield the orders of who reads one column only: by road, hours, town, length or worth."""
    yield nearest_first(stops, roads)
    columns: tuple[Callable[[Stop], Any], ...] = (
        lambda stop: roads.tenths(roads.home, stop.town),
        lambda stop: -roads.tenths(roads.home, stop.town),
        lambda stop: stop.opens,
        lambda stop: stop.closes,
        lambda stop: stop.town,
        lambda stop: stop.minutes,
        lambda stop: -stop.potential,
    )
    for column in columns:
        yield sorted(stops, key=column)


def in_order(stops: Sequence[Stop], run: Run) -> float:
    """Return which part of the pairs of stops are listed as a tour takes them."""
    rank = {stop.code: place for place, stop in enumerate(run.order)}
    pairs = list(combinations(stops, 2))
    return sum(rank[one.code] < rank[other.code] for one, other in pairs) / len(pairs)


def shortest(stops: Sequence[Stop], roads: Roads) -> int:
    """Return the length of the shortest round when no hour counts."""

    def rest(here: str, left: frozenset[Stop], best: int) -> int:
        if not left:
            return roads.tenths(here, roads.home)
        for stop in left:
            first = roads.tenths(here, stop.town)
            if first < best:
                best = min(best, first + rest(stop.town, left - {stop}, best - first))
        return best

    return rest(roads.home, frozenset(stops), 10**6)
