"""The map in a real JupyterLab with the network cut: land, places and route are there; nothing is fetched."""

import json

import pytest

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
    page.locator(".jp-Notebook .cm-content").wait_for()
    while not any(kernel["execution_state"] == "idle" for kernel in lab.get("api/kernels")):
        page.wait_for_timeout(100)
    page.locator(".jp-Notebook .cm-content").click()
    page.keyboard.press("Shift+Enter")
    page.locator(".ntc-map-frame .leaflet-overlay-pane path").first.wait_for()
    marks = page.locator(".ntc-map-mark")
    assert sorted(marks.all_inner_texts()) == ["1", "2"]
    north, south = (page.get_by_title(name).bounding_box() for name in ("1. Rennes", "2. Nantes"))
    assert north["y"] < south["y"]
    page.get_by_title("2. Nantes").focus()
    page.keyboard.press("Enter")
    assert page.locator(".leaflet-popup-content").inner_text().split("\n") == ["2. Nantes", "8 h 30"]
    page.get_by_text("Lire la carte sous forme de liste").click()
    assert page.locator(".ntc-map-list li").all_inner_texts() == ["Rennes", "Nantes\u00a0: 8 h 30"]
    assert fetched == []
    page.get_by_label("Fond en ligne (connexion requise)").check()
    page.wait_for_timeout(500)
    assert fetched
    assert all(url.startswith("https://tile.openstreetmap.org/") for url in fetched)
