"""The class as an Excel workbook (*classeur*): a sheet of totals, a sheet of criteria; figures are figures.

Every text is written as a text, so that none is a formula, and with the quote of the CSV tables before what
would be one, so that it stays none when somebody saves the sheet as CSV.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from autograder.reports.sheet import Sheet
from autograder.reports.table import class_frame, safe, totals_frame

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl.worksheet.worksheet import Worksheet

_WIDEST = 60
_DATE = "dd/mm/yyyy"


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Give the bytes of the workbook of a class."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for title, frame in (("Notes", totals_frame(sheets)), ("Critères", class_frame(sheets))):
        _fill(book.create_sheet(title), frame)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _fill(page: "Worksheet", frame: "pd.DataFrame") -> None:
    import pandas as pd
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for rank, head in enumerate(frame.columns, 1):
        page.cell(1, rank, head).font = Font(bold=True)
        widest = len(head)
        for row, value in enumerate(frame[head], 2):
            if value is None or pd.isna(value):
                continue
            cell = page.cell(row, rank)
            if isinstance(value, str):
                cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", safe(value)), "s"
                widest = max(widest, len(value))
            elif isinstance(value, pd.Timestamp):
                cell.value, cell.number_format = value.to_pydatetime(), _DATE
            else:
                cell.value, cell.number_format = round(float(value), 4), "0.00"
        page.column_dimensions[get_column_letter(rank)].width = min(widest, _WIDEST) + 2
    page.freeze_panes = "B2"
    page.auto_filter.ref = page.dimensions
