"""The charts of CP1: placed, described, with their data, drawn the same every time."""

import re
from types import FunctionType

import pytest

from ntc import case, lesson
from ntc.lessons.cp1 import charts, worked

CHARTS = [
    draw
    for name, draw in vars(charts).items()
    if isinstance(draw, FunctionType) and draw.__module__ == charts.__name__ and not name.startswith("_")
]


def test_every_chart_is_placed_in_the_lesson():
    cells = ["".join(cell["source"]) for cell in lesson.shipped("cp1-veille")["cells"]]
    placed = {name for cell in cells for name in re.findall(r"\bcharts\.(\w+)\(case\)", cell)}
    assert placed == {draw.__name__ for draw in CHARTS} | {"tender_points"}
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


def test_the_path_of_a_constant_rate_ends_where_the_market_does():
    rows = charts.market(case.load("05")).rows
    assert rows[0][1] == rows[0][2]
    assert rows[-1][1] == rows[-1][2]


def test_two_offers_of_six_are_said_to_be_left_out():
    rows = charts.example_rival(case.load("00")).rows
    assert [row[-1] == "oui" for row in rows].count(True) == len(worked.example_rival(case.load("00")).kept)
