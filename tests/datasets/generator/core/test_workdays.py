"""French holidays, and working days counted from them."""

from datetime import date

import pytest
from generator.core import workdays


@pytest.mark.parametrize(
    ("year", "day"), [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2026, date(2026, 4, 5))]
)
def test_easter(year, day):
    assert workdays.easter(year) == day


def test_holidays_of_2025():
    days = [day for day in workdays.every_day(date(2025, 1, 1), date(2025, 12, 31)) if workdays.holiday(day)]
    assert len(days) == 11
    assert date(2025, 5, 29) in days
    assert date(2025, 6, 9) in days
    assert len(workdays.working_days(date(2025, 1, 1), date(2025, 12, 31))) == 251


def test_month_ends_and_next_working_day():
    assert workdays.month_end(date(2024, 2, 10)) == date(2024, 2, 29)
    assert workdays.month_end(date(2025, 12, 1)) == date(2025, 12, 31)
    assert workdays.next_working(date(2025, 5, 1)) == date(2025, 5, 2)
    assert workdays.next_working(date(2025, 12, 25)) == date(2025, 12, 26)


def test_days_of_work_later():
    assert workdays.after(date(2025, 12, 30), 10) == date(2026, 1, 14)
    assert workdays.after(date(2026, 1, 10), 1) == date(2026, 1, 12)
