"""The map in a real JupyterLab with the network cut: land, places and route are there; nothing is fetched."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.lab import run_all_cells

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLACES = """from ntc.instruments.territory import Place, territory_map
places = [Place("a", "Nantes", 47.218, -1.554, "8 h 30"), Place("b", "Rennes", 48.114, -1.680)]
territory_map(places, ["b", "a"], "Tournée")"""


def test_the_map_draws_without_a_network(lab, page):
    cell = {
        "cell_type": "code",
        "id": "map",
        "metadata": {},
        "source": PLACES,
        "outputs": [],
        "execution_count": None,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (lab.work / "carte.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    fetched = []

    def refuse(route):
        fetched.append(route.request.url)
        route.abort()

    page.route(lambda url: url.startswith("http") and "127.0.0.1" not in url, refuse)
    page.goto(lab.address("carte.ipynb"))
    run_all_cells(page)
    page.locator(".ntc-map-frame .leaflet-overlay-pane path").first.wait_for()
    expect(page.locator(".ntc-map-mark")).to_have_text(["2", "1"])
    north, south = (page.get_by_title(name).bounding_box() for name in ("1. Rennes", "2. Nantes"))
    assert north["y"] < south["y"]
    page.get_by_title("2. Nantes").focus()
    page.keyboard.press("Enter")
    expect(
        page.locator(".leaflet-popup-content :is(strong, div) + div, .leaflet-popup-content strong")
    ).to_have_text(["2. Nantes", "8 h 30"])
    page.get_by_text("Lire la carte sous forme de liste").click()
    expect(page.locator(".ntc-map-list li")).to_have_text(["Rennes", "Nantes\u00a0: 8 h 30"])
    assert fetched == []
    with page.expect_event("requestfailed"):
        page.get_by_label("Fond en ligne (connexion requise)").check()
    assert fetched
    assert all(url.startswith("https://tile.openstreetmap.org/") for url in fetched)
