"""The charts of CP5: placed, described, with their data, drawn the same every time."""

import re
from types import FunctionType

import pytest

from ntc import case, lesson
from ntc.drawing.chart import Chart
from ntc.lessons.cp5 import charts

DRAWN = [
    draw
    for name, draw in vars(charts).items()
    if isinstance(draw, FunctionType) and draw.__module__ == charts.__name__ and not name.startswith("_")
]
CHARTS = [draw for draw in DRAWN if isinstance(draw(case.load("00")), Chart)]


def test_every_chart_is_placed_in_the_lesson():
    cells = ["".join(cell["source"]) for cell in lesson.shipped("cp5-prospection")["cells"]]
    placed = {name for cell in cells for name in re.findall(r"\bcharts\.(\w+)\(case\)", cell)}
    assert placed == {draw.__name__ for draw in DRAWN}
    assert len(DRAWN) == len(CHARTS) == 3


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
