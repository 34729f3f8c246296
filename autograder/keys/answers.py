"""The answers to one exercise, as its key reads them: understood, and as they were typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from ntc.fields.outcome import Blank, Outcome, Unreadable, Value


class Parser(Protocol):
    """What a key needs of a field: to understand the raw answer that was saved under its id."""

    def parse(self, raw: Any) -> Outcome:
        """Understand a raw answer."""


@dataclass(frozen=True)
class Entry:
    """What was entered for one question: its outcome, and the text as typed, which feedback quotes."""

    outcome: Outcome
    typed: str = ""

    @property
    def value(self) -> Any:
        """What was understood; None when the entry is blank or unreadable."""
        return self.outcome.value if isinstance(self.outcome, Value) else None


NOTHING = Entry(Blank())


@dataclass(frozen=True)
class Answers(Mapping[str, Outcome]):
    """The outcomes of an exercise by field id, with the fields and raw answers that they come from.

    ``lesson`` are the answers to the whole lesson, when they were read together.
    """

    outcomes: Mapping[str, Outcome]
    raw: Mapping[str, Any]
    fields: Mapping[str, Parser]
    lesson: "Lesson | None" = field(default=None, compare=False, repr=False)

    @classmethod
    def read(cls, fields: Mapping[str, Parser], raw: Mapping[str, Any]) -> "Answers":
        """Parse again, on the instructor's side, the raw answers to these fields; others are ignored."""
        known = {field_id: raw[field_id] for field_id in fields if field_id in raw}
        outcomes = {field_id: field.parse(known.get(field_id)) for field_id, field in fields.items()}
        return cls(outcomes, known, fields)

    def __getitem__(self, field_id: str) -> Outcome:
        return self.outcomes[field_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.outcomes)

    def __len__(self) -> int:
        return len(self.outcomes)

    def entry(self, field_id: str) -> Entry:
        """Return what was entered in a field."""
        raw = self.raw.get(field_id)
        return Entry(self.outcomes[field_id], raw if isinstance(raw, str) else "")

    def cell(self, field_id: str, row: str, column: str = "value") -> Entry:
        """Return what was entered in a cell of a table, or the outcome of a table that is not answered."""
        table = self.outcomes[field_id]
        if not isinstance(table, Value):
            return Entry(table)
        outcome = table.value.get(row, {}).get(column)
        if outcome is None:
            return NOTHING
        line = self.raw[field_id].get(row)
        typed = line.get(column) if isinstance(line, dict) else line
        return Entry(outcome, typed if isinstance(typed, str) else "")

    def column(self, field_id: str, column: str) -> Entry:
        """Return what a table matches with its rows in a column: {row: value}, as a matching would give it.

        Cells left blank or that cannot be read are not there; with none at all, it is the outcome of one.
        """
        table = self.outcomes[field_id]
        if not isinstance(table, Value):
            return Entry(table)
        cells = {row: line[column] for row, line in table.value.items() if column in line}
        read = {row: cell.value for row, cell in cells.items() if isinstance(cell, Value)}
        if read:
            return Entry(Value(read))
        refused = (cell for cell in cells.values() if isinstance(cell, Unreadable))
        return Entry(next(refused, Blank()))


class Lesson(Mapping[str, Answers]):
    """The answers to a whole lesson by exercise, in its order: one may build on what was answered before.

    An exercise is read when it is first asked for: its key seldom looks at many others. ``notes`` keep what
    marking has worked out of them already, by what it worked with.
    """

    def __init__(self, fields: Mapping[str, Mapping[str, Parser]], raw: Mapping[str, Any]) -> None:
        self._fields = fields
        self._raw = raw
        self._exercises: dict[str, Answers] = {}
        self.notes: dict[Any, Any] = {}

    @classmethod
    def read(cls, fields: Mapping[str, Mapping[str, Parser]], raw: Mapping[str, Any]) -> "Lesson":
        """Parse again the raw answers (by field id) to the fields of each exercise."""
        return cls(fields, dict(raw))

    def __getitem__(self, exercise_id: str) -> Answers:
        if exercise_id not in self._exercises:
            read = Answers.read(self._fields[exercise_id], self._raw)
            self._exercises[exercise_id] = replace(read, lesson=self)
        return self._exercises[exercise_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


def unread(entry: Entry) -> str:
    """Say in French, kindly, that an answer was not understood and what to change; empty when it was read."""
    if not isinstance(entry.outcome, Unreadable):
        return ""
    quoted = f"« {entry.typed} » n’a pas pu être lu. " if entry.typed else ""
    return quoted + entry.outcome.message
