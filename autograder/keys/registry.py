"""Which key marks which exercise, and the specimens that every key must hold for, on every variant."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from autograder.keys.answers import Answers, Lesson
from autograder.mark import Mark
from autograder.truth import Truth
from ntc.case import Case

Key = Callable[[Case, Truth, Answers], Mark]
"""(case, truth, answers) → Mark: pure, from the tables of the learner's variant."""


@dataclass(frozen=True)
class Specimen:
    """A raw answer to an exercise with the fraction it must earn and the slips it must be told about."""

    label: str
    raw: Mapping[str, Any] = field(default_factory=dict)
    fraction: float = 0.0
    slip: str | None = None


class KeyFault(Exception):
    """A key failed: a fault of ours, never of the learner's. The message names the exercise and the cause."""


KEYS: dict[str, Key] = {}
Specimens = Callable[[Case, Truth], Sequence[Specimen]]
"""(case, truth) → raw answers with what they must earn."""

SPECIMENS: dict[str, Specimens] = {}
IMPLIED: dict[str, Specimens] = {}


def key(exercise_id: str) -> Callable[[Key], Key]:
    """Register the key of an exercise; ValueError when it has one already."""
    return register(KEYS, exercise_id)


def specimens(exercise_id: str) -> Callable:
    """Register the function (case, truth) → specimens of an exercise; ValueError when it has one already.

    They come beside those that the exercise implies by itself, when it does.
    """
    implied = IMPLIED.get(exercise_id)
    if implied is None or SPECIMENS.get(exercise_id) is not implied:
        return register(SPECIMENS, exercise_id)

    def keep(function: Specimens) -> Specimens:
        @wraps(function)
        def all_of_them(case: Case, truth: Truth) -> list[Specimen]:
            return [*function(case, truth), *implied(case, truth)]

        SPECIMENS[exercise_id] = all_of_them
        return function

    return keep


def imply(exercise_id: str, implied: Specimens) -> None:
    """Give an exercise the specimens that its questions imply; ValueError when it has some already."""
    IMPLIED[exercise_id] = register(SPECIMENS, exercise_id)(implied)


def mark(exercise_id: str, case: Case, truth: Truth, lesson: Lesson) -> Mark:
    """Mark the answers to one exercise of a lesson, of which the others may be what it is built on.

    Whatever a learner saved is an answer, so nothing in it raises; KeyFault means that the key itself is at
    fault.
    """
    try:
        return KEYS[exercise_id](case, truth, lesson[exercise_id])
    except Exception as cause:
        raise KeyFault(
            f"{exercise_id} : la clé de correction a échoué ({type(cause).__name__}: {cause})"
        ) from cause


def charged(exercise_id: str, case: Case, truth: Truth, answers: Answers) -> frozenset[str]:
    """The mistakes that marking names in another exercise of the lesson; none where it was not read."""
    lesson = answers.lesson
    if lesson is None or exercise_id not in lesson:
        return frozenset()
    name = ("charged", exercise_id)
    if name not in lesson.notes:
        parts = mark(exercise_id, case, truth, lesson).parts
        lesson.notes[name] = frozenset(part.slip for part in parts if part.slip)
    return lesson.notes[name]


def register(table: dict, exercise_id: str) -> Callable:
    """Register a function under the id of an exercise; ValueError when the table has one already."""

    def keep(function: Callable) -> Callable:
        if exercise_id in table:
            raise ValueError(f"{exercise_id} is registered twice")
        table[exercise_id] = function
        return function

    return keep
