"""A numeric question that a lesson will ask on the tables, with its right value and its classic mistakes."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from autograder.keys.asked import Asked, Nature, asked
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
    """What one exercise will ask for, ready to move into its key, and how its answers compare over variants.

    ``shared`` says why two variants may have the same answer; empty when they may not. ``spread`` bounds how
    many times the largest answer of a variant holds the smallest; None when the story draws even its sign.
    """

    exercise: str
    name: str
    asked: Asked
    shared: str = ""
    spread: Decimal | None = Decimal(2)

    @property
    def right(self) -> Answer:
        """The right value."""
        return self.asked.way.formula()

    @property
    def tolerance(self) -> Number:
        """How near is near enough."""
        return self.asked.nature.tolerance

    @property
    def slips(self) -> tuple[Slip, ...]:
        """The classic mistakes."""
        return tuple(self.asked.slips())


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
    """Make a question that stands alone, until its key says what it is worked out from."""
    found = tuple(slips)
    question = asked(Nature(tolerance), lambda: right, slips=lambda: found)
    return Question(exercise, name, question, shared, None if spread is None else dec(spread))


def lure(name: str, value: Answer) -> Slip:
    """Make a mistake that the data invite and that no formula of ``ntc.calc`` knows."""
    return Slip(f"lure.{name}", value, "")


def energy(right: Decimal) -> Decimal:
    """Tolerance of an energy: half a per cent."""
    return abs(right) / 200
