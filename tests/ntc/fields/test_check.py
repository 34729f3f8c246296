"""The grid that learners fill in for themselves: kept like an answer, worth nothing."""

import pytest

from ntc import exercises
from ntc.fields import Blank, CheckGrid, Unreadable, Value

GRIDS = [key for path in exercises.declarations() for key in exercises.grids(path)]


@pytest.fixture(params=GRIDS)
def grid(request):
    return CheckGrid(request.param)


def test_the_course_has_its_grids():
    assert len(GRIDS) == 5
    assert not set(GRIDS) & exercises.load().keys()


def test_a_level_for_each_row(grid):
    rows = list(grid.items)
    assert grid.parse({rows[0]: "yes"}) == Value({rows[0]: "yes"}, f"1 sur {len(rows)}", complete=False)
    assert grid.parse(dict.fromkeys(rows, "not-yet")).complete
    assert grid.parse({}) == Blank()
    for raw in ({rows[0]: "maybe"}, {"ghost": "yes"}, ["yes"], 3):
        assert isinstance(grid.parse(raw), Unreadable)


def test_it_says_that_it_is_worth_nothing(grid):
    spec = grid.spec()
    assert spec["kind"] == "check"
    assert spec["badges"] == []
    assert "Sans note" in spec["help"]
    assert [label for _, label in spec["options"]] == ["Oui", "En partie", "Pas encore"]
    assert exercises.grid(grid.id).points == 0


def test_an_unknown_grid_is_refused():
    with pytest.raises(KeyError):
        CheckGrid("cp4-dashboard")
