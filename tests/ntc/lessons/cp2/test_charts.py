"""The charts and maps of CP2: placed, described, with their data, drawn the same every time."""

import re
from types import FunctionType

import pytest

from ntc import case, lesson
from ntc.case import measures
from ntc.drawing.chart import Chart
from ntc.lessons.cp2 import charts

DRAWN = [
    draw
    for name, draw in vars(charts).items()
    if isinstance(draw, FunctionType) and draw.__module__ == charts.__name__ and not name.startswith("_")
]
CHARTS = [draw for draw in DRAWN if isinstance(draw(case.load("00")), Chart)]
MAPS = [draw for draw in DRAWN if draw not in CHARTS]


def test_every_chart_is_placed_in_the_lesson():
    cells = ["".join(cell["source"]) for cell in lesson.shipped("cp2-plan-actions")["cells"]]
    placed = {name for cell in cells for name in re.findall(r"\bcharts\.(\w+)\(case\)", cell)}
    assert placed == {draw.__name__ for draw in DRAWN}
    assert (len(CHARTS), len(MAPS)) == (3, 2)


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
    assert first == draw(case.load("00")).svg()
    assert first != draw(case.load("05")).svg()


def test_the_map_of_the_sector_has_every_town_that_was_visited_and_none_other():
    data = case.load("05")
    where = {one.client_id: one.town_id for one in data.clients}
    where |= {one.prospect_id: one.town_id for one in data.prospects}
    visited = {where[code] for code in measures.visits_by_account(data, 2025)}
    places = charts.sector_map(data).places
    assert {place.id for place in places} == visited
    radii = sorted(place.radius for place in places)
    assert 4 <= radii[0] < radii[-1] == 20


def test_the_loop_goes_through_four_doors():
    loop = charts.merged_days(case.load("00"))
    assert loop.route[0] == loop.route[-1]
    assert len(set(loop.route)) == 5


def test_the_paper_week_tells_each_task_that_was_laid():
    data = case.load("00")
    assert len(charts.paper_week(data).rows) == len(data.week_draft)
