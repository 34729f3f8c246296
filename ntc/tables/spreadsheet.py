"""A table to take away as a real spreadsheet (« tableur »): French heads, dates as dates, amounts as numbers.

Nothing in the file is computed: what looks like a formula stays the text that it is. openpyxl is imported
with the first file.
"""

import re
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from ntc.french import typeset
from ntc.tables.view import Column, View

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FRENCH = "[$-40C]"
DAY, MONTH, HOUR = "dd/mm/yyyy", f"{_FRENCH}mmmm yyyy", 'hh" h "mm'
_IN_FORMATS = ("", "€", "%")
# Widths are in characters, heights in points; the arrow is that of the filter, in the corner of a head.
_NARROWEST, _WIDEST, _ARROW, _LINE = 9, 60, 3, 15
_NAME_LENGTH = 31
_FORBIDDEN = re.compile(r'[\[\]:*?/\\"<>|]')


def spreadsheet(view: View) -> bytes:
    """Write a view as a workbook of one sheet: heads in a row that stays in sight, with a filter on each."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator, book.properties.title = "ntc", typeset(view.title)
    sheet = book.active
    sheet.title = sheet_name(view)
    _write_heads(sheet, view.columns)
    for number, row in enumerate(view.rows, start=2):
        for place, (column, value) in enumerate(zip(view.columns, row, strict=True), start=1):
            _write(sheet.cell(number, place), column, value)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    _fit(sheet, view)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def file_name(view: View) -> str:
    """« Lignes de commande.xlsx »."""
    return f"{sheet_name(view)}.xlsx"


def sheet_name(view: View) -> str:
    """The title of a view without what neither a sheet nor a file may be called."""
    return _FORBIDDEN.sub(" ", typeset(view.title))[:_NAME_LENGTH].strip()


def number_format(column: Column) -> str:
    """How the numbers of a column are shown: thousands apart, its decimals, and € or % when that is its unit.

    The marks of a format are English in the file; a spreadsheet shows them in French: « 1 234,50 € ».
    """
    decimals = "." + "0" * column.places if column.places else ""
    if column.unit == "%":
        return f"{_FRENCH}0{decimals}\\ %"
    return f"{_FRENCH}#,##0{decimals}" + ('\\ "€"' if column.unit == "€" else "")


def head(column: Column) -> str:
    """The head of a column, with the unit that its numbers do not bear: « Durée (min) »."""
    told = column.unit in _IN_FORMATS or column.unit in column.label.lower()
    return typeset(column.label if told else f"{column.label} ({column.unit})")


def _write_heads(sheet: "Worksheet", columns: Iterable[Column]) -> None:
    from openpyxl.styles import Font

    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(1, place)
        _write_text(cell, head(column))
        cell.font = Font(bold=True)


def _write(cell: "Cell", column: Column, value: Any) -> None:
    if value is None or value == "":
        return
    match value:
        case str():
            _write_text(cell, typeset(value))
        case date():
            cell.value, cell.number_format = value, MONTH if column.kind == "month" else DAY
        case time():
            cell.value, cell.number_format = value, HOUR
        case _ if column.kind == "number":
            cell.value = Decimal(value) / 100 if column.unit == "%" else value
            cell.number_format = number_format(column)
        case _:
            cell.value, cell.number_format = value, "0"


def _write_text(cell: "Cell", text: str) -> None:
    """Write a text, and say that it is one: a leading « = », even typed again, makes no formula of it."""
    cell.value, cell.data_type = text, "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def _fit(sheet: "Worksheet", view: View) -> None:
    """Make columns as wide as what they hold, and rows as high as long texts need once they are folded."""
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    folded = Alignment(wrap_text=True, vertical="top")
    lines = dict.fromkeys(range(1, len(view.rows) + 2), 1)
    for place, column in enumerate(view.columns, start=1):
        shown = [_shown(column, row[place - 1]) for row in view.rows]
        widest_word = max(map(len, head(column).split())) + _ARROW
        width = min(max(_NARROWEST, widest_word, *map(len, shown)), _WIDEST)
        sheet.column_dimensions[get_column_letter(place)].width = width + 2
        for number, text in enumerate((head(column) + " " * _ARROW, *shown), start=1):
            if len(text) > width:
                lines[number] = max(lines[number], len(wrap(text, width, drop_whitespace=False)))
    for number, needed in lines.items():
        if needed > 1:
            sheet.row_dimensions[number].height = needed * _LINE
            for cell in sheet[number]:
                cell.alignment = folded


def _shown(column: Column, value: Any) -> str:
    """About what a cell shows, to know how wide it is."""
    if column.kind == "month":
        return "septembre 2025"
    if isinstance(value, date):
        return "31/12/2025"
    if column.kind == "number" and value is not None:
        return f"{value:,.{column.places}f} {column.unit if column.unit in _IN_FORMATS else ''}"
    return "" if value is None else str(value)
