"""A table to fill in: rows by columns of numbers, dates and choices."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, ClassVar

from ntc.exercises import Part
from ntc.fields import closing
from ntc.fields.base import Feedback, Field, Sample, entered_text
from ntc.fields.entries import ChoiceEntry, DateEntry, Entry, NumberEntry
from ntc.fields.markup import Html, element
from ntc.fields.options import Labelled, Options, option_labels
from ntc.fields.outcome import Blank, Outcome, Unreadable, Value
from ntc.fields.precision import LACKING, lacks_decimal
from ntc.french import count, listing, quoted, typeset

Cells = dict[str, dict[str, Outcome]]

_LEFT = {
    Blank: ("case sans réponse", "cases sans réponse"),
    Unreadable: ("case illisible", "cases illisibles"),
}
_HAS_UNREADABLE = typeset("Une case au moins n'est pas lisible.")


class TableField(Field):
    """Rows to fill in (« tableau »).

    ``rows``: pairs or records with id and label, or ids of parts of the exercise; by default all its parts.
    ``columns``: name → options to choose from, a unit ("€", "jours", "date"…), or row → unit.
    Without columns there is one, "value", whose unit in each row is that of the part. Heads come from the
    exercise's ``columns``.
    ``year`` completes dates typed without their year. Raw: {row: {column: text}}. Value: {row: {column:
    Outcome}}, every cell present.
    """

    kind = "table"
    raw_type = dict
    unnamed: ClassVar[tuple[str, ...]] = ("value",)

    def __init__(
        self,
        id: str,
        rows: Iterable[tuple[str, str] | Labelled | str] | None = None,
        *,
        year: int | None = None,
        **columns: str | Mapping[str, str] | Options,
    ) -> None:
        super().__init__(id)
        self.parts = self._parts(rows)
        self.columns = {name: self._head(name) for name in columns or self.unnamed}
        self.entries: dict[str, dict[str, Entry]] = {
            row: {
                name: entry(_of_row(columns.get(name, part.unit), row), year, part.help)
                for name in self.columns
            }
            for row, part in self.parts.items()
        }

    def controls(self) -> dict[str, Any]:
        """Describe rows, columns and the input of each cell."""
        return {
            "columns": list(self.columns.items()),
            "rows": [
                {
                    "id": row,
                    "label": part.label,
                    "help": part.help,
                    "cells": {name: cell.controls() for name, cell in self.entries[row].items()},
                }
                for row, part in self.parts.items()
            ],
        }

    def feedback(self, raw: Any) -> Feedback:
        """Say, cell by cell, what is understood; one unreadable cell makes the table unreadable."""
        outcome = self.parse(raw)
        if not isinstance(outcome, Value):
            return super().feedback(raw)
        cells = {
            row: {name: said(cell) for name, cell in line.items()} for row, line in outcome.value.items()
        }
        if any(cell["state"] == "unreadable" for line in cells.values() for cell in line.values()):
            return Feedback("unreadable", outcome.echo, _HAS_UNREADABLE, cells)
        return Feedback("answered" if outcome.complete else "partial", outcome.echo, outcome.note, cells)

    def remarks(self, raw: Any) -> list[str]:
        """Name the cells that are blank, unreadable or without their decimal, and sums that do not close."""
        outcome = self.parse(raw)
        if not isinstance(outcome, Value):
            return super().remarks(raw)
        labels = closing.Labels({row: part.label for row, part in self.parts.items()}, self.columns)
        return [
            *self.cells_left(outcome.value),
            *self._bare(raw, outcome.value),
            *closing.gaps(self.exercise.sums, outcome.value, self.entries, labels),
        ]

    def in_lines(self, value: Value) -> list[str]:
        """Write each row of which something was understood: « Panier moyen : 3 310,34 € »."""
        return [self._row(row, cells) for row, cells in value.value.items() if self._kept(cells)]

    def cells_left(self, cells: Cells) -> list[str]:
        """Say how many cells are blank or unreadable, and in which rows."""
        said = []
        for outcome, words in _LEFT.items():
            at = [place for place, cell in _each(cells) if isinstance(cell, outcome)]
            said += self._where(count(len(at), *words), at)
        return said

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give tables filled, half filled, empty and broken."""
        arguments = {"rows": [("r1", "R1"), ("r2", "R2")], "amount": "€", "who": [("me", "Moi")]}
        ten, me = Value(Decimal(10), "10,00\u00a0€"), Value("me", "Moi")
        mixed = {"rows": arguments["rows"], "amount": {"r1": "€", "r2": "jours"}}
        days = Value(Decimal(28), "28\u00a0jours")
        return [
            Sample(
                mixed,
                {"r1": {"amount": "10 €"}, "r2": {"amount": "28 jours"}},
                "answered",
                {"r1": {"amount": ten}, "r2": {"amount": days}},
            ),
            Sample(
                arguments,
                {"r1": {"amount": "10", "who": "me"}, "r2": {"amount": "10 €", "who": "me"}},
                "answered",
                {"r1": {"amount": ten, "who": me}, "r2": {"amount": ten, "who": me}},
            ),
            Sample(
                arguments,
                {"r1": {"amount": "10"}, "ghost": {"amount": "3"}},
                "partial",
                {"r1": {"amount": ten, "who": Blank()}, "r2": {"amount": Blank(), "who": Blank()}},
            ),
            Sample(arguments, {"r1": {"amount": "dix"}}, "unreadable"),
            Sample(arguments, {"r1": {"who": "you"}}, "unreadable"),
            Sample(arguments, {"r1": {"who": ["me"]}}, "unreadable"),
            Sample(arguments, {}, "blank"),
            Sample(arguments, {"r1": {"amount": " ", "who": ""}}, "blank"),
            Sample(arguments, {"r1": "10"}, "unreadable"),
            Sample(arguments, ["10"], "unreadable"),
        ]

    def _understand(self, raw: Any) -> Outcome:
        cells = self._cells(raw, self.parts)
        states = [cell for line in cells.values() for cell in line.values()]
        if all(isinstance(cell, Blank) for cell in states):
            return Blank()
        read = sum(isinstance(cell, Value) for cell in states)
        echo = f"{read} sur {len(states)}"
        return Value(cells, echo, complete=all(isinstance(cell, Value) for cell in states))

    def _kept(self, cells: Mapping[str, Outcome]) -> bool:
        """Whether a row is an answer."""
        return any(isinstance(cell, Value) for cell in cells.values())

    def _row(self, row: str, cells: Mapping[str, Outcome]) -> str:
        """A row in a line; with several columns, each under its head."""
        label = self.parts[row].label.rstrip(".")
        heads = [
            (self.columns[name], cell.echo.rstrip("."))
            for name, cell in cells.items()
            if isinstance(cell, Value)
        ]
        if len(self.columns) == 1:
            return typeset(" : ".join([label, *(echo for _, echo in heads)]))
        return typeset(" — ".join([label, *(f"{head} : {echo}" for head, echo in heads)]))

    def _bare(self, raw: Mapping[str, Any], cells: Cells) -> list[str]:
        """Say which figures were typed without the decimal that their question asks for."""
        bare = [
            (row, name)
            for (row, name), cell in _each(cells)
            if isinstance(cell, Value) and isinstance(self.entries[row][name], NumberEntry)
            if lacks_decimal(self.parts[row], _cell(raw, row, name))
        ]
        return self._where(LACKING, bare)

    def _where(self, told: str, at: Sequence[tuple[str, str]]) -> list[str]:
        """Say something of cells, in which rows they are and, if it is one of several, in which column."""
        if not at:
            return []
        rows = dict.fromkeys(row for row, _ in at)
        listed = listing([quoted(self.parts[row].label.rstrip(".")) for row in rows])
        columns = {name for _, name in at}
        one = len(columns) == 1 < len(self.columns)
        column = f" (colonne {quoted(self.columns[columns.pop()])})" if one else ""
        return [typeset(f"{told}{column} : {listed}.")]

    def _cells(self, raw: Mapping[str, Any], rows: Iterable[str]) -> Cells:
        """Understand every cell of the rows; a row that is not a mapping has unreadable cells."""
        return {
            row: {name: cell.parse(_cell(raw, row, name)) for name, cell in self.entries[row].items()}
            for row in rows
        }

    def _parts(self, rows: Iterable[tuple[str, str] | Labelled | str] | None) -> dict[str, Part]:
        declared = self.exercise.parts
        if rows is None:
            rows = declared
        listed = [declared[row] if isinstance(row, str) else row for row in rows]
        labels = option_labels(listed)
        return {row: replace(declared.get(row, Part(row, "")), label=label) for row, label in labels.items()}

    def _head(self, name: str) -> str:
        return self.exercise.columns.get(name, "Votre réponse" if name == "value" else name)

    def _entered(self, raw: Any) -> Html:
        outcome = self.parse(raw)
        if not isinstance(outcome, Value):
            return entered_text(raw)
        head = element(
            "tr", element("td"), *(element("th", label, scope="col") for label in self.columns.values())
        )
        body = (
            element(
                "tr",
                element("th", self.parts[row].label, scope="row"),
                *(element("td", _static(_cell(raw, row, name), cell)) for name, cell in line.items()),
            )
            for row, line in outcome.value.items()
        )
        return element("table", element("thead", head), element("tbody", *body))


def _each(cells: Cells) -> Iterator[tuple[tuple[str, str], Outcome]]:
    """Each cell, with its row and its column."""
    return (((row, name), cell) for row, line in cells.items() for name, cell in line.items())


def _of_row(kind: str | Mapping[str, str] | Options, row: str) -> str | Options:
    return kind[row] if isinstance(kind, Mapping) else kind


def _cell(raw: Mapping[str, Any], row: str, name: str) -> Any:
    """Take the raw text of a cell, or the whole row when it is not the mapping that it should be."""
    line = raw.get(row, {})
    return line.get(name) if isinstance(line, dict) else line


def entry(kind: str | Options, year: int | None, help: str = "") -> Entry:
    """What a cell is entered in: options to choose from, "date", or a unit, whose help tells more."""
    if not isinstance(kind, str):
        return ChoiceEntry(kind)
    return DateEntry(year) if kind == "date" else NumberEntry(kind, help)


def said(outcome: Outcome) -> dict[str, str]:
    """Say what the page shows under a cell."""
    match outcome:
        case Blank():
            return {"state": "blank", "echo": "", "message": ""}
        case Unreadable(message):
            return {"state": "unreadable", "echo": "", "message": message}
        case Value(_, echo, note):
            return {"state": "answered", "echo": echo, "message": note}


def _static(raw: Any, outcome: Outcome) -> str:
    """Write one cell of the static page: the echo, else what was typed and why it is not readable."""
    match outcome:
        case Blank():
            return "sans réponse"
        case Unreadable(message):
            return typeset(f"« {raw} » : {message}")
        case Value(_, echo):
            return echo
