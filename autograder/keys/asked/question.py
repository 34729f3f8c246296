"""What a lesson asks: a question's right value, tolerance, slips and method, and what it is worked out from.

A question, a measure of the case and what lies between them have a name in the lesson; a question's is
``<exercise>.<part>``, the others' have no point (``fixed-costs``). The right value of
a question is its formula on the right values of its sources, and marking works it out again from the
learner's own (``autograder.keys.asked.judge``).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.keys.asked.nature import Nature
from ntc.calc.slips import Slip
from ntc.exercises import Part

Slips = Callable[..., Iterable[Slip]]


@dataclass(frozen=True)
class Way:
    """A formula on the values of its sources, by name and in order.

    ``message`` is French, said to whoever went this way instead of the first one of a question; ``doubtful``
    where the first one, a day off, gives the same date. With ``shown``, it holds for who has its questions
    right: one choice among a few tells too little of a further convention by itself.
    """

    formula: Callable[..., Any]
    sources: tuple[str, ...] = ()
    message: str = ""
    doubtful: str = ""
    shown: bool = False


@dataclass(frozen=True)
class Place:
    """Where a question is answered: a field, or a cell of one; with no column, the match of a row."""

    field: str
    row: str = ""
    column: str = "value"


@dataclass(frozen=True)
class Choices:
    """A question answered by a choice: its labels, and per right choice what each is worth and is told."""

    labels: Mapping[str, str]
    worth: Callable[[str], Mapping[str, float]]
    reasons: Callable[[str], Mapping[str, str]]


@dataclass(frozen=True)
class Asked:
    """One question: the way to its right value, its nature (hence tolerance), its mistakes, its method.

    ``also`` are other ways that are right as well. ``slips`` gives the classic mistakes on the values of the
    sources of the first way. ``method`` (French) says how it is worked out, to whoever missed it in a way of
    their own. ``part`` is the exercise's, and ``place`` its row in the table of one column or, where the
    exercise has no columns, the field ``<exercise>-<part>``, unless given. ``weight`` counts among the
    questions of its exercise. ``silent`` are the readings that its figure does not betray by itself, since
    another mistake gives the same.
    """

    nature: Nature
    way: Way
    also: tuple[Way, ...] = ()
    slips: Slips | None = None
    method: str = ""
    part: Part | None = None
    place: Place | None = None
    weight: float = 1.0
    silent: frozenset[str] = frozenset()
    choices: Choices | None = None

    @property
    def ways(self) -> tuple[Way, ...]:
        """Every way that is right."""
        return (self.way, *self.also)


def asked(nature: Nature, formula: Callable[..., Any], *sources: str, **more: Any) -> Asked:
    """Make a question from its formula and the names of its sources."""
    return Asked(nature, Way(formula, sources), **more)


@dataclass(frozen=True)
class Given:
    """A measure of the case that questions are worked out from.

    With a nature, it is a figure that one can misread in the tables; without, any value.
    """

    value: Any
    nature: Nature | None = None


@dataclass(frozen=True)
class Between:
    """A figure that nobody asks for and that one works out on the way, rounded as its nature invites."""

    nature: Nature
    way: Way


@dataclass(frozen=True)
class Reading:
    """A way of reading the case that changes measures: cancelled orders kept, TTC for HT.

    It is one mistake (``id``, as a slip's) wherever it shows. ``values`` are the measures under it.
    """

    id: str
    message: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Ground:
    """What the questions of a lesson rest on: measures, what lies between, readings.

    ``kept`` are the slips that are conventions kept all along (a sign, a base): one mistake over the lesson.
    """

    givens: Mapping[str, Given]
    between: Mapping[str, Between] = field(default_factory=dict)
    readings: Sequence[Reading] = ()
    kept: frozenset[str] = frozenset()
