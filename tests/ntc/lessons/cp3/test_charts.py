"""What the charts of CP3 say of its data."""

from ntc import case
from ntc.lessons.cp3 import charts


def test_a_line_of_orders_is_of_one_kind():
    for _, lines, renewed, cancelled, _ in charts.active_accounts(case.load("05")).rows:
        assert int(lines) > int(renewed) + int(cancelled)
