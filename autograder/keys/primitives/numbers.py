"""Marking a figure or a date: a tolerance, named mistakes, and no mistake punished twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from autograder.keys.answers import Entry
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.mark import PartMark
from ntc.calc.slips import Slip
from ntc.exercises import Part
from ntc.french import NBSP, day, euros, half_up, number, percent, plural

Quantity = Decimal | date
Margin = Decimal | timedelta

NEARLY = Decimal("0.01")
ROUNDED = Decimal("0.5")
ROUNDED_RATE = Decimal("0.0005")
MAGNITUDES = tuple(Decimal(power) for power in ("100", "1000", "0.01", "0.001"))


@dataclass(frozen=True)
class Figure:
    """What one question asks for: the right value, how near is near enough, and its classic mistakes.

    ``method`` says in French how the figure is worked out, to whoever missed it in a way of their own.
    """

    right: Quantity
    tolerance: Margin
    slips: Sequence[Slip] = ()
    method: str = ""


@dataclass(frozen=True)
class Accepted:
    """Another value that earns the points, with the French sentence that says why.

    Either another convention (months of 30 days), or the right method on a figure that was wrong before.
    ``tolerance`` widens that of the question, when the earlier figure was typed rounded.
    """

    value: Quantity
    message: str
    tolerance: Margin | None = None


def mark_number(part: Part, entry: Entry, figure: Figure, accepted: Sequence[Accepted] = ()) -> PartMark:
    """Mark a figure (*num*): 1 within the tolerance of the right or of an accepted value, else 0.

    The nearest slip within the tolerance names the mistake; failing that, the method is recalled after a
    remark on a near miss or a wrong order of magnitude.
    """
    expected = show(figure.right, part.unit)
    if (blank := unanswered(part, entry, expected)) is not None:
        return blank
    value, given = entry.value, show(entry.value, part.unit)
    if abs(value - figure.right) <= figure.tolerance:
        return question_mark(part, 1.0, "Exact.", given=given, expected=expected)
    for other in accepted:
        if abs(value - other.value) <= max(figure.tolerance, other.tolerance or figure.tolerance):
            return question_mark(part, 1.0, other.message, given=given, expected=expected)
    near = [slip for slip in figure.slips if abs(value - slip.value) <= figure.tolerance]
    if near:
        slip = min(near, key=lambda slip: abs(value - slip.value))
        message = f"Vous trouvez {given}. {slip.message}"
        return question_mark(part, 0.0, message, given=given, expected=expected, slip=slip.id)
    message = f"Vous trouvez {given} : {_remark(value, figure.right)} {figure.method}".rstrip()
    return question_mark(part, 0.0, message, given=given, expected=expected)


def carried(entry: Entry, right: Decimal, below: Decimal | None = None) -> Decimal | None:
    """The learner's own figure, when later questions may build on it although it is not the right one.

    None when it is exactly right, blank or unreadable, not above zero, or not under ``below``.
    """
    value = entry.value
    if value is None or value == right or value <= 0 or (below is not None and value >= below):
        return None
    return value


def follow(own: Decimal, formula: Callable[[Decimal], Decimal], message: str) -> Accepted:
    """What a formula gives on the learner's own earlier figure, which may have been typed rounded.

    They may have gone on with all its decimals: the answer is known to what half a unit of its last decimal
    changes, a twentieth of a point for a rate, half a euro for an amount at most.
    """
    value = formula(own)
    half = min(Decimal(5).scaleb(int(own.as_tuple().exponent) - 1), ROUNDED_RATE if own < 1 else ROUNDED)
    return Accepted(value, message, abs(formula(own + half) - value))


def show(value: Quantity, unit: str) -> str:
    """Write a figure with the unit of its question: 1 890 000,00 € HT, 32,00 %, 54,0 jours, 27/10/2025."""
    if isinstance(value, date):
        return day(value)
    if unit == "%":
        return percent(value, 2)
    if unit.startswith("€"):
        return euros(value, 2) + unit[1:].replace(" ", NBSP)
    shown = number(half_up(value, 2))
    noun = plural(value, unit.removesuffix("s"))
    return f"{shown}{NBSP}{noun}" if unit else shown


def _remark(value: Quantity, right: Quantity) -> str:
    """Say how far off an unexplained figure is, without giving the right one away."""
    if isinstance(right, date):
        return "ce n’est pas la date attendue."
    if abs(value - right) <= abs(right) * NEARLY:
        return "vous êtes tout près ; gardez toutes les décimales jusqu’au dernier calcul."
    if any(abs(value - right * power) <= abs(right * power) * NEARLY for power in MAGNITUDES):
        return "vérifiez l’unité, l’ordre de grandeur n’est pas le bon."
    if abs(value + right) <= abs(right) * NEARLY:
        return "vérifiez le signe."
    return "ce n’est pas la valeur attendue."
