"""The mark of an exercise is the mean of its questions, weighted where the key says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.keys.answers import NOTHING, Entry
from autograder.keys.primitives import combine, eliminated, row_mark
from autograder.mark import PartMark
from ntc.exercises import Part
from ntc.fields.outcome import Unreadable, Value
from ntc.french import typeset


def part(name, fraction, slip=None):
    return PartMark(name, name, "wrong", fraction, slip=slip)


def test_cells_count_alike_and_each_slip_is_listed_once():
    mark = combine([part("a", 1.0), part("b", 0.0, "mc.x"), part("c", 0.5, "mc.x")], comments=["Bien."])
    assert mark.fraction == pytest.approx(0.5)
    assert mark.slips == ("mc.x",)
    assert mark.comments == ("Bien.",)
    assert [p.part for p in mark.parts] == ["a", "b", "c"]


def test_weights_shift_the_mean():
    # (1 × 3 + 0 × 1) ÷ 4
    assert combine([part("a", 1.0), part("b", 0.0)], {"a": 3, "b": 1}).fraction == pytest.approx(0.75)


@pytest.mark.parametrize("weights", [{"a": 1}, {"a": 1, "z": 1}, {"a": 1, "b": 1, "z": 1}])
def test_weights_that_do_not_fit_the_parts_are_a_fault_of_the_key(weights):
    with pytest.raises(ValueError, match="weights"):
        combine([part("a", 1.0), part("b", 0.0)], weights)


def test_nothing_to_mark_is_a_fault_of_the_key():
    with pytest.raises(ValueError, match="weights"):
        combine([])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_the_mean_stays_between_the_lowest_and_the_highest(fractions):
    mark = combine([part(str(i), f) for i, f in enumerate(fractions)])
    assert min(fractions) - 1e-9 <= mark.fraction <= max(fractions) + 1e-9
    assert 0 <= mark.fraction <= 1


ROW, READ, GARBLED = (
    Part("r", "Compte"),
    Entry(Value("x")),
    Entry(Unreadable("Un nombre, s’il vous plaît."), "?"),
)


def row(*cells, fraction=0.5):
    return row_mark(ROW, cells, fraction, "Le courrier ne suit pas.", given="x", expected="y")


def test_a_row_is_blank_when_every_cell_is_and_says_what_it_cannot_read():
    assert row(NOTHING, NOTHING).verdict == "blank"
    assert (row(READ, NOTHING).verdict, row(READ, NOTHING).fraction) == ("partial", 0.5)
    assert row(READ, GARBLED).message.startswith(typeset("« ? » n’a pas pu être lu."))
    assert row(READ, GARBLED).verdict == "partial"
    assert row(READ, GARBLED, fraction=0.0).verdict == "unreadable"


def test_what_is_forbidden_brings_an_answer_to_nothing_and_a_blank_stays_blank():
    gone = eliminated(row(READ, READ, fraction=1.0), "Rien ne part.", "Un opposé est sollicité.")
    assert (gone.verdict, gone.fraction, gone.message) == ("wrong", 0.0, "Rien ne part.")
    assert gone.noted == ("Un opposé est sollicité.",)
    assert eliminated(row(NOTHING), "Rien ne part.", "").verdict == "blank"
