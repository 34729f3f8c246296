"""The half-hours of a working week, numbered from Monday's first, the midday break included."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from generator.core.rules import policy
from generator.core.wording import clock
from generator.core.world import Row

DAYS = 5
_NAMES = ("lu", "ma", "me", "je", "ve")
_FRIDAY = 4
Span = tuple[int, int]


def minute(hour: str) -> int:
    """Return the minutes since midnight of an hour of the tables: 08:30 is 510."""
    return int(hour[:2]) * 60 + int(hour[3:])


def windows(segment: Row) -> tuple[Span, ...]:
    """Return the hours at which a segment is called, in minutes since midnight (R19)."""
    names = ("call_from", "call_to", "call_from2", "call_to2")
    hours = [minute(segment[name]) for name in names if segment[name]]
    return tuple(zip(hours[::2], hours[1::2], strict=True))


def lawful(start: int, length: int, friday: bool) -> bool:
    """Tell whether anybody may be called for so many minutes from this one of a day on (R19)."""
    rule = policy()["call_hours"]
    last = minute(rule["friday_to"] if friday else rule["to"])
    meals = [(minute(since), minute(until)) for since, until in rule["never"]]
    inside = minute(rule["from"]) <= start and start + length <= last
    return inside and not any(since < start + length and start < until for since, until in meals)


class HalfHours:
    """The half-hours of the week that begins on a Monday, by their number."""

    def __init__(self, monday: date) -> None:
        rule = policy()["week"]
        self.monday = monday
        self.step: int = rule["step_minutes"]
        self.open: tuple[Span, ...] = tuple((minute(since), minute(until)) for since, until in rule["open"])
        self._first = self.open[0][0]
        self._a_day = (self.open[-1][1] - self._first) // self.step
        self._callable = {number for number in self if self._lawful(number)}

    def __iter__(self) -> Iterator[int]:
        return iter(range(DAYS * self._a_day))

    @property
    def worked(self) -> int:
        """How many half-hours of the week are worked."""
        return sum(self.part(number) is not None for number in self)

    def number(self, day: date, start: int) -> int:
        """Return the half-hour that holds a minute of a day."""
        return (day - self.monday).days * self._a_day + (start - self._first) // self.step

    def day(self, number: int) -> date:
        """Return the day of a half-hour."""
        return self.monday + timedelta(number // self._a_day)

    def start(self, number: int) -> int:
        """Return the minute of the day at which a half-hour begins."""
        return self._first + number % self._a_day * self.step

    def code(self, number: int) -> str:
        """Return the code of a half-hour: lu0830."""
        return _NAMES[number // self._a_day] + clock(self.start(number)).replace(":", "")

    def part(self, number: int) -> int | None:
        """Return the half of the day, 0 or 1, that a half-hour belongs to, or None during the break."""
        start = self.start(number)
        return next((part for part, (since, until) in enumerate(self.open) if since <= start < until), None)

    def blocks(self, length: int) -> list[int]:
        """Return where a block of so many half-hours may begin: it stays within half a day."""
        return [
            number
            for number in self
            if (part := self.part(number)) is not None
            and self.start(number) + length * self.step <= self.open[part][1]
        ]

    def callable(self, number: int) -> bool:
        """Tell whether anybody may be called during a half-hour (R19)."""
        return number in self._callable

    def _lawful(self, number: int) -> bool:
        return lawful(self.start(number), self.step, number // self._a_day == _FRIDAY)

    def inside(self, number: int, windows: Sequence[Span]) -> bool:
        """Tell whether a call is allowed in this half-hour, and in a window of its segment (R19)."""
        start = self.start(number)
        return self.callable(number) and any(
            since <= start and start + self.step <= until for since, until in windows
        )
