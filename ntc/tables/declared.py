"""The columns of a table as the schema declares them: their heads, and their values as one reads them."""

import re
from collections.abc import Callable
from datetime import time
from typing import TYPE_CHECKING, Any

from ntc.case import Case, Column, schema
from ntc.tables import view
from ntc.tables.view import Kind

if TYPE_CHECKING:
    from pandas import DataFrame

_KINDS: dict[str, Kind] = {
    "id": "text",
    "text": "text",
    "choice": "choice",
    "bool": "choice",
    "int": "number",
    "decimal": "number",
    "date": "date",
    "time": "choice",
}
_COMPETENCY = re.compile(r"(cp\d)-")


def declared(table: str, *names: str) -> dict[str, view.Column]:
    """Heads of columns of a table, by name and in that order."""
    columns = {column.name: column for column in schema()[table].columns}
    return {name: head(columns[name]) for name in names}


def head(column: Column) -> view.Column:
    """How a column is shown."""
    match column.reads:
        case "percent":
            return view.Column(column.label, "number", "%", max(0, column.places - 2), column.adds)
        case "month":
            return view.Column(column.label, "month")
        case "year":
            return view.Column(column.label, "choice")
    kind = _KINDS[column.type]
    if kind == "number":
        return view.Column(column.label, kind, column.unit, column.places, column.adds)
    return view.Column(column.label, kind)


def read(case: Case, table: str) -> "DataFrame":
    """The lines of a table as one reads them: « oui », « 08 h 30 », rates in per cent, years as words."""
    frame = case.frame(table)
    for column in schema()[table].public:
        words = _words(column)
        if words:
            frame[column.name] = frame[column.name].astype("object").map(words, na_action="ignore")
    return frame


def clock(value: time) -> str:
    """« 08 h 30 »: two figures, so that hours are sorted as they come."""
    return f"{value:%H} h {value:%M}"


def _words(column: Column) -> Callable[[Any], Any] | None:
    """What turns a value into what is read, where that is not the value itself."""
    by_reading = {"percent": lambda rate: rate * 100, "year": str, "competency": _competency}
    by_type = {"bool": {True: "oui", False: "non"}.get, "time": clock}
    return by_reading.get(column.reads) or by_type.get(column.type)


def _competency(code: str) -> str:
    """« CP9 » rather than cp9-tour."""
    return _COMPETENCY.match(code)[1].upper()
