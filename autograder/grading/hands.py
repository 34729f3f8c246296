"""What a person marked (*notes mises à la main*), when work is marked again.

Points that somebody gave hold as long as the answers that they were given to. When other answers were handed
in since, they are set apart: kept, shown to the marker, and not counted until somebody decides.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from nbgrader.api import Gradebook, MissingEntry, SubmittedNotebook

from autograder.grading.marking import Marked

UNREAD = "unreadable"


@dataclass(frozen=True)
class Apart:
    """Points, extra points and words that a person gave to answers of which ``said`` is the digest."""

    points: float
    extra: float
    comment: str
    said: str


@dataclass(frozen=True)
class Decision:
    """What becomes of each cell that a person marked: left as it is, set apart, or given back.

    ``apart`` are set apart when all is done, ``clear`` must lose their points in the gradebook, ``restore``
    get them back: the very answers that they were given to were handed in again.
    """

    apart: Mapping[str, Apart] = field(default_factory=dict)
    clear: frozenset[str] = frozenset()
    restore: Mapping[str, Apart] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """Whether the gradebook has to change."""
        return bool(self.clear or self.restore)


@dataclass(frozen=True)
class Before:
    """What an earlier marking left: digests by exercise, what was set apart, whether it was cut short."""

    said: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, Apart] = field(default_factory=dict)
    pending: bool = False


def said(marked: Marked, unread: bool) -> str:
    """The digest of what was answered to an exercise, whenever it was saved."""
    if unread:
        return UNREAD
    given = {key: marked.raw(key) for key in marked.fields}
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()


def cells_of(marked: Mapping[str, Marked]) -> dict[str, str]:
    """The exercise of each cell that may be marked: its own, or the lines of its grid."""
    return {cell: key for key, each in marked.items() for cell in [key, *each.exercise.line_cells]}


def decide(
    db_url: str, details: Mapping[str, str], before: Before, now: Mapping[str, str], cells: Mapping[str, str]
) -> Decision:
    """Decide what becomes of what a person gave; ``now`` are the digests of what is marked, by exercise."""
    with Gradebook(db_url) as gradebook:
        given = dict(_given(_notebook(gradebook, details)))
    apart: dict[str, Apart] = {}
    clear: set[str] = set()
    restore: dict[str, Apart] = {}
    for cell, exercise in cells.items():
        hand, old = given.get(cell), before.apart.get(cell)
        if hand and old and before.pending and hand.points == old.points:
            clear.add(cell)  # cut short before the gradebook knew
            hand = None
        if hand:
            earlier = before.said.get(exercise, "")
            if earlier and earlier != now[exercise]:
                apart[cell] = Apart(hand.points, hand.extra, hand.comment, earlier)
                clear.add(cell)
        elif old and old.said == now[exercise]:
            restore[cell] = old
        elif old:
            apart[cell] = old
    return Decision(apart, frozenset(clear - restore.keys()), restore)


def apply(
    db_url: str,
    details: Mapping[str, str],
    decision: Decision,
    unmarked: frozenset[str],
    blank: frozenset[str],
) -> None:
    """Bring the gradebook in line, in one commit.

    ``unmarked`` cells could not be marked by the machine and await a person, where nbgrader read 0; the lines
    of a written exercise left ``blank`` are worth 0 and await nobody, where nbgrader awaits a person for
    each, unless points were set apart; what a person marked awaits nobody, where nbgrader asks again.
    """
    with Gradebook(db_url) as gradebook:
        notebook = _notebook(gradebook, details)
        comments = {comment.name: comment for comment in notebook.comments} if notebook else {}
        for grade in notebook.grades if notebook else ():
            cell = grade.name
            if cell in decision.clear:
                grade.manual_score = grade.extra_credit = None
                _say(comments.get(cell), None)
            if back := decision.restore.get(cell):
                grade.manual_score, grade.extra_credit = back.points, back.extra or None
                _say(comments.get(cell), back.comment or None)
            if cell in unmarked:
                grade.auto_score = None
            elif cell in blank:
                grade.auto_score = 0.0
            waits = grade.auto_score is None or (cell in blank and cell in decision.apart)
            grade.needs_manual_grade = waits and grade.manual_score is None
        gradebook.db.commit()


def _notebook(gradebook: Gradebook, details: Mapping[str, str]) -> SubmittedNotebook | None:
    try:
        return gradebook.find_submission_notebook(
            details["notebook"], details["assignment"], details["student"]
        )
    except MissingEntry:
        return None


def _given(notebook: SubmittedNotebook | None) -> Iterator[tuple[str, Apart]]:
    comments = {comment.name: comment.manual_comment for comment in notebook.comments} if notebook else {}
    for grade in notebook.grades if notebook else ():
        if grade.manual_score is not None:
            words = comments.get(grade.name) or ""
            yield grade.name, Apart(float(grade.manual_score), float(grade.extra_credit or 0), words, "")


def _say(comment: object, words: str | None) -> None:
    if comment is not None:
        comment.manual_comment = words
