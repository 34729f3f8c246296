"""Which questions each exercise asks, and what those of a lesson rest on."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from autograder.keys.asked.graph import Graph
from autograder.keys.asked.question import Asked, Ground, Place
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case

Questions = Callable[[Case, Truth], Mapping[str, Asked]]
"""(case, truth) → the questions of an exercise by part."""

QUESTIONS: dict[str, Questions] = {}
GROUNDS: dict[str, Callable[[Case, Truth], Ground]] = {}


def ground(competency: str) -> Callable:
    """Register what the questions of a lesson, by its competency, rest on; ValueError when said already."""

    def keep(function: Callable[[Case, Truth], Ground]) -> Callable:
        if competency in GROUNDS:
            raise ValueError(f"{competency} has a ground already")
        GROUNDS[competency] = function
        return function

    return keep


def graph_of(exercise_id: str, case: Case, truth: Truth) -> Graph:
    """The questions of the lesson that an exercise belongs to, on the data of one learner."""
    return _graph(exercise_id.split("-", 1)[0], case, truth)


@cache
def _graph(competency: str, case: Any, truth: Any) -> Graph:
    questions = {
        f"{exercise_id}.{part}": _placed(exercise, part, question)
        for exercise_id, exercise in exercises.load().items()
        if exercise_id in QUESTIONS and exercise_id.startswith(f"{competency}-")
        for part, question in QUESTIONS[exercise_id](case, truth).items()
    }
    # A lesson none of whose questions rests on another needs no ground.
    return Graph(questions, GROUNDS[competency](case, truth) if questions else Ground({}))


def _placed(exercise: exercises.Exercise, part: str, question: Asked) -> Asked:
    """A question with its part and place: by default, the row of its name in the exercise's table.

    An exercise that declares no columns has no table: the field of its name then. KeyError when it declares
    no part of that name.
    """
    if not question.part and part not in exercise.parts:
        declared = sorted(exercise.parts)
        raise KeyError(f"{exercise.id}: its key asks {part!r}, which is none of its parts: {declared}")
    place = Place(exercise.id, part) if exercise.columns else Place(f"{exercise.id}-{part}")
    return replace(question, part=question.part or exercise.parts[part], place=question.place or place)
