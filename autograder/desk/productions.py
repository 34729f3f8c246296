"""Written productions to mark by hand (*écrits à noter*): question by question, across the class."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbgrader.api import Gradebook, MissingEntry, SubmittedNotebook

from autograder.desk.standing import alphabetical, name_of
from autograder.grading.classlist import class_list
from autograder.grading.flags import Kind, with_names
from autograder.grading.hands import Apart
from autograder.grading.places import COURSE_ID, Places
from autograder.grading.record import ExerciseRecord, Record, known
from autograder.grading.render import HOW_TO_PLACE, criterion_label
from autograder.roster import has_gradebook
from ntc import exercises, papers
from ntc.exercises import Exercise
from ntc.fields.rubric import LEVELS
from ntc.french import count, day_and_hour, half_up, number, typeset
from ntc.roster import Enrolled


class NoCopy(Exception):
    """There is no such copy, or none that can be marked any more; the message says so in French."""


@dataclass(frozen=True)
class Production:
    """What one learner wrote for one exercise, as it was received last, and what was given for it."""

    learner: str
    exercise: Exercise
    record: Record
    detail: ExerciseRecord
    notebook: SubmittedNotebook

    @property
    def key(self) -> str:
        """What names it on the page, where names may be hidden."""
        return key_of(self.exercise, self.learner)

    @property
    def left(self) -> int:
        """How many of its lines await a person."""
        waits = {grade.name for grade in self.notebook.grades if grade.needs_manual_grade}
        return len(waits & self.exercise.line_cells.keys())


def key_of(exercise: Exercise, learner: str) -> str:
    """Name a copy without saying whose it is; its order is another one for each exercise of each lesson."""
    return hashlib.sha256(f"{exercise.lesson} {exercise.id} {learner}".encode()).hexdigest()[:16]


def overview(
    places: Places,
    assignment: str,
    hidden: bool,
    standing: Callable[[Production], dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """Every written exercise of an activity with its grid, and the copies of the class.

    ``hidden``: copies bear a number in place of a name, in an order that tells nothing. ``standing`` tells
    how far each copy is; by default, how far the marking that counts is.
    """
    roster = class_list(places)
    if not has_gradebook(places):
        return {"exercises": [], "how": typeset(HOW_TO_PLACE)}
    with Gradebook(places.gradebook, COURSE_ID) as gradebook:
        told = [
            _grid(exercise)
            | {
                "copies": [
                    *_copies(productions(gradebook, places, exercise), roster, hidden, standing or _standing)
                ]
            }
            for exercise in written(places, assignment)
        ]
    return {"exercises": told, "how": typeset(HOW_TO_PLACE)}


def productions(gradebook: Gradebook, places: Places, exercise: Exercise) -> Iterator[Production]:
    """Give the productions of everybody who handed in and was marked."""
    assignment = _assignment(exercise)
    try:
        submissions = gradebook.assignment_submissions(assignment)
    except MissingEntry:
        return
    for submission in submissions:
        if found := _production(gradebook, places, exercise, submission.student.id):
            yield found


def find(gradebook: Gradebook, places: Places, exercise_id: str, key: str) -> Production:
    """Find a copy by its name on the page; raises NoCopy."""
    exercise = exercises.load().get(exercise_id)
    if exercise is None or not exercise.written:
        raise NoCopy(typeset("Cet écrit n’est plus dans le cours : revenez au bureau."))
    on_papers = (each for paper in papers.load() for each in exercises.of(paper) if each.id == exercise_id)
    for each in (exercise, *on_papers):
        for learner in [path.name for path in places.records.glob("*")]:
            if key_of(each, learner) == key and (found := _production(gradebook, places, each, learner)):
                return found
    raise NoCopy(typeset("Cette copie n’est plus là : rechargez la page."))


def copy(production: Production, hidden: bool, roster: Mapping[str, Enrolled]) -> dict[str, Any]:
    """All that whoever marks it reads of a copy."""
    detail, record = production.detail, production.record
    when = datetime.fromisoformat(detail.answered_at).astimezone() if detail.answered_at else None
    looks = [with_names(flag.message, roster) for flag in record.flags if flag.kind is not Kind.CHANGED]
    return {
        "key": production.key,
        "said": detail.said,
        "texts": [{"heading": heading, "text": text} for heading, text in detail.annexed],
        "state": state(production),
        "answered": typeset(f"Écrit le {day_and_hour(when)}") if when else "",
        "helps": [*detail.comments, *(part.message for part in detail.parts if part.message)],
        # They name people.
        "looks": [_hidden_looks(len(looks))] if hidden and looks else looks,
        "lines": {line: given(production, line) for line in production.exercise.line_cells},
    }


def state(production: Production) -> str:
    """« unreadable », « blank », « done », or « waiting » for a person."""
    if production.record.unreadable and production.left:
        return "unreadable"
    if production.left:
        return "waiting"
    return "blank" if production.detail.blank else "done"


def worth(exercise: Exercise, rank: int) -> float:
    """What a level of each line of the grid is worth, as the scale prints it."""
    return float(half_up(exercise.line_points * rank / (len(LEVELS) - 1), 2))


def written(places: Places, assignment: str) -> list[Exercise]:
    """The written exercises of an activity, in the order of its lessons."""
    return [each for lesson in places.lessons(assignment) for each in exercises.of(lesson) if each.written]


def _assignment(exercise: Exercise) -> str:
    if papers.is_paper(exercise.lesson):
        return exercise.lesson
    return next(path.parent.name for path in exercises.declarations() if path.stem == exercise.lesson)


def _production(gradebook: Gradebook, places: Places, exercise: Exercise, learner: str) -> Production | None:
    record = known(places, learner, exercise.lesson)
    detail = record.exercises.get(exercise.id) if record else None
    try:
        notebook = gradebook.find_submission_notebook(exercise.lesson, _assignment(exercise), learner)
    except MissingEntry:
        return None
    return Production(learner, exercise, record, detail, notebook) if record and detail else None


def _grid(exercise: Exercise) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "lesson": exercise.lesson,
        "title": typeset(exercise.title),
        "lines": [
            {
                "cell": cell,
                "text": typeset(f"{line.id}. {line.text}"),
                "criterion": criterion_label(line.criterion),
                "points": exercise.line_points,
                "levels": [
                    {
                        "name": name,
                        "points": worth(exercise, rank),
                        "told": number(half_up(worth(exercise, rank), 2).normalize()),
                        "anchor": typeset(line.anchors[rank]) if line.anchors else "",
                    }
                    for rank, name in enumerate(LEVELS)
                ],
            }
            for cell, line in exercise.line_cells.items()
        ],
    }


def _standing(each: Production) -> dict[str, Any]:
    """How far the marking of a copy is."""
    return {"state": state(each), "left": each.left}


def _copies(
    found: Iterable[Production],
    roster: Mapping[str, Enrolled],
    hidden: bool,
    standing: Callable[[Production], dict[str, Any]],
) -> Iterator[dict[str, Any]]:
    def order(each: Production) -> tuple[str, ...]:
        return (each.key,) if hidden else alphabetical(each.learner, roster.get(each.learner))

    for rank, each in enumerate(sorted(found, key=order), start=1):
        yield {
            "key": each.key,
            "name": typeset(f"Copie {rank}") if hidden else name_of(each.learner, roster),
        } | standing(each)


def given(production: Production, line: str) -> dict[str, Any]:
    """What was given for a line: points, whether by hand, a remark, and what was set apart."""
    grade = next((each for each in production.notebook.grades if each.name == line), None)
    comment = next((each for each in production.notebook.comments if each.name == line), None)
    apart = production.record.apart.get(line)
    shown = grade is not None and not grade.needs_manual_grade
    aside = _aside(apart) if apart and grade is not None and grade.manual_score is None else ""
    return {
        "points": float(grade.score) if shown else None,
        "byhand": grade is not None and grade.manual_score is not None,
        "comment": (comment.manual_comment or "") if comment else "",
        "apart": aside,
    }


def _aside(apart: Apart) -> str:
    points = f"{count(apart.points, 'point')} mis de côté, qui ne comptent pas."
    remark = f" Votre remarque d’alors : {apart.comment}" if apart.comment else ""
    return typeset(f"La réponse a changé depuis votre correction : {points}{remark}")


def _hidden_looks(number_: int) -> str:
    return typeset(f"{count(number_, 'remarque cachée', 'remarques cachées')} : elles disent des noms.")
