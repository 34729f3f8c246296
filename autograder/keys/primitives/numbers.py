"""Marking a figure that stands by itself: no other question builds on it."""

from collections.abc import Sequence
from decimal import Decimal

from autograder.keys.answers import Entry
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.mark import PartMark
from ntc.calc.slips import Slip, made
from ntc.exercises import Part
from ntc.french import half_up, number, percent

HALF = Decimal("0.5")
"""How far an unexplained figure may lie from the right one, in parts of it, and still be carried on."""
SHARP = Decimal(5)
"""A mistake is named within this part of the tolerance: further off, it may be something else."""


def sensible(given: Decimal, right: Decimal, reach: Decimal = HALF) -> bool:
    """Whether an unexplained figure is near enough, in parts of the right one, for others to be built on it.

    >>> sensible(Decimal(151), Decimal(100))
    False
    """
    return abs(given - right) <= abs(right) * reach


def mark_number(
    part: Part,
    entry: Entry,
    right: Decimal,
    tolerance: Decimal,
    *,
    also: Sequence[tuple[Decimal, str]] = (),
    carried: Sequence[tuple[Decimal, str]] = (),
    slips: Sequence[Slip] = (),
    method: str = "",
    places: int = 2,
) -> PartMark:
    """Mark a figure (*num*): right within a tolerance, or as another way or one's own answers give it.

    ``also`` are values that hold as well and ``carried`` those that come of a wrong answer of one's own, each
    with its French sentence. ``slips`` are named where the figure betrays one: it is near, or the rounding of
    that mistake alone; ``method`` (French) is told where it betrays none; ``places`` are the decimals with
    which figures are shown, none for a count.
    """
    expected = _shown(right, places, part.unit)
    if (blank := unanswered(part, entry, expected)) is not None:
        return blank
    given = entry.value
    typed = -int(given.normalize().as_tuple().exponent)
    shown = _shown(given, max(places, min(2, typed)), part.unit)
    told = {"given": shown, "expected": expected}
    if abs(given - right) <= tolerance:
        return question_mark(part, 1.0, "Exact.", **told)
    for values, own in ((also, False), (carried, True)):
        for value, message in values:
            if abs(given - value) <= tolerance:
                return question_mark(part, 1.0, message, carried=own, **told)
    slip = made(slips, given, right, tolerance / SHARP) or _rounded(slips, given, right, tolerance)
    why = slip.message if slip else method
    return question_mark(part, 0.0, f"Vous trouvez {shown}. {why}", slip=slip and slip.id, **told)


def _rounded(slips: Sequence[Slip], given: Decimal, right: Decimal, tolerance: Decimal) -> Slip | None:
    """The one mistake that this figure rounds, where it was rounded no further than is invited."""
    half = Decimal(1).scaleb(int(given.as_tuple().exponent)) / 2
    if half > tolerance or abs(given - right) <= half:
        return None
    found = {slip.id: slip for slip in slips if abs(given - slip.value) <= half}
    return next(iter(found.values())) if len(found) == 1 else None


def _shown(value: Decimal, places: int, unit: str) -> str:
    return percent(value, places) if unit == "%" else number(half_up(value, places), places)
