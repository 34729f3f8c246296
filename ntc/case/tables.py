"""Records: the lines of a table, typed as its columns are declared."""

import csv
import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal, InvalidOperation
from functools import cache
from io import StringIO
from pathlib import Path
from types import NoneType
from typing import Any, NamedTuple

from ntc.case.columns import Column, Table
from ntc.case.files import CaseError, read_text, where


def read_table(path: Path, table: Table, columns: tuple[Column, ...]) -> tuple:
    """Read the records of a CSV file of exactly ``columns``. Raises CaseError, naming file, line, column."""
    lines = csv.reader(StringIO(read_text(path)))
    head = next(lines, [])
    wanted = [column.name for column in columns]
    if head != wanted:
        raise CaseError(f"{where(path)} : les colonnes attendues sont {', '.join(wanted)}.")
    record = _record(table.name, columns)
    readers = [_READERS[column.type] for column in columns]
    rows = []
    for number, line in enumerate(lines, start=2):
        if len(line) != len(columns):
            raise CaseError(f"{where(path)}, ligne {number} : {len(line)} valeurs au lieu de {len(columns)}.")
        try:
            rows.append(
                record._make(read(text) if text else None for read, text in zip(readers, line, strict=True))
            )
        except (ValueError, InvalidOperation) as error:
            raise CaseError(f"{where(path)}, ligne {number} : une valeur est illisible.") from error
        if "" in line:
            _refuse_gaps(path, number, line, columns)
    if not rows:
        raise CaseError(f"{where(path)} : le fichier est vide.")
    return tuple(rows)


def _refuse_gaps(path: Path, number: int, line: list[str], columns: tuple[Column, ...]) -> None:
    for text, column in zip(line, columns, strict=True):
        if not text and not column.optional:
            raise CaseError(f"{where(path)}, ligne {number} : la colonne « {column.label} » est vide.")


@cache
def _record(name: str, columns: tuple[Column, ...]) -> type:
    """Make a NamedTuple with the columns as typed fields; ``Orders`` for the table orders."""
    fields = [(column.name, _annotation(column)) for column in columns]
    return NamedTuple(re.sub(r"(?:^|_)(\w)", lambda m: m[1].upper(), name), fields)


def _annotation(column: Column) -> Any:
    kind = _TYPES[column.type]
    return kind | NoneType if column.optional else kind


def _bool(text: str) -> bool:
    if text not in ("oui", "non"):
        raise ValueError(text)
    return text == "oui"


_TYPES: dict[str, type] = {
    "id": str,
    "text": str,
    "choice": str,
    "int": int,
    "decimal": Decimal,
    "date": date,
    "time": time,
    "bool": bool,
}
_READERS: dict[str, Callable[[str], Any]] = {
    **_TYPES,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "bool": _bool,
}
