"""What a key reads of a table: a column of it, as a matching would give it."""

import pytest

from autograder.keys.answers import Answers
from ntc import exercises
from ntc.fields.kinds.table import TableField
from ntc.fields.outcome import Blank, Unreadable, Value

ID = next(iter(exercises.load()))
FIELDS = {"t": TableField(ID, [("r1", "R1"), ("r2", "R2")], who=[("a", "A"), ("b", "B")], much="€")}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"r1": {"who": "a"}, "r2": {"who": "b", "much": "3"}}, Value({"r1": "a", "r2": "b"})),
        ({"r1": {"who": "a"}, "r2": {"who": "?"}}, Value({"r1": "a"})),
        ({"r1": {"much": "3"}}, Blank()),
        ({}, Blank()),
    ],
)
def test_a_column_is_what_its_cells_say(raw, expected):
    assert Answers.read(FIELDS, {"t": raw}).column("t", "who").outcome == expected


def test_a_column_of_which_nothing_can_be_read_is_unreadable():
    for raw in ({"r1": {"who": "?"}}, ["a"]):
        assert isinstance(Answers.read(FIELDS, {"t": raw}).column("t", "who").outcome, Unreadable)
