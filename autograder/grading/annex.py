"""What a sheet annexes of a hand-in, as it was entered: texts, and the answers that a jury asks to see."""

from collections.abc import Mapping
from typing import Any

from ntc.exercises import Exercise
from ntc.fields import Field
from ntc.fields.outcome import Value

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
    """An answer in lines: a text as it was typed, all else as its field writes it."""
    if field.kind == "text":
        return raw if isinstance(raw, str) else ""
    outcome = field.parse(raw)
    return "\n".join(field.in_lines(outcome)) if isinstance(outcome, Value) else ""
