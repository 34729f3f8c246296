"""How far a learner is in a lesson: each exercise, each field, what was understood and when it was saved.

Read from the answers file on disk, with the fields that the *shipped* lesson places: what the learner's
copy of the notebook has become plays no part.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import nbformat

from ntc import case
from ntc.catalogue import Lesson
from ntc.exercises import load as load_exercises
from ntc.fields import Field
from ntc.fields.answers import AnswersError, read_answers
from ntc.french import typeset
from ntc.home.past import changed_since
from ntc.learner import Learner
from ntc.lesson import fields_of
from ntc.paths import COURSE

State = Literal["blank", "partial", "unreadable", "answered"]


@dataclass(frozen=True)
class FieldProgress:
    """One answer: what the page shows of it."""

    field: Field
    raw: Any
    saved: datetime | None

    @property
    def state(self) -> State:
        """Blank, incomplete, unreadable or answered."""
        return self.field.feedback(self.raw).state

    @property
    def remarks(self) -> list[str]:
        """What is worth a second look before handing in, in French; nothing when blank."""
        return self.field.remarks(self.raw)


@dataclass(frozen=True)
class ExerciseProgress:
    """One exercise of the lesson and its answers."""

    id: str
    title: str
    points: float
    fields: tuple[FieldProgress, ...]

    @property
    def state(self) -> State:
        """The state that needs most attention: what cannot be read, then what is not complete."""
        states = {field.state for field in self.fields}
        if "unreadable" in states:
            return "unreadable"
        return states.pop() if len(states) == 1 else "partial"

    @property
    def remarks(self) -> list[str]:
        """What is worth a second look in any of its answers."""
        return [remark for field in self.fields for remark in field.remarks]

    @property
    def saved(self) -> datetime | None:
        """The last hour of saving among its answers."""
        return max((field.saved for field in self.fields if field.saved), default=None)


@dataclass(frozen=True)
class LessonProgress:
    """One lesson; ``record`` is its answers file's content, None when there is none that can be used.

    ``problem`` says in French why the file cannot be used, and what to do; empty when all is well.
    """

    lesson: Lesson
    exercises: tuple[ExerciseProgress, ...]
    record: dict[str, Any] | None = None
    problem: str = ""

    @property
    def answered(self) -> int:
        """How many exercises are answered in full."""
        return sum(exercise.state == "answered" for exercise in self.exercises)

    @property
    def begun(self) -> bool:
        """Whether anything was ever recorded."""
        return any(exercise.state != "blank" for exercise in self.exercises)

    @property
    def saved(self) -> datetime | None:
        """The last hour of saving in the lesson."""
        return max((exercise.saved for exercise in self.exercises if exercise.saved), default=None)

    def changed_since(self, moment: datetime) -> int:
        """Count the answers recorded after this moment: a hand-in of then does not hold them."""
        return changed_since(moment, self.record["answers"]) if self.record else 0


def progress(lesson: Lesson, work: Path, learner: Learner) -> LessonProgress:
    """Read how far ``learner`` is in a lesson of ``work``; never raises for what the file holds."""
    record, problem = _record(work / lesson.answers, learner)
    answers = record["answers"] if record else {}
    declared = load_exercises()
    exercises = tuple(
        ExerciseProgress(
            identifier,
            declared[identifier].title,
            declared[identifier].points,
            tuple(_field(field, answers.get(field.id)) for field in fields.values()),
        )
        for identifier, fields in shipped_fields(lesson, learner.variant).items()
    )
    return LessonProgress(lesson, exercises, record, problem)


def _record(path: Path, learner: Learner) -> tuple[dict[str, Any] | None, str]:
    if not path.exists():
        return None, ""
    try:
        record = read_answers(path)
    except AnswersError as error:
        return None, typeset(
            f"Le fichier de vos réponses ne se lit pas ({error}) Ouvrez la leçon : elle le met de côté, sans "
            "l’effacer, et en commence un autre. Gardez le premier et prévenez votre formateur."
        )
    if record["variant"] != learner.variant:
        return None, typeset(
            f"Vos réponses ont été données sur le jeu de données {record['variant']}, et le vôtre est le "
            f"{learner.variant}. Ouvrez la leçon pour répondre avec vos chiffres : les réponses d’avant sont "
            "mises de côté, pas effacées."
        )
    if record["learner"] not in ("", learner.id):
        return None, typeset(
            f"Ces réponses sont celles de « {record['learner']} ». Reprenez son identifiant, ou ouvrez la "
            "leçon pour commencer les vôtres."
        )
    return record, ""


def _field(field: Field, answer: dict[str, Any] | None) -> FieldProgress:
    if answer is None:
        return FieldProgress(field, None, None)
    return FieldProgress(field, answer["raw"], datetime.fromisoformat(answer["saved"]))


@cache
def shipped_fields(lesson: Lesson, variant: str) -> dict[str, dict[str, Field]]:
    """The fields of each exercise of a lesson, as it is shipped, on one variant of the data."""
    notebook = nbformat.read(COURSE / lesson.notebook, as_version=4)
    return fields_of(notebook, case.load(variant))
