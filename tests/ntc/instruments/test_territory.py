"""The map: towns stand on the vendored land, and the still drawing is true to scale."""

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ntc.instruments.territory import Place, territory_map
from ntc.instruments.territory.map import coast

ROOT = Path(__file__).parents[3]
MAP_MAKER = re.compile(r"folium|leaflet|\bL\.map\(|\bTerritoryMap\(", re.IGNORECASE)
NANTES = Place("nantes", "Nantes", 47.218, -1.554, "Agence <1>", "base")
RENNES = Place("rennes", "Rennes", 48.114, -1.680)
VANNES = Place("vannes", "Vannes", 47.658, -2.760)


def on_land(lat: float, lon: float) -> bool:
    """Even-odd rule, written here afresh: a ray to the east crosses the shore an odd number of times."""
    crossings = 0
    for polygon in coast()["coordinates"]:
        ring = polygon[0]
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1):
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize("place", [NANTES, RENNES, VANNES, Place("brest", "Brest", 48.390, -4.486)])
def test_towns_are_on_land(place):
    assert on_land(place.lat, place.lon)


@pytest.mark.parametrize(("lat", "lon"), [(47.0, -3.5), (46.5, -2.4), (48.9, -3.0)])
def test_the_sea_is_not_land(lat, lon):
    assert not on_land(lat, lon)


def test_the_land_stays_in_its_frame():
    points = [point for polygon in coast()["coordinates"] for point in polygon[0]]
    assert len(points) > 1000
    assert all(-5.5 <= lon <= 0.8 and 46.0 <= lat <= 49.2 for lon, lat in points)


def test_a_route_names_only_places_of_the_map():
    with pytest.raises(ValueError, match="laval"):
        territory_map([NANTES, RENNES], ["nantes", "laval"])


def test_the_page_receives_places_and_route_in_order():
    shown = territory_map([NANTES, RENNES, VANNES], ["rennes", "nantes"], "Tournée du lundi")
    assert [place["id"] for place in shown.places] == ["nantes", "rennes", "vannes"]
    assert shown.route == ["rennes", "nantes"]
    assert shown.title == "Tournée du lundi"


def test_the_still_drawing_is_well_formed_numbered_and_true_to_scale():
    svg = ElementTree.fromstring(
        territory_map([NANTES, RENNES, VANNES], ["vannes", "rennes"], "A & <b>").html()
    )
    assert svg.get("aria-label") == "A & <b>"
    names = [node.text for node in svg.iter("text")]
    assert names == ["Nantes", "2. Rennes", "1. Vannes"]
    at = {
        name: (float(c.get("cx")), float(c.get("cy")))
        for name, c in zip(names, svg.iter("circle"), strict=True)
    }
    north = at["Nantes"][1] - at["2. Rennes"][1]
    west = at["2. Rennes"][0] - at["1. Vannes"][0]
    # 0.896° of latitude against 1.080° of longitude at 47.67° (cosine 0.6734): 99.6 km against 80.9 km.
    assert north / west == pytest.approx(99.6 / 80.9, rel=0.01)


def test_nothing_is_fetched_unless_the_reader_asks():
    script = territory_map([NANTES])._esm
    own = script[script.index("const L = exports") :]
    assert re.findall(r"https?://[^\s\"]+", own) == ["https://tile.openstreetmap.org/{z}/{x}/{y}.png"]
    assert "online).addTo(map)" not in own


def test_a_graded_page_shows_the_drawing(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert "<svg" in territory_map([NANTES])._repr_mimebundle_()["text/html"]


def drawing_elsewhere(folder: Path) -> list[str]:
    """What draws a map by itself instead of asking ``territory_map()``."""
    own = Path("ntc/instruments/territory")
    return [
        str(path.relative_to(folder))
        for top in ("ntc", "autograder", "course", "datasets")
        for path in sorted((folder / top).rglob("*"))
        if path.suffix in (".py", ".js", ".ipynb", ".html")
        and own not in path.relative_to(folder).parents
        and MAP_MAKER.search(path.read_text(encoding="utf-8"))
    ]


def test_maps_are_made_by_the_territory_module_alone():
    assert drawing_elsewhere(ROOT) == []


@pytest.mark.parametrize(
    "line", ["carte = folium.Map()", "L.map(el)", "from ipyleaflet import Map", "TerritoryMap([])"]
)
def test_a_map_made_elsewhere_is_seen(line, tmp_path):
    own = tmp_path / "ntc" / "instruments" / "territory" / "map.py"
    own.parent.mkdir(parents=True)
    own.write_text(line, encoding="utf-8")
    assert drawing_elsewhere(tmp_path) == []
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "page.ipynb").write_text(line, encoding="utf-8")
    assert drawing_elsewhere(tmp_path) == ["course/page.ipynb"]
