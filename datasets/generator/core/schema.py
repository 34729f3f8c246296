"""The tables as ``datasets/schema.toml`` declares them, and their CSV text: UTF-8, commas, ISO dates, LF."""

import csv
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from generator.core.world import Row
from ntc.french import typeset

SCHEMA = Path(__file__).resolve().parents[2] / "schema.toml"


def read_schema() -> dict[str, dict]:
    """Return the tables by name."""
    return tomllib.loads(SCHEMA.read_text(encoding="utf-8"))


def public_text(table: Mapping, rows: tuple[Row, ...]) -> str | None:
    """Return the CSV of what a learner may read, or None for a table of truth."""
    if table.get("truth"):
        return None
    return _text(table, [name for name, column in table["columns"].items() if not column.get("truth")], rows)


def truth_text(table: Mapping, rows: tuple[Row, ...]) -> str | None:
    """Return the CSV of the key and the columns of truth, or None when the table has none."""
    columns = table["columns"]
    if table.get("truth"):
        return _text(table, list(columns), rows)
    hidden = [name for name, column in columns.items() if column.get("truth")]
    return _text(table, table["key"] + hidden, rows) if hidden else None


def check_columns(name: str, table: Mapping, rows: tuple[Row, ...]) -> None:
    """Raise ValueError when a row does not have exactly the declared columns."""
    for row in rows:
        if set(row) != set(table["columns"]):
            raise ValueError(
                f"{name}: columns {sorted(set(row) ^ set(table['columns']))} differ from the schema"
            )


def _text(table: Mapping, names: list[str], rows: tuple[Row, ...]) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    columns = [(name, table["columns"][name]) for name in names]
    writer.writerows([_cell(row[name], column) for name, column in columns] for row in rows)
    return out.getvalue()


def _cell(value: Any, column: Mapping) -> str:
    if value is None:
        return ""
    if column["type"] == "bool":
        return "oui" if value else "non"
    if column["type"] == "decimal":
        return f"{Decimal(value):.{column.get('places', 0)}f}"
    if column["type"] == "text":
        return typeset(value)
    return value.isoformat() if isinstance(value, date) else str(value)
