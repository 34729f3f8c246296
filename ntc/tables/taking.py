"""What a reader takes away of a table, as it is shown: the lines that are kept, or their groups."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ntc.tables.spreadsheet import file_name, spreadsheet
from ntc.tables.view import Column, View, day_of, word


def answer(view: View, asked: Mapping[str, Any]) -> tuple[dict[str, str], list[bytes]]:
    """The answer to a page that asks for the file of what it shows: its name, and its bytes."""
    shown = _grouped(view, asked) if "group" in asked else _kept(view, asked["lines"])
    return {"taken": asked["take"], "name": file_name(shown)}, [spreadsheet(shown)]


def _kept(view: View, lines: list[int]) -> View:
    """Lines of a table in the order in which they are shown; of a card, the line that it is made of."""
    return view.record or replace(view, rows=tuple(view.rows[line] for line in lines))


def _grouped(view: View, asked: Mapping[str, Any]) -> View:
    """The groups that the page made, each under the value that it is made of: a year is a number again."""
    values = {word(row[asked["group"]]): row[asked["group"]] for row in view.rows}
    columns = tuple(Column(**column) for column in asked["columns"])
    rows = tuple(
        (values.get(group, group), *map(_read, columns[1:], numbers)) for group, *numbers in asked["rows"]
    )
    return View(view.id, asked["caption"], "groupe", columns, rows)


def _read(column: Column, sent: Any) -> Any:
    """What the page sent of a cell: a date comes as a number of days."""
    return day_of(sent) if column.kind == "date" and sent is not None else sent
