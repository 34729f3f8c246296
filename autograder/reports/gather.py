"""Gather the evidence: scores and comments from the gradebook, dates, parts and slips from the records.

The score that counts is always the gradebook's: an instructor may have changed what the machine proposed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry, Student, SubmittedNotebook

from autograder.grading.deadlines import late_by
from autograder.grading.flags import Kind, with_names
from autograder.grading.record import ExerciseRecord, Record, was_left_out
from autograder.mark import PartMark
from autograder.reports.observations import by_the_grid, carried, facts, lacking, slips
from autograder.reports.records import RecordError, read_record
from autograder.reports.sheet import CriterionLine, Evidence, Production, Sheet, Total, Work
from ntc import exercises, papers, referential
from ntc.catalogue import Lesson, activities, sat
from ntc.exercises import Exercise
from ntc.french import count, typeset
from ntc.home.seal import grouped
from ntc.plain import plain
from ntc.referential import Item
from ntc.roster import Enrolled, variant_of


def gather(
    gradebook: Gradebook,
    records: Path,
    roster: Mapping[str, Enrolled],
    assignments: Iterable[str],
    damaged: Callable[[RecordError], None] | None = None,
) -> list[Sheet]:
    """Make the sheet of every learner of the gradebook, in the order of their names.

    ``records`` is the folder of the marking records; ``roster`` the class list (may be empty), for names and
    variants; ``assignments`` names those whose work is evidence. A lesson that came with a later version of
    the course, and was never released to this class, is owed by nobody. A paper is evidence of its own: it
    counts only where nothing else is asked for. Raises RecordError for a damaged
    record, unless ``damaged`` is there to be told: that learner alone then has no sheet.
    """
    chosen = set(assignments)
    lessons = [
        lesson
        for activity in (activities() if any(map(is_activity, chosen)) else sat())
        for lesson in activity.ready
        if lesson.assignment in chosen and _released(gradebook, lesson)
    ]
    students = sorted(gradebook.students, key=lambda student: _alphabetical(student, roster.get(student.id)))
    sheets = []
    for student in students:
        try:
            sheets.append(_sheet(gradebook, records, roster, lessons, student))
        except RecordError as error:
            if damaged is None:
                raise
            damaged(error)
    return sheets


def is_activity(assignment: str) -> bool:
    """Whether an assignment is of lessons, no paper."""
    return not papers.is_paper(assignment)


def _released(gradebook: Gradebook, lesson: Lesson) -> bool:
    """Whether a class was given a lesson: nobody owes what was never released."""
    try:
        gradebook.find_notebook(lesson.name, lesson.assignment)
    except MissingEntry:
        return False
    return True


def _alphabetical(student: Student, enrolled: Enrolled | None) -> tuple[str, ...]:
    """Order by last name, as a French list does: Émile stands with the E."""
    known = enrolled or student
    names = (known.last_name or student.id, known.first_name or "", student.id)
    return tuple(map(plain, names))


def _sheet(
    gradebook: Gradebook,
    records: Path,
    roster: Mapping[str, Enrolled],
    lessons: list[Lesson],
    student: Student,
) -> Sheet:
    enrolled = roster.get(student.id)
    evidence: dict[str, list[Evidence]] = {}
    works: list[Work] = []
    flags: list[str] = []
    productions: list[Production] = []
    handed_in: list[Lesson] = []
    unseen: dict[str, str] = {}
    variant = enrolled.variant if enrolled else variant_of(student.id)
    found = {lesson.name: read_record(records / student.id / f"{lesson.name}.json") for lesson in lessons}
    for lesson in lessons:
        record = found[lesson.name]
        submitted = _submission(gradebook, lesson, student.id)
        beside = (found[other.name] for other in lessons if other.assignment == lesson.assignment)
        if was_left_out(record, beside) and not _marked_by_somebody(submitted):
            record = submitted = None
        if lesson.competency:
            unseen |= exercises.unseen(lesson.declaration)
        if submitted and lesson.competency:
            handed_in.append(lesson)
        if record:
            variant = record.variant
            works.append(_work(lesson, record, submitted))
            flags += (with_names(told, roster) for told in _flags(record, submitted))
            productions += _productions(record, works[-1])
        for exercise in exercises.of(lesson.name):
            _add(evidence, exercise, submitted, record)
    sections = tuple(
        (
            competency,
            tuple(
                CriterionLine(item, tuple(evidence.get(item.id, ())), unseen.get(item.id, ""))
                for item in competency.criteria
            ),
        )
        for competency in referential.load().competencies.values()
    )
    name = enrolled.name if enrolled and enrolled.name else _name(student)
    return Sheet(
        student.id,
        name,
        variant,
        sections,
        tuple(works),
        tuple(flags),
        tuple(productions),
        observed={lesson.competency: _observed(lesson) for lesson in handed_in},
        watched={lesson.competency: _watched(lesson) for lesson in handed_in},
        paper=next((lesson.title for lesson in lessons if not lesson.competency), ""),
    )


def _marked_by_somebody(submitted: SubmittedNotebook | None) -> bool:
    return submitted is not None and any(grade.manual_score is not None for grade in submitted.grades)


def _observed(lesson: Lesson) -> tuple[Item, ...]:
    """What a lesson works on and no exercise of it assesses, in the order of the referential."""
    served = exercises.passages(lesson.declaration)
    items = referential.load().competencies[lesson.competency].items
    return tuple(item for item in items if item.id in served)


def _watched(lesson: Lesson) -> tuple[Exercise, ...]:
    """The grids of a lesson that somebody fills in who watches a scene or hears a report."""
    return tuple(grid for grid in exercises.grids(lesson.declaration).values() if grid.observed)


def _productions(record: Record, work: Work) -> list[Production]:
    """What is annexed of a work, in the order of its exercises."""
    found = ((exercises.load().get(key), detail.annexed) for key, detail in record.exercises.items())
    return [
        Production(exercise.title, pieces, work.submitted, work.seal)
        for exercise, pieces in found
        if exercise and pieces
    ]


def _flags(record: Record, submitted: SubmittedNotebook | None) -> list[str]:
    """What must be known of a work; that its answers changed, only until a person has decided."""
    decided = all(_manual(submitted, cell) is not None for cell in record.apart)
    return [flag.message for flag in record.flags if flag.kind is not Kind.CHANGED or not decided]


def _manual(submitted: SubmittedNotebook | None, cell: str) -> float | None:
    grades = submitted.grades if submitted else ()
    return next((grade.manual_score for grade in grades if grade.name == cell), None)


def _name(student: Student) -> str:
    return " ".join(part for part in (student.first_name, student.last_name) if part) or student.id


def _submission(gradebook: Gradebook, lesson: Lesson, student: str) -> SubmittedNotebook | None:
    try:
        return gradebook.find_submission_notebook(lesson.name, lesson.assignment, student)
    except MissingEntry:
        return None


def _add(
    evidence: dict[str, list[Evidence]],
    exercise: Exercise,
    submitted: SubmittedNotebook | None,
    record: Record | None,
) -> None:
    detail = record.exercises.get(exercise.id) if record else None
    unreadable = record is not None and record.unreadable
    if not exercise.written:
        for criterion in exercise.criteria:
            piece = _marked_by_machine(exercise, criterion, submitted, detail, unreadable)
            evidence.setdefault(criterion, []).append(piece)
    for cell, line in exercise.line_cells.items():
        # Nothing of what cannot be read was seen to be blank: a person has to say.
        set_apart = record is not None and cell in record.apart
        seen = None if unreadable or set_apart else detail
        piece = _marked_by_hand(exercise, cell, submitted, seen, unreadable)
        evidence.setdefault(line.criterion, []).append(piece)


def _marked_by_machine(
    exercise: Exercise,
    criterion: str,
    submitted: SubmittedNotebook | None,
    detail: ExerciseRecord | None,
    unreadable: bool,
) -> Evidence:
    """What an exercise shows of a criterion: of several, only the questions that say they show it."""
    everything = detail.parts if detail else ()
    parts = tuple(part for part in everything if exercise.evidence(criterion, part.part))
    points, share = _at_stake(exercise, criterion, everything)
    earned = _score(submitted, exercise.id)
    if earned is not None and len(exercise.criteria) > 1:
        earned = points * min(1.0, earned / exercise.points * share)
    return Evidence(
        exercise=exercise.id,
        title=_entitled(exercise, criterion),
        points=points,
        earned=earned,
        handed_in=submitted is not None,
        blank=not unreadable and bool(parts) and all(part.verdict == "blank" for part in parts),
        unreadable=unreadable,
        answered=_moment(detail),
        lacking=lacking(exercise, parts),
        slips=slips(parts),
        noted=facts(parts),
        carried=carried(parts),
        comment=_comment(submitted, exercise.id),
    )


def _at_stake(exercise: Exercise, criterion: str, parts: Sequence[PartMark]) -> tuple[float, float]:
    """Points at stake for a criterion, and how its questions did beside the whole exercise (1: as well).

    The score is the gradebook's: what a person changed is spread over the questions as they were marked.
    """
    if len(exercise.criteria) == 1:
        return exercise.points, 1.0
    if not parts:
        return exercise.points * len(exercise.serving(criterion)) / len(exercise.parts), 1.0
    serving = [part for part in parts if exercise.evidence(criterion, part.part)]
    weight, whole = (sum(part.weight for part in these) for these in (serving, parts))
    won, of_all = (sum(part.weight * part.fraction for part in these) for these in (serving, parts))
    return exercise.points * weight / whole, (won / weight) / (of_all / whole) if of_all else 1.0


def _entitled(exercise: Exercise, criterion: str) -> str:
    """The title of an exercise; with the questions that count when they are not all of them."""
    if len(exercise.criteria) == 1:
        return exercise.title
    serving = count(len(exercise.serving(criterion)), "question")
    return typeset(f"{exercise.title} ({serving} sur {len(exercise.parts)})")


def _marked_by_hand(
    exercise: Exercise,
    cell: str,
    submitted: SubmittedNotebook | None,
    detail: ExerciseRecord | None,
    unreadable: bool,
) -> Evidence:
    line, points = exercise.line_cells[cell], exercise.line_points
    blank = detail is not None and detail.blank
    earned = _score(submitted, cell)
    if earned is None and blank:
        earned = 0.0  # nothing was written: there is nothing to wait for
    return Evidence(
        exercise=cell,
        title=typeset(f"{exercise.title} : ligne {line.id} de la grille"),
        points=points,
        earned=earned,
        handed_in=submitted is not None,
        blank=blank,
        unreadable=unreadable,
        answered=_moment(detail),
        grid=() if earned is None or blank else by_the_grid(line, earned, points),
        comment=_comment(submitted, cell),
    )


def _score(submitted: SubmittedNotebook | None, cell: str) -> float | None:
    """Give the score of a graded cell; None when it is not there or waits for a person's mark."""
    grade = next((grade for grade in submitted.grades if grade.name == cell), None) if submitted else None
    if grade is None or (grade.needs_manual_grade and grade.manual_score is None):
        return None
    return float(grade.score)


def _comment(submitted: SubmittedNotebook | None, cell: str) -> str:
    found = (comment for comment in submitted.comments if comment.name == cell) if submitted else ()
    return next((comment.manual_comment or "" for comment in found), "").strip()


def _work(lesson: Lesson, record: Record, submitted: SubmittedNotebook | None) -> Work:
    when = datetime.fromisoformat(record.submitted).astimezone() if record.submitted else None
    seal = grouped(record.seal) if record.seal else ""
    if submitted is None:
        return Work(lesson.title, when, seal, lesson=lesson.name)
    due = submitted.assignment.duedate
    last = due.replace(tzinfo=UTC).astimezone() if due else None
    return Work(
        lesson.title,
        when,
        seal,
        total=_total(submitted),
        due=last,
        late=late_by(when, last),
        lesson=lesson.name,
        by_hand=_marked_by_somebody(submitted),
    )


def _total(submitted: SubmittedNotebook) -> Total:
    scores = [_score(submitted, grade.name) for grade in submitted.grades]
    earned = sum(score for score in scores if score is not None)
    withheld = min(earned, float(submitted.late_submission_penalty or 0))
    stakes = [float(grade.cell.max_score) for grade in submitted.grades]
    awaited = sum(stake for stake, score in zip(stakes, scores, strict=True) if score is None)
    return Total(earned - withheld, sum(stakes) - awaited, scores.count(None), withheld, awaited)


def _moment(detail: ExerciseRecord | None) -> datetime | None:
    return datetime.fromisoformat(detail.answered_at) if detail and detail.answered_at else None
