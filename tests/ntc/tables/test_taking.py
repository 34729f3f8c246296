"""What is shown is what is taken away: lines kept and sorted, groups and totals, a card as a line."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from ntc.case import load
from ntc.reference.dictionary import Dictionary
from ntc.tables.explorer import Explorer


def told(widget, message):
    """What a widget sends to a page that told it something: contents and buffers."""
    sent = []
    widget.send = lambda content, buffers=(): sent.append((content, buffers))
    widget._handle_custom_msg(message, [])
    return sent


def cells(buffers):
    (file,) = buffers
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(file)).active.iter_rows()]


def test_lines_come_in_the_order_in_which_they_are_shown():
    explorer = Explorer(load("00"), "products", "orders")
    ((said, buffers),) = told(explorer, {"take": "file-1", "id": "orders", "lines": [7, 2]})
    assert said == {"taken": "file-1", "name": "Commandes.xlsx"}
    head, *rows = cells(buffers)
    assert [row[head.index("N° commande")] for row in rows] == [
        load("00").orders[7].order_id,
        load("00").orders[2].order_id,
    ]


def test_groups_come_with_their_totals_and_a_year_is_a_number():
    asked = {
        "take": "file-2",
        "id": "orders",
        "group": 3,
        "caption": "Commandes, par année",
        "columns": [
            {"label": "Année", "kind": "text"},
            {"label": "Nombre de lignes", "kind": "number", "unit": "", "places": 0},
            {"label": "Total : Net HT", "kind": "number", "unit": "€", "places": 2},
            {"label": "Dernière date", "kind": "date", "unit": "", "places": 0},
        ],
        "rows": [["2024", 685, 2280000.1, 20088], ["2025", 725, 2400000, None]],
    }
    ((said, buffers),) = told(Explorer(load("00"), "orders"), asked)
    assert said["name"] == "Commandes, par année.xlsx"
    assert cells(buffers) == [
        ["Année", "Nombre de lignes", "Total\u00a0: Net HT", "Dernière date"],
        [2024, 685, 2280000.1, datetime(2024, 12, 31)],
        [2025, 725, 2400000, None],
    ]


def test_a_card_of_the_dictionary_is_taken_away_as_a_line_of_numbers_and_dates():
    ((said, buffers),) = told(Dictionary(load("00")), {"take": "f", "id": "company", "lines": [0, 1]})
    assert said["taken"] == "f"
    head, line = cells(buffers)
    assert line[head.index("Objectif de CA 2025")] == Decimal(2520000)
    assert line[head.index("Chiffres arrêtés au")].date() == load("00").company.closing


def test_a_table_of_the_dictionary_is_opened_or_taken_away():
    assert [list(content) for content, _ in told(Dictionary(load("00")), {"open": "towns"})] == [["table"]]
    ((_, buffers),) = told(Dictionary(load("00")), {"take": "f", "id": "towns", "lines": [0]})
    assert len(cells(buffers)) == 2


def test_what_is_not_there_is_not_taken_away():
    assert told(Explorer(load("00"), "orders"), {"take": "f", "id": "quotes", "lines": []}) == []
    for name in ("dialogue_nodes", "remedy_plans", None):
        assert told(Dictionary(load("00")), {"take": "f", "id": name, "lines": []}) == []
