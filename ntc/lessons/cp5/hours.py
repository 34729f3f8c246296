"""When a trade answers (« créneau du métier », R19), and the calls of last year inside and outside of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache
from operator import lt
from typing import Any

from ntc.calc.percent import share
from ntc.case import Case

MEETING, BARRED = "rdv", "barrage"
_FRIDAY = 4


@dataclass(frozen=True)
class Call:
    """A call of last year (« appel »): its row, the account, its trade, whether it was inside its hours."""

    row: Any
    account: Any
    segment: Any
    inside: bool


@dataclass(frozen=True)
class Counted:
    """How many calls (« appels »), how many reached who was asked for (« joints »), how many meetings."""

    calls: int
    reached: int
    meetings: int

    @property
    def reached_rate(self) -> Decimal:
        """People reached, of the calls made: a ratio."""
        return share(self.reached, self.calls)

    @property
    def meeting_rate(self) -> Decimal:
        """Meetings, of the people reached: a ratio."""
        return share(self.meetings, self.reached)


@cache
def calls(case: Case) -> tuple[Call, ...]:
    """Every call of last year, in the order in which they were made."""
    accounts = {row.client_id: row for row in case.clients} | {row.prospect_id: row for row in case.prospects}
    segments = {row.seg_id: row for row in case.segments}
    rows = sorted(case.call_attempts, key=lambda row: (row.date, row.time, row.call_id))
    return tuple(_call(case, row, accounts[row.account_id], segments) for row in rows)


def counted(calls: Iterable[Call]) -> Counted:
    """Sum calls up."""
    rows = [one.row for one in calls]
    meetings = sum(row.result == MEETING for row in rows)
    return Counted(len(rows), sum(row.reached for row in rows), meetings)


def inside(
    case: Case, segment: Any, day: date, start: time, *, before: Callable[[time, time], bool] = lt
) -> bool:
    """Whether a call begins within the hours of a trade, and not late on a Friday (R19).

    ``before`` tells whether it begins early enough for an end: excluded, unless that is read otherwise.
    """
    friday_to = time.fromisoformat(case.policy["call_hours"]["friday_to"])
    if day.weekday() == _FRIDAY and not before(start, friday_to):
        return False
    windows = ((segment.call_from, segment.call_to), (segment.call_from2, segment.call_to2))
    return any(since and since <= start and before(start, until) for since, until in windows)


def _call(case: Case, row: Any, account: Any, segments: dict[str, Any]) -> Call:
    segment = segments[account.seg_id]
    return Call(row, account, segment, inside(case, segment, row.date, row.time))
