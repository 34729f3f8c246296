"""The grid that learners fill in for themselves: kept like an answer, worth nothing."""

import pytest

from ntc import exercises
from ntc.fields import Blank, CheckGrid, Unreadable, Value

# A sentence kept for oneself is titled there too, and has no row: test_kept.py has it.
GRIDS = [
    key for path in exercises.declarations() for key, grid in exercises.grids(path).items() if grid.parts
]


@pytest.fixture(params=GRIDS)
def grid(request):
    return CheckGrid(request.param)


def test_the_course_has_its_grids():
    assert len(GRIDS) == 21
    assert not set(GRIDS) & exercises.load().keys()


def test_a_level_for_each_row(grid):
    rows, levels = list(grid.items), list(grid.choices)
    first = {rows[0]: levels[0]}
    assert grid.parse(first) == Value(first, f"1 sur {len(rows)}", complete=False)
    assert grid.parse(dict.fromkeys(rows, levels[-1])).complete
    assert grid.parse({}) == Blank()
    for raw in ({rows[0]: "ghost"}, {"ghost": levels[0]}, [levels[0]], 3):
        assert isinstance(grid.parse(raw), Unreadable)


def test_it_says_that_it_is_worth_nothing(grid):
    spec = grid.spec()
    assert spec["kind"] == "check"
    assert spec["badges"] == []
    assert "Sans note" in spec["help"]
    assert exercises.grid(grid.id).points == 0


BANDS = {
    "less": "moins de 20 kW",
    "under": "de 20 à 29 kW",
    "same": "30 kW",
    "more": "plus de 30 kW",
    "none": "je ne sais pas",
}
POWERS = {f"kw{power}": f"{power} kW" for power in (11, 15, 22, 30, 37)} | {"none": "je ne sais pas"}


def test_its_levels_are_the_usual_ones_or_its_own():
    """A bet is neither done nor still to be done: it says its own levels."""
    own = {key: exercises.grid(key).columns for key in GRIDS if exercises.grid(key).columns}
    assert own == {
        "cp1-bet": {"yes": "J’y crois", "maybe": "Peut-être", "no": "J’écarte"},
        "cp3-bet": {"leaves": "Il s’en va", "maybe": "J’hésite", "stays": "Il reste"},
        "cp5-bet": {"most": "Surtout cela", "some": "Un peu", "little": "Presque pas"},
        "cp5-hundred": {
            "ten": "10 ou moins",
            "twenty": "de 11 à 25",
            "forty": "de 26 à 45",
            "sixty": "de 46 à 65",
            "more": "plus de 65",
        },
        **dict.fromkeys(("cp6-trace-1", "cp6-trace-3"), BANDS),
        **dict.fromkeys(("cp6-trace-5", "cp6-trace-6"), POWERS),
        "cp7-notebook": {
            "first": "Dans la prise 1",
            "second": "Dans la prise 2",
            "both": "Dans les deux",
            "none": "Dans aucune",
        },
    }
    for key in GRIDS:
        said = [label for _, label in CheckGrid(key).spec()["options"]]
        assert said == list(own.get(key, {}).values() or ["Oui", "En partie", "Pas encore"])


def test_an_unknown_grid_is_refused():
    with pytest.raises(KeyError):
        CheckGrid("cp4-dashboard")
