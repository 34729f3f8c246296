"""Finding the one measure that a learner misread in the tables, from several answers that agree about it.

Nobody is asked for the quantities of the budget or for last year's CA: a figure misread there shows only in
what is worked out from it. The first unexplained answer tells what was read; it is believed when others,
worked out with right methods from the same misread figure, fall just where the learner's do.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from autograder.keys.asked.graph import NO_FIGURE, Graph, Settled, Worked, Working
from autograder.keys.asked.nature import rounded
from autograder.keys.asked.question import Reading

STEPS = 25
CLOSE = Decimal("1e-12")
DIGITS = 3
"""An answer with so many significant digits was worked out, however far off it is."""


@dataclass(frozen=True)
class Misread:
    """A measure that was misread, and the question that shows it first and bears its cost.

    The readings are one, with what the last decimal of the answer leaves open on either side.
    """

    question: str
    readings: tuple[Reading, ...]

    @property
    def id(self) -> str:
        """The id of the misreading."""
        return self.readings[0].id


def infer(
    graph: Graph, settled: Settled, puzzles: Mapping[str, Any], known: Collection[str]
) -> Misread | None:
    """Find a misread measure among the unexplained answers; None when no two of them agree on one.

    ``puzzles`` are those answers by question, in order, ``known`` the ids of the misreadings found before.
    The measure that explains most of them is taken, and the first that it explains bears its cost.
    """
    if len(puzzles) < 2:
        return None
    working = Working(graph, settled)
    best: Misread | None = None
    most = 1
    for name, given in puzzles.items():
        if not _telling(graph, name, given):
            continue
        for measure in graph.given(name):
            resting = [each for each in puzzles if measure in graph.before(each)]
            if len(resting) <= most:
                continue
            readings = _read(graph, working, name, measure, given)
            if not readings or readings[0].id in known:
                continue
            explained: list[str] = []
            for rank, each in enumerate(resting):
                # Nothing is worked out for a measure that cannot explain more than another does.
                if len(explained) + len(resting) - rank <= most:
                    break
                if _agrees(graph, working, each, puzzles[each], readings):
                    explained.append(each)
            if len(explained) > most:
                best, most = Misread(explained[0], readings), len(explained)
    return best


def _telling(graph: Graph, name: str, given: Any) -> bool:
    """Whether a misread figure may be worked back from an answer: not from a trivial one."""
    nature = graph.questions[name].nature
    if nature.names or isinstance(given, date) or not given:
        return False
    written = len(given.normalize().as_tuple().digits)
    return written >= DIGITS or nature.plausible(given, graph.right(name))


def _read(graph: Graph, working: Working, name: str, measure: str, given: Decimal) -> tuple[Reading, ...]:
    """The readings under which a measure explains an answer; none when no plausible value does."""
    nature, right = graph.ground.givens[measure].nature, graph.right(measure)
    formula = _along(graph, working.settled, name, measure)
    read = _solve(formula, right, given)
    if read is not None and nature.whole:
        read = rounded(read, Decimal(1))
    if read is None or read == right or not nature.plausible(read, right):
        return ()
    half = graph.questions[name].nature.half_unit(given)
    ends = [_solve(formula, right, target) for target in (given - half, given + half)]
    if any(end is None for end in ends):
        return ()
    values = [read] if nature.whole else [read, *ends]
    return tuple(Reading(f"misread.{measure}", "", {measure: value}) for value in dict.fromkeys(values))


def _agrees(graph: Graph, working: Working, name: str, given: Any, readings: Iterable[Reading]) -> bool:
    question = graph.questions[name]
    return any(
        question.nature.between(given, worked.ends[0], worked.ends[-1])
        for reading in readings
        for worked in working.under(reading, name)
    )


def _along(graph: Graph, settled: Settled, name: str, measure: str) -> Callable[[Decimal], Decimal]:
    """What right methods give on a misread measure, on the learner's own answers where they have some."""
    still: dict[str, Any] = {}

    def source(each: str, read: Decimal) -> Any:
        if each == measure:
            return read
        if each in still:
            return still[each]
        if each in graph.ground.between:
            way = graph.ground.between[each].way
            value = way.formula(*[source(one, read) for one in way.sources])
            if measure in graph.before(each):
                return value
        else:
            own: list[Worked] = [worked for worked in settled.get(each, ()) if worked.own]
            value = own[0].value if own else graph.right(each)
        still[each] = value
        return value

    way = graph.questions[name].way
    return lambda read: way.formula(*[source(each, read) for each in way.sources])


def _solve(formula: Callable[[Decimal], Decimal], start: Decimal, target: Decimal) -> Decimal | None:
    """The value at which a formula reaches a target, by secants from the right value; None when none does."""
    before, now = Decimal(start), Decimal(start) * Decimal("1.1") + 1
    try:
        behind, ahead = formula(before) - target, formula(now) - target
        for _ in range(STEPS):
            if abs(ahead) <= max(abs(target) * CLOSE, CLOSE):
                return now
            if ahead == behind:
                return None
            before, behind, now = now, ahead, now - ahead * (now - before) / (ahead - behind)
            ahead = formula(now) - target
    except NO_FIGURE:
        return None
    return None
