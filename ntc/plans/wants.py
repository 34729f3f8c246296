"""What an item accepts in a column: containers, so that a set of codes, of months or of people is one too."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from typing import Any

from ntc.french import day

Accepted = Container[Any]


class _Given:
    def __contains__(self, value: object) -> bool:
        return value is not None


class _Anything:
    def __contains__(self, value: object) -> bool:
        return True


GIVEN: Accepted = _Given()
"""Whatever was said, as long as something was."""

ANYTHING: Accepted = _Anything()
"""Whatever was said, and nothing at all: the column is not asked of this item."""


@dataclass(frozen=True)
class Between:
    """A window of dates (« fenêtre »), both ends included; an end that is None is open."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, value: object) -> bool:
        return (
            isinstance(value, date)
            and (self.first is None or self.first <= value)
            and (self.last is None or value <= self.last)
        )

    def misses(self, value: Any) -> str:
        """Say in French which end a date misses; nothing when there is no date, or when it is inside."""
        if not isinstance(value, date) or value in self:
            return ""
        early = self.first is not None and value < self.first
        return f"pas avant le {day(self.first)}" if early else f"au plus tard le {day(self.last)}"
