"""The figures of a lesson or of an exercise, answered whole from a mistake made at its source, and marked."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from autograder.keys import SPECIMENS, Lesson, mark
from autograder.keys.asked.declared import QUESTIONS, graph_of
from autograder.keys.asked.exercise import EXERCISES, answers_to
from autograder.keys.asked.graph import Graph
from autograder.keys.asked.nature import rounded
from autograder.keys.asked.own import own_graph
from autograder.mark import Mark
from ntc import exercises
from tests.every.tree import Marked, data, placed

ONCE = 1.5
"""A mistake costs at most so many times the question where it is first made."""
LAZY = 0.15
"""Trivial answers earn at most this part of an exercise."""
CENT = 0.0051
"""Points are kept to the cent."""
TENTH = Decimal("1.1")
WITHOUT_UNIT = "amounts in thousands, without the unit"


class Whole:
    """The figures of exercises on one variant: answered from a mistake, and what that earns.

    ``points`` are those of each question, ``beside`` the raw answers to what stands beside them, worth
    ``more`` points.
    """

    def __init__(
        self,
        variant: str,
        graph: Graph,
        points: Mapping[str, float],
        beside: Mapping[str, Any] | None = None,
        more: float = 0.0,
    ) -> None:
        self.graph, self.points = graph, points
        self.beside, self._full = beside or {}, sum(points.values()) + more
        self.exercises = list(dict.fromkeys(name.partition(".")[0] for name in graph.questions))
        self.right = {name: graph.right(name) for name in graph.questions}
        lesson = exercises.load()[self.exercises[0]].lesson
        self.data = data(variant)
        self.fields = {each.id: placed(variant)[each.id] for each in exercises.of(lesson)}
        self._marked: dict[frozenset, dict[str, Mark]] = {}

    @classmethod
    def lesson(cls, competency: str, variant: str) -> "Whole":
        """The figures of a lesson; what stands beside them is left blank."""
        asking = [each for each in QUESTIONS if each.startswith(f"{competency}-")]
        graph = graph_of(asking[0], *data(variant))
        points = {
            name: exercises.load()[exercise].points * share
            for exercise in asking
            for name, share in EXERCISES[exercise].shares(graph).items()
        }
        return cls(variant, graph, points)

    @classmethod
    def exercise(cls, exercise_id: str, variant: str) -> "Whole":
        """The figures of an exercise whose key is its own; what stands beside them is right.

        So are, before them, those of other exercises that they are worked out from.
        """
        case, labels = data(variant)
        graph = own_graph(exercise_id, case, labels)
        asked = dict.fromkeys(name.partition(".")[0] for name in graph.questions)
        right: dict[str, Any] = {}
        points: dict[str, float] = {}
        for each in asked:
            own = next(one.raw for one in SPECIMENS[each](case, labels) if one.fraction > 1 - CENT)
            right |= own
            total = sum(part.weight for part in Marked(variant).of(each, own).parts)
            points |= {
                name: exercises.load()[each].points * question.weight / total
                for name, question in graph.questions.items()
                if name.partition(".")[0] == each
            }
        whole = sum(exercises.load()[each].points for each in asked)
        return cls(variant, graph, points, right, whole - sum(points.values()))

    def earned(self, values: Mapping[str, Any]) -> dict[str, float]:
        """The points of each exercise for these values."""
        return {
            each: exercises.load()[each].points * mark.fraction for each, mark in self.marks(values).items()
        }

    def marks(self, values: Mapping[str, Any]) -> dict[str, Mark]:
        """What marking says of each exercise for these values; the same values are marked once."""
        key = frozenset(values.items())
        if key not in self._marked:
            answers = Lesson.read(self.fields, over(self.beside, answers_to(self.graph, values)))
            self._marked[key] = {each: mark(each, *self.data, answers) for each in self.exercises}
        return self._marked[key]

    def cost(self, values: Mapping[str, Any]) -> float:
        """The points that these values lose, right ones everywhere being the measure."""
        return self._full - sum(self.earned(values).values())

    def named(self, values: Mapping[str, Any]) -> set[str]:
        """The mistakes that these values are told to be."""
        return {part.slip for each in self.marks(values).values() for part in each.parts if part.slip}

    def told(self, name: str, values: Mapping[str, Any]) -> str:
        """What is said of one of these values."""
        exercise, _, part = name.partition(".")
        (found,) = [each for each in self.marks(values)[exercise].parts if each.part == part]
        return found.message

    def first(self, values: Mapping[str, Any]) -> str | None:
        """The first question whose value is not right."""
        return next(
            (
                name
                for name, question in self.graph.questions.items()
                if name in values and not question.nature.same(values[name], self.right[name])
            ),
            None,
        )


def over(beside: Mapping[str, Any], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Raw answers laid over others, row by row: what a table asks beside figures stays as it is."""
    found = dict(beside)
    for field, given in raw.items():
        under = found.get(field)
        if isinstance(given, dict) and isinstance(under, dict):
            given = {row: _row(under.get(row), cells) for row, cells in given.items()}
            found[field] = {**under, **given}
        else:
            found[field] = given
    return found


def _row(under: Any, cells: Any) -> Any:
    return {**under, **cells} if isinstance(under, dict) and isinstance(cells, dict) else cells


def mistakes(whole: Whole) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each mistake at its source, with all that right methods make of it."""
    graph, kept = whole.graph, {}
    for name, question in graph.questions.items():
        for rank, slip in enumerate(graph.slips(name)):
            yield f"{slip.id} no. {rank} at {name}", graph.follow({name: slip.value})
            if slip.id in graph.ground.kept:
                kept.setdefault((slip.id, rank), {})[name] = slip.value
        for other in question.choices.labels if question.choices else ():
            yield f"{other} for {name}", graph.follow({name: other})
        if isinstance(whole.right[name], Decimal) and question.choices is None:
            yield (
                f"{name} a tenth too high",
                graph.follow({name: tenth_more(whole.right[name], question.nature)}),
            )
    for (slip_id, rank), values in kept.items():
        yield f"{slip_id} no. {rank} kept", graph.follow(values)
    for rank, reading in enumerate(graph.ground.readings):
        values = graph.follow({}, reading.values)
        yield f"{reading.id} no. {rank} kept", values
        # The first figure may be right, taken from elsewhere: the reading shows, and counts, further on. Not
        # by nought, which tells nothing: no growth, when last year's CA was kept for this year's.
        if first := whole.first(values):
            after = {**values, first: whole.right[first]}
            if first in reading.values:  # what rests on it is then worked out from it
                others = {name: value for name, value in reading.values.items() if name != first}
                after = graph.follow({first: whole.right[first]}, others)
            if (second := whole.first(after)) is None or after[second]:
                yield f"{reading.id} no. {rank} kept after {first}", after
    yield WITHOUT_UNIT, in_thousands(whole)
    for name, given in graph.ground.givens.items():
        if given.nature is not None:
            yield f"{name} misread", graph.follow({}, {name: tenth_more(given.value, given.nature)})


def carried(whole: Whole) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each mistake and each reading that has a name, with all that right methods make of it."""
    for name in whole.graph.questions:
        for slip in whole.graph.slips(name):
            yield slip.id, whole.graph.follow({name: slip.value})
    for reading in whole.graph.ground.readings:
        yield reading.id, whole.graph.follow({}, reading.values)


def over_charged(whole: Whole, made: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    """Which of these values, each with its label, cost more than the question where they are first wrong."""
    for label, values in made:
        first = whole.first(values)
        limit = 0 if first is None else ONCE * whole.points[first]
        if (cost := whole.cost({**whole.right, **values})) > limit + CENT:
            yield f"{label}: {cost:.2f}, {limit:.2f} at most ({first})"


def misnamed(whole: Whole) -> Iterator[str]:
    """Which mistakes, carried on, are told to be another one."""
    for slip_id, values in carried(whole):
        if named := whole.named({**whole.right, **values}) - {slip_id}:
            yield f"{whole.exercises}, {slip_id}: {named}"


def lost_by_rounding(whole: Whole) -> Iterator[str]:
    """Which figures, rounded as the lesson invites, one by one or all of them, lose points."""
    graph = whole.graph
    for name, node in {**graph.questions, **graph.ground.between}.items():
        for step in (*node.nature.roundings, *node.nature.answered):
            values = graph.follow({}, {name: rounded(graph.right(name), step)})
            if (cost := whole.cost({**whole.right, **values})) > CENT:
                yield f"{name} rounded to {step}: {cost:.2f}"
    for rank in (0, -1):
        if (cost := whole.cost(all_rounded(graph, rank))) > CENT:
            yield f"{whole.exercises}, everything rounded ({rank}): {cost:.2f}"


def in_thousands(whole: Whole) -> dict[str, Any]:
    """Right answers, amounts being written in thousands of euros without saying so."""
    amounts = [name for name, question in whole.graph.questions.items() if question.part.unit.startswith("€")]
    return {**whole.right, **{name: whole.right[name] / 1000 for name in amounts}}


def tenth_more(value: Decimal, nature: Any) -> Decimal:
    return rounded(value * TENTH, Decimal(1)) if nature.whole else value * TENTH


def all_rounded(graph: Graph, rank: int) -> dict[str, Any]:
    """The answers of whoever rounds every figure, and goes on with the rounded ones."""
    values: dict[str, Any] = {}
    for name, question in graph.questions.items():
        value, steps = graph.follow(values)[name], question.nature.roundings
        values[name] = rounded(value, steps[rank]) if steps else value
    return values


TRIVIAL = {"nothing": Decimal(0), "one": Decimal(1), "a hundred": Decimal(100), "a speck": Decimal("0.00001")}
DAYS = (date(2025, 1, 1), date(2025, 7, 1), date(2025, 12, 31))


def lazy(whole: Whole) -> Iterator[tuple[str, dict[str, Any]]]:
    """Trivial figures everywhere, one date for all, and trivial figures with all that they carry."""
    graph = whole.graph
    figures = [name for name, question in graph.questions.items() if not question.nature.names]
    sources = {source for name in figures for source in graph.sources(name)}
    for label, value in TRIVIAL.items():
        for day in DAYS:
            everywhere = {n: day if isinstance(whole.right[n], date) else value for n in figures}
            yield f"{label} everywhere, {day}", everywhere
            for kind, kept in (("sources", sources), ("roots", {n for n in sources if not graph.sources(n)})):
                carried = dict(everywhere)
                for name in figures:
                    if name not in kept and graph.sources(name):
                        carried |= built(graph, name, carried)
                yield f"{label} in the {kind}, carried, {day}", carried


def unmade(graph: Graph, name: str) -> bool:
    """Whether a question is a choice that a trivial figure does not make."""
    question = graph.questions[name]
    return question.nature.names and question.choices is None


def built(graph: Graph, name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """A question worked out from the answers to others; nothing when no way leads from them."""
    for way in graph.questions[name].ways:
        if any(each in graph.questions and unmade(graph, each) for each in way.sources):
            continue
        sources = [values[each] if each in values else graph.right(each) for each in way.sources]
        if any(each in values for each in way.sources):
            try:
                return {name: way.formula(*sources)}
            except (ValueError, ArithmeticError):
                return {}
    return {}
