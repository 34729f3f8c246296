"""The graded cells of a lesson, as its declaration makes them: ids, nbgrader's metadata, points."""

import ast
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Any

from ntc.exercises import Exercise, owner

Graded = Mapping[str, Mapping[str, Any]]
"""nbgrader's metadata of each cell that an exercise needs, by the id that the cell bears."""


def of(declared: Iterable[Exercise]) -> dict[str, dict[str, Any]]:
    """The cells of these exercises: one each, and one for each line of a rubric, which a person marks.

    The lines of a rubric share the points of their exercise evenly.
    """
    found = {}
    for exercise in declared:
        found[exercise.id] = _locked(exercise.id, None if exercise.written else exercise.points)
        found |= {cell: _by_hand(cell, exercise.line_points) for cell in exercise.line_cells}
    return found


def placed(source: str, cells: Iterable[str]) -> str | None:
    """Which of these cells the source makes, by the fields or the line of a rubric that it places.

    None when it places none of them, or what belongs to several.
    """
    ids = set(cells)
    found = {owner(field, ids) for field in fields(source)} - {None}
    return found.pop() if len(found) == 1 else None


def fields(source: str) -> list[str]:
    """The ids of the fields, and of the lines of rubrics, that a cell places.

    They are what a class is first called with: ``NumberField("tour-km", "km")`` places « tour-km », and
    ``RubricLine("letter", "2")`` « letter-2 ». What is not Python places nothing.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    return [
        "-".join(_texts(call)[: 2 if call.func.id == "RubricLine" else 1])
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id[0].isupper() and _texts(call)
    ]


def _texts(call: ast.Call) -> list[str]:
    """The arguments that a call begins with, as long as they are texts."""
    constants = (each.value if isinstance(each, ast.Constant) else None for each in call.args)
    return list(takewhile(lambda value: isinstance(value, str), constants))


def _locked(cell: str, points: float | None) -> dict[str, Any]:
    """What the machine marks; or the text of a written exercise, whose points are in the lines."""
    worth = {} if points is None else {"points": _whole(points)}
    return _metadata(cell, grade=points is not None, locked=True, solution=False) | worth


def _by_hand(cell: str, points: float) -> dict[str, Any]:
    return _metadata(cell, grade=True, locked=False, solution=True) | {"points": _whole(points)}


def _metadata(cell: str, **flags: bool) -> dict[str, Any]:
    return {"cell_type": "code", "grade_id": cell, "schema_version": 3, "task": False} | flags


def _whole(points: float) -> float:
    """3 rather than 3.0: what a person would write."""
    return int(points) if points == int(points) else points
