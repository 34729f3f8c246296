"""What the keys of CP7 ask alike: columns matched with labels, of which one answer everywhere is chance."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from autograder.keys.answers import Answers
from autograder.keys.primitives import mark_match
from autograder.mark import PartMark
from autograder.truth import Truth
from ntc.exercises import Part
from ntc.lessons.quiz import Pairs


def firsts(truth: Truth, items: Pairs) -> dict[str, set[str]]:
    """By item, the answers that hold; some have more than one."""
    labels = truth.of("quiz_items")
    return {code: {labels[code].right, *(labels[code].also or "").split()} for code, _ in items}


def seconds(truth: Truth, items: Pairs) -> dict[str, set[str]]:
    """By item, its second answer."""
    labels = truth.of("quiz_items")
    return {code: {labels[code].second} for code, _ in items}


def chance(right: Mapping[str, set[str]]) -> Fraction:
    """How many items the commonest answer, given everywhere, gets right."""
    return Fraction(max(Counter(one for accepted in right.values() for one in accepted).values()))


def column(
    part: Part,
    answers: Answers,
    field: str,
    name: str,
    right: Mapping[str, set[str]],
    items: Pairs,
    choices: Pairs,
    truth: Truth,
) -> PartMark:
    """Mark a column of a table as a matching, beyond what one answer everywhere brings."""
    reasons = truth.of("quiz_choices")
    why = {(code, choice): reasons[choice].reason for code in right for choice, _ in choices}
    entry = answers.column(field, name)
    return mark_match(part, entry, right, dict(items), dict(choices), why, chance(right))


def one(right: Mapping[str, set[str]]) -> dict[str, str]:
    """One answer that holds, by item."""
    return {code: min(accepted) for code, accepted in right.items()}


def lost(right: Mapping[str, set[str]]) -> float:
    """What part of a column one wrong answer costs."""
    return float(1 / (len(right) - chance(right)))
