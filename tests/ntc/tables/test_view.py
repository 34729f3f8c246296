"""A view is packed for the page without loss; every chosen one has French heads."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from ntc import case
from ntc.case import VARIANTS
from ntc.french import typeset
from ntc.lessons.cp4 import views
from ntc.tables import trade
from ntc.tables.view import Column, View

VIEWS = {**trade.VIEWS, **views.VIEWS}


def test_numbers_are_packed_as_whole_numbers_of_their_last_place():
    view = View(
        "x",
        "X",
        "ligne",
        (Column("Prix", "number", "€", 2), Column("Jour", "date"), Column("Nature", "choice")),
        (
            (Decimal("1234.50"), date(1970, 1, 11), "b"),
            (None, None, None),
            (Decimal("-0.01"), date(1970, 1, 1), "a"),
        ),
    )
    packed = view.packed()
    assert packed["count"] == 3
    assert [column["values"] for column in packed["columns"]] == [
        [123450, None, -1],
        [10, None, 0],
        [2, 0, 1],
    ]
    assert packed["columns"][2]["words"] == ["", "a", "b"]


def test_a_view_without_lines_is_packed():
    packed = View("x", "X", "ligne", (Column("Prix", "number"),), ()).packed()
    assert packed["count"] == 0
    assert packed["columns"][0]["values"] == []


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("variant", VARIANTS[::8])
def test_packing_loses_nothing(name, variant):
    view = VIEWS[name](case.load(variant))
    packed = view.packed()
    for index, column in enumerate(packed["columns"]):
        for row, value in zip(view.rows, column["values"], strict=True):
            if column["kind"] == "number":
                back = None if value is None else Decimal(value) / 10 ** column["places"]
            elif column["kind"] == "date":
                back = None if value is None else date(1970, 1, 1) + timedelta(days=value)
            else:
                back = column["words"][value] or None
            kept = row[index] if row[index] != "" else None
            if column["label"] == "Année":
                kept = str(kept)
            assert back == (typeset(kept) if isinstance(kept, str) else kept)


@pytest.mark.parametrize("name", VIEWS)
def test_heads_are_french_and_unique(name):
    labels = [column.label for column in VIEWS[name](case.load("00")).columns]
    assert len(set(labels)) == len(labels)
    assert not [label for label in labels if "_" in label or not label[0].isupper()]


def test_they_are_all_there():
    assert len(VIEWS) == len(trade.VIEWS) + len(views.VIEWS) == 13
