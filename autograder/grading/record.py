"""Record: nbgrader's gradebook holds the scores; beside it, one JSON file per lesson and learner says why."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.grading import draft, hands, intake, jsonfile
from autograder.grading.annex import Annexed
from autograder.grading.classlist import class_list
from autograder.grading.flags import NOTHING_READ, Flag, Kind
from autograder.grading.hands import Apart, Before, Decision
from autograder.grading.marking import Marked
from autograder.grading.places import Places
from autograder.mark import PartMark
from ntc.home.seal import seal
from ntc.roster import normalise

SCHEMA = 1


@dataclass(frozen=True)
class ExerciseRecord:
    """What marking found for one exercise. ``earned`` is None where a person marks.

    ``said`` is the digest of what was answered; ``annexed`` what a sheet annexes of it, by heading.
    """

    points: float
    earned: float | None
    fraction: float | None
    written: bool
    blank: bool
    answered_at: str | None
    parts: tuple[PartMark, ...] = ()
    comments: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    said: str = ""
    annexed: tuple[Annexed, ...] = ()

    @classmethod
    def of(cls, marked: Marked, said: str = "") -> "ExerciseRecord":
        """Sum up what became of an exercise."""
        exercise, mark = marked.exercise, marked.mark
        when = marked.answered_at
        return cls(
            points=float(exercise.points),
            earned=marked.earned,
            fraction=None if marked.earned is None else marked.earned / float(exercise.points),
            written=exercise.written,
            blank=marked.blank,
            answered_at=when.isoformat() if when else None,
            parts=mark.parts if mark else (),
            comments=mark.comments if mark else (),
            slips=mark.slips if mark else (),
            lines=tuple(exercise.line_cells),
            said=said,
            annexed=marked.annexed,
        )


@dataclass(frozen=True)
class Record:
    """What marking found for one lesson of one learner.

    ``submitted`` is when it was handed in, where the hand-in says so; ``apart`` are the points, by cell, that
    a person gave to answers handed in anew since; ``pending`` while the gradebook has not been told.
    """

    learner: str
    assignment: str
    lesson: str
    variant: str
    marked: str
    seal: str | None
    answered_at: str | None
    unreadable: bool
    flags: tuple[Flag, ...] = ()
    exercises: dict[str, ExerciseRecord] = field(default_factory=dict)
    submitted: str | None = None
    apart: dict[str, Apart] = field(default_factory=dict)
    pending: bool = False
    schema: int = SCHEMA

    @classmethod
    def of(
        cls,
        details: Mapping[str, str],
        variant: str,
        content: Mapping[str, Any],
        noted: list[Flag],
        marked: Mapping[str, Marked],
        said: Mapping[str, str],
    ) -> "Record":
        """Sum up what became of a lesson; ``details`` are nbgrader's, ``content`` is the answers file's."""
        hours = [each.answered_at for each in marked.values() if each.answered_at]
        return cls(
            learner=details["student"],
            assignment=details["assignment"],
            lesson=details["notebook"],
            variant=variant,
            marked=datetime.now(UTC).isoformat(timespec="seconds"),
            seal=seal(content) if content else None,
            answered_at=max(hours).isoformat() if hours else None,
            unreadable=any(flag.kind in NOTHING_READ for flag in noted),
            flags=tuple(noted),
            exercises={key: ExerciseRecord.of(each, said[key]) for key, each in marked.items()},
        )


@dataclass(frozen=True)
class Finding:
    """What is to be written beside the marks of a lesson; ``pending`` before they enter the gradebook."""

    record: Record
    pending: Record | None


class SaveRecord(NbGraderPreprocessor):
    """After nbgrader saved the automatic scores: corrects those that no machine gives; makes the record."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Do so for one notebook."""
        record: Record = resources["ntc"]
        decision: Decision = resources["ntc_decision"]
        places = Places(Path(self.parent.parent.coursedir.root))
        db_url = resources["nbgrader"]["db_url"]
        when = intake.handed_in_at(places, record.learner, record.assignment)
        record = replace(record, submitted=when.isoformat() if when else None, apart=dict(decision.apart))
        pending = None
        if decision.changes:
            apart = {**decision.apart, **decision.restore}
            pending = replace(record, apart=apart, pending=True)
        hands.apply(db_url, resources["nbgrader"], decision, *_by_nobody(record))
        _introduce(places, record.learner, db_url)
        draft.current().findings.append(Finding(record, pending))
        return nb, resources


def known(places: Places, learner: str, lesson: str) -> Record | None:
    """The record of a lesson; None when there is none, or it is damaged."""
    try:
        return read(places.record(learner, lesson))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def was_left_out(own: Record | None, beside: Iterable[Record | None]) -> bool:
    """Whether a hand-in brought answers to a lesson ``beside`` this one, and none to this one.

    nbgrader then has a notebook without an answer, which says nothing of who has not begun the lesson yet.
    """
    if own is None or own.seal is not None or own.unreadable:
        return False
    return any(other is not None and other.seal is not None for other in beside)


def before(places: Places, learner: str, lesson: str) -> Before:
    """What the last marking of a lesson left; nothing when there was none, or its record is damaged."""
    record = known(places, learner, lesson)
    if record is None:
        return Before()
    said = {key: each.said for key, each in record.exercises.items()}
    return Before(said, record.apart, record.pending)


def write(places: Places, record: Record) -> None:
    """Write a record whole; raises OSError."""
    jsonfile.write(places.record(record.learner, record.lesson), asdict(record))


def _by_nobody(record: Record) -> tuple[frozenset[str], frozenset[str]]:
    """The cells that could not be marked, and the lines of the written exercises left blank."""
    unmarked = {key for key, each in record.exercises.items() if each.earned is None and not each.written}
    blank = {
        line
        for each in record.exercises.values()
        if each.written and each.blank and not record.unreadable
        for line in each.lines
    }
    return frozenset(unmarked), frozenset(blank)


def _introduce(places: Places, learner: str, db_url: str) -> None:
    """Give the gradebook the name that the class list has, so that formgrader shows it."""
    enrolled = class_list(places).get(normalise(learner))
    if enrolled:
        with Gradebook(db_url) as gradebook:
            names = {"first_name": enrolled.first_name, "last_name": enrolled.last_name}
            gradebook.update_or_create_student(learner, **names, email=enrolled.email)


def read(path: Path) -> Record:
    """Read a record again; OSError when it is not there, KeyError or TypeError when it is no record."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["flags"] = tuple(Flag(Kind(flag["kind"]), flag["message"]) for flag in raw["flags"])
    raw["apart"] = {cell: Apart(**each) for cell, each in raw.get("apart", {}).items()}
    raw["exercises"] = {key: _exercise(each) for key, each in raw["exercises"].items()}
    return Record(**raw)


def _exercise(raw: dict[str, Any]) -> ExerciseRecord:
    lists = {name: tuple(raw[name]) for name in ("comments", "slips", "lines")}
    pairs = tuple((heading, lines) for heading, lines in raw["annexed"])
    parts = tuple(_part(part) for part in raw["parts"])
    return ExerciseRecord(**raw | lists | {"parts": parts, "annexed": pairs})


def _part(raw: dict[str, Any]) -> PartMark:
    return PartMark(**raw | {"noted": tuple(raw.get("noted", ()))})
