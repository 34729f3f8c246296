"""The charts of CP3: placed, described, with their data, drawn the same every time."""

import re
from types import FunctionType

import pytest

from ntc import case, lesson
from ntc.lessons.cp3 import charts

CHARTS = [
    draw
    for name, draw in vars(charts).items()
    if isinstance(draw, FunctionType) and draw.__module__ == charts.__name__ and not name.startswith("_")
]


def test_every_chart_is_placed_in_the_lesson():
    cells = ["".join(cell["source"]) for cell in lesson.shipped("cp3-fidelisation")["cells"]]
    placed = {name for cell in cells for name in re.findall(r"\bcharts\.(\w+)\(case\)", cell)}
    assert placed == {draw.__name__ for draw in CHARTS} | {"gestures"}
    assert len(CHARTS) == 3


@pytest.mark.parametrize("draw", CHARTS)
def test_a_chart_has_a_full_table_and_a_sentence(draw):
    chart = draw(case.load("00"))
    assert chart.rows
    assert {len(row) for row in chart.rows} == {len(chart.heads)}
    assert all(cell for row in chart.rows for cell in row)
    assert chart.summary.endswith(".")


@pytest.mark.slow
@pytest.mark.parametrize("draw", CHARTS)
def test_drawings_are_repeatable_and_vary_with_the_case(draw):
    first = draw(case.load("00")).svg()
    assert first.startswith("<?xml")
    assert first == draw(case.load("00")).svg()
    assert first != draw(case.load("05")).svg()


def test_a_line_of_orders_is_of_one_kind():
    for _, lines, renewed, cancelled, _ in charts.active_accounts(case.load("05")).rows:
        assert int(lines) > int(renewed) + int(cancelled)
