"""The explorer sends its tables whole and small, and asks for at least one."""

import json

import pytest

from ntc import case
from ntc.instruments.explorer import Explorer
from ntc.instruments.views import open_view


def test_tables_are_sent_in_the_order_asked():
    explorer = Explorer(case.load("00"), "quotes", "orders")
    assert [table["id"] for table in explorer.tables] == ["quotes", "orders"]
    assert explorer.tables[1] == open_view(case.load("00"), "orders").packed()


def test_without_a_table_there_is_nothing_to_explore():
    with pytest.raises(ValueError, match="at least one"):
        Explorer(case.load("00"))


def test_an_unknown_table_is_refused():
    with pytest.raises(KeyError):
        Explorer(case.load("00"), "commandes")


def test_all_the_tables_of_the_board_stay_light():
    names = ("orders", "quotes", "activities", "clients", "invoices", "opportunities")
    assert len(json.dumps(Explorer(case.load("00"), *names).tables)) < 600_000
