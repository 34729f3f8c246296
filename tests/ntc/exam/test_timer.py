"""The time spent on a paper: whatever stops or is set back, none of it is given back."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from ntc.exam.timer import Timer

BEGUN = datetime(2026, 3, 2, 8, tzinfo=UTC)


class Computer:
    """A computer whose hour and counter go on together, until somebody sets one of them."""

    def __init__(self):
        self.wall, self.counter = BEGUN.timestamp(), 5000.0

    def wait(self, seconds):
        self.wall += seconds
        self.counter += seconds

    def timer(self, path):
        """As a kernel that has just been started makes it."""
        return Timer(path, lambda: self.wall, lambda: self.counter)


@pytest.fixture
def computer():
    return Computer()


@pytest.fixture
def path(tmp_path):
    return tmp_path / ".ntc" / "examens" / "examen-essai" / "dupont.m.json"


def test_nothing_is_spent_before_it_is_begun(computer, path):
    assert computer.timer(path).look() is None
    assert not path.exists()


def test_the_time_goes_on_whether_anybody_looks_or_not(computer, path):
    computer.timer(path).begin()
    computer.wait(90)
    assert computer.timer(path).look() == (BEGUN, 90)
    computer.wait(3600)
    assert computer.timer(path).look() == (BEGUN, 3690)


def test_to_begin_again_changes_nothing(computer, path):
    computer.timer(path).begin()
    computer.wait(100)
    assert computer.timer(path).begin() == (BEGUN, 100)


@pytest.mark.parametrize("looked", [True, False])
def test_an_hour_set_back_gives_no_time_back(computer, path, looked):
    timer = computer.timer(path)
    timer.begin()
    computer.wait(600)
    if looked:
        timer.look()
    computer.wall -= 7200
    assert computer.timer(path).look().seconds == 600
    computer.wait(60)
    assert computer.timer(path).look().seconds == 660


def test_a_computer_that_was_started_again_at_an_earlier_hour_gives_none_back(computer, path):
    timer = computer.timer(path)
    timer.begin()
    computer.wait(600)
    timer.look()
    computer.wall, computer.counter = computer.wall - 7200, 12.0
    assert computer.timer(path).look().seconds == 600
    computer.wait(60)
    assert computer.timer(path).look().seconds == 660


def test_a_computer_asleep_stops_nothing(computer, path):
    """Its counter stands still; its hour does not."""
    computer.timer(path).begin()
    computer.wall += 1200
    assert computer.timer(path).look().seconds == 1200


def test_a_computer_switched_off_stops_nothing(computer, path):
    computer.timer(path).begin()
    computer.wall, computer.counter = computer.wall + 1800, 3.0
    assert computer.timer(path).look().seconds == 1800


@pytest.mark.slow
def test_many_looks_add_up_to_what_has_gone_by(computer, path):
    timer = computer.timer(path)
    timer.begin()
    for _ in range(500):
        computer.wait(0.7)
        timer.look()
    assert timer.look().seconds == pytest.approx(350)


def test_what_was_begun_at_a_known_hour_counts_from_it(computer, path):
    computer.wait(900)
    assert computer.timer(path).begin(BEGUN).seconds == 900
    other = path.with_name("martin.l.json")
    assert computer.timer(other).begin(BEGUN + timedelta(hours=2)).seconds == 0


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"began": "hier"}', json.dumps({"began": "2026-03-02T08:00:00"})]
)
def test_a_damaged_file_is_as_none(computer, path, content):
    path.parent.mkdir(parents=True)
    path.write_text(content)
    assert computer.timer(path).look() is None


def test_where_the_disk_refuses_the_time_is_told_all_the_same(computer, path, monkeypatch):
    computer.timer(path).begin()
    computer.wait(100)

    def full(*_):
        raise OSError(28, "full")

    monkeypatch.setattr("ntc.exam.timer.write_atomically", full)
    assert computer.timer(path).look().seconds == 100
