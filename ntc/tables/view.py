"""What the explorer shows: a view is only data, typed columns compact enough to be sent at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from ntc.case import Case, schema
from ntc.french import MONTHS, typeset

Kind = Literal["text", "choice", "number", "date", "month"]

_EPOCH = date(1970, 1, 1)


class Column(NamedTuple):
    """A column of a view; ``additive`` says whether a sum of it means something."""

    label: str
    kind: Kind
    unit: str = ""
    places: int = 0
    additive: bool = True


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
_NOT_ADDITIVE = {"%", "/5", "jours", "°", "ans", "mois", "bar", "€/kW", "€/kWh", "L/100 km"}


PERIOD = (Column("Année", "choice"), Column("Mois", "choice"))
"""The two columns that ``period`` fills."""


@dataclass(frozen=True)
class View:
    """A table to explore: its French name, what one line is (« commande »), columns and lines."""

    id: str
    title: str
    line: str
    columns: tuple[Column, ...]
    rows: tuple[tuple, ...]

    def packed(self) -> dict[str, Any]:
        """The view by columns, for the page: numbers as whole numbers of their last place, texts numbered."""
        columns = zip(*self.rows, strict=True) if self.rows else [()] * len(self.columns)
        return {
            "id": self.id,
            "title": typeset(self.title),
            "line": self.line,
            "count": len(self.rows),
            "columns": [
                {**column._asdict(), "label": typeset(column.label), **_packed(column, values)}
                for column, values in zip(self.columns, columns, strict=True)
            ],
        }


def declared(table: str, name: str) -> Column:
    """A column as ``datasets/schema.toml`` declares it; prices and a catalogue add up to nothing."""
    column = next(column for column in schema()[table].columns if column.name == name)
    additive = column.unit not in _NOT_ADDITIVE and "price" not in name and "unit" not in name
    additive = additive and name != "rank"
    if table == "products":
        additive = name == "stock"
    return Column(column.label, _KINDS[column.type], column.unit, column.places, additive)


def plain(case: Case, table: str, view: str, title: str, line: str, names: Sequence[str]) -> View:
    """Some columns of a table, as they are."""
    columns = tuple(declared(table, name) for name in names)
    return View(
        view, title, line, columns, tuple(tuple(getattr(r, n) for n in names) for r in getattr(case, table))
    )


def period(day: date) -> tuple[str, str]:
    """The year and the month as one reads and sorts them: « 2025 », « 03 mars »."""
    return str(day.year), f"{day.month:02d} {MONTHS[day.month - 1]}"


def _packed(column: Column, values: Iterable) -> dict[str, Any]:
    if column.kind == "number":
        scale = 10**column.places
        return {"values": [None if v is None else round(v * scale) for v in values]}
    if column.kind in ("date", "month"):
        return {"values": [None if v is None else (v - _EPOCH).days for v in values]}
    texts = ["" if v is None else typeset(str(v)) for v in values]
    words = sorted(set(texts))
    numbers = {word: number for number, word in enumerate(words)}
    return {"words": words, "values": [numbers[text] for text in texts]}
