"""A chart on the page: title, sentence and table at once, drawing when it is asked for."""

import base64
import os
import subprocess
import sys

import pytest

from ntc.drawing.chart import Chart, ChartView
from ntc.paths import ROOT

CHART = Chart(
    "Ventes de l’atelier",
    "Les ventes doublent.",
    ("Mois", "Ventes"),
    (("mars", "10\u00a0€"), ("avril", "20\u00a0€")),
    lambda axes: axes.bar([0, 1], [10, 20]),
)


@pytest.fixture
def view() -> ChartView:
    return ChartView(CHART)


def test_words_and_data_are_there_before_the_drawing(view):
    assert (view.title, view.summary, view.heads) == (CHART.title, CHART.summary, ["Mois", "Ventes"])
    assert view.rows == [["mars", "10\u00a0€"], ["avril", "20\u00a0€"]]
    assert view.drawing == ""


def test_all_that_is_read_of_a_chart_is_set_in_french():
    chart = Chart.of("Ventes : 10 %", "Oui ?", ("Mois :",), [("non : périmée",)], lambda axes: None)
    assert (chart.title, chart.summary) == ("Ventes\u00a0: 10\u00a0%", "Oui\u202f?")
    assert (chart.heads, chart.rows) == (("Mois\u00a0:",), (("non\u00a0: périmée",),))


@pytest.mark.slow
def test_the_drawing_comes_when_it_is_asked_for(view):
    view._handle_custom_msg("draw", [])
    kind, _, encoded = view.drawing.partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(encoded).decode("utf-8") == CHART.svg()


def test_another_message_draws_nothing(view):
    view._handle_custom_msg("else", [])
    assert view.drawing == ""


def test_displaying_a_chart_places_a_widget_and_says_what_it_shows():
    shown = CHART._repr_mimebundle_()
    bundle = shown[0] if isinstance(shown, tuple) else shown
    assert "application/vnd.jupyter.widget-view+json" in bundle


@pytest.mark.slow
def test_matplotlib_waits_for_the_first_drawing():
    code = "import sys, ntc.lessons.cp4.charts; sys.exit('matplotlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


THEIRS = """backend: nonsense
font.size: 40
axes.facecolor: red
not a setting at all
"""


@pytest.mark.slow
def test_settings_of_this_computer_change_no_chart_and_say_nothing(tmp_path):
    """A backend that does not exist, and a matplotlibrc in the very folder of the lesson."""
    (tmp_path / "matplotlibrc").write_text(THEIRS)
    code = "from tests.ntc.drawing.test_chart import CHART; print(CHART.svg(), end='')"
    environment = {**os.environ, "MPLBACKEND": "nonsense", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.stderr == ""
    assert done.stdout == CHART.svg()
