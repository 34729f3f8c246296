"""The charts of CP7: placed, described, with their data, drawn the same every time."""

import re
from types import FunctionType

from ntc import case, lesson
from ntc.lessons.cp7 import charts
from ntc.lessons.cp7.rewound import SELLER, TEN

DRAWN = [
    draw
    for name, draw in vars(charts).items()
    if isinstance(draw, FunctionType) and draw.__module__ == charts.__name__ and not name.startswith("_")
]


def test_every_chart_is_placed_in_the_lesson():
    cells = ["".join(cell["source"]) for cell in lesson.shipped("cp7-negociation")["cells"]]
    placed = {name for cell in cells for name in re.findall(r"\bcharts\.(\w+)\(case\)", cell)}
    assert placed == {draw.__name__ for draw in DRAWN}


def test_the_talk_of_ten_lines_is_drawn_with_its_table():
    chart = charts.ten_lines(case.load("00"))
    assert len(chart.rows) == 10
    assert all(cell for row in chart.rows for cell in row)
    assert chart.svg().startswith("<?xml")
    assert chart.svg() == chart.svg()


def test_the_figures_of_the_page_are_those_of_the_ten_lines():
    """5 + 22 + 18 + 6 + 8 seconds of 88: 67 %, for five replies of ten."""
    own = [line.seconds for line in TEN if line.speaker == SELLER]
    assert (len(own), sum(own), sum(line.seconds for line in TEN)) == (5, 59, 88)
    [text] = [
        "".join(cell["source"])
        for cell in lesson.shipped("cp7-negociation")["cells"]
        if cell["id"] == "ten-lines"
    ]
    assert "59 secondes sur 88" in text.replace("\u00a0", " ")
    assert round(59 / 88 * 100) == 67
