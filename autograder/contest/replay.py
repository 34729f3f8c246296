"""Replaying (*recorriger*): the answers received, marked with today's keys and data.

Nothing is written here: what a dry run finds beside the marks that stand is told learner by learner,
question by question, with its reason. :mod:`autograder.contest.applying` then writes what is asked for.
Answers are marked as they were received, without nbgrader's conversion, in several processes.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import as_completed
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from nbgrader.api import Assignment, BaseCell, Grade, Gradebook, Notebook, Student, SubmittedNotebook
from nbgrader.api import SubmittedAssignment as Submission

from autograder.grading import executors, finished, intake, sqlite
from autograder.grading.mark_cells import answers_of
from autograder.grading.marking import CellSources, Marked, mark_lesson
from autograder.grading.parallel import Grading, course_app
from autograder.grading.places import COURSE_ID, SUBMITTED, Places
from autograder.grading.record import Record, known
from autograder.mark import PartMark
from autograder.roster import has_gradebook
from ntc.exercises import load as declared
from ntc.home.seal import seal
from ntc.roster import IdentifierError

_NEAR = 0.005


@dataclass(frozen=True)
class Given:
    """What the gradebook holds for a cell: the machine's points, a person's, and whether it awaits one."""

    auto: float | None
    manual: float | None
    waits: bool


@dataclass(frozen=True)
class Copy:
    """One lesson of one learner, to be marked on ``variant``, with what the gradebook holds for each cell."""

    learner: str
    assignment: str
    lesson: str
    variant: str
    given: Mapping[str, Given]


@dataclass(frozen=True)
class Said:
    """What a key said of a question: verdict, message for the learner, and what it expected."""

    verdict: str
    message: str
    expected: str
    carried: bool = False

    @classmethod
    def of(cls, part: PartMark | None) -> "Said":
        """Sum up the mark of a question; nothing of one that is not there."""
        return cls(part.verdict, part.message, part.expected, part.carried) if part else cls("", "", "")


@dataclass(frozen=True)
class PartChange:
    """A question whose mark is another one today, or whose feedback is."""

    part: str
    label: str
    given: str
    before: Said
    after: Said


@dataclass(frozen=True)
class Change:
    """An exercise of a learner that earns something else today.

    ``before`` and ``after`` are points, None where a person has to say; ``by_hand`` when a person's points
    stand, which no replay touches; ``variants`` are the data of then and of today.
    """

    learner: str
    assignment: str
    lesson: str
    exercise: str
    title: str
    points: float
    before: float | None
    after: float | None
    by_hand: bool
    variants: tuple[str, str]
    parts: tuple[PartChange, ...]

    @property
    def falls(self) -> bool:
        """Whether the mark would be lower."""
        return self.before is not None and self.after is not None and self.after < self.before - _NEAR

    @property
    def fails(self) -> bool:
        """Whether today's key cannot mark what was marked: there is nothing to apply."""
        return self.after is None

    @property
    def name(self) -> str:
        """What names it among those of the class."""
        return f"{self.learner} {self.lesson} {self.exercise}"

    @cached_property
    def digest(self) -> str:
        """What tells it from what another key, or other answers, would change."""
        told = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True)
class Found:
    """What a dry run found: the changes, how many copies were looked at, those not marked yet."""

    changes: tuple[Change, ...]
    looked: int
    unmarked: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Again:
    """A copy that was marked again: what it earns today, what was found then, and what that changes."""

    record: Record
    marked: Mapping[str, Marked]
    changes: tuple[Change, ...]


Told = Callable[[int, int], None]


def look(root: Path, told: Told = lambda done, of: None) -> Found:
    """Mark the whole class again and write nothing; ``told`` hears how many copies are done, of how many.

    Raises RosterError for a faulty class list, CaseError when the data of a variant cannot be used.
    """
    places = Places(root)
    copies, unmarked = to_mark(places)
    changes = [change for found in shared(root, look_at, copies, told) for change in found]
    order = {name: rank for rank, name in enumerate(declared())}
    changes.sort(key=lambda each: (each.lesson, order.get(each.exercise, 0), each.learner))
    return Found(tuple(changes), len(copies), tuple(unmarked))


def look_at(root: str, copies: tuple[Copy, ...]) -> list[Change]:
    """What marking some copies again would change."""
    return [
        change
        for copy in copies
        if (again := mark_again(Places(Path(root)), copy))
        for change in again.changes
    ]


def to_mark(places: Places) -> tuple[list[Copy], list[tuple[str, str]]]:
    """The copies that were marked to the end, and (learner, assignment) of those that were not."""
    copies: list[Copy] = []
    unmarked: list[tuple[str, str]] = []
    given = _given(places) if has_gradebook(places) else {}
    for folder in sorted((places.root / SUBMITTED).glob("*/*/")):
        learner, assignment = folder.parent.name, folder.name
        lessons = places.lessons(assignment)
        if folder.is_symlink() or not lessons:
            continue
        if not finished.is_finished(places, learner, assignment):
            unmarked.append((learner, assignment))
            continue
        try:
            variant = intake.learner_variant(places, learner, assignment)
        except IdentifierError:
            continue
        for lesson in lessons:
            if cells := given.get((learner, assignment, lesson)):
                copies.append(Copy(learner, assignment, lesson, variant, cells))
    return copies, unmarked


def mark_again(places: Places, copy: Copy) -> Again | None:
    """Mark a copy with today's keys; None when what was marked is not what is there, or cannot be read."""
    record = known(places, copy.learner, copy.lesson)
    content = answers_of(places, copy.learner, copy.assignment, copy.lesson)
    if record is None or record.unreadable or record.seal != (seal(content) if content else None):
        return None
    if not content:
        return None
    sources = _sources(places, copy.assignment, copy.lesson)
    marked = mark_lesson(sources, copy.variant, content["answers"])
    changes = (_change(copy, record, each) for each in marked.values())
    return Again(record, marked, tuple(each for each in changes if each))


def shared(root: Path, work: Callable, copies: Iterable[Copy], told: Told, *more: object) -> Iterator[list]:
    """Have copies worked on in several processes, as a class is graded; those on the same data in one.

    ``work`` is given the root, copies, and ``more``.
    """
    groups: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        groups[copy.variant].append(copy)
    of, done = sum(map(len, groups.values())), 0
    if not of:
        return
    told(0, of)
    grading = Grading(parent=course_app(root))
    with executors.pool(grading.workers) as pool:
        largest_first = sorted(groups.values(), key=len, reverse=True)
        tasks = {
            pool.executor.submit(work, str(root), tuple(group), *more): len(group) for group in largest_first
        }
        for task in as_completed(tasks):
            done += tasks[task]
            told(done, of)
            yield task.result()


def _change(copy: Copy, record: Record, marked: Marked) -> Change | None:
    """What is other of an exercise; None when nothing is, or when a person marks it."""
    exercise = marked.exercise
    then, given = record.exercises.get(exercise.id), copy.given.get(exercise.id)
    if exercise.written or then is None or given is None:
        return None
    before = None if given.waits else given.auto
    parts = tuple(_parts(then.parts, marked.mark.parts if marked.mark else ()))
    same = _same(before, marked.earned) and _same(then.earned, marked.earned)
    if same and all(part.before.verdict == part.after.verdict for part in parts):
        return None
    return Change(
        learner=copy.learner,
        assignment=copy.assignment,
        lesson=copy.lesson,
        exercise=exercise.id,
        title=exercise.title,
        points=float(exercise.points),
        before=before,
        after=marked.earned,
        by_hand=given.manual is not None,
        variants=(record.variant, copy.variant),
        parts=parts,
    )


def _parts(before: tuple[PartMark, ...], after: tuple[PartMark, ...]) -> Iterator[PartChange]:
    """The questions of which something else is said today."""
    then, now = ({part.part: part for part in parts} for parts in (before, after))
    for name in dict.fromkeys((*now, *then)):
        was, is_ = Said.of(then.get(name)), Said.of(now.get(name))
        if was != is_:
            part = now.get(name) or then[name]
            yield PartChange(name, part.label, part.given, was, is_)


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _NEAR


def _given(places: Places) -> dict[tuple[str, str, str], dict[str, Given]]:
    """What the gradebook holds, by learner, assignment and lesson, by cell: in one question to it."""
    sqlite.tune()
    found: dict[tuple[str, str, str], dict[str, Given]] = defaultdict(dict)
    with Gradebook(places.gradebook, COURSE_ID) as gradebook:
        rows = (
            gradebook.db.query(
                Student.id,
                Assignment.name,
                Notebook.name,
                BaseCell.name,
                Grade.auto_score,
                Grade.manual_score,
                Grade.needs_manual_grade,
            )
            .select_from(Grade)
            .join(BaseCell, Grade.cell_id == BaseCell.id)
            .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
            .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
            .join(Submission, SubmittedNotebook.assignment_id == Submission.id)
            .join(Assignment, Submission.assignment_id == Assignment.id)
            .join(Student, Submission.student_id == Student.id)
        )
        for learner, assignment, lesson, cell, auto, manual, waits in rows:
            found[learner, assignment, lesson][cell] = Given(auto, manual, bool(waits))
    return dict(found)


def _sources(places: Places, assignment: str, lesson: str) -> CellSources:
    """The exercises' cells of a released lesson, read once a process as long as it does not change."""
    path = places.release(assignment) / f"{lesson}.ipynb"
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _read(path: Path, changed: int) -> CellSources:
    cells = json.loads(path.read_bytes())["cells"]
    return tuple((cell["id"], "".join(cell["source"])) for cell in cells if cell.get("id") in declared())
