"""What the exercises of a lesson take from each other: a figure, or a way of counting that is kept."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import combinations, product
from operator import add, mul, sub, truediv
from typing import Any

from autograder.keys import Lesson, mark
from autograder.keys.answers import Answers
from autograder.keys.asked.declared import QUESTIONS, graph_of
from autograder.keys.asked.exercise import answers_to
from autograder.keys.asked.graph import Graph
from autograder.keys.asked.own import OWN, own_graph
from autograder.mark import Mark
from ntc import exercises
from tests.every.tree import data
from tests.every.whole import Whole, over

OPERATIONS = (add, sub, lambda one, other: other - one, mul, truediv, lambda one, other: other / one)
"""How a figure may be worked out from two others."""


class Together:
    """The figures of a lesson, those of keys of their own among them, marked as one hand-in."""

    def __init__(self, wholes: Sequence[Whole]) -> None:
        self.wholes = wholes
        self.points = {name: points for whole in wholes for name, points in whole.points.items()}

    @cached_property
    def _right(self) -> dict[str, Mark]:
        return self.marks({})

    def marks(self, values: Mapping[str, Any]) -> dict[str, Mark]:
        """What marking says of each exercise, where these values stand in the place of the right ones."""
        lesson = Lesson.read(self.wholes[0].fields, self._raw(values))
        every = (each for whole in self.wholes for each in whole.exercises)
        return {each: mark(each, *self.wholes[0].data, lesson) for each in every}

    def cost(self, values: Mapping[str, Any]) -> float:
        """The points that these values lose."""
        return sum(
            exercises.load()[each].points * (self._right[each].fraction - found.fraction)
            for each, found in self.marks(values).items()
        )

    def named(self, values: Mapping[str, Any]) -> set[str]:
        """The mistakes that these values are told to be."""
        return {part.slip for found in self.marks(values).values() for part in found.parts if part.slip}

    def first(self, values: Mapping[str, Any]) -> str:
        """The first question, in the order of the lesson, whose value is not right."""
        wrong = (whole.first(_within(whole, values)) for whole in self.wholes)
        return min(filter(None, wrong), key=lambda name: _rank(_exercise(name)))

    def kept(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each way of counting that has its name in several exercises, made in all of them."""
        for slip_id in sorted(_shared(self.wholes)):
            made = [found for whole in self.wholes if (found := _made(whole.graph, slip_id))]
            for values in product(*made):
                yield slip_id, {name: value for each in values for name, value in each.items()}

    def links(self) -> dict[str, set[str]]:
        """By exercise of a key of its own, those before it that it takes anything from."""
        shared, found = _shared(self.wholes), {}
        for whole in self.wholes:
            own = whole.exercises[-1]
            if own in OWN:
                found[own] = set(whole.exercises[:-1])
                for slip_id in shared:
                    if own in shared[slip_id]:
                        found[own] |= {each for each in shared[slip_id] if _rank(each) < _rank(own)}
        return found

    def read_by(self, exercise_id: str) -> set[str]:
        """The other exercises that marking one looks at, when all is right."""
        lesson = _Watched(self.wholes[0].fields, self._raw({}))
        mark(exercise_id, *self.wholes[0].data, lesson)
        return lesson.looked_at - {exercise_id}

    def _raw(self, values: Mapping[str, Any]) -> dict[str, Any]:
        raw: dict[str, Any] = {}
        for whole in self.wholes:
            figures = answers_to(whole.graph, {**whole.right, **_within(whole, values)})
            raw = over(raw, over(whole.beside, figures))
        return raw


class _Watched(Lesson):
    """A lesson that remembers which of its exercises were looked at."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.looked_at: set[str] = set()

    def __getitem__(self, exercise_id: str) -> Answers:
        self.looked_at.add(exercise_id)
        return super().__getitem__(exercise_id)


def near_and_far(links: Mapping[str, set[str]], exercise_id: str) -> set[str]:
    """What an exercise takes from, with what these take from."""
    direct = links.get(exercise_id, set())
    return direct.union(*(near_and_far(links, each) for each in direct))


def of_lessons(own: Sequence[Whole], variant: str) -> list[Together]:
    """The lessons that have exercises with keys of their own, whole."""
    found = []
    for competency in dict.fromkeys(_competency(whole.exercises[-1]) for whole in own):
        wholes = [whole for whole in own if _competency(whole.exercises[-1]) == competency]
        if any(_competency(each) == competency for each in QUESTIONS):
            wholes.insert(0, Whole.lesson(competency, variant))
        found.append(Together(wholes))
    return found


def worked_out(variants: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each figure that is another exercise's, or comes of two by arithmetic, on all of these variants."""
    rights = [_figures(variant) for variant in variants]
    lessons: dict[str, dict[str, tuple[Decimal, ...]]] = {}
    for name in set.intersection(*(set(each) for each in rights)):
        values = tuple(each[name] for each in rights)
        if len(set(values)) == len(values):
            lessons.setdefault(_competency(name), {})[name] = values
    for figures in lessons.values():
        known: dict[tuple[float, ...], list[str]] = {}
        for name, values in figures.items():
            known.setdefault(_told(values), []).append(name)
        for names in known.values():
            yield from (
                (one, (other,)) for one in names for other in names if _exercise(one) != _exercise(other)
            )
        for one, other in combinations(figures, 2):
            pairs = list(zip(figures[one], figures[other], strict=True))
            for operation in OPERATIONS if all(value for pair in pairs for value in pair) else ():
                for name in known.get(_told(operation(*pair) for pair in pairs), ()):
                    if len({*map(_exercise, (name, one, other))}) > 1 and name not in (one, other):
                        yield name, (one, other)


def _figures(variant: str) -> dict[str, Decimal]:
    case, truth = data(variant)
    asked = {_competency(each): graph_of(each, case, truth) for each in QUESTIONS}
    graphs = [*asked.values(), *(own_graph(each, case, truth) for each in OWN)]
    rights = {name: graph.right(name) for graph in graphs for name in graph.questions}
    return {name: right for name, right in rights.items() if isinstance(right, Decimal)}


def _told(values: Any) -> tuple[float, ...]:
    """Values as one compares them, however they were rounded on the way."""
    return tuple(round(float(value), 3) for value in values)


def _shared(wholes: Sequence[Whole]) -> dict[str, set[str]]:
    """By way of counting that may be kept and has its name in several exercises, these exercises.

    A name alone is not enough: « one filter of two » is forgotten anew in each list.
    """
    kept: set[str] = set()
    found: dict[str, set[str]] = {}
    for graph in (whole.graph for whole in wholes):
        kept |= graph.ground.kept | {each.id for each in graph.ground.readings}
        for name in graph.questions:
            for slip in graph.slips(name):
                found.setdefault(slip.id, set()).add(_exercise(name))
        for reading in graph.ground.readings:
            asked = {_exercise(name) for name in reading.values if name in graph.questions}
            found.setdefault(reading.id, set()).update(asked)
    # What exercises share whose questions are one graph is carried, and tested, there.
    return {each: who for each, who in found.items() if each in kept and len(who) > 1 and who & OWN.keys()}


def _made(graph: Graph, slip_id: str) -> list[dict[str, Any]]:
    """What a mistake makes of figures, kept wherever it may be made, with all that follows; each way."""
    if readings := [each.values for each in graph.ground.readings if each.id == slip_id]:
        return [graph.follow({}, values) for values in readings]
    made = {
        name: values
        for name in graph.questions
        if (values := [slip.value for slip in graph.slips(name) if slip.id == slip_id])
    }
    if not made:
        return []
    return [graph.follow(dict(zip(made, chosen, strict=True))) for chosen in product(*made.values())]


def _within(whole: Whole, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in whole.right}


def _exercise(name: str) -> str:
    return name.partition(".")[0]


def _competency(name: str) -> str:
    return name.partition("-")[0]


def _rank(exercise_id: str) -> int:
    return list(exercises.load()).index(exercise_id)
