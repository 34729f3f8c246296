"""What a drill draws: a question with its figures, its right answer, its mistakes, its correction."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import combinations

from ntc.calc.numbers import Number
from ntc.calc.slips import Slip, near
from ntc.french import NBSP, typeset

_OPERATOR = re.compile(r" ([−÷×=]) ")

Right = Decimal | int | date | str


@dataclass(frozen=True)
class Table:
    """Figures that go with a question: a caption, the column heads and the rows, as shown."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Draw:
    """One question. ``unit`` is that of ``ntc.fields.numbers``, or "date", or "" with ``options``.

    ``options`` are the answers to choose from, (id, label); ``right`` is then an id. ``hint`` is said after a
    first wrong answer, before the second try; the steps come after that. All text is French.
    """

    statement: str
    ask: str
    unit: str
    right: Right
    tolerance: Number
    slips: tuple[Slip, ...]
    hint: str
    steps: tuple[str, ...]
    table: Table | None = None
    year: int | None = None
    options: tuple[tuple[str, str], ...] = ()


def new(draw: Callable[[random.Random], Draw], rng: random.Random) -> Draw:
    """Draw until no mistake passes for the right answer, nor for another mistake; set the text in print."""
    while True:
        drawn = draw(rng)
        if is_clear(drawn.right, drawn.slips, drawn.tolerance):
            return printed(drawn)


def printed(draw: Draw) -> Draw:
    """Set the spaces of French typography in all that is read."""
    return replace(
        draw,
        statement=_print(draw.statement),
        ask=_print(draw.ask),
        hint=_print(draw.hint),
        steps=tuple(map(_print, draw.steps)),
        options=tuple((key, typeset(label)) for key, label in draw.options),
    )


def _print(text: str) -> str:
    """Set a text in print; an operator never ends a line: it goes with what follows it."""
    return _OPERATOR.sub(rf" \1{NBSP}", typeset(text))


def is_clear(right: Right, slips: Sequence[Slip], tolerance: Number) -> bool:
    """Tell whether the right answer and the mistakes stay apart by more than the tolerance can bridge."""
    if any(near(slip.value, right, 2 * tolerance) for slip in slips):
        return False
    return not any(
        one.id != other.id and near(one.value, other.value, 2 * tolerance)
        for one, other in combinations(slips, 2)
    )


def wrong(name: str, value: Right, message: str) -> Slip:
    """Make a mistake that only a drill knows, ``drill.<name>``; a classic one is in ``ntc.calc.slips``."""
    return Slip(f"drill.{name}", value, typeset(message))
