"""Working days counted by hand on calendars of paper, around public holidays and over week-ends."""

from datetime import date

import pytest

from ntc.case import load
from ntc.case.workdays import is_off, working_day

CASE = load("00")


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 2, 18), -5, date(2026, 2, 11)),
        (date(2025, 12, 24), 1, date(2025, 12, 26)),
        (date(2025, 12, 26), -1, date(2025, 12, 24)),
        (date(2026, 1, 10), 1, date(2026, 1, 12)),
    ],
)
def test_working_days_forward_and_back(start, count, expected):
    assert working_day(CASE, start, count) == expected


def test_days_off():
    assert is_off(CASE, date(2025, 11, 11))
    assert is_off(CASE, date(2026, 1, 11))
    assert not is_off(CASE, date(2026, 1, 12))
