"""The mark of an exercise is the mean of its questions, weighted where the key says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.keys.primitives import combine
from autograder.mark import PartMark


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
