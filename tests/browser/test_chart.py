"""A chart in a real Chromium: its table at once, its drawing when the reader comes near, no fault for axe."""

import json

import pytest
from playwright.sync_api import Page, expect

from ntc.drawing.chart import Chart, ChartView
from tests.browser.axe import faults
from tests.browser.bare import open_bare

pytestmark = pytest.mark.browser

CHART = Chart(
    "Ventes de l’atelier",
    "Les ventes doublent.",
    ("Mois", "Ventes"),
    (("mars", "10 €"), ("avril", "20 €")),
    lambda axes: axes.bar([0, 1], [10, 20]),
)
PLACE = """async ([source, state, above]) => {
    document.body.style.paddingTop = above;
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const { default: widget } = await import(address);
    const values = JSON.parse(state);
    window.asked = [];
    const listeners = [];
    window.draw = (drawing) => { values.drawing = drawing; listeners.forEach((listener) => listener()); };
    const model = {
        get: (name) => values[name],
        on: (_, listener) => listeners.push(listener),
        off: () => {},
        send: (content) => window.asked.push(content),
    };
    await widget.render({ model, el: document.body });
}"""


def place(page: Page, above: str, chart: Chart = CHART) -> ChartView:
    """Put the chart under ``above`` of blank, in a page without a kernel."""
    view = ChartView(chart)
    state = {name: getattr(view, name) for name in ("_page", "title", "summary", "heads", "rows", "drawing")}
    open_bare(page)
    page.evaluate(PLACE, [ChartView._esm, json.dumps(state), above])
    return view


def test_table_first_then_the_drawing(page):
    view = place(page, "0")
    table = page.get_by_role("table", name="Données : Ventes de l’atelier")
    expect(table.get_by_role("rowheader")).to_have_text(["mars", "avril"])
    expect(table.get_by_role("columnheader")).to_have_text(["Mois", "Ventes"])
    page.wait_for_function("window.asked.length === 1")
    view._handle_custom_msg(page.evaluate("window.asked[0]"), [])
    page.evaluate("(drawing) => window.draw(drawing)", view.drawing)
    drawing = page.get_by_role("img", name="Les ventes doublent.")
    expect(drawing).to_be_visible()
    page.wait_for_function("document.querySelector('img').naturalWidth > 0")
    expect(page.get_by_text("Le graphique se dessine")).to_have_count(0)
    assert faults(page, ".ntc-chart") == []


def test_a_chart_far_below_is_not_drawn_yet(page):
    place(page, "5000px")
    expect(page.get_by_role("table")).to_be_attached()
    assert page.evaluate("new Promise((done) => setTimeout(() => done(window.asked.length), 400))") == 0
    page.get_by_role("table").scroll_into_view_if_needed()
    page.wait_for_function("window.asked.length === 1")


def test_words_with_a_date_among_them_are_read_from_the_left(page):
    heads = ("Jour", "Début", "Tâche", "À savoir", "Coût")
    rows = (
        ("lundi", "8 h", "Devis du 12/03", "depuis le 12/03", "10 €"),
        ("mardi", "9 h", "Ranger", "21 minutes de route", "–"),
        ("jeudi", "9 h", "Appeler", "–", "12 €"),
    )
    place(page, "0", Chart("Une semaine", "Trois tâches.", heads, rows, lambda axes: None))
    for head, side in zip(heads, ("left", "right", "left", "left", "right"), strict=True):
        expect(page.get_by_role("columnheader", name=head)).to_have_css("text-align", side)
