"""Applying a replay (*appliquer une recorrection*): what was agreed to is written, nothing else, and told.

No mark falls unless its learner was named for that; what a person gave is never touched; what changed since
it was shown is left to be looked at again. Written in this order: the journal, the copy, the record, the
gradebook. Stopped in between, the gradebook still holds the old mark, and the next dry run shows the change
again: the journal may then say it twice, never not at all.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from autograder.contest import journal
from autograder.contest.replay import Again, Change, Copy, Told, mark_again, shared, to_mark
from autograder.grading import sqlite
from autograder.grading.flags import Flag, Kind, unmarked
from autograder.grading.hands import said
from autograder.grading.mark_cells import answers_of, fill_exercise, front
from autograder.grading.places import AUTOGRADED, COURSE_ID, Places
from autograder.grading.rebuild import prose_cells
from autograder.grading.record import ExerciseRecord, Record, write
from autograder.grading.timed import timed
from ntc.french import count, number, typeset
from ntc.storage import write_atomically


@dataclass(frozen=True)
class Agreed:
    """What was shown and agreed to: the digest of each change by its name, and whose marks may fall.

    ``who`` asks for it, and ``why``, for the journal.
    """

    changes: Mapping[str, str]
    fall: Collection[str]
    who: str
    why: str

    def takes(self, change: Change) -> bool:
        """Whether a change is one to write."""
        if change.by_hand or change.fails or self.changes.get(change.name) != change.digest:
            return False
        return not change.falls or change.learner in self.fall


@dataclass(frozen=True)
class Applied:
    """What came of it: the changes that were written, and those that were not."""

    written: tuple[Change, ...]
    left: tuple[Change, ...]


def apply(root: Path, agreed: Agreed, told: Told = lambda done, of: None) -> Applied:
    """Write what was agreed to in gradebook, records, copies and journal; raises OSError, CaseError."""
    wanted = {name.rpartition(" ")[0] for name in agreed.changes}
    copies = [copy for copy in to_mark(Places(root))[0] if f"{copy.learner} {copy.lesson}" in wanted]
    written: list[Change] = []
    left: list[Change] = []
    for done in shared(root, apply_to, copies, told, agreed):
        for change, is_written in done:
            (written if is_written else left).append(change)
    return Applied(tuple(written), tuple(left))


def apply_to(root: str, copies: tuple[Copy, ...], agreed: Agreed) -> list[tuple[Change, bool]]:
    """Write what was agreed to of some copies; give each change, and whether it was written."""
    places, told = Places(Path(root)), []
    sqlite.tune()
    with Gradebook(places.gradebook, COURSE_ID) as gradebook:
        for copy in copies:
            again = mark_again(places, copy)
            taken = [change for change in again.changes if agreed.takes(change)] if again else []
            if again and taken:
                _write(places, gradebook, copy, again, taken, agreed)
            told += [(change, change in taken) for change in (again.changes if again else ())]
    return told


def change_told(change: Change) -> str:
    """Say a change of a mark in French: « CP9, La moitié : 8 → 12 points sur 16 »."""
    before = "en attente" if change.before is None else number(change.before)
    after = "en attente" if change.after is None else number(change.after)
    return typeset(
        f"{change.lesson}, « {change.title} » : {before} → {after} sur {count(change.points, 'point')}"
    )


def _write(
    places: Places, gradebook: Gradebook, copy: Copy, again: Again, taken: list[Change], agreed: Agreed
) -> None:
    chosen = {change.exercise for change in taken}
    if copy.variant != again.record.variant:
        # What earns the same is marked on the new data too; what is left as it is says so of the old ones.
        chosen |= again.marked.keys() - {change.exercise for change in again.changes}
    record = _record(places, copy, again, chosen)
    journal.append(
        places,
        [
            journal.line(agreed.who, copy.learner, change_told(change), _why(change, agreed.why))
            for change in taken
        ],
    )
    _fill_copy(places, copy, again, chosen, record)
    write(places, record)
    notebook = gradebook.find_submission_notebook(copy.lesson, copy.assignment, copy.learner)
    after = {change.exercise: change.after for change in taken}
    for grade in notebook.grades:
        if grade.name in after and grade.manual_score is None:
            grade.auto_score, grade.needs_manual_grade = after[grade.name], False
    gradebook.db.commit()


def _why(change: Change, why: str) -> str:
    then, now = change.variants
    data = f" ; jeu de données {then} → {now}" if then != now else ""
    return typeset(f"recorrection : {why or 'corrigé revu'}{data}")


def _record(places: Places, copy: Copy, again: Again, chosen: Collection[str]) -> Record:
    marked = {key: again.marked[key] for key in chosen}
    fresh = {key: ExerciseRecord.of(each, said(each, unread=False)) for key, each in marked.items()}
    return replace(
        again.record,
        variant=copy.variant,
        marked=datetime.now(UTC).isoformat(timespec="seconds"),
        flags=tuple(
            _still_true(places, copy, again.record.flags, [each.exercise.title for each in marked.values()])
        ),
        exercises={**again.record.exercises, **fresh},
    )


def _still_true(places: Places, copy: Copy, noted: Iterable[Flag], titles: Iterable[str]) -> Iterable[Flag]:
    """What is still to be known of a copy: not that it was unmarked, once it is."""
    mended = {unmarked(title).message for title in titles}
    content = answers_of(places, copy.learner, copy.assignment, copy.lesson)
    own = content.get("variant") == copy.variant
    for flag in noted:
        if flag.message not in mended and not (own and flag.kind is Kind.OTHER_VARIANT):
            yield flag


def _fill_copy(places: Places, copy: Copy, again: Again, chosen: Collection[str], record: Record) -> None:
    """Bring the marked copy in line, which formgrader shows and feedback is made from."""
    path = places.root / AUTOGRADED / copy.learner / copy.assignment / f"{copy.lesson}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    prose = {}
    if copy.variant != again.record.variant:
        prose = prose_cells(places, copy.assignment, copy.lesson, copy.variant)
    content = answers_of(places, copy.learner, copy.assignment, copy.lesson)
    head = front(
        copy.learner,
        copy.variant,
        list(record.flags),
        timed(places, copy.learner, copy.assignment, content).told,
    )
    for rank, cell in enumerate(notebook.cells):
        if cell.id == head.id:
            notebook.cells[rank] = head
        elif cell.id in chosen:
            fill_exercise(cell, again.marked[cell.id], record.apart.get(cell.id))
        elif cell.id in prose:
            cell.source = prose[cell.id]
    write_atomically(path, nbformat.writes(notebook).encode("utf-8"))
