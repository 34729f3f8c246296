"""What a sheet annexes of a hand-in, as it was entered: texts, and the answers that a jury asks to see."""

from collections.abc import Mapping
from typing import Any

from ntc import exercises
from ntc.exercises import Exercise
from ntc.fields import Field
from ntc.fields.outcome import Value
from ntc.fields.single import SingleField
from ntc.french import typeset

_NO_POINTS = "sans points"

Annexed = tuple[str, str]
"""(heading, lines), both in French."""


def annexed(exercise: Exercise, fields: Mapping[str, Field], raw: Mapping[str, Any]) -> tuple[Annexed, ...]:
    """The answers to annex, each under the label of its field; what was left blank or cannot be read is not.

    Of a written exercise, all; and what its declaration names: other fields, lines kept for oneself. What
    takes one input each is a list of answers, under the title of the exercise.
    """
    chosen = (*fields, *exercise.annexed) if exercise.written else exercise.annexed
    alike = [name for name in chosen if not exercise.written and isinstance(fields.get(name), SingleField)]
    told = (_piece(name, fields, raw) for name in alike)
    together = "\n".join(typeset(f"{label} : {line}") for label, line in told if line)
    others = (_piece(name, fields, raw) for name in chosen if name not in alike)
    return tuple(piece for piece in ((exercise.title, together), *others) if piece[1].strip())


def _piece(name: str, fields: Mapping[str, Field], raw: Mapping[str, Any]) -> Annexed:
    """One answer under its label, or a line kept for oneself, which nothing marks; empty where neither is."""
    if name in fields:
        return fields[name].label, _lines(fields[name], raw.get(name))
    try:
        kept = exercises.grid(name)
    except KeyError:  # a field that this notebook does not place
        return "", ""
    return typeset(f"{kept.title} ({_NO_POINTS})"), raw[name] if isinstance(raw.get(name), str) else ""


def _lines(field: Field, raw: Any) -> str:
    """An answer in lines: a text as it was typed, all else as its field writes it."""
    if field.kind == "text":
        return raw if isinstance(raw, str) else ""
    outcome = field.parse(raw)
    return "\n".join(field.in_lines(outcome)) if isinstance(outcome, Value) else ""
