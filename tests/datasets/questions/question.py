"""A numeric question that a lesson will ask on the tables, with its right value and its classic mistakes."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ntc.calc.numbers import Number, dec
from ntc.calc.slips import Answer, Slip

CENT = Decimal("0.01")
EURO = Decimal(1)
POINT = Decimal("0.0005")
"""Five hundredths of a point, for a rate written as a ratio."""
HUNDREDTH = Decimal("0.01")
COUNT = Decimal("0.5")
"""A number of things is right or wrong."""
DAY = 1
NAME = 0
"""A model of the catalogue is right or wrong."""


@dataclass(frozen=True)
class Question:
    """What one exercise asks for: the right value, how near is near enough, and its mistakes.

    ``shared`` says why two variants may have the same answer; empty when they may not. ``spread`` bounds how
    many times the largest answer of a variant holds the smallest; None when the story draws even its sign.
    """

    exercise: str
    name: str
    right: Answer
    tolerance: Number
    slips: tuple[Slip, ...] = ()
    shared: str = ""
    spread: Decimal | None = Decimal(2)


def ask(
    exercise: str,
    name: str,
    right: Answer,
    tolerance: Number,
    slips: Iterable[Slip] = (),
    *,
    shared: str = "",
    spread: Number | None = 2,
) -> Question:
    """Make a question."""
    return Question(
        exercise, name, right, tolerance, tuple(slips), shared, None if spread is None else dec(spread)
    )


def lure(name: str, value: Answer) -> Slip:
    """Make a mistake that the data invite and that no formula of ``ntc.calc`` knows."""
    return Slip(f"lure.{name}", value, "")


def energy(right: Decimal) -> Decimal:
    """Tolerance of an energy: half a per cent."""
    return abs(right) / 200
