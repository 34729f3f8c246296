"""Fabricated learners: their answers are made of the specimens of every key, whose marks are known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

from autograder import keys
from autograder.truth import load as load_truth
from ntc import exercises
from ntc.case import load
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
        """The answers file of this learner, one answer saved per minute."""
        return answers_file(self.learner, self.raw, lesson=self.lesson)


def answers_file(
    learner: str, raw: Mapping[str, Any], variant: str = "", lesson: str = LESSON
) -> dict[str, Any]:
    """An answers file, one answer a minute from an hour that is this learner's own."""
    start = BEGUN + timedelta(seconds=int(sha256(learner.encode()).hexdigest(), 16) % 86_400)
    hours = [(start + timedelta(minutes=number)).isoformat() for number in range(len(raw))]
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
    chosen = {exercise: choose(specimens(exercise, variant_of(learner))) for exercise in automatic(lesson)}
    written = {exercise.id: NOTE for exercise in exercises.of(lesson) if exercise.written}
    raw = {field: value for specimen in chosen.values() for field, value in specimen.raw.items()}
    points = {
        exercise: round(specimen.fraction * exercises.load()[exercise].points, 2)
        for exercise, specimen in chosen.items()
    }
    slips = tuple(specimen.slip for specimen in chosen.values() if specimen.slip)
    return Sample(learner, raw | written, points, slips, lesson)


def class_of_30() -> Iterator[Sample]:
    """Two who have everything right, one blank, and one for each number of specimen after."""
    yield right("parfait.p")
    yield right("exacte.e")
    yield blank("vide.v")
    for number in range(27):
        yield nth(f"apprenant{number:02d}", number)
