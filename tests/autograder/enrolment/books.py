"""Workbooks made for a test, as a school's spreadsheet saves them."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]


def book(*sheets: Rows, hidden: int | None = None, formats: Mapping[str, str] | None = None) -> bytes:
    """A workbook of these sheets, « Feuille 1 » and on; ``formats`` are those of cells of the first."""
    made = Workbook()
    made.remove(made.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = made.create_sheet(f"Feuille {number}")
        for row in rows:
            sheet.append(list(row))
        if number == hidden:
            sheet.sheet_state = "hidden"
    for cell, number_format in (formats or {}).items():
        made.worksheets[0][cell].number_format = number_format
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()
