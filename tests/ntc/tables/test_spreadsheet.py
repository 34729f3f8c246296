"""A table taken away, read again by openpyxl: what it holds, typed, and nothing to compute."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ntc.case import load
from ntc.french import typeset
from ntc.lessons.cp4 import views
from ntc.tables import trade
from ntc.tables.spreadsheet import file_name, head, number_format, spreadsheet
from ntc.tables.view import Column, View
from ntc.tables.whole import public_tables, table_view

OWN = {**trade.VIEWS, **views.VIEWS}
SMALL = View(
    "small",
    "Essai : prix/remise",
    "ligne",
    (
        Column("Prix", "number", "€", 2),
        Column("Remise", "number", "%", 1),
        Column("Puissance", "number", "kW", 1),
        Column("Relances", "number"),
        Column("Jour", "date"),
        Column("Mois", "month"),
        Column("Année", "choice"),
        Column("Heure", "choice"),
        Column("Texte", "text"),
    ),
    (
        (Decimal("-1234.50"), Decimal("4.1"), Decimal("7.5"), 3, date(2025, 3, 9), date(2025, 8, 1), 2025,
         time(8, 30), "=1+1"),
        (None, None, None, None, None, None, None, None, ""),
        (Decimal("0.07"), Decimal(100), Decimal(11), 0, date(1999, 12, 31), date(2025, 1, 1), 2024,
         time(14), "Qu'est-ce ?"),
    ),
)  # fmt: skip


def opened(view):
    book = load_workbook(BytesIO(spreadsheet(view)))
    assert len(book.worksheets) == 1
    return book.active


@pytest.fixture(scope="module")
def small():
    return opened(SMALL)


def test_numbers_dates_and_hours_are_what_they_are(small):
    assert [cell.value for cell in small[2]] == [
        -1234.5, 0.041, 7.5, 3, datetime(2025, 3, 9), datetime(2025, 8, 1), 2025, time(8, 30), "=1+1",
    ]  # fmt: skip
    assert [cell.value for cell in small[3]] == [None] * 9
    assert [cell.value for cell in small[4]][:5] == [0.07, 1, 11, 0, datetime(1999, 12, 31)]


def test_they_are_shown_in_french(small):
    assert [cell.number_format for cell in small[2]][:8] == [
        '[$-40C]#,##0.00\\ "€"',
        "[$-40C]0.0\\ %",
        "[$-40C]#,##0.0",
        "[$-40C]#,##0",
        "dd/mm/yyyy",
        "[$-40C]mmmm yyyy",
        "0",
        'hh" h "mm',
    ]
    assert small[4][8].value == typeset("Qu'est-ce ?")


def test_a_unit_is_in_the_format_or_else_in_the_head(small):
    assert [cell.value for cell in small[1]] == [
        "Prix", "Remise", "Puissance (kW)", "Relances", "Jour", "Mois", "Année", "Heure", "Texte",
    ]  # fmt: skip
    assert head(Column("Appels à placer", "number", "appels")) == "Appels à placer"


def test_what_looks_like_a_formula_stays_a_text():
    texts = ("=1+1", "+33 2 40", "-5 %", "@SOMME(A1)", "=HYPERLINK(\"http://x\")", "plain")  # fmt: skip
    sheet = opened(View("x", "X", "ligne", (Column("=A1", "text"),), tuple((text,) for text in texts)))
    cells = [row[0] for row in sheet.iter_rows()]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells[1:]] == [typeset(text) for text in texts]
    assert [cell.quotePrefix for cell in cells] == [True, True, True, True, True, True, False]


def test_heads_stay_in_sight_with_a_filter_on_each(small):
    assert small.freeze_panes == "A2"
    assert small.auto_filter.ref == "A1:I4"
    assert all(cell.font.bold for cell in small[1])
    assert not any(cell.font.bold for cell in small[2])


def test_the_sheet_and_the_file_bear_the_title_of_the_table(small):
    assert small.title == "Essai\u00a0  prix remise"
    assert file_name(OWN["lines"](load("00"))) == "Lignes de commande.xlsx"
    long = View("x", "Ce qu’un titre trop long ne peut pas dire", "ligne", (Column("A", "text"),), ())
    assert opened(long).title == "Ce qu’un titre trop long ne peu"


def test_a_table_without_lines_has_its_heads():
    sheet = opened(View("x", "X", "ligne", (Column("Prix", "number", "€", 2),), ()))
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["Prix"]]


def test_columns_are_as_wide_as_what_they_hold_and_long_texts_are_folded():
    texts = ("court", "un texte bien long, " * 10)
    sheet = opened(View("x", "X", "ligne", (Column("Texte", "text"), Column("N", "number")), (
        (texts[0], 1), (texts[1], 2))))  # fmt: skip
    assert sheet.column_dimensions["A"].width == 62
    assert sheet.column_dimensions["B"].width == 11
    assert sheet.row_dimensions[3].height >= 4 * 15
    assert sheet.row_dimensions[2].height is None
    assert sheet["A3"].alignment.wrap_text
    assert not sheet["A2"].alignment.wrap_text


def faults(view):
    """Where the file does not say what the view says."""
    sheet = opened(view)
    rows = list(sheet.iter_rows())
    if [cell.value for cell in rows[0]] != [head(column) for column in view.columns]:
        yield view.id, "heads"
    if len(rows) != len(view.rows) + 1:
        yield view.id, "lines"
    for row, cells in zip(view.rows, rows[1:], strict=True):
        for column, value, cell in zip(view.columns, row, cells, strict=True):
            if cell.data_type == "f" or cell.value != expected(column, value):
                yield view.id, column.label, value, cell.value
            if cell.value is None:
                continue
            if column.kind == "number" and cell.number_format != number_format(column):
                yield view.id, column.label, cell.number_format
            if column.kind in ("date", "month") and not cell.is_date:
                yield view.id, column.label, "no date"


def expected(column, value):
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, str):
        return typeset(value) or None
    if column.kind == "number" and value is not None:
        return float(f"{value}e-2") if column.unit == "%" else float(value)
    return value


@pytest.mark.slow
def test_every_table_is_taken_away_and_the_orders_whole():
    """A number of the file is the nearest one to the exact amount: spreadsheets hold no other."""
    case = load("16")
    made = [view(case) for view in OWN.values()]
    made += [table_view(case, name) for name, table in public_tables().items() if not table.played]
    shortened = [replace(view, rows=view.rows[:40]) for view in made if view.id != "orders"]
    assert not [fault for view in (made[0], *shortened) for fault in faults(view)]
    assert len(made) > 75


def test_openpyxl_waits_for_the_first_file():
    code = "import sys, ntc.lesson, ntc.tables.spreadsheet; sys.exit('openpyxl' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
