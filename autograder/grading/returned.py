"""Returned (*rendu*): which marks a learner's feedback was made from, so that a later change shows.

Whichever way feedback is written, nbgrader calls :func:`note` once it is.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from nbgrader.api import Assignment, BaseCell, Comment, Grade, Gradebook, Notebook, Student
from nbgrader.api import SubmittedAssignment as Submission
from nbgrader.api import SubmittedNotebook as Copy

from autograder.grading import jsonfile, replies
from autograder.grading.places import COURSE_ID, FEEDBACK, Places

_NOTE = "returned.json"
Marks = dict[str, dict[str, str]]
"""What tells the marks of a lesson from others: by learner, by lesson."""


def note(assignment: str, student: str, notebooks: list[str]) -> None:
    """Keep what tells the marks that were just shown; nbgrader's ``post_convert_hook``, in the course root.

    ``student`` may be nbgrader's « * »: whose they are is told by where the notebooks lie.
    """
    places = Places(Path.cwd())
    shown: dict[str, list[str]] = defaultdict(list)
    for path in map(Path, notebooks):
        shown[path.parent.parent.name].append(path.stem)
    with Gradebook(places.gradebook, COURSE_ID) as gradebook:
        for learner, lessons in shown.items():
            now = marks(gradebook, assignment, learner).get(learner, {})
            told = {lesson: _shown(places, learner, lesson, now.get(lesson, "")) for lesson in lessons}
            written = places.received(learner, assignment) / _NOTE
            jsonfile.write(written, {**_noted(places, learner, assignment), **told})


def marks(gradebook: Gradebook, assignment: str, learner: str = "") -> Marks:
    """Tell the marks of an assignment apart, of all or of one: points, remarks, what awaits a person."""
    found: dict[tuple[str, str], list] = defaultdict(list)
    for table, said in (
        (Grade, (Grade.manual_score, Grade.auto_score, Grade.extra_credit, Grade.needs_manual_grade)),
        (Comment, (Comment.manual_comment,)),
    ):
        rows = (
            gradebook.db.query(Student.id, Notebook.name, BaseCell.name, *said)
            .select_from(table)
            .join(BaseCell, table.cell_id == BaseCell.id)
            .join(Copy, table.notebook_id == Copy.id)
            .join(Notebook, Copy.notebook_id == Notebook.id)
            .join(Submission, Copy.assignment_id == Submission.id)
            .join(Assignment, Submission.assignment_id == Assignment.id)
            .join(Student, Submission.student_id == Student.id)
            .filter(Assignment.name == assignment)
            .order_by(BaseCell.name)
        )
        for whose, lesson, *values in rows.filter(Student.id == learner) if learner else rows:
            found[whose, lesson].append(values)
    told: Marks = defaultdict(dict)
    for (whose, lesson), values in found.items():
        told[whose][lesson] = hashlib.sha256(json.dumps(values).encode()).hexdigest()
    return told


def is_current(places: Places, learner: str, assignment: str, now: Mapping[str, str]) -> bool | None:
    """Whether the feedback of a learner says the marks that stand ``now``; None when it has none.

    Feedback of which nothing is noted, written by an earlier version, is taken for current.
    """
    folder = places.root / FEEDBACK / learner / assignment
    there = [lesson for lesson in now if (folder / f"{lesson}.html").is_file()]
    if not there:
        return None
    noted = _noted(places, learner, assignment)
    shown = {lesson: _shown(places, learner, lesson, now[lesson]) for lesson in there}
    return len(there) == len(now) and all(
        noted.get(lesson, shown[lesson]) == shown[lesson] for lesson in there
    )


def _shown(places: Places, learner: str, lesson: str, marks_: str) -> str:
    """What tells apart all that feedback shows of a lesson: its marks, and the replies to contests."""
    replied = replies.mark(places, learner, lesson)
    return f"{marks_} {replied}" if replied else marks_


def _noted(places: Places, learner: str, assignment: str) -> dict[str, str]:
    raw = jsonfile.read(places.received(learner, assignment) / _NOTE)
    return raw if isinstance(raw, dict) else {}
