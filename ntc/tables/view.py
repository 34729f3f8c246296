"""What the explorer shows: a view is only data, typed columns compact enough to be sent at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

from ntc.french import MONTHS, typeset

if TYPE_CHECKING:
    from pandas import DataFrame, Series

Kind = Literal["text", "choice", "number", "date", "month"]

_EPOCH = date(1970, 1, 1)


class Column(NamedTuple):
    """A column of a view; ``additive`` says whether a sum of it means something.

    ``order`` lists its words where they do not come by the alphabet.
    """

    label: str
    kind: Kind
    unit: str = ""
    places: int = 0
    additive: bool = True
    order: tuple[str, ...] = ()


PERIOD = {"year": Column("Année", "choice"), "month": Column("Mois", "choice", order=tuple(MONTHS))}
"""The two columns that ``dated`` adds."""


@dataclass(frozen=True)
class View:
    """A table to explore: its French name, what one line is (« commande »), columns and lines.

    ``record`` is the table of one line that a card was made of, where the view is a card.
    """

    id: str
    title: str
    line: str
    columns: tuple[Column, ...]
    rows: tuple[tuple, ...]
    record: Self | None = None

    @classmethod
    def of(cls, id: str, title: str, line: str, columns: Mapping[str, Column], frame: "DataFrame") -> Self:
        """Show columns of a frame, in the order and with the heads of ``columns``."""
        cells = [_cells(column, frame[name]) for name, column in columns.items()]
        return cls(id, title, line, tuple(columns.values()), tuple(zip(*cells, strict=True)))

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


def clock(value: time) -> str:
    """« 08 h 30 »: two figures, so that hours are sorted as they come."""
    return f"{value:%H} h {value:%M}"


def dated(frame: "DataFrame", name: str) -> "DataFrame":
    """Add the year and the month of a date as one reads them: « 2025 », « mars »."""
    months = dict(enumerate(MONTHS, start=1))
    day = frame[name].dt
    return frame.assign(year=day.year, month=day.month.map(months))


def day_of(sent: float) -> date:
    """The date that a page sent, as ``packed`` writes it: days since 1970."""
    return _EPOCH + timedelta(days=sent)


def _cells(column: Column, values: "Series") -> list:
    """The cells of a column as a view holds them; a text that is missing is empty, anything else None."""
    missing = None if column.kind in ("number", "date", "month") else ""
    if values.dtype.kind == "M":
        values = values.dt.date
    return values.astype("object").where(values.notna(), missing).tolist()


def _packed(column: Column, values: Sequence) -> dict[str, Any]:
    if column.kind == "number":
        scale = 10**column.places
        return {"values": [None if v is None else round(v * scale) for v in values]}
    if column.kind in ("date", "month"):
        return {"values": [None if v is None else (v - _EPOCH).days for v in values]}
    said = {value: word(value) for value in set(values)}
    rank = {word: place for place, word in enumerate(column.order)}
    words = sorted(set(said.values()), key=lambda word: (rank.get(word, len(rank)), word))
    numbers = {text: number for number, text in enumerate(words)}
    return {"words": words, "values": [numbers[said[value]] for value in values]}


def word(value: Any) -> str:
    """How a value that is neither number nor date is read."""
    if value is None:
        return ""
    return typeset(clock(value) if isinstance(value, time) else str(value))
