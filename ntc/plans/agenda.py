"""Rows that have a day and an hour (« agenda »): what is at the same time, and hours that are kept free."""

from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from ntc.french import listing
from ntc.plans.hours import HALF_HOUR, minute
from ntc.plans.rows import Row, Rows
from ntc.plans.rules import Rule

LENGTH = "half_hours"
"""The amount of an item that says how many half-hours it takes, the way there and back included."""


class Span(NamedTuple):
    """When a row takes place: its day, and the minutes since midnight at which it begins and ends."""

    day: str
    begin: int
    end: int

    def meets(self, begin: int, end: int) -> bool:
        """Whether it takes place between two minutes of the day."""
        return self.begin < end and begin < self.end


def span(row: Row) -> Span | None:
    """When a row takes place, from its cells ``day`` and ``start`` (« 0930 »); None while one lacks."""
    day, start = row.said("day"), row.said("start")
    if day is None or start is None:
        return None
    begin = minute(start)
    return Span(day, begin, begin + int(row.item.amounts[LENGTH]) * HALF_HOUR)


@dataclass(frozen=True)
class Overlaps(Rule):
    """Two rows of a day are never at the same time; ``sentence`` names in {} the pairs that are."""

    sentence: str

    def broken(self, rows: Rows, *, draft: bool = False) -> str:
        """Name the rows that are at the same time, two by two."""
        placed = [(row, when) for row in rows if (when := span(row))]
        pairs = [
            f"{one.item.name} et {other.item.name}"
            for (one, when), (other, then) in combinations(placed, 2)
            if when.day == then.day and when.meets(then.begin, then.end)
        ]
        return self.sentence.format(" ; ".join(pairs)) if pairs else ""


@dataclass(frozen=True)
class Clear(Rule):
    """Hours of each day during which nothing takes place (« plage libre »): lunch, the evening.

    ``begin`` and ``end`` as « 1200 »; ``sentence`` names in {} the rows that are then.
    """

    begin: str
    end: str
    sentence: str

    def broken(self, rows: Rows, *, draft: bool = False) -> str:
        """Name the rows that take place during these hours."""
        begin, end = minute(self.begin), minute(self.end)
        there = [row.item.name for row in rows if (when := span(row)) and when.meets(begin, end)]
        return self.sentence.format(listing(there)) if there else ""
