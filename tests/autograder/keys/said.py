"""What a learner is told on variant 00, and the mistakes that specimens of a key betray."""

from collections.abc import Mapping, Set
from typing import Any

from autograder.keys import SPECIMENS, Lesson, mark
from autograder.mark import Mark
from tests.every.tree import data, placed
from tests.spaces import plain

CASE, TRUTH = data("00")


def marked(exercise_id: str, raw: Mapping[str, Any]) -> Mark:
    """The mark of raw answers, by the id of their field."""
    return mark(exercise_id, CASE, TRUTH, Lesson.read(placed("00"), raw))


def told(exercise_id: str, raw: Mapping[str, Any]) -> str:
    """All that is said of an exercise, spaces made plain."""
    result = marked(exercise_id, raw)
    return plain(" ".join([*(part.message for part in result.parts), *result.comments]))


def unnamed(named: Mapping[str, Set[str]], variant: str) -> dict[str, Set[str]]:
    """The mistakes among these, by exercise, that no specimen of a variant betrays."""
    left = {id: slips - {one.slip for one in SPECIMENS[id](*data(variant))} for id, slips in named.items()}
    return {id: slips for id, slips in left.items() if slips}
