"""Two right answers that stand in each other's place: two growths, two dates, two columns."""

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

from autograder.keys.asked.graph import Graph

SWAPPED = "trap.swapped"


def pairs(graph: Graph, typed: Mapping[str, Any], unit: Callable[[str], str]) -> dict[str, str]:
    """By question, the other one of its exercise and ``unit`` that it was swapped with.

    ``typed`` are the values answered, by question; None when there is none.
    """
    found: dict[str, str] = {}
    wrong = [name for name, value in typed.items() if value is not None and _wrong(graph, name, value)]
    for one, other in combinations(wrong, 2):
        if one in found or other in found or one.partition(".")[0] != other.partition(".")[0]:
            continue
        if unit(one) == unit(other) and _exchanged(graph, typed, one, other):
            found |= {one: other, other: one}
    return found


def _wrong(graph: Graph, name: str, value: Any) -> bool:
    """Whether a figure is not the right one; a choice is no figure."""
    question = graph.questions[name]
    return question.choices is None and not question.nature.same(value, graph.right(name))


def _exchanged(graph: Graph, typed: Mapping[str, Any], one: str, other: str) -> bool:
    here, there = graph.questions[one].nature, graph.questions[other].nature
    return there.betrays(typed[one], *[graph.right(other)] * 2) and here.betrays(
        typed[other], *[graph.right(one)] * 2
    )
