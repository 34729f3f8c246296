"""The map: towns stand on the vendored land, nothing comes from outside, the still drawing is to scale."""

import json
import re
import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import folium
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from ntc.case import VARIANTS, load
from ntc.drawing.maps import Place, territory_map
from ntc.drawing.maps.land import coast
from ntc.reference.market import territory

ROOT = Path(__file__).parents[4]
OWN = Path("ntc/drawing/maps")
MAP_MAKER = re.compile(r"folium|leaflet|\bL\.map\(|\bTerritoryMap\(", re.IGNORECASE)
NANTES = Place("nantes", "Nantes", 47.218, -1.554, "Agence <1>", "base")
RENNES = Place("rennes", "Rennes", 48.114, -1.680)
VANNES = Place("vannes", "Vannes", 47.658, -2.760)
HOSTILE = "</script><script>alert(1)</script><b title='&quot;'>"


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


@pytest.mark.parametrize(("lat", "lon"), [(46.0, 1.5), (47.5, 2.5), (48.85, 2.35), (45.2, 0.0)])
def test_inland_is_land_far_beyond_the_territory(lat, lon):
    """East and south of the sector, where the land was cut off and a strip of sea was seen."""
    assert on_land(lat, lon)


def test_the_land_stays_in_its_frame():
    points = [point for polygon in coast()["coordinates"] for point in polygon[0]]
    assert len(points) > 2000
    assert coast()["bbox"] == [-8, 44.5, 4, 51]
    assert all(-8 <= lon <= 4 and 44.5 <= lat <= 51 for lon, lat in points)


def test_a_route_names_only_places_of_the_map():
    with pytest.raises(ValueError, match="laval"):
        territory_map([NANTES, RENNES], ["nantes", "laval"])


def test_a_map_without_a_place_is_refused():
    with pytest.raises(ValueError, match="at least one place"):
        territory_map([])


def test_the_page_receives_places_and_route_in_order():
    shown = territory_map([NANTES, RENNES, VANNES], ["rennes", "nantes"], "Tournée du lundi")
    assert [place.id for place in shown.places] == ["nantes", "rennes", "vannes"]
    assert shown.route == ["rennes", "nantes"]
    assert shown.title == "Tournée du lundi"


def marks(svg):
    """Where each mark of a still drawing stands."""
    for mark in svg.iter("g"):
        x, y = re.fullmatch(r"translate\((\S+) (\S+)\)", mark.get("transform")).groups()
        yield float(x), float(y)


def named(svg):
    return [node for node in svg.iter("text") if node.get("class") == "ntc-map-name"]


def test_the_still_drawing_is_well_formed_numbered_and_true_to_scale():
    svg = ElementTree.fromstring(
        territory_map([NANTES, RENNES, VANNES], ["vannes", "rennes"], "A & <b>").still()
    )
    assert svg.get("aria-label") == "A & <b>"
    names = [node.text for node in named(svg)]
    assert names == ["Nantes", "2. Rennes", "1. Vannes"]
    at = dict(zip(names, marks(svg), strict=True))
    north = at["Nantes"][1] - at["2. Rennes"][1]
    west = at["2. Rennes"][0] - at["1. Vannes"][0]
    # 0.896° of latitude against 1.080° of longitude at 47.67° (cosine 0.6734): 99.6 km against 80.9 km.
    assert north / west == pytest.approx(99.6 / 80.9, rel=0.01)
    # The bar says the length that it has: 99.6 km are as long as the way from Nantes north to Rennes.
    [bar] = [path.get("d") for path in svg.iter("path") if path.get("class") == "ntc-map-scale"]
    start, end = float(re.search(r"M(\S+) ", bar)[1]), float(re.search(r"H([\d.]+)", bar)[1])
    [said] = [text.text for text in svg.iter("text") if (text.text or "").endswith("\u00a0km")]
    assert (end - start) / int(said.split("\u00a0")[0]) == pytest.approx(north / 99.6, rel=0.01)
    assert "Côte\u00a0: Natural Earth, domaine public" in [text.text for text in svg.iter("text")]


def test_a_base_that_the_route_comes_back_to_is_no_stop():
    shown = territory_map([NANTES, RENNES, VANNES], ["nantes", "vannes", "rennes", "nantes"])
    svg = ElementTree.fromstring(shown.still())
    assert [node.text for node in named(svg)] == ["Nantes", "2. Rennes", "1. Vannes"]
    page = shown.html()
    assert "Départ et retour\u00a0: Nantes" in page
    assert re.findall(r"<li>(.*?)</li>", page) == ["Vannes", "Rennes"]


def test_the_legend_says_what_the_map_shows_and_no_more():
    places = [NANTES, RENNES, VANNES]
    assert territory_map(places).legend == {"base": "Agence", "point": "Lieu"}
    joined = territory_map(places, ["nantes", "rennes", "vannes", "nantes"], "", {"base": "Départ : ici"})
    assert joined.legend == {"base": "Départ\u00a0: ici", "route": "Trajet, étapes numérotées"}


def letters(node):
    """The box of a name, by the measures of the widest letters that a computer is likely to have."""
    font = FontProperties(family="DejaVu Sans", size=12, weight=node.get("font-weight") or "normal")
    width, height, _ = TextToPath().get_text_width_height_descent(node.text, font, ismath=False)
    x, low = float(node.get("x")), float(node.get("y"))
    left = {"start": x, "middle": x - width / 2, "end": x - width}[node.get("text-anchor")]
    return left, low - height, left + width, low


def meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.slow
def test_names_of_the_still_drawing_keep_apart_on_every_variant():
    assert len(VARIANTS) == 17
    for variant in VARIANTS:
        shown = territory(load(variant))
        svg = ElementTree.fromstring(shown.still())
        boxes = {node.text: letters(node) for node in named(svg)}
        assert [pair for pair in combinations(boxes, 2) if meet(*map(boxes.get, pair))] == [], variant
        assert {place.label for place in shown.places if place.kind == "base"} <= boxes.keys(), variant
        assert len(boxes) >= len(shown.places) - 2, variant


def addresses(page):
    """What a page names on the network, its data addresses read as well."""
    return re.findall(r"https?:/*[^\s\"'<>&)]+", page)


def test_nothing_of_the_page_comes_from_outside_but_what_the_reader_may_ask_for():
    page = territory_map([NANTES, RENNES], ["nantes", "rennes"]).live().page()
    assert page.count('src="data:') == 2
    assert page.count('href="data:') == 2
    assert not re.search(r"(?:src|href)=[\"'](?!data:)", page)
    assert addresses(page) == ["https://tile.openstreetmap.org/{z}/{x}/{y}.png"]
    assert not re.search(r"bootstrap|jquery|awesome|\$\(", re.sub(r"data:[^\"]+", "", page), re.IGNORECASE)
    # What the data addresses hold: ours nothing; Leaflet who made it, two bugs, and the name space of SVG.
    static = ROOT / OWN / "static"
    inside = {path.name: set(addresses(path.read_text(encoding="utf-8"))) for path in static.glob("*.*s")}
    assert inside == {
        "map.js": set(),
        "map.css": set(),
        "leaflet.js": {"https://leafletjs.com", "http://www.w3.org/2000/svg"},
        "leaflet.css": {
            "https://bugzilla.mozilla.org/show_bug.cgi?id=888319",
            "https://bugs.chromium.org/p/chromium/issues/detail?id=600120",
        },
    }


def test_the_map_is_foliums_and_asks_for_online_tiles_only_when_told():
    live = territory_map([NANTES]).live()
    assert isinstance(live, folium.Map)
    [tiles] = [child for child in live._children.values() if isinstance(child, folium.TileLayer)]
    assert not tiles.show
    assert f"{tiles.get_name()}.addTo" not in live.page()


def test_a_name_is_text_and_never_markup():
    place = Place("x", HOSTILE, 47.2, -1.5, HOSTILE)
    shown = territory_map([place], ["x"], HOSTILE, {"point": HOSTILE})
    assert "<script>alert" not in shown.live().page()
    for page in (shown.html(), shown._repr_html_()):
        assert "<script>alert" not in page
        assert "<b title" not in page


def test_a_graded_page_shows_the_drawing_with_its_legend_and_its_list(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    page = territory_map([NANTES, VANNES])._repr_html_()
    assert "<svg" in page
    assert "<iframe" not in page
    assert re.search(r"<details [^>]* open>", page)
    assert "Nantes\u00a0: Agence &lt;1&gt;" in page
    assert re.findall(r"</span> (\w+)", page) == ["Agence", "Lieu"]


@pytest.mark.slow
def test_folium_and_matplotlib_wait_for_the_first_map_or_chart():
    code = (
        "import sys, ntc.reference\n"
        "from ntc.drawing.maps import Place, territory_map\n"
        "shown = territory_map([Place('a', 'A', 47.2, -1.5)])\n"
        "shown.html()\n"
        "print(sorted({'folium', 'matplotlib'} & sys.modules.keys()))\n"
        "shown._repr_html_()\n"
        "print(sorted({'folium', 'matplotlib'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "['folium']"]


def test_the_land_is_what_the_script_cuts_out():
    """Every point lies in the frame, rounded; the file is as the script writes it."""
    text = (ROOT / OWN / "static" / "coast.json").read_text(encoding="utf-8")
    assert text == json.dumps(coast(), separators=(",", ":")) + "\n"
    assert all(
        round(value, 3) == value
        for polygon in coast()["coordinates"]
        for point in polygon[0]
        for value in point
    )


def drawing_elsewhere(folder: Path) -> list[str]:
    """What draws a map by itself instead of asking ``territory_map()``."""
    return [
        str(path.relative_to(folder))
        for top in ("ntc", "autograder", "course", "datasets")
        for path in sorted((folder / top).rglob("*"))
        if path.suffix in (".py", ".js", ".ipynb", ".html")
        and OWN not in path.relative_to(folder).parents
        and MAP_MAKER.search(path.read_text(encoding="utf-8"))
    ]


def test_maps_are_made_by_the_room_of_maps_alone():
    assert drawing_elsewhere(ROOT) == []


@pytest.mark.parametrize(
    "line", ["carte = folium.Map()", "L.map(el)", "from ipyleaflet import Map", "TerritoryMap([])"]
)
def test_a_map_made_elsewhere_is_seen(line, tmp_path):
    own = tmp_path / OWN / "live.py"
    own.parent.mkdir(parents=True)
    own.write_text(line, encoding="utf-8")
    assert drawing_elsewhere(tmp_path) == []
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "page.ipynb").write_text(line, encoding="utf-8")
    assert drawing_elsewhere(tmp_path) == ["course/page.ipynb"]
