"""The nature of a figure: how near is right, which roundings are invited, how far it still makes sense.

Said once for amounts, rates, counts, days and dates, so that no key has tolerances of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from autograder.keys.primitives.numbers import HALF, sensible

Margin = Decimal | timedelta

APART = 5
"""Two mistakes nearer to each other than this part of a tolerance cannot be told apart."""
SHARP = Decimal("0.00001")
"""How near a mistake's value lies to a figure that betrays it, in parts of it."""
CENT, EURO, THOUSAND = Decimal("0.01"), Decimal(1), Decimal(1000)
SEASON = timedelta(days=92)
"""How far an unexplained date may lie from the right one and still be carried on."""


@dataclass(frozen=True)
class Nature:
    """What all figures of a kind share.

    ``tolerance``: how far an answer may be from a right value. ``roundings``: the steps to which a lesson
    invites one to round it before going on, finest first. ``answered``: coarser steps at which an answer is
    right when it is exactly the right value rounded. ``nearly``: « tout près », in parts of the right value
    unless ``points``. ``reach``: how far an unexplained figure is still carried on, in parts of the right
    value; more for a gap of two large figures, which a slight misreading of one doubles. ``whole``: a count,
    right or wrong. ``least``: a limit that nothing may lie under, however near. ``names``: not a figure but
    the id of a choice.
    """

    tolerance: Margin = Decimal(0)
    roundings: tuple[Decimal, ...] = ()
    answered: tuple[Decimal, ...] = ()
    nearly: Margin = Decimal("0.001")
    points: bool = False
    reach: Decimal = HALF
    whole: bool = False
    least: bool = False
    names: bool = False

    def same(self, given: Any, value: Any) -> bool:
        """Whether an answer is this value, within the tolerance or rounded as it may be."""
        return self.between(given, value, value)

    def between(self, given: Any, low: Any, high: Any) -> bool:
        """Whether an answer lies between two values, tolerance included, or is one of them rounded."""
        if self.names or isinstance(given, date) != isinstance(low, date):
            return given in (low, high)
        below = CENT / 10 if self.least else self.tolerance
        if low - below <= given <= high + self.tolerance:
            return True
        ends = (low,) if low is high else (low, high)
        return any(given == rounded(end, step) for step in self.answered for end in ends)

    def betrays(self, given: Any, low: Any, high: Any) -> bool:
        """Whether an answer is one of these values of a mistake and not merely near, as a right one may be.

        A date is to the day; a figure is worked out, or is the value rounded as a right one may be, with as
        many decimals: « 89 % » tells nothing of 89,04 %.
        """
        if self.names or isinstance(given, date) or isinstance(low, date):
            return self.between(given, low, high) and low <= given <= high
        if self.whole and low == high and low % 1:
            return abs(given - low) <= Decimal("0.005")
        return self.sharp(given, low, high) or (
            self.between(given, low, high)
            and any(
                given in (rounded(low, step), rounded(high, step)) and _fine(given, step)
                for step in (*self.roundings, *self.answered)
            )
        )

    def sharp(self, given: Any, low: Any, high: Any) -> bool:
        """Whether a figure lies so near these values that no other mistake has to be thought of."""
        if isinstance(given, date):
            return low <= given <= high
        reach = min(self.tolerance, max(self.tolerance / APART, abs(low) * SHARP))
        return low - reach <= given <= high + reach

    def plausible(self, given: Any, right: Any) -> bool:
        """Whether an unexplained figure is sensible enough for others to be built on it."""
        if self.names or isinstance(given, date):
            return self.names or abs(given - right) <= SEASON
        if self.whole and given % 1:
            return False
        return sensible(given, right, self.reach)

    @property
    def coarsest(self) -> Decimal:
        """The largest step at which one may round; only of what may be rounded."""
        return max(self.roundings + self.answered)

    def cut(self, given: Decimal, right: Decimal) -> bool:
        """Whether an answer is the right value cut after some decimal or digit, not rounded."""
        return cut_to(right, Decimal(1).scaleb(_written(given))) == given

    def misrounded(self, given: Any, right: Any) -> bool:
        """Whether an answer is a value rounded the wrong way, at a step at which one may round it."""
        if self.names or self.whole or not isinstance(given, Decimal) or not self.roundings or not given:
            return False
        return any(
            given % step == 0
            and given != right
            and abs(given - right) < step
            and rounded(right, step) != given
            for step in (*self.roundings, *self.answered)
        )

    def near(self, given: Any, right: Any) -> bool:
        """Whether an answer is so near that it may be the right value badly rounded."""
        if self.names or self.whole or isinstance(given, date):
            return False
        reach = self.nearly if self.points else abs(right) * self.nearly
        return abs(given - right) <= reach

    def rounded(self, value: Any) -> Iterator[Any]:
        """The value rounded each way that a lesson invites, as far as it changes anything."""
        if isinstance(value, Decimal):
            yield from dict.fromkeys(
                each for step in self.roundings if (each := rounded(value, step)) != value
            )

    def hasty(self, value: Any) -> Iterator[Any]:
        """The value rounded one digit further than a lesson invites, as far as it changes anything."""
        if isinstance(value, Decimal) and self.roundings:
            each = rounded(value, self.coarsest * 10)
            if each and each != value:
                yield each

    def half_unit(self, typed: Decimal) -> Decimal:
        """What the last digit of a figure leaves open, never more than the rounding that is invited.

        A CA in k€ leaves open half a thousand, since a CA may be given so; a rate of 34 % not half a point.
        """
        if not self.roundings or not isinstance(typed, Decimal):
            return Decimal(0)
        written = Decimal(1).scaleb(_written(typed))
        return min(written, self.coarsest) / 2


def rounded(value: Decimal, step: Decimal) -> Decimal:
    """Round half up to a step: 0.001, 1 or 1000.

    >>> rounded(Decimal("1727499.6"), Decimal(1000))
    Decimal('1727000')
    """
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def cut_to(value: Decimal, step: Decimal) -> Decimal:
    """Cut to a step, whatever is left of it.

    >>> cut_to(Decimal("6.7"), Decimal(1))
    Decimal('6')
    """
    return (value / step).quantize(Decimal(1), ROUND_DOWN) * step


def _written(given: Decimal) -> int:
    """The power of ten of the last digit of a figure that is not a nought."""
    return int(given.normalize().as_tuple().exponent)


def _fine(given: Decimal, step: Decimal) -> bool:
    """Whether a figure was typed with the decimals that a step has."""
    return step >= 1 or int(given.as_tuple().exponent) <= int(step.normalize().as_tuple().exponent)


AMOUNT = Nature(EURO, (CENT, EURO))
"""Euros, to the euro."""
LEAST = replace(AMOUNT, roundings=(CENT,), least=True)
"""A price that nothing is sold under: to the cent, or up to the euro above."""
SALES = replace(AMOUNT, answered=(Decimal(10), Decimal(100), THOUSAND))
"""A CA, a threshold: to the euro, or exactly rounded to the k€, with decimals or none; never to the M€."""
PRICE = Nature(Decimal("0.5"), (CENT, EURO))
"""What one unit is worth, in euros: to the cent or to the euro."""
HUNDREDTH_OF_POINT, TENTH_OF_POINT = Decimal("0.0001"), Decimal("0.001")
RATE = Nature(
    HUNDREDTH_OF_POINT,
    (HUNDREDTH_OF_POINT, TENTH_OF_POINT),
    answered=(TENTH_OF_POINT,),
    nearly=Decimal("0.002"),
    points=True,
)
"""A ratio written in per cent: to two decimals, or exactly rounded to one: two growths may lie that near."""
DAYS = Nature(Decimal("0.05"), (CENT, Decimal("0.1")), answered=(EURO,), nearly=Decimal("0.02"))
"""A number of days: to one decimal, or the whole days nearest."""
HOURS = Nature(Decimal("0.009"), (CENT, Decimal("0.1")), answered=(Decimal("0.1"),), nearly=Decimal("0.02"))
"""A number of hours: to the minute, or exactly rounded to one decimal: 20,05 is not 20 h 05 min."""
COUNT = Nature(whole=True)
"""A number of things: whole, right or wrong."""
DATE = Nature(timedelta(days=1))
"""A date, to the day before or after."""
DAY = Nature(timedelta(0))
"""A date that a rule fixes to the day: a deadline, the day a reminder may leave."""
CHOICE = Nature(names=True)
"""The id of one choice among several, or several of them: right or another."""
