"""Exercises whose key marks figures in a way of its own: what they ask, said as all questions are.

Their keys mark rows, readings and plans that ``@questions`` does not know. What is said here is held against
them: that a mistake costs once, that what is rounded or carried on earns its points.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import product
from typing import Any

from autograder.keys.asked.declared import graph_of
from autograder.keys.asked.graph import Graph
from autograder.keys.asked.nature import Nature
from autograder.keys.asked.question import Asked, Ground, Place, Reading, Way, asked
from autograder.keys.registry import register
from autograder.truth import Truth
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.exercises import Part


@dataclass(frozen=True)
class Own:
    """What an exercise asks, by part, and the ways of counting that one may keep.

    A weight is in the units of the key's own.
    """

    questions: Mapping[str, Asked]
    readings: Sequence[Reading] = ()


Figures = Callable[[Case, Truth], Own]
"""(case, truth) → what an exercise asks."""

OWN: dict[str, Figures] = {}


def figures(exercise_id: str) -> Callable[[Figures], Figures]:
    """Register what an exercise with a key of its own asks; ValueError when it is said already."""
    return register(OWN, exercise_id)


def own_graph(exercise_id: str, case: Case, truth: Truth) -> Graph:
    """The questions of an exercise of the kind, by ``<exercise>.<part>``, and what they rest on.

    Those of other exercises of the lesson that they are worked out from stand before them, as given there.
    """
    own = OWN[exercise_id](case, truth)
    named = partial(_named, exercise_id, own.questions)
    questions = {named(part): _sourced(each, named) for part, each in own.questions.items()}
    readings = [
        replace(each, values={named(name): value for name, value in each.values.items()})
        for each in own.readings
    ]
    sources = {source for each in questions.values() for source in each.way.sources} - questions.keys()
    lesson = graph_of(exercise_id, case, truth) if sources else None
    others = {name: _given(lesson, name) for name in sorted(sources)}
    return Graph({**others, **questions}, Ground({}, readings=readings))


def read_at(nature: Nature, place: Place, right: Any, *slips: Slip, **more: Any) -> Asked:
    """A question that rests on no other: what the tables give, or a choice; ``more`` as ``worked_at``."""
    return worked_at(nature, place, lambda: right, slips=lambda: slips, **more)


def worked_at(
    nature: Nature, place: Place, formula: Callable[..., Any], *sources: str, unit: str = "", **more: Any
) -> Asked:
    """A question worked out from others of its exercise, by part, or of its lesson, by ``<exercise>.<part>``.

    ``more`` is of ``Asked``.
    """
    part = Part(place.row or place.field, place.field, unit)
    return asked(nature, formula, *sources, part=part, place=place, **more)


def kept(ways: Mapping[str, str], counted: Callable[[frozenset[str]], Mapping[str, Any]]) -> list[Reading]:
    """A reading for each way of counting (id → what is wrong with it) that changes anything."""
    right = counted(frozenset())
    found = []
    for way, why in ways.items():
        values = counted(frozenset({way}))
        if changed := {name: value for name, value in values.items() if value != right[name]}:
            found.append(Reading(way, why, changed))
    return found


def throughout(slips: Mapping[str, Iterable[Slip]]) -> list[Reading]:
    """A reading for each mistake (slips by part) that is made in every figure where it changes anything."""
    made: dict[str, dict[str, list[Slip]]] = {}
    for part, each in slips.items():
        for slip in each:
            made.setdefault(slip.id, {}).setdefault(part, []).append(slip)
    return [
        Reading(slip_id, one[0].message, {part: slip.value for part, slip in zip(by_part, one, strict=True)})
        for slip_id, by_part in made.items()
        for one in product(*by_part.values())
    ]


def by_part(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Figures of a key by part, which it has by row and column: « inside calls »."""
    return {name.replace(" ", "-"): value for name, value in figures.items()}


def within(tolerance: Decimal | int | str, *roundings: str) -> Nature:
    """The nature of a figure that a key of its own judges within so much, rounded to these steps."""
    return Nature(Decimal(tolerance), tuple(map(Decimal, roundings)))


def _given(lesson: Graph, name: str) -> Asked:
    """A question of a lesson, whatever it is worked out from there. KeyError when it asks none so named."""
    right, slips = lesson.right(name), lesson.slips(name)
    return replace(lesson.questions[name], way=Way(lambda: right), also=(), slips=lambda: slips)


def _named(exercise_id: str, questions: Mapping[str, Asked], name: str) -> str:
    return f"{exercise_id}.{name}" if name in questions else name


def _sourced(question: Asked, named: Callable[[str], str]) -> Asked:
    sources = tuple(map(named, question.way.sources))
    return replace(question, way=replace(question.way, sources=sources))
