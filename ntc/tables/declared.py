"""The columns of a table as the schema declares them: their heads, and their values as one reads them."""

from collections.abc import Callable
from datetime import date, time
from typing import TYPE_CHECKING, Any

from ntc.case import Case, Column, Table, schema
from ntc.french import day, number
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


def code(table: Table, row: Any) -> str:
    """What tells a record of a table from the others: its key, « SEG01-03 » when that is of two columns."""
    return "-".join(str(getattr(row, name)) for name in table.key)


def shown(column: Column, value: Any) -> str:
    """A value of a record as one reads it: « 12 500,00 € », « oui », « 12/01/2026 », nothing for none."""
    words = _words(column)
    return written(head(column), words(value) if words and value is not None else value)


def written(column: view.Column, value: Any) -> str:
    """A value that is ready to be read, with its unit."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day(value)
    if column.kind == "number":
        space = "" if column.unit.startswith("/") else " "
        return f"{number(value, column.places)}{space}{_unit(column.unit, value)}".strip()
    return view.clock(value) if isinstance(value, time) else str(value)


def _unit(unit: str, value: Any) -> str:
    """« 1 demi-heure »: a unit that is a word takes its plural from two on."""
    return unit[:-1] if abs(value) < 2 and unit.endswith("s") and unit not in ("s", "mois") else unit


def _words(column: Column) -> Callable[[Any], Any] | None:
    """What turns a value into what is read, where that is not the value itself."""
    if column.type == "bool":
        return {True: "oui", False: "non"}.get
    return {"percent": lambda rate: rate * 100, "competency": _competency}.get(column.reads)


def _competency(code: str) -> str:
    """« CP9 » rather than cp9-tour."""
    return code.split("-", 1)[0].upper()
