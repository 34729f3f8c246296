import os
import time
from datetime import UTC, datetime

import pytest

from ntc import clock

NOON = datetime(2026, 1, 12, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_zone():
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    time.tzset()
    yield
    os.environ.pop("TZ")
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "hour"), [("Europe/Paris", 13), ("America/Guadeloupe", 8), ("Indian/Reunion", 16)]
)
def test_the_hour_is_that_of_the_learner(zone, hour):
    clock.follow(zone)
    assert NOON.astimezone().hour == hour


@pytest.mark.parametrize("zone", ["", "Nulle/Part", "../../etc/passwd", "/etc/localtime", "Europe/Paris\0"])
def test_what_is_no_zone_changes_nothing(zone):
    clock.follow(zone)
    assert NOON.astimezone().hour == 12


def test_a_system_that_keeps_its_hour_is_left_alone(monkeypatch):
    monkeypatch.delattr(time, "tzset")
    clock.follow("Europe/Paris")
    assert os.environ["TZ"] == "UTC"
    monkeypatch.undo()
