"""What a sheet annexes of a hand-in, as it was entered: texts, and the answers that a jury asks to see."""

from collections.abc import Iterator, Mapping
from typing import Any

from ntc.exercises import Exercise
from ntc.fields import Field
from ntc.fields.kinds.table import TableField
from ntc.fields.outcome import Value
from ntc.french import typeset
from ntc.instruments.planner import Planner

Annexed = tuple[str, str]
"""(heading, lines), both in French."""


def annexed(exercise: Exercise, fields: Mapping[str, Field], raw: Mapping[str, Any]) -> tuple[Annexed, ...]:
    """The answers to annex, each under the label of its field; what was left blank or cannot be read is not.

    Of a written exercise, all; of another, the fields that its declaration names.
    """
    chosen = fields if exercise.written else exercise.annexed
    found = ((fields[one].label, _lines(fields[one], raw.get(one))) for one in chosen if one in fields)
    return tuple((label, lines) for label, lines in found if lines.strip())


def _lines(field: Field, raw: Any) -> str:
    """An answer in lines: a text as it was typed, a row of a table on a line, a choice by its label."""
    if field.kind == "text":
        return raw if isinstance(raw, str) else ""
    outcome = field.parse(raw)
    if not isinstance(outcome, Value):
        return ""
    return "\n".join(_rows(field, outcome)) if isinstance(field, TableField) else outcome.echo


def _rows(field: TableField, outcome: Value) -> Iterator[str]:
    for row, cells in outcome.value.items():
        said = {
            field.columns[name]: cell.echo.rstrip(".")
            for name, cell in cells.items()
            if isinstance(cell, Value)
        }
        # A row of a plan is kept, whatever is said of it.
        if said or isinstance(field, Planner):
            yield typeset(_row(field, field.parts[row].label.rstrip("."), said))


def _row(field: TableField, label: str, said: Mapping[str, str]) -> str:
    """A row: « Panier moyen : 3 310,34 € »; with several columns, each under its head."""
    if len(field.columns) == 1:
        return " : ".join([label, *said.values()])
    return " — ".join([label, *(f"{head} : {echo}" for head, echo in said.items())])
