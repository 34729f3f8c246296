"""Distances and driving times between the towns of the territory, and the shortest round of a few visits."""

from dataclasses import dataclass
from itertools import pairwise, permutations
from math import asin, cos, radians, sin, sqrt

from generator.world import World

HOME = "Carquefou"
_QUADRANTS = ((True, True), (False, True), (False, False), (True, False))


@dataclass(frozen=True)
class Visit:
    """A visit to make: account, minutes, town."""

    account: str
    minutes: int
    town: str


class Roads:
    """The towns of a variant, seen from the seller's home."""

    def __init__(self, world: World) -> None:
        self.places = {row["town_id"]: (float(row["lat"]), float(row["lon"])) for row in world["towns"]}
        self.home = next(row["town_id"] for row in world["towns"] if row["name"] == HOME)

    def km(self, start: str, end: str) -> float:
        """Road kilometres: 1.20 × great circle (R = 6371), to 0.1, where no machine differs; 6 in a town."""
        if start == end:
            return 6.0
        lat1, lon1, lat2, lon2 = (radians(x) for x in (*self.places[start], *self.places[end]))
        chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
        return round(1.2 * 2 * 6371 * asin(sqrt(chord)), 1)

    def minutes(self, start: str, end: str) -> int:
        """Driving time: 45 km/h under 15 km, 65 under 60, 88 beyond, and 4 minutes to park; 12 in a town."""
        if start == end:
            return 12
        km = self.km(start, end)
        speed = 45 if km < 15 else 65 if km < 60 else 88
        return int(km * 60 / speed + 0.5) + 4

    def shortest(self, visits: list[Visit]) -> tuple[Visit, ...]:
        """Return the visits in the order that drives least, from home and back."""
        return min(permutations(visits), key=self._minutes)

    def round_trip(self, visits: list[Visit]) -> int:
        """Minutes at the wheel for the visits in their best order."""
        return self._minutes(self.shortest(visits))

    def _minutes(self, order: tuple[Visit, ...]) -> int:
        stops = [self.home, *(visit.town for visit in order), self.home]
        return sum(self.minutes(one, two) for one, two in pairwise(stops))

    def bearing(self, town: str) -> tuple[int, float, str]:
        """Rank a town as the hand of a clock would meet it, turning around home."""
        north, east = (
            there - here for there, here in zip(self.places[town], self.places[self.home], strict=True)
        )
        # The slope ranks the towns of a quadrant as the angle would.
        slope = -round(north / east, 6) if east else 0.0
        return (_QUADRANTS.index((north >= 0, east >= 0)), slope, town)
