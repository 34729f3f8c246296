"""On every variant, no classic mistake falls on the right figure: a wrong method cannot earn the points."""

import pytest

from autograder import truth
from autograder.keys.asked.declared import graph_of
from ntc.case import VARIANTS, load


def asked(variant):
    """Each question of the lesson with its right value, its tolerance and its slips."""
    graph = graph_of("cp4-dashboard", load(variant), truth.load(variant))
    for name, question in graph.questions.items():
        if question.choices is None:
            yield name, graph.right(name), question.nature.tolerance, graph.slips(name)


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_mistake_is_within_the_tolerance_of_the_right_figure(variant):
    collisions = [
        (question, slip.id)
        for question, right, tolerance, slips in asked(variant)
        for slip in slips
        if abs(slip.value - right) <= tolerance
    ]
    assert collisions == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_different_mistakes_on_a_figure_can_be_told_apart(variant):
    """The nearest one is named: a fifth of the tolerance apart, a figure with two decimals tells which."""
    hidden = [
        (question, first.id, second.id)
        for question, _, tolerance, slips in asked(variant)
        for rank, first in enumerate(slips)
        for second in slips[rank + 1 :]
        if first.id != second.id and abs(first.value - second.value) <= tolerance / 5
    ]
    assert hidden == []


def test_the_questions_are_all_there():
    assert len(list(asked("00"))) >= 12 + 6 + 8 + 8 + 4
    assert sum(len(slips) for *_, slips in asked("00")) >= 50
