"""Maps in a real Chromium, the network cut: nothing is fetched, names keep apart, a route does not flash."""

import json
from decimal import Decimal
from itertools import combinations, product

import pytest
from playwright.sync_api import Frame, Page, expect

from ntc.case import load
from ntc.drawing.maps import Place, territory_map
from ntc.instruments.tour import Tour, TourDay
from ntc.plans.journey import Door, Journey, Way
from ntc.reference.market import territory
from tests.browser.axe import faults
from tests.browser.bare import open_bare
from tests.browser.lab import run_all_cells

pytestmark = pytest.mark.browser

PLACES = """from ntc.drawing.maps import Place, territory_map
places = [Place("a", "Nantes", 47.218, -1.554, "8 h 30"), Place("b", "Rennes", 48.114, -1.680)]
territory_map(places, ["b", "a"], "Tournée")"""
TILES = "Fond en ligne (connexion requise)"


def write_notebook(lab, *sources):
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{rank}",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for rank, source in enumerate(sources)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (lab.work / "carte.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture
def fetched(page) -> list[str]:
    """What the page asks for elsewhere than on this computer; nothing of it comes."""
    asked = []

    def refuse(route):
        asked.append(route.request.url)
        route.abort()

    page.route(lambda url: url.startswith("http") and "127.0.0.1" not in url, refuse)
    return asked


@pytest.mark.slow
def test_the_map_draws_without_a_network(lab, page, fetched):
    write_notebook(lab, PLACES)
    page.goto(lab.address("carte.ipynb"))
    run_all_cells(page)
    shown = page.frame_locator("iframe[title='Carte\u00a0: Tournée']")
    shown.locator(".leaflet-land-pane path").first.wait_for(state="attached")
    expect(shown.locator(".ntc-map-mark")).to_have_text(["2", "1"])
    north, south = (shown.get_by_title(name).bounding_box() for name in ("1. Rennes", "2. Nantes"))
    assert north["y"] < south["y"]
    shown.get_by_title("2. Nantes").focus()
    page.keyboard.press("Enter")
    expect(
        shown.locator(".leaflet-popup-content :is(strong, div) + div, .leaflet-popup-content strong")
    ).to_have_text(["2. Nantes", "8 h 30"])
    page.get_by_text("Lire la carte sous forme de liste").click()
    expect(page.locator(".ntc-map-list li")).to_have_text(["Rennes", "Nantes\u00a0: 8 h 30"])
    assert fetched == []
    with page.expect_event("requestfailed"):
        shown.get_by_label(TILES).check()
    assert fetched
    assert all(url.startswith("https://tile.openstreetmap.org/") for url in fetched)


# What axe asks of a page that stands alone: the document of a map is only ever in a frame of one.
OF_A_WHOLE_PAGE = {"landmark-one-main", "meta-viewport", "page-has-heading-one", "region"}


def show(page: Page, html: str, width: int = 1024) -> Frame:
    """Put a map in a page without a kernel; its frame, once it is drawn."""
    page.set_viewport_size({"width": width, "height": 768})
    page.set_content(f'<!doctype html><html lang="fr"><title>Essai</title><main><h1>Essai</h1>{html}</main>')
    return drawn(page)


def drawn(page: Page) -> Frame:
    frame = page.locator("iframe").element_handle().content_frame()
    frame.wait_for_selector(".ntc-map-names span:not([hidden])", state="attached")
    return frame


def boxes(frame: Frame, selector: str) -> dict[str, dict[str, float]]:
    return frame.evaluate(
        """(selector) => Object.fromEntries([...document.querySelectorAll(selector)].map((node) =>
            [node.textContent || node.title, node.getBoundingClientRect().toJSON()]))""",
        selector,
    )


def meet(one, other):
    return (
        one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    )


@pytest.mark.parametrize(("variant", "width"), [("00", 1024), ("00", 600), ("07", 1024), ("07", 600)])
def test_names_keep_apart_whatever_the_scale(page, fetched, variant, width):
    shown = territory(load(variant))
    frame = show(page, shown._repr_html_(), width)
    bases = {place.label for place in shown.places if place.kind == "base"}
    for step in range(3):
        if step:
            frame.get_by_title("Agrandir").click()
            page.wait_for_timeout(500)
        names = boxes(frame, ".ntc-map-names span:not([hidden])")
        marks = boxes(frame, ".ntc-map-mark")
        assert len(marks) == len(shown.places)
        assert [pair for pair in combinations(names, 2) if meet(*map(names.get, pair))] == []
        controls = boxes(frame, ".leaflet-control")
        others = product(names.items(), [*marks.items(), *controls.items()])
        assert [(name, other) for (name, one), (other, two) in others if meet(one, two)] == []
        if not step:
            assert bases <= names.keys()
            covered = product(marks.items(), controls.items())
            assert [(mark, control) for (mark, one), (control, two) in covered if meet(one, two)] == []
            assert len(names) >= (len(marks) - 1 if width > 1000 else len(marks) * 0.8)
    assert fetched == []


CORNERS = ((51, 4), (44.5, 4), (44.5, -8), (51, -8))
LEAVE = """async (corner) => {
    const map = window[document.querySelector(".folium-map").id];
    map.setZoom(0, { animate: false });
    map.panTo(corner, { animate: false });
    await new Promise((done) => setTimeout(done, 600));
    return map.getBounds().toBBoxString().split(",").map(Number);
}"""


@pytest.mark.parametrize("width", [500, 1024, 2200])
def test_no_view_meets_the_edge_of_the_land(page, width):
    frame = show(page, territory(load("00"))._repr_html_(), width)
    seen = [frame.evaluate(LEAVE, corner) for corner in CORNERS]
    assert min(west for west, *_ in seen) > -8
    assert min(south for _, south, *_ in seen) > 44.5
    assert max(east for *_, east, _ in seen) < 4
    assert max(north for *_, north in seen) < 51
    # The view did go: each corner shows something that the one across does not.
    assert seen[0] != seen[2]


def test_a_map_is_clean_for_axe_outside_and_inside(page, fetched):
    shown = territory_map(
        [Place("a", "Nantes", 47.218, -1.554, "8 h 30", "base"), Place("b", "Rennes", 48.114, -1.680)],
        ["a", "b", "a"],
    )
    show(page, shown._repr_html_())
    assert faults(page) == []
    page.set_content(shown.live().page())
    page.locator(".ntc-map-names span").first.wait_for(state="attached")
    assert page.locator("html").get_attribute("lang") == "fr"
    page.get_by_title("1. Rennes").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Fermer")).to_be_visible()
    # While it appears its words are pale.
    expect(page.locator(".leaflet-popup")).to_have_css("opacity", "1")
    assert {rule for rule, *_ in faults(page)} <= OF_A_WHOLE_PAGE
    assert fetched == []


def test_the_legend_the_scale_the_source_and_what_the_online_background_needs(page, fetched):
    frame = show(page, territory(load("00"))._repr_html_())
    assert frame.locator(".ntc-map-foot li").all_text_contents() == ["Siège et agences", "Villes du secteur"]
    expect(frame.locator(".leaflet-control-scale")).to_have_text("30\u00a0km".replace("\u00a0", " "))
    assert frame.locator(".leaflet-control-attribution").inner_text() == (
        "Leaflet | Côte\u00a0: Natural Earth, domaine public"
    )
    note = frame.get_by_role("status")
    expect(note).to_contain_text("demande une connexion à Internet")
    assert fetched == []
    frame.get_by_label(TILES).check()
    expect(note).to_contain_text("n’arrive pas")
    expect(frame.locator(".leaflet-control-attribution")).to_contain_text("les contributeurs d’OpenStreetMap")
    # The land stays under what did not come.
    expect(frame.locator(".leaflet-land-pane path").first).to_be_visible()
    frame.get_by_label(TILES).uncheck()
    expect(note).to_contain_text("demande une connexion à Internet")


PLACE = """async (state) => {
    const values = JSON.parse(state);
    const listeners = [];
    window.tell = (type, content) => listeners.forEach(([heard, act]) => heard === type && act(content));
    window.model = {
        get: (name) => values[name],
        set: (changed) => Object.assign(values, changed),
        save_changes: () => {},
        send: (asked) => asked.map && window.tell("msg:custom", { map: values.map }),
        on: (type, act) => listeners.push([type, act]),
        off: () => {},
    };
    const { render } = await import("/lab/extensions/ntc-lesson/page/widget.js");
    window.undo = await render({ model: window.model, el: document.body });
}"""
BASE = Place("h", "Carquefou", 47.297, -1.491, kind="base")
STOPS = [
    Place("a", "Laiterie", 47.438, -1.498, "Nort-sur-Erdre"),
    Place("b", "Menuiserie", 47.476, -1.764, "Blain"),
    Place("c", "Scierie", 47.438, -1.498, "Nort-sur-Erdre"),
]


def place_tour(page: Page) -> Frame:
    places = (BASE, *STOPS)
    ways = {(one.id, two.id): Way(Decimal(20), 20) for one in places for two in places if one != two}
    doors = tuple(Door(stop.id, stop.label, 480, 1080, 30, stop.detail) for stop in STOPS)
    day = TourDay("Tournée du mardi", Journey("h", doors, ways, 480, 1080, 240), places)
    tour = Tour("cp4-causes", day)
    told, _ = tour.reply({"map": True})
    blank = {
        "raw": None,
        "stored": None,
        "state": "blank",
        "echo": "",
        "message": "",
        "cells": {},
        "saved": "",
    }
    blank |= {"steps": [], "heard": "", "elsewhere": "", "earlier": 0, "left": False}
    spec = tour.spec() | {"owner": "cp9/test/00", "signed": True}
    open_bare(page)
    page.evaluate(PLACE, json.dumps(blank | {"_page": "field", "spec": spec} | told))
    return drawn(page)


def numbers(frame: Frame) -> dict[str, str]:
    """The number that the mark of each place bears."""
    marks = frame.locator(".ntc-map-mark").all()
    return {mark.get_attribute("title").split(". ")[-1]: mark.inner_text() for mark in marks}


@pytest.mark.parametrize("width", [420, 1366])
def test_no_stop_is_under_a_control(page, width):
    page.set_viewport_size({"width": width, "height": 768})
    frame = place_tour(page)
    marks, controls = boxes(frame, ".ntc-map-mark"), boxes(frame, ".leaflet-control")
    assert len(marks) == 4
    covered = product(marks.items(), controls.items())
    assert [(mark, control) for (mark, one), (control, two) in covered if meet(one, two)] == []


def test_the_map_follows_the_list_without_being_drawn_again(page, fetched):
    frame = place_tour(page)
    assert numbers(frame) == {"Carquefou": "", "Laiterie": "1", "Menuiserie": "2", "Scierie": "3"}
    way = frame.locator("path.ntc-map-route")
    before = way.get_attribute("d")
    frame.evaluate(
        """() => {
            window.same = [...document.querySelectorAll("path, .ntc-map-mark")];
            window.gone = 0;
            new MutationObserver((changes) => changes.forEach(({ target, removedNodes }) => {
                // A number is a text that is replaced; a shape or a mark never is.
                window.gone += [...removedNodes].filter((node) => node instanceof Element).length;
            })).observe(document.body, { childList: true, subtree: true });
        }"""
    )
    page.get_by_role("button", name="Monter\u00a0: Scierie").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ntc-order li")).to_contain_text(["Laiterie", "Scierie", "Menuiserie"])
    expect(page.get_by_role("button", name="Monter\u00a0: Scierie")).to_be_focused()
    expect(way).not_to_have_attribute("d", before)
    assert numbers(frame) == {"Carquefou": "", "Laiterie": "1", "Menuiserie": "3", "Scierie": "2"}
    assert frame.evaluate("window.same.every((node) => node.isConnected)")
    assert frame.evaluate("window.gone") == 0
    marks = boxes(frame, ".ntc-map-mark")
    assert [pair for pair in combinations(marks, 2) if meet(*map(marks.get, pair))] == []
    assert faults(page, ".ntc-field") == []
    assert fetched == []


def test_a_kernel_that_changes_the_order_is_followed_too(page):
    frame = place_tour(page)
    told = {"raw": ["b", "c", "a"], "stored": ["b", "c", "a"], "elsewhere": "2026-01-12T09:30:00+01:00"}
    page.evaluate("(told) => { window.model.set(told); window.tell('change'); }", told)
    expect(page.locator(".ntc-order li")).to_contain_text(["Menuiserie", "Scierie", "Laiterie"])
    expect(frame.get_by_title("1. Menuiserie")).to_have_text("1")
    assert numbers(frame) == {"Carquefou": "", "Laiterie": "3", "Menuiserie": "1", "Scierie": "2"}
