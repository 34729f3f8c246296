"""A day on the road (« tournée »): stops in an order, the hour at each, and what the order breaks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ntc.french import typeset
from ntc.plans.hours import clock, lasting


class Way(NamedTuple):
    """The road from a place to another: km, and minutes at the wheel, parking included."""

    km: Decimal
    minutes: int


@dataclass(frozen=True)
class Door:
    """A stop (« porte »): one is received from ``opens`` to ``closes``, and stays so many minutes.

    Hours are minutes since midnight.
    """

    id: str
    label: str
    opens: int
    closes: int
    stay: int
    detail: str = ""

    @property
    def name(self) -> str:
        """Its French label, in quotation marks."""
        return f"« {self.label} »"


class Lunch(NamedTuple):
    """Lunch (« déjeuner »): at the first free moment from ``begin`` on, not after ``latest``."""

    begin: int
    latest: int
    stay: int


class Halt(NamedTuple):
    """What happens at a door, in minutes since midnight: arrival, visit, departure, and lunch if it is there.

    ``wait``: minutes in front of it, lunch not counted; ``late``: minutes after it closed.
    """

    door: Door
    arrival: int
    wait: int
    begin: int
    leave: int
    late: int
    lunch: int | None


@dataclass(frozen=True)
class Timetable:
    """A day followed hour by hour: each halt, km in all, minutes at the wheel, the minute one is back."""

    halts: tuple[Halt, ...]
    km: Decimal
    driving: int
    back: int


@dataclass(frozen=True)
class Journey:
    """A day on the road as a learner is told it: its doors, the ways between all places, and its limits.

    ``home`` is where it begins, at the minute ``out``, and ends, by ``back_by``; ``driving_max`` in minutes.
    A door that is reached after it closed is gone to all the same: the day goes on, late. Raises ValueError
    when two places share an id or a way lacks.
    """

    home: str
    doors: tuple[Door, ...]
    ways: Mapping[tuple[str, str], Way]
    out: int
    back_by: int
    driving_max: int
    lunch: Lunch | None = None

    def __post_init__(self) -> None:
        places = [self.home, *(door.id for door in self.doors)]
        if len(set(places)) < len(places):
            raise ValueError(f"two places share an id: {places}")
        lacking = [
            (one, two) for one in places for two in places if one != two and (one, two) not in self.ways
        ]
        if lacking:
            raise ValueError(f"ways that lack: {lacking}")

    def follow(self, order: Sequence[str]) -> Timetable:
        """Follow the doors in an order, all of them or some; KeyError for one that is not there."""
        doors = {door.id: door for door in self.doors}
        now, eaten, halts = self.out, self.lunch is None, []
        road = [self.ways[pair] for pair in pairwise((self.home, *order, self.home))] if order else []
        for id, way in zip(order, road, strict=False):
            halt = self._halt(doors[id], now + way.minutes, eaten)
            halts.append(halt)
            now, eaten = halt.leave, eaten or halt.lunch is not None
        back = now + (road[-1].minutes if road else 0)
        km, driving = sum((way.km for way in road), Decimal(0)), sum(way.minutes for way in road)
        return Timetable(tuple(halts), km, driving, back)

    def broken(self, order: Sequence[str]) -> list[str]:
        """One French sentence per rule that an order breaks: each door missed, lunch, driving, the return."""
        day = self.follow(order)
        told = [f"{halt.door.name} : {lasting(halt.late)} trop tard." for halt in day.halts if halt.late]
        if self.lunch and any(
            halt.lunch is not None and halt.lunch > self.lunch.latest for halt in day.halts
        ):
            told.append(f"Le déjeuner commence après {clock(self.lunch.latest)}.")
        if day.driving > self.driving_max:
            told.append(f"{lasting(day.driving)} de volant pour {lasting(self.driving_max)} au plus.")
        if day.back > self.back_by:
            told.append(f"Retour à {clock(day.back)}, pour {clock(self.back_by)} au plus tard.")
        return [typeset(sentence) for sentence in told]

    def _halt(self, door: Door, arrival: int, eaten: bool) -> Halt:
        begin, lunch, eating = max(arrival, door.opens), None, 0
        if not eaten and self.lunch and begin >= self.lunch.begin:
            # One eats before one rings, as soon as one is there and it is noon.
            lunch, eating = max(arrival, self.lunch.begin), self.lunch.stay
            begin = max(door.opens, lunch + eating)
        wait, leave = begin - arrival - eating, begin + door.stay
        if not eaten and self.lunch and lunch is None and leave >= self.lunch.begin:
            lunch, leave = leave, leave + self.lunch.stay
        return Halt(door, arrival, wait, begin, leave, max(0, begin - door.closes), lunch)
