"""Marking a plan: what it must respect first, then what it is worth against the best plan there is."""

from collections.abc import Sequence
from decimal import Decimal

from autograder.keys.answers import Entry
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.mark import PartMark
from ntc.exercises import Part
from ntc.french import percent

FULL = Decimal("0.90")
NONE = Decimal("0.50")
PENALTY = Decimal("0.20")
TOO_MANY = 3


def plan_quality(value: Decimal, optimum: Decimal) -> Decimal:
    """Share of the points that a plan's value earns: all from 90 % of the optimum, none at 50 %, linear.

    Raises ValueError when the optimum is not above zero.
    """
    if optimum <= 0:
        raise ValueError(f"the optimum must be above zero, not {optimum}")
    return min(Decimal(1), max(Decimal(0), (value / optimum - NONE) / (FULL - NONE)))


def mark_plan(
    part: Part,
    entry: Entry,
    *,
    broken: Sequence[str],
    value: Decimal,
    optimum: Decimal,
    given: str,
    expected: str,
) -> PartMark:
    """Mark a plan (*plan*): its quality, less 20 % per hard constraint broken; three or more leave nothing.

    ``broken`` has one French sentence per broken constraint; ``given`` and ``expected`` describe the plans.
    """
    if (blank := unanswered(part, entry, expected)) is not None:
        return blank
    quality = plan_quality(value, optimum)
    kept = Decimal(0) if len(broken) >= TOO_MANY else 1 - PENALTY * len(broken)
    fraction = float(quality * kept)
    sentences = [*broken, _worth(value / optimum, quality)]
    return question_mark(part, fraction, " ".join(sentences), given=given, expected=expected)


def _worth(share: Decimal, quality: Decimal) -> str:
    if quality >= 1:
        return "L’effet attendu de votre plan est au niveau du meilleur plan possible."
    reached = percent(max(share, Decimal(0)), 0)
    return f"L’effet attendu de votre plan est de {reached} de celui du meilleur plan possible."
