"""What the writing of a figure tells: how many digits it has, and how far they reach."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from autograder.keys.asked.nature import Nature, cut_to, rounded

STRONG = 100
"""A figure so many half units of its last digit away from the right one is no chance of rounding."""
HASTY = 50
"""So many half units, at least, a figure must lie away to tell which source was rounded on the way."""
ROUGHLY = Decimal("0.005")
"""How near to the right one, in parts of it, a figure rounded too far is sure to be it."""


def rounds_to(value: Any, given: Any) -> bool:
    """Whether a value gives just this figure when it is written with as many decimals."""
    return isinstance(given, Decimal) and abs(value - given) <= _last_digit(given) / 2


def telling(given: Any, right: Any) -> Decimal:
    """How many half units of its last digit a figure lies away from the right one.

    >>> telling(Decimal("33.11"), Decimal("33.04"))
    Decimal('14')
    """
    return abs(given - right) / _last_digit(given) * 2


def roughly(given: Any, right: Any) -> bool:
    """Whether a figure is so near that it can only be the right one."""
    return isinstance(given, Decimal) and abs(given - right) <= abs(right) * ROUGHLY


def shortened(given: Any, right: Any, nature: Nature, unit: str) -> bool:
    """Whether a figure is the right one with fewer digits than are wanted: rounded further, or cut.

    It has one digit less than may be, or lies near; or it is rounded to digits enough to be no chance: never
    a trivial figure, of one digit, that a large step might round to.
    """
    if not isinstance(given, Decimal) or not given or not nature.roundings or given == right:
        return False
    step = step_of(given, unit)
    close = step <= 10 * nature.coarsest or roughly(given, right)
    if rounded(right, step) == given:
        return close or len(given.normalize().as_tuple().digits) > 1
    return close and cut_to(right, step) == given


def step_of(given: Decimal, unit: str) -> Decimal:
    """The step at which a figure was written: its last decimal, or its last digit that is not a nought."""
    exponent = int(given.as_tuple().exponent)
    if unit == "%" or exponent < 0 or given == 0:
        return Decimal(1).scaleb(exponent)
    return Decimal(1).scaleb(int(given.normalize().as_tuple().exponent))


def in_year(day: date, year: int) -> date | None:
    """The same day of another year; None on 29 February."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def gap(value: Any, given: Any) -> Decimal:
    """How far apart two figures or two dates are, in units or in days."""
    return size(value - given)


def size(span: Decimal | timedelta) -> Decimal:
    """How long a span is, whichever way it goes."""
    return Decimal(abs(span.days)) if isinstance(span, timedelta) else abs(Decimal(span))


def _last_digit(given: Decimal) -> Decimal:
    """What one more of the last digit of a figure is worth: a cent for 2 989,44."""
    return Decimal(1).scaleb(int(given.as_tuple().exponent))
