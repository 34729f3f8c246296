"""Marking what is sorted into classes of unequal size: each counts alike, and chance counts for nothing."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from fractions import Fraction
from statistics import mean

from autograder.keys.answers import Entry
from autograder.keys.primitives.choices import mark_match
from autograder.keys.primitives.combine import verdict_of
from autograder.mark import PartMark
from ntc.exercises import Part
from ntc.fields.outcome import Value


def by_class(given: Mapping[str, str], right: Mapping[str, Collection[str]]) -> Fraction:
    """(mean of the classes − 1/k) ÷ (1 − 1/k), never under 0 (« macro-moyenne »).

    ``right`` lists the accepted choices of each item; the first is its class. One choice everywhere earns
    nothing, whichever it is.
    """
    classes: dict[str, list[bool]] = {}
    for item, accepted in right.items():
        classes.setdefault(next(iter(accepted)), []).append(given.get(item) in accepted)
    chance = Fraction(1, len(classes))
    found = mean(Fraction(sum(hits), len(hits)) for hits in classes.values())
    return max(Fraction(0), (found - chance) / (1 - chance))


def mark_classes(
    part: Part,
    entry: Entry,
    right: Mapping[str, Collection[str]],
    items: Mapping[str, str],
    choices: Mapping[str, str],
    reasons: Mapping[tuple[str, str], str] | None = None,
) -> PartMark:
    """Mark a sorting (*classes*) as ``mark_match`` does, but for what it earns: ``by_class``."""
    mark = mark_match(part, entry, right, items, choices, reasons)
    if not isinstance(entry.outcome, Value) or mark.verdict == "blank":
        return mark
    fraction = float(by_class(entry.value, right))
    return replace(mark, fraction=fraction, verdict=verdict_of(fraction))
