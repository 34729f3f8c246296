"""The sheets of an Excel workbook (*classeur*) as text; no formula is run: what Excel last found is read."""

import io
import re
import warnings
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from autograder.enrolment.sheet import Sheet
from ntc.french import count, day, quoted

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell

_MOST_ROWS, _MOST_COLUMNS = 5000, 100
_ZEROS = re.compile(r"0+")


class TooLong(ValueError):
    """A sheet that is no list of a class; the message names it in French."""


def sheets(content: bytes) -> list[Sheet]:
    """Read the sheets that are shown, then those that are hidden; a damaged workbook raises anything.

    Where a formula was never worked out, its own text stands for it.
    """
    from openpyxl import load_workbook  # slow to import

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it does not keep: we write nothing back
        found, written = (
            load_workbook(io.BytesIO(content), read_only=True, data_only=only) for only in (True, False)
        )
        both = list(zip(found.worksheets, written.worksheets, strict=True))
        both.sort(key=lambda pair: pair[0].sheet_state != "visible")
        return [Sheet(one.title, _rows(one.title, _cells(one), _cells(other))) for one, other in both]


def _cells(sheet: Any) -> Any:
    sheet.reset_dimensions()  # what a file says of its size is often wrong
    return sheet.iter_rows(max_col=_MOST_COLUMNS)


def _rows(title: str, found: Any, written: Any) -> list[list[str]]:
    rows: list[list[str]] = []
    for line, row in enumerate(zip(found, written, strict=True), start=1):
        texts = [_text(one) or _formula(other) for one, other in zip(*row, strict=True)]
        if line <= _MOST_ROWS:
            rows.append(texts)
        elif any(texts):
            raise TooLong(f"feuille {quoted(title)}, a plus de {count(_MOST_ROWS, 'ligne')}")
    return rows


def _text(cell: "ReadOnlyCell") -> str:
    """What a reader sees in a cell: a number without « .0 », with the zeros that its format adds."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, date | datetime):
        return day(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and _ZEROS.fullmatch(cell.number_format or ""):
        return str(value).zfill(len(cell.number_format))
    return " ".join(str(value).split())


def _formula(cell: "ReadOnlyCell") -> str:
    return str(cell.value) if cell.data_type == "f" else ""
