"""The half-hours of a week: their numbers, where a block fits, when one may call."""

from datetime import date

import pytest
from generator.core.halfhours import HalfHours, minute, windows

MONDAY = date(2026, 1, 12)


@pytest.fixture
def week():
    return HalfHours(MONDAY)


def test_numbers_and_codes(week):
    assert len(list(week)) == 100
    assert week.worked == 80
    tuesday = week.number(date(2026, 1, 13), minute("08:30"))
    assert (week.code(tuesday), week.day(tuesday), week.start(tuesday)) == ("ma0830", date(2026, 1, 13), 510)
    assert [week.part(week.number(MONDAY, minute(hour))) for hour in ("11:30", "12:00", "14:00")] == [
        0,
        None,
        1,
    ]


def test_a_block_stays_within_half_a_day(week):
    whole = [week.code(start) for start in week.blocks(8)]
    assert whole[:3] == ["lu0800", "lu1400", "ma0800"]
    assert len(whole) == 10
    assert len(week.blocks(7)) == 20
    assert week.blocks(9) == []


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("lu1130", True),
        ("lu1200", False),
        ("lu1330", False),
        ("je1730", True),
        ("ve1530", True),
        ("ve1600", False),
    ],
)
def test_when_anybody_may_be_called(week, code, allowed):
    assert week.callable(next(number for number in week if week.code(number) == code)) is allowed


def test_a_call_fits_wholly_in_a_window(week):
    segment = {"call_from": "07:45", "call_to": "09:00", "call_from2": "16:30", "call_to2": "17:45"}
    found = [week.code(number) for number in week if week.inside(number, windows(segment))]
    assert found[:4] == ["lu0800", "lu0830", "lu1630", "lu1700"]
    assert found[-2:] == ["ve0800", "ve0830"]


def test_a_segment_may_have_one_window():
    assert windows({"call_from": "09:00", "call_to": "11:30", "call_from2": None, "call_to2": None}) == (
        (540, 690),
    )
