"""What a sheet annexes of a hand-in, as it was entered: texts, and the answers that a jury asks to see."""

from collections.abc import Mapping
from typing import Any

from ntc import exercises
from ntc.exercises import Exercise
from ntc.fields import Field
from ntc.fields.outcome import Value
from ntc.fields.single import SingleField
from ntc.french import typeset

NO_POINTS = "sans points"

Annexed = tuple[str, str]
"""(heading, lines), both in French."""


def annexed(exercise: Exercise, fields: Mapping[str, Field], raw: Mapping[str, Any]) -> tuple[Annexed, ...]:
    """The answers to annex, each under the label of its field; what was left blank or cannot be read is not.

    Of a written exercise, all; and what its declaration names: other fields, lines kept for oneself. What
    takes one input each is a list of answers, under the title of the exercise.
    """
    chosen = (*fields, *exercise.annexed) if exercise.written else exercise.annexed
    listed = [one for one in chosen if not exercise.written and isinstance(fields.get(one), SingleField)]
    told = ((fields[one].label, _lines(fields[one], raw.get(one))) for one in listed)
    found = [
        (exercise.title, "\n".join(typeset(f"{label} : {line}") for label, line in told if line)),
        *(
            (fields[one].label, _lines(fields[one], raw.get(one)))
            if one in fields
            else _kept(one, raw.get(one))
            for one in chosen
            if one not in listed
        ),
    ]
    return tuple((label, lines) for label, lines in found if lines.strip())


def _kept(line: str, raw: Any) -> Annexed:
    """A line kept for oneself: no field of an exercise, so nothing marks it."""
    return typeset(f"{exercises.grid(line).title} ({NO_POINTS})"), raw if isinstance(raw, str) else ""


def _lines(field: Field, raw: Any) -> str:
    """An answer in lines: a text as it was typed, all else as its field writes it."""
    if field.kind == "text":
        return raw if isinstance(raw, str) else ""
    outcome = field.parse(raw)
    return "\n".join(field.in_lines(outcome)) if isinstance(outcome, Value) else ""
