"""A task of a week, and where it may begin when the other tasks are left aside."""

from dataclasses import dataclass
from datetime import date

from generator.core.halfhours import HalfHours, Span


@dataclass(frozen=True, kw_only=True)
class Errand:
    """A task: how long it takes, for whom, and what limits when. Hours are minutes of a day."""

    kind: str
    title: str
    minutes: int
    length: int
    account: str | None = None
    quote: str | None = None
    town: str | None = None
    fixed: tuple[date, int] | None = None
    since: date | None = None
    since_at: int | None = None
    way: int | None = None
    driving: int = 0
    required: bool = True
    only_on: date | None = None
    by: date | None = None
    by_at: int | None = None
    rule: str | None = None
    windows: tuple[Span, ...] = ()

    def starts(self, week: HalfHours) -> list[int]:
        """Return every half-hour at which the task may begin, the other tasks apart."""
        if self.fixed:
            on, at = self.fixed
            leaving = week.number(on, at) - half_hours(self.way or 0, week)
            return [start for start in week.blocks(self.length) if start == leaving]
        return [start for start in week.blocks(self.length) if self._suits(start, week)]

    def _suits(self, start: int, week: HalfHours) -> bool:
        on, at = week.day(start), week.start(start)
        return (
            (not self.windows or week.inside(start, self.windows))
            and self.only_on in (None, on)
            and (self.by is None or (on, at) <= (self.by, self.by_at or week.open[-1][1]))
        )


def half_hours(minutes: int, week: HalfHours) -> int:
    """Return how many half-hours some minutes take."""
    return -(-minutes // week.step)
