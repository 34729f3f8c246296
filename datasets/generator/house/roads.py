"""Roads between towns: 1.20 × the great circle; minutes by length, parking included; the same both ways.

A sine's last bit depends on the machine; rounded to 0.1 km it no longer shows (a test looks at every pair).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
from math import asin, cos, radians, sin, sqrt

from generator.core.cents import half_up
from generator.core.rules import policy
from generator.core.world import Row, World

EARTH_KM, WINDING = 6371, 1.20
SAME_TOWN = 60
PARKING = 4
# Below this length in tenths of a kilometre, this speed in km/h.
_SPEEDS = ((150, 45), (600, 65))
_FAST = 88
_QUADRANTS = ((True, True), (False, True), (False, False), (True, False))


@dataclass(frozen=True)
class Visit:
    """A visit to make: account, minutes, town."""

    account: str
    minutes: int
    town: str


class Roads:
    """The roads of a variant, between towns by their id; lengths in tenths of a kilometre."""

    def __init__(self, world: World) -> None:
        self._towns = {row["town_id"]: row for row in world["towns"]}
        self._known: dict[tuple[str, str], int] = {}
        self._driven: dict[tuple[str, str], int] = {}
        self.home = next(row["town_id"] for row in world["towns"] if row["name"] == policy()["tour"]["home"])

    def tenths(self, one: str, other: str) -> int:
        """Return the length from a town to another, or between two accounts of one town."""
        if (one, other) not in self._known:
            length = _tenths(self._towns[min(one, other)], self._towns[max(one, other)])
            self._known[one, other] = self._known[other, one] = length
        return self._known[one, other]

    def km(self, one: str, other: str) -> float:
        """Return the length in kilometres."""
        return self.tenths(one, other) / 10

    def minutes(self, one: str, other: str) -> int:
        """Return the minutes behind the wheel, to the nearest one, and those to park."""
        if (one, other) not in self._driven:
            tenths = self.tenths(one, other)
            speed = next((speed for below, speed in _SPEEDS if tenths < below), _FAST)
            self._driven[one, other] = half_up(tenths * 6, speed) + PARKING
        return self._driven[one, other]

    def shortest(self, visits: Sequence[Visit]) -> tuple[Visit, ...]:
        """Return the visits in the order that drives least, from home and back."""
        return min(permutations(visits), key=self._minutes)

    def round_trip(self, visits: Sequence[Visit]) -> int:
        """Minutes at the wheel for the visits in their best order."""
        return self._minutes(self.shortest(visits))

    def bearing(self, town: str) -> tuple[int, float, str]:
        """Rank a town as the hand of a clock would meet it, turning around home."""
        north, east = (
            float(self._towns[town][axis]) - float(self._towns[self.home][axis]) for axis in ("lat", "lon")
        )
        # The slope ranks the towns of a quadrant as the angle would.
        slope = -round(north / east, 6) if east else 0.0
        return (_QUADRANTS.index((north >= 0, east >= 0)), slope, town)

    def _minutes(self, order: Sequence[Visit]) -> int:
        stops = [self.home, *(visit.town for visit in order), self.home]
        return sum(self.minutes(one, two) for one, two in pairwise(stops))


def _tenths(one: Row, other: Row) -> int:
    if one is other:
        return SAME_TOWN
    lat, lat2 = radians(one["lat"]), radians(other["lat"])
    wide = radians(other["lon"] - one["lon"])
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin(wide / 2) ** 2
    return round(WINDING * 2 * EARTH_KM * asin(sqrt(half)) * 10)
