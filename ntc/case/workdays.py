"""Working days (« jours ouvrés ») of the calendar of the case."""

from datetime import date, timedelta
from functools import cache

from ntc.case.variants import Case

_SATURDAY = 5


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
