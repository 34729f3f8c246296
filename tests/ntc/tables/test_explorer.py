"""The explorer sends its tables when the page asks for them, whole and small, and shows at least one."""

import json

import pytest

from ntc import case
from ntc.case import schema
from ntc.tables.explorer import Explorer
from ntc.tables.trade import VIEWS


def asked(*names: str) -> Explorer:
    """An explorer that the page has asked to open, as the browser does it."""
    explorer = Explorer(case.load("00"), *names)
    explorer._handle_custom_msg("open", [])
    return explorer


def test_nothing_is_sent_before_the_page_asks():
    assert Explorer(case.load("00"), "orders").tables == []


def test_tables_are_sent_in_the_order_asked():
    tables = asked("quotes", "orders").tables
    assert [table["id"] for table in tables] == ["quotes", "orders"]
    assert tables[1] == VIEWS["orders"](case.load("00")).packed()


def test_another_message_opens_nothing():
    explorer = Explorer(case.load("00"), "orders")
    explorer._handle_custom_msg({"open": True}, [])
    assert explorer.tables == []


def test_without_a_table_there_is_nothing_to_explore():
    with pytest.raises(ValueError, match="at least one"):
        Explorer(case.load("00"))


def test_an_unknown_table_is_refused():
    with pytest.raises(KeyError):
        Explorer(case.load("00"), "commandes")


def test_any_table_of_a_learner_may_be_explored():
    assert asked("towns").tables[0]["title"] == schema()["towns"].label


def test_what_is_played_in_a_lesson_is_no_table_to_explore():
    played = [name for name, table in schema().items() if table.played and table.public]
    assert played
    for name in played:
        with pytest.raises(KeyError):
            Explorer(case.load("00"), name)


def test_all_the_tables_of_the_board_stay_light():
    tables = asked("orders", "quotes", "activities", "clients", "invoices", "opportunities").tables
    assert len(json.dumps(tables)) < 600_000
