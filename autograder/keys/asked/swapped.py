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
    answered = [n for n, value in typed.items() if value is not None and graph.questions[n].choices is None]
    for one, other in combinations(answered, 2):
        if one in found or other in found or one.partition(".")[0] != other.partition(".")[0]:
            continue
        if unit(one) == unit(other) and _exchanged(graph, typed, one, other):
            found |= {one: other, other: one}
    return found


def _exchanged(graph: Graph, typed: Mapping[str, Any], one: str, other: str) -> bool:
    here, there = graph.questions[one].nature, graph.questions[other].nature
    if here.same(typed[one], graph.right(one)) or there.same(typed[other], graph.right(other)):
        return False
    return there.betrays(typed[one], *[graph.right(other)] * 2) and here.betrays(
        typed[other], *[graph.right(one)] * 2
    )
