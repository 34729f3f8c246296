"""The deadlines of a complaint counted by hand on calendars of paper, around public holidays."""

from datetime import date

import pytest

from ntc.case import load
from ntc.lessons.cp3.days import deadlines

CASE = load("00")


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        # The claim of the lesson: Tuesday 11 November is a holiday.
        (date(2025, 11, 6), ["2025-11-07", "2025-11-12", "2025-11-14", "2025-11-28", "2025-12-28"]),
        # The call of the story: no holiday until February.
        (date(2026, 1, 12), ["2026-01-13", "2026-01-15", "2026-01-19", "2026-02-02", "2026-03-04"]),
        # Opened on a Friday before Easter Monday 2026, 6 April.
        (date(2026, 4, 3), ["2026-04-07", "2026-04-09", "2026-04-13", "2026-04-27", "2026-05-27"]),
    ],
)
def test_the_deadlines_of_a_complaint(opened, expected):
    assert [one.isoformat() for one in deadlines(CASE, opened)] == expected
