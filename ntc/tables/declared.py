"""The columns of a table as the schema declares them: their heads, and their values as one reads them."""

from collections.abc import Callable
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
    """The lines of a table as one reads them: « oui » for True, rates in per cent, « CP9 » for cp9-tour."""
    frame = case.frame(table)
    for column in schema()[table].public:
        words = _words(column)
        if words:
            frame[column.name] = frame[column.name].astype("object").map(words, na_action="ignore")
    return frame


def _words(column: Column) -> Callable[[Any], Any] | None:
    """What turns a value into what is read, where that is not the value itself."""
    if column.type == "bool":
        return {True: "oui", False: "non"}.get
    return {"percent": lambda rate: rate * 100, "competency": _competency}.get(column.reads)


def _competency(code: str) -> str:
    """« CP9 » rather than cp9-tour."""
    return code.split("-", 1)[0].upper()
