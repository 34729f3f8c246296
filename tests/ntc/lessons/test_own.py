"""A lesson finds what is its own by its prefix, when it is asked for and not before."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from ntc import case
from ntc.lessons import own
from ntc.lessons.cp4 import charts, plans, views
from ntc.tables import trade
from ntc.tables.explorer import Explorer

DRAWN = own.Own("charts")


@pytest.fixture(autouse=True)
def closed(monkeypatch):
    """No lesson is open."""
    monkeypatch.setattr(own, "_opened", None)


def test_a_module_is_found_by_the_prefix_of_the_lesson():
    assert own.module("cp4-bilan", "charts") is charts
    assert own.module("cp4-dashboard", "charts") is charts
    assert own.module("cp4-bilan", "nothing") is None
    assert own.module("cp9-rien", "charts") is None


def test_charts_and_tables_are_those_of_the_open_lesson():
    own.enter("cp4-bilan")
    assert DRAWN.monthly_sales is charts.monthly_sales
    assert own.Own("plans").remedies is plans.remedies
    assert own.Explorer.find("budget") is views.VIEWS["budget"]
    with pytest.raises(AttributeError, match="no_such_chart"):
        DRAWN.no_such_chart  # noqa: B018


def test_without_an_open_lesson_there_is_no_chart_of_its_own():
    with pytest.raises(AttributeError, match=r"no open lesson has charts\.season"):
        DRAWN.season  # noqa: B018
    with pytest.raises(KeyError):
        own.Explorer(case.load("00"), "budget")


def test_a_lesson_is_entered_for_a_while():
    own.enter("cp9-rien")
    with own.within("cp4-bilan"):
        assert DRAWN.season is charts.season
    assert own.Explorer.find("orders") is trade.VIEWS["orders"]
    with pytest.raises(AttributeError):
        DRAWN.season  # noqa: B018


def test_tables_of_the_lesson_come_before_those_of_the_trade(monkeypatch):
    mine = SimpleNamespace(VIEWS={"orders": len})
    monkeypatch.setattr(own, "module", lambda lesson, name: mine)
    own.enter("cp1-veille")
    assert own.Explorer.find("orders") is len
    assert own.Explorer.find("quotes") is trade.VIEWS["quotes"]
    assert Explorer.find("orders") is trade.VIEWS["orders"]


@pytest.mark.parametrize("kind", [own.RowPicker, own.RowSorter])
def test_lines_are_picked_and_sorted_of_the_lesson_s_own_tables_first(kind, monkeypatch):
    own.enter("cp4-bilan")
    assert kind.find("budget") is views.VIEWS["budget"]
    assert kind.find("prospects")(case.load("00")).line == "ligne"
    monkeypatch.setitem(views.VIEWS, "prospects", len)
    assert kind.find("prospects") is len


def test_what_is_a_lesson_s_own_waits_for_the_lesson():
    code = (
        "import sys, ntc.lesson; print([name for name in sys.modules if name.startswith('ntc.lessons.cp')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
