"""An exercise declared by its questions: its key, and the specimens that come of them by themselves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any

from autograder.keys import registry
from autograder.keys.answers import Answers, Lesson
from autograder.keys.asked.declared import QUESTIONS, Questions, graph_of
from autograder.keys.asked.graph import Graph
from autograder.keys.asked.judge import judge
from autograder.keys.primitives.combine import combine
from autograder.keys.registry import Specimen
from autograder.keys.samples import Raw, typed
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc.case import Case

Beside = Callable[[Case, Truth, Answers], Sequence[PartMark]]
"""(case, truth, answers) → the marks of what is no figure in an exercise."""
Comments = Callable[[Graph, Answers, Mapping[str, PartMark]], Sequence[str]]
"""(questions of the lesson, answers, marks by part) → what to tell the learner about the whole, in French."""

LAZY = {
    "zeros": ("0", "01/01/2025"),
    "ones": ("1", "01/01/2025"),
    "hundred per cent": ("100", "31/12/2025"),
    "a thousandth of a per cent": ("0,001 %", "01/07/2025"),
}
"""Trivial answers: the text of a figure, and one date for all the dates."""


@dataclass(frozen=True)
class Exercise:
    """How the questions of an exercise make its mark, with what stands beside them (weights by part)."""

    id: str
    beside: Beside | None = None
    weights: Mapping[str, float] = field(default_factory=dict)
    comments: Comments | None = None

    def mark(self, case: Case, truth: Truth, answers: Answers) -> Mark:
        """Mean of the questions by their weights, with what stands beside them: the key of the exercise."""
        graph, names = graph_of(self.id, case, truth), asked_of(self.id, case, truth)
        judged = judged_in(graph, answers.lesson)
        marks = {part: judged[name] for part, name in names.items()}
        others = self.beside(case, truth, answers) if self.beside else ()
        weights = {part: graph.questions[name].weight for part, name in names.items()}
        said = self.comments(graph, answers, marks) if self.comments else ()
        return combine([*others, *marks.values()], {**self.weights, **weights}, said)

    def shares(self, graph: Graph) -> dict[str, float]:
        """The part of the exercise that each of its questions is worth, by name."""
        weights = {n: each.weight for n, each in graph.questions.items() if n.partition(".")[0] == self.id}
        total = sum(weights.values()) + sum(self.weights.values())
        return {name: weight / total for name, weight in weights.items()}


EXERCISES: dict[str, Exercise] = {}


def questions(
    exercise_id: str,
    *,
    beside: Beside | None = None,
    weights: Mapping[str, float] | None = None,
    comments: Comments | None = None,
) -> Callable[[Questions], Questions]:
    """Register the questions of an exercise, (case, truth) → questions by part, and the key that marks them.

    ``weights`` are those of the parts that ``beside`` marks. ValueError when the exercise has a key already.
    """
    exercise = Exercise(exercise_id, beside, weights or {}, comments)

    def keep(declare: Questions) -> Questions:
        @wraps(declare)
        def marked(case: Case, truth: Truth, answers: Answers) -> Mark:
            return exercise.mark(case, truth, answers)

        @wraps(declare)
        def implied(case: Case, truth: Truth) -> list[Specimen]:
            return derived(exercise_id, case, truth)

        registry.key(exercise_id)(marked)
        registry.imply(exercise_id, implied)
        EXERCISES[exercise_id] = exercise
        QUESTIONS[exercise_id] = declare
        return declare

    return keep


def asked_of(exercise_id: str, case: Case, truth: Truth) -> dict[str, str]:
    """The names in the lesson of the questions of an exercise, by part."""
    graph = graph_of(exercise_id, case, truth)
    return {name.partition(".")[2]: name for name in graph.questions if name.partition(".")[0] == exercise_id}


def answers_to(graph: Graph, values: Mapping[str, Any]) -> Raw:
    """The raw answers, by field id, that give these values to the questions of these names."""
    raw: Raw = {}
    for name, value in values.items():
        question = graph.questions[name]
        place = question.place
        text = _raw(value, question.part.unit)
        if place.row and place.column:
            raw.setdefault(place.field, {}).setdefault(place.row, {})[place.column] = text
        elif place.row:
            raw.setdefault(place.field, {})[place.row] = text
        else:
            raw[place.field] = text
    return raw


def _raw(value: Any, unit: str) -> Any:
    """What a page sends: things chosen as a list, pairs as a match, a text as it is, a figure as typed."""
    if isinstance(value, tuple):
        return dict(value) if value and isinstance(value[0], tuple) else list(value)
    return value if isinstance(value, str) else typed(value, unit)


def derived(exercise_id: str, case: Case, truth: Truth) -> list[Specimen]:
    """The specimens that the questions of an exercise imply; what stands beside them is left blank.

    Right, rounded each way that is invited, each mistake alone and carried on with right methods, each
    reading kept through the lesson, half of it, blank, unreadable, trivial figures. The figures of the other
    exercises are right, or follow from the mistake.
    """
    graph, names = graph_of(exercise_id, case, truth), asked_of(exercise_id, case, truth).values()
    share = EXERCISES[exercise_id].shares(graph)
    right = {name: graph.right(name) for name in graph.questions}
    whole = sum(share.values())

    def specimen(
        label: str, changes: Mapping[str, Any], lost: float = 0.0, slip: str | None = None
    ) -> Specimen:
        worth = round(whole - lost, 9)
        return Specimen(label, answers_to(graph, {**right, **changes}), worth, slip)

    found = [
        specimen("right", {}),
        specimen("rounded first", {n: _rounded(graph, n, 0) for n in names}),
        specimen("rounded last", {n: _rounded(graph, n, -1) for n in names}),
    ]
    for name in names:
        for rank, slip in enumerate(graph.slips(name)):
            label, worth = f"{name}: {slip.id} no. {rank}", share[name]
            found.append(specimen(label, {name: slip.value}, worth, slip.id))
            found.append(specimen(f"{label}, carried", graph.follow({name: slip.value}), worth, slip.id))
    for rank, reading in enumerate(graph.ground.readings):
        values = graph.follow({}, reading.values)
        first = next((n for n in graph.questions if not _same(graph, n, values.get(n))), None)
        label = f"{reading.id} no. {rank} throughout"
        if first in share:
            found.append(specimen(label, values, share[first], reading.id))
        else:
            found.append(specimen(label, values))
    half = list(names)[: len(names) // 2]
    found.append(
        Specimen("half", answers_to(graph, {n: right[n] for n in half}), sum(share[n] for n in half))
    )
    figures = [n for n in graph.questions if graph.questions[n].choices is None]
    for label, (number, day) in LAZY.items():
        values = {n: day if isinstance(right[n], date) else number for n in figures}
        # A hundred meetings may be what there is to obtain: chance gives that one its points.
        lucky = [n for n in names if n in figures and graph.questions[n].nature.whole]
        worth = sum(share[n] for n in lucky if number.isdigit() and right[n] == int(number))
        found.append(Specimen(label, answers_to(graph, values), worth))
    return [
        *found,
        Specimen("nothing saved"),
        Specimen("blank", answers_to(graph, dict.fromkeys(names, " "))),
        Specimen("unreadable", answers_to(graph, dict.fromkeys(names, "je ne sais pas"))),
    ]


def right_values(exercise_id: str, case: Case, truth: Truth) -> dict[str, Any]:
    """The right values of the questions of an exercise, by part."""
    graph = graph_of(exercise_id, case, truth)
    return {part: graph.right(name) for part, name in asked_of(exercise_id, case, truth).items()}


def right_answers(exercise_id: str, case: Case, truth: Truth) -> Raw:
    """The raw answers to the questions of an exercise when all are right."""
    graph, names = graph_of(exercise_id, case, truth), asked_of(exercise_id, case, truth).values()
    return answers_to(graph, {name: graph.right(name) for name in names})


def judged_in(graph: Graph, lesson: Lesson) -> Mapping[str, PartMark]:
    """The marks of all the questions of a lesson, worked out once for its exercises."""
    # A paper asks questions of several lessons: each has a graph of its own.
    if graph not in lesson.notes:
        lesson.notes[graph] = judge(graph, lesson)
    return lesson.notes[graph]


def _rounded(graph: Graph, name: str, rank: int) -> Any:
    value, steps = graph.right(name), graph.questions[name].nature.roundings
    if not steps:
        return value
    rounded = list(graph.questions[name].nature.rounded(value))
    return rounded[rank] if rounded else value


def _same(graph: Graph, name: str, value: Any) -> bool:
    return value is None or graph.questions[name].nature.same(value, graph.right(name))
