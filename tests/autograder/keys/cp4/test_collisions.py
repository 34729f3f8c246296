"""On every variant, no classic mistake falls on the right figure: a wrong method cannot earn the points."""

import pytest

from autograder import truth
from autograder.keys.cp4 import break_even, dashboard, indicators, time, variance
from ntc.case import VARIANTS, load


def asked(variant):
    case = load(variant)
    yield from dashboard.figures(case).items()
    yield from break_even.figures(case).items()
    yield from variance.figures(case).items()
    yield from indicators.figures(case).items()
    yield from time.figures(case, truth.load(variant)).items()


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_mistake_is_within_the_tolerance_of_the_right_figure(variant):
    collisions = [
        (question, slip.id)
        for question, figure in asked(variant)
        for slip in figure.slips
        if abs(slip.value - figure.right) <= figure.tolerance
    ]
    assert collisions == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_different_mistakes_on_a_figure_can_be_told_apart(variant):
    """The nearest one is named: a fifth of the tolerance apart, a figure with two decimals tells which."""
    hidden = [
        (question, first.id, second.id)
        for question, figure in asked(variant)
        for rank, first in enumerate(figure.slips)
        for second in figure.slips[rank + 1 :]
        if first.id != second.id and abs(first.value - second.value) <= figure.tolerance / 5
    ]
    assert hidden == []


def test_the_questions_are_all_there():
    assert len(list(asked("00"))) == 12 + 6 + 8 + 8 + 4
    assert sum(len(figure.slips) for _, figure in asked("00")) >= 50
