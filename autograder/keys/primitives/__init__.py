"""The markings that every key is made of (domain reference, §4.0): pure, and strict about [0, 1]."""

from autograder.keys.primitives.choices import (
    beyond_chance,
    mark_board,
    mark_choice,
    mark_match,
    mark_order,
    mark_set,
)
from autograder.keys.primitives.combine import (
    combine,
    eliminated,
    row_mark,
    verdict_of,
)
from autograder.keys.primitives.kept import Kept, Told
from autograder.keys.primitives.numbers import mark_number, sensible
from autograder.keys.primitives.plans import Scale, mark_plan, plan_lost, plan_quality
from autograder.keys.primitives.texts import text_helps

__all__ = [
    "Kept",
    "Scale",
    "Told",
    "beyond_chance",
    "combine",
    "eliminated",
    "mark_board",
    "mark_choice",
    "mark_match",
    "mark_number",
    "mark_order",
    "mark_plan",
    "mark_set",
    "plan_lost",
    "plan_quality",
    "row_mark",
    "sensible",
    "text_helps",
    "verdict_of",
]
