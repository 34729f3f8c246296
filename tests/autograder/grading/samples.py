"""Fabricated learners: their answers are made of the specimens of every key; the keys tell what they earn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from hashlib import sha256
from typing import Any

from autograder import keys
from autograder.truth import load as load_truth
from ntc import exercises
from ntc.case import load
from ntc.lesson import fields_of, shipped
from ntc.roster import variant_of

LESSON = "cp4-bilan"
BEGUN = datetime(2026, 1, 12, 8, tzinfo=timezone(timedelta(hours=1)))
NOTE = "Situation : 2 285 700 € HT. Écarts, causes, propositions, décision demandée."


@dataclass(frozen=True)
class Sample:
    """A learner, what they answered, and what each automatic exercise must earn."""

    learner: str
    raw: Mapping[str, Any]
    points: Mapping[str, float]
    slips: tuple[str, ...] = ()
    lesson: str = LESSON

    @property
    def answers(self) -> dict[str, Any]:
        """The answers file of this learner, each saved at an hour of its own."""
        return answers_file(self.learner, self.raw, lesson=self.lesson)


def answers_file(
    learner: str, raw: Mapping[str, Any], variant: str = "", lesson: str = LESSON
) -> dict[str, Any]:
    """An answers file, saved from an hour on, and at a rhythm, that are this learner's own."""
    hour, hours = BEGUN + timedelta(seconds=_drawn(learner) % 86_400), []
    for field in raw:
        hours.append(hour.isoformat())
        hour += timedelta(seconds=20 + _drawn(f"{learner} {field}") % 80)
    return {
        "schema": 1,
        "lesson": lesson,
        "learner": learner,
        "variant": variant or variant_of(learner),
        "answers": {
            field: {"raw": value, "saved": hour}
            for (field, value), hour in zip(raw.items(), hours, strict=True)
        },
    }


def _drawn(text: str) -> int:
    return int(sha256(text.encode()).hexdigest(), 16)


@cache
def specimens(exercise: str, variant: str) -> list[keys.Specimen]:
    """The specimens of an exercise on one variant."""
    return list(keys.SPECIMENS[exercise](load(variant), load_truth(variant)))


def automatic(lesson: str = LESSON) -> list[str]:
    """The exercises of the lesson that a key marks."""
    return [exercise.id for exercise in exercises.of(lesson) if not exercise.written]


def right(learner: str) -> Sample:
    """A learner who answers everything right, and writes a note."""
    return _made(learner, lambda found: next(each for each in found if each.fraction == 1))


def nth(learner: str, number: int, lesson: str = LESSON) -> Sample:
    """A learner who, in every exercise, gives the answer of the specimen with this number."""
    return _made(learner, lambda found: found[number % len(found)], lesson)


def blank(learner: str) -> Sample:
    """A learner who opened the lesson and answered nothing."""
    return Sample(learner, {}, dict.fromkeys(automatic(), 0.0))


def _made(learner: str, choose: Any, lesson: str = LESSON) -> Sample:
    variant = variant_of(learner)
    case, truth, fields = load(variant), load_truth(variant), _fields(lesson, variant)
    raw = {exercise.id: NOTE for exercise in exercises.of(lesson) if exercise.written}
    for exercise in automatic(lesson):
        specimen = choose(specimens(exercise, variant))
        raw |= {field: specimen.raw[field] for field in fields[exercise] if field in specimen.raw}
    # Exercises build on one another, so what a mixture of specimens earns is the keys' to say.
    answers = keys.Lesson.read(fields, raw)
    marks = {exercise: keys.mark(exercise, case, truth, answers) for exercise in automatic(lesson)}
    points = {e: round(mark.fraction * exercises.load()[e].points, 2) for e, mark in marks.items()}
    return Sample(learner, raw, points, tuple(slip for mark in marks.values() for slip in mark.slips), lesson)


@cache
def _fields(lesson: str, variant: str) -> Mapping[str, Mapping[str, Any]]:
    return fields_of(shipped(lesson), load(variant))


def class_of_30() -> Iterator[Sample]:
    """Two who have everything right, one blank, and one for each number of specimen after."""
    yield right("parfait.p")
    yield right("exacte.e")
    yield blank("vide.v")
    for number in range(27):
        yield nth(f"apprenant{number:02d}", number)
