"""What there is in the course, listed from the tree: no test here names a lesson or an exercise."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from autograder import canonical, truth
from autograder.keys import Lesson, mark
from autograder.mark import Mark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import VARIANTS, Case, load
from ntc.fields import Field
from ntc.lesson import fields_of, shipped
from ntc.papers import is_paper
from ntc.paths import COURSE

__all__ = ["LESSONS", "PAGES", "PAPERS", "VARIANTS", "Marked", "Placed", "data", "earned", "placed"]

PAGES = [path for path in canonical.notebooks() if path.parent == COURSE]
PAPERS = [path for path in canonical.notebooks() if is_paper(path.parent.name)]
LESSONS = [path for path in canonical.notebooks() if path not in (*PAGES, *PAPERS)]

Placed = Mapping[str, Mapping[str, Field]]


def data(variant: str) -> tuple[Case, Truth]:
    """What a key reads of one variant."""
    return load(variant), truth.load(variant)


@cache
def placed(variant: str) -> Placed:
    """The fields of every declared exercise, by the exercise's id, on one variant of the data."""
    return dict(_placed(LESSONS, load(variant)))


def _placed(lessons: list[Path], case: Case) -> Iterator[tuple[str, Mapping[str, Field]]]:
    for lesson in lessons:
        yield from fields_of(shipped(lesson.stem), case).items()


class Marked:
    """What answers earn on one variant: those of a lesson are read, and judged together, once.

    Exercises of a lesson share many specimens, as an instructor marks a whole lesson from what was read once.
    """

    def __init__(self, variant: str) -> None:
        self._variant = variant
        self._read: dict[tuple[str, str], Lesson] = {}

    def of(self, exercise_id: str, raw: Mapping[str, Any]) -> Mark:
        """What marking says of an exercise whose lesson has these raw answers, by the id of their field."""
        lesson = exercises.load()[exercise_id].lesson
        key = (lesson, repr(raw))
        if key not in self._read:
            fields = {each.id: placed(self._variant)[each.id] for each in exercises.of(lesson)}
            self._read[key] = Lesson.read(fields, raw)
        return mark(exercise_id, *data(self._variant), self._read[key])


def automatic() -> list[exercises.Exercise]:
    """The exercises that a key gives points to."""
    return [exercise for exercise in exercises.load().values() if not exercise.written]


def earned(variant: str, raw: Mapping[str, Any], exercise_id: str) -> float:
    """What raw answers, by the id of their field, earn of an exercise, from 0 to 1."""
    lesson = Lesson.read({exercise_id: placed(variant)[exercise_id]}, raw)
    return mark(exercise_id, *data(variant), lesson).fraction
