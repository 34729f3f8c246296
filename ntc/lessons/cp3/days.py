"""Working days (« jours ouvrés ») of the calendar of the case, and the deadlines of a complaint (R16)."""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from ntc.case import Case

_SATURDAY = 5


class Deadlines(NamedTuple):
    """Until when a complaint is acknowledged, diagnosed, answered, closed, and when the client is called."""

    acknowledged: date
    diagnosed: date
    proposed: date
    closed: date
    called: date


def deadlines(case: Case, opened: date) -> Deadlines:
    """The deadlines of R16 for a complaint opened that day; the call counts every day from the closing."""
    rule = case.policy["complaint"]
    closed = working_day(case, opened, rule["closed_days"])
    return Deadlines(
        working_day(case, opened, rule["acknowledge_days"]),
        working_day(case, opened, rule["diagnosis_days"]),
        working_day(case, opened, rule["proposal_days"]),
        closed,
        closed + timedelta(days=rule["call_after_days"]),
    )


def working_day(case: Case, start: date, count: int) -> date:
    """The day ``count`` working days after ``start``, which does not count; before it if negative."""
    step, day = timedelta(days=1 if count > 0 else -1), start
    for _ in range(abs(count)):
        day += step
        while is_off(case, day):
            day += step
    return day


def is_off(case: Case, day: date) -> bool:
    """Whether nobody works that day: a week-end, or a public holiday (« jour férié »)."""
    return day.weekday() >= _SATURDAY or day in _holidays(case)


@cache
def _holidays(case: Case) -> frozenset[date]:
    return frozenset(row.date for row in case.calendar if row.holiday)
