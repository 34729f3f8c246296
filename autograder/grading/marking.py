"""Marking: a learner's answers to a lesson, exercise by exercise, by the keys. No kernel, no nbgrader."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from autograder import keys
from autograder.grading.annex import Annexed, annexed
from autograder.mark import Mark
from autograder.truth import load as load_truth
from ntc.case import load
from ntc.exercises import Exercise
from ntc.exercises import load as declared
from ntc.fields import Field, session
from ntc.lesson import fields_of

CellSources = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Marked:
    """What became of one exercise; ``mark`` is None when its key failed or there is nothing to mark from."""

    exercise: Exercise
    fields: Mapping[str, Field]
    answers: Mapping[str, Any] = field(default_factory=dict)
    mark: Mark | None = None

    @property
    def earned(self) -> float | None:
        """The points earned, between 0 and those of the exercise; None when a person has to say."""
        if self.mark is None or self.exercise.written:
            return None
        points = float(self.exercise.points)
        return min(max(round(float(self.mark.fraction) * points, 2), 0.0), points)

    @property
    def blank(self) -> bool:
        """Whether nothing at all was entered."""
        return not any(_entered(self.raw(field_id)) for field_id in self.fields)

    @property
    def answered_at(self) -> datetime | None:
        """The last hour of saving among its fields."""
        return max((hour for hour in map(self.saved, self.fields) if hour), default=None)

    @property
    def annexed(self) -> tuple[Annexed, ...]:
        """What a sheet annexes of its answers."""
        return annexed(
            self.exercise, self.fields, {field_id: self.raw(field_id) for field_id in self.answers}
        )

    def raw(self, field_id: str) -> Any:
        """The raw answer to a field; None when there is none."""
        return self.answers.get(field_id, {}).get("raw")

    def saved(self, field_id: str) -> datetime | None:
        """The hour at which the answer to a field was saved."""
        answer = self.answers.get(field_id)
        return datetime.fromisoformat(answer["saved"]) if answer else None


def mark_lesson(sources: CellSources, variant: str, answers: Mapping[str, Any] | None) -> dict[str, Marked]:
    """Mark the answers to a lesson on one variant of the data.

    ``sources`` are the master's exercise cells (id, source); ``answers`` the raw value and the hour of saving
    by field id, None when the file could not be read: nothing is then marked. Raises CaseError when the data
    of the variant cannot be used.
    """
    fields = _lesson_fields(sources, variant)
    if answers is None:
        return {key: Marked(declared()[key], placed) for key, placed in fields.items()}
    lesson = keys.Lesson.read(fields, {field_id: answer["raw"] for field_id, answer in answers.items()})
    return {
        key: Marked(declared()[key], placed, answers, _mark(key, variant, lesson))
        for key, placed in fields.items()
    }


def _mark(exercise_id: str, variant: str, lesson: keys.Lesson) -> Mark | None:
    """The mark of one exercise; None when its key failed, which a person then looks into."""
    try:
        return keys.mark(exercise_id, load(variant), load_truth(variant), lesson)
    except keys.KeyFault:
        logging.getLogger("autograder").exception("jeu %s", variant)
        return None


@lru_cache(maxsize=32)
def _lesson_fields(sources: CellSources, variant: str) -> dict[str, dict[str, Field]]:
    """The fields of a lesson: a class shares the same sixteen variants, so they are built once each."""
    notebook = {"cells": [{"id": key, "source": source} for key, source in sources]}
    with session.grading():
        return fields_of(notebook, load(variant))


def _entered(raw: Any) -> bool:
    """Whether a raw answer holds anything: composite ones are dicts and lists of texts."""
    if isinstance(raw, Mapping):
        return any(_entered(value) for value in raw.values())
    if isinstance(raw, list):
        return bool(raw)
    return bool(str(raw).strip()) if raw is not None else False
