"""The charts of every lesson: placed, described, with their data, drawn the same every time."""

import re
from types import FunctionType

import pytest
from matplotlib.figure import Figure

from ntc import lesson
from ntc.case import load
from ntc.catalogue import lessons
from ntc.drawing.chart import Chart
from ntc.drawing.engine import drawing
from ntc.drawing.style import RULES
from ntc.lessons import own

# How many charts each lesson has, and what else its cells ask of its charts: maps, and tables of the house.
COUNTS = {
    "cp1-veille": (3, 1),
    "cp2-plan-actions": (3, 2),
    "cp3-fidelisation": (3, 1),
    "cp4-bilan": (9, 0),
    "cp5-prospection": (3, 0),
    "cp6-solution": (2, 0),
    "cp7-negociation": (1, 0),
}
# The modules of a lesson that draw, where its charts are made in more than one.
DRAWING = {"cp4-bilan": ("charts", "bridging")}
# The scales and tables of the house, which more than one lesson may show.
SHARED = {"cp1-veille": {"tender_points"}, "cp3-fidelisation": {"gestures"}}
# The season is the market's, the printing works is invented: the same in every variant.
ALIKE = {
    ("cp4-bilan", "season"),
    ("cp6-solution", "holes"),
    ("cp6-solution", "printer_day"),
    ("cp7-negociation", "ten_lines"),
}


def placed(name):
    """What the cells of a lesson draw, by its name."""
    cells = ["".join(cell["source"]) for cell in lesson.shipped(name)["cells"]]
    named = {found for cell in cells for found in re.findall(r"\bcharts\.(\w+)\(case\)", cell)}
    return {each: getattr(own.module(name, "charts"), each) for each in sorted(named)}


def is_chart(draw):
    return isinstance(draw(load("00")), Chart)


CHARTS = [
    pytest.param(draw, id=f"{each.name} {name}")
    for each in lessons()
    for name, draw in placed(each.name).items()
    if is_chart(draw)
]


def test_each_lesson_has_its_charts():
    found = {}
    for each in lessons():
        charts = [is_chart(draw) for draw in placed(each.name).values()]
        found[each.name] = (sum(charts), len(charts) - sum(charts))
    assert found == COUNTS


@pytest.mark.parametrize("name", COUNTS)
def test_every_chart_is_placed_in_the_lesson(name):
    charts = own.module(name, "charts")
    makers = {f"{charts.__package__}.{one}" for one in DRAWING.get(name, ["charts"])}
    drawn = {
        each
        for each, draw in vars(charts).items()
        if isinstance(draw, FunctionType) and draw.__module__ in makers and not each.startswith("_")
    }
    assert placed(name).keys() == drawn | SHARED.get(name, set())


@pytest.mark.parametrize("draw", CHARTS)
def test_a_chart_has_a_full_table_and_a_sentence(draw):
    chart = draw(load("00"))
    assert chart.rows
    assert {len(row) for row in chart.rows} == {len(chart.heads)}
    assert all(cell for row in chart.rows for cell in row)
    assert chart.summary.endswith(".")
    assert repr(chart) == f"{chart.title}\u00a0: {chart.summary}"


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["00", "05", "12"])
@pytest.mark.parametrize("draw", CHARTS)
def test_nothing_of_a_drawing_is_cut(draw, variant):
    """Names are longer in some variants: what is drawn lies within the figure, its legend too."""
    chart = draw(load(variant))
    with drawing(RULES):
        figure = Figure(figsize=chart.size, layout="constrained")
        chart.draw(figure.subplots())
        figure.draw_without_rendering()
        drawn = figure.get_tightbbox()
    wide, high = chart.size
    assert -0.01 <= drawn.x0 <= drawn.x1 <= wide + 0.01
    assert -0.01 <= drawn.y0 <= drawn.y1 <= high + 0.01


@pytest.mark.slow
@pytest.mark.parametrize("draw", CHARTS)
def test_drawings_are_repeatable_and_vary_with_the_case(draw, request):
    first = draw(load("00")).svg()
    assert first.startswith("<?xml")
    assert first == draw(load("00")).svg()
    alike = any(request.node.callspec.id == " ".join(each) for each in ALIKE)
    assert alike == (first == draw(load("05")).svg())
