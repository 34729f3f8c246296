"""The map as a still SVG drawing: for a page that no kernel animates, such as formgrader's or a feedback."""

from collections.abc import Iterable, Sequence
from html import escape
from math import cos, radians
from typing import Any

from ntc.drawing.maps.labels import SIZE, Box, arrange, mark
from ntc.drawing.maps.land import COLOURS, SOURCE, coast
from ntc.drawing.maps.places import KINDS, Place, numbered, ranks
from ntc.french import NBSP

_WIDTH = 720
_MARGIN = 0.25
_LEAST_SPAN = 1.0
_RADIUS = {"base": 7, "point": 5, "town": 2.5}
_KM_A_DEGREE = 111.2
_LENGTHS = (1, 2, 5, 10, 20, 50, 100, 200)


class _Frame:
    """Equirectangular projection on the places shown, true to scale at their mean latitude."""

    def __init__(self, places: Iterable[Place]) -> None:
        lats, lons = zip(*((place.lat, place.lon) for place in places), strict=True)
        high = max(max(lats) - min(lats) + 2 * _MARGIN, _LEAST_SPAN)
        wide = max(max(lons) - min(lons) + 2 * _MARGIN, _LEAST_SPAN)
        self._north = (max(lats) + min(lats) + high) / 2
        self._west = (max(lons) + min(lons) - wide) / 2
        self._narrow = cos(radians(self._north - high / 2))
        self.scale = _WIDTH / (wide * self._narrow)
        self.height = round(high * self.scale)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        x = (lon - self._west) * self._narrow * self.scale
        return round(x, 1), round((self._north - lat) * self.scale, 1)

    def shows(self, outline: Sequence[tuple[float, float]]) -> bool:
        xs, ys = zip(*outline, strict=True)
        return max(xs) >= 0 and min(xs) <= _WIDTH and max(ys) >= 0 and min(ys) <= self.height


def draw(places: Sequence[Place], route: Sequence[str], title: str) -> str:
    """Draw land, route and named places as SVG, with its scale and where the coast comes from."""
    frame = _Frame(places)
    at = {place.id: frame.at(place.lat, place.lon) for place in places}
    line = " ".join(f"{x},{y}" for x, y in (at[stop] for stop in route))
    return (
        f'<svg class="ntc-map-drawing" viewBox="0 0 {_WIDTH} {frame.height}" role="img" '
        f'aria-label="{escape(title)}" font-family="sans-serif" font-size="{SIZE}" '
        f'style="max-width:100%;max-height:40rem;background:{COLOURS["sea"]}">'
        f'<path d="{_land(frame, coast())}" fill="{COLOURS["land"]}" stroke="{COLOURS["shore"]}"/>'
        + (
            f'<polyline points="{line}" fill="none" stroke="{COLOURS["route"]}" stroke-width="2.5"/>'
            * any(route)
        )
        + "".join(_mark(place, *at[place.id]) for place in places)
        + "".join(_names(places, route, at, frame.height))
        + _foot(frame)
        + "</svg>"
    )


def _land(frame: _Frame, land: dict[str, Any]) -> str:
    outlines = [[frame.at(lat, lon) for lon, lat in polygon[0]] for polygon in land["coordinates"]]
    return "".join(
        f"M{' '.join(f'{x},{y}' for x, y in outline)}Z" for outline in outlines if frame.shows(outline)
    )


def _mark(place: Place, x: float, y: float) -> str:
    radius, colour = _radius(place), COLOURS[place.kind]
    shape = (
        f'<rect x="-{radius}" y="-{radius}" width="{2 * radius}" height="{2 * radius}" rx="2"'
        if place.kind == "base"
        else f'<circle r="{radius}"'
    )
    place_at = f'class="ntc-map-mark" transform="translate({x} {y})"'
    return f'<g {place_at}>{shape} fill="{colour}" stroke="{COLOURS["land"]}"/></g>'


def _radius(place: Place) -> float:
    return place.radius or _RADIUS[place.kind]


def _names(
    places: Sequence[Place], route: Sequence[str], at: dict[str, tuple[float, float]], height: float
) -> Iterable[str]:
    rank = ranks(route)
    urgent = sorted(places, key=lambda place: (place.id not in rank, KINDS.index(place.kind)))
    foot = Box(0, height - 2 * SIZE, _WIDTH, 2 * SIZE)
    asked = [(numbered(place, rank), mark(*at[place.id], _radius(place))) for place in urgent]
    found = dict(zip((place.id for place in urgent), arrange(asked, [foot], _WIDTH, height), strict=True))
    for place in places:
        if box := found[place.id]:
            x, anchor = _anchored(box, at[place.id][0])
            weight = "" if place.kind == "town" else ' font-weight="600"'
            yield (
                f'<text class="ntc-map-name" x="{x}" y="{round(box.top + SIZE, 1)}" text-anchor="{anchor}" '
                f'fill="{COLOURS["ink"]}"{weight}>{escape(numbered(place, rank))}</text>'
            )


def _anchored(box: Box, x: float) -> tuple[float, str]:
    """Hold a name by the side that its mark is on: how wide it really is depends on the reader's letters."""
    if box.left > x:
        return round(box.left, 1), "start"
    if box.left + box.width < x:
        return round(box.left + box.width, 1), "end"
    return round(box.left + box.width / 2, 1), "middle"


def _foot(frame: _Frame) -> str:
    """A length in km at the left, and the source of the coast at the right."""
    a_km = frame.scale / _KM_A_DEGREE
    length = max(km for km in _LENGTHS if km * a_km <= _WIDTH / 4)
    low, end = frame.height - 8, round(10 + length * a_km, 1)
    ink = COLOURS["ink"]
    return (
        f'<path class="ntc-map-scale" d="M10 {low - 5}V{low}H{end}V{low - 5}" fill="none" stroke="{ink}"/>'
        f'<text x="{end + 6}" y="{low}" fill="{ink}">{length}{NBSP}km</text>'
        f'<text x="{_WIDTH - 8}" y="{low}" text-anchor="end" fill="{ink}">{escape(SOURCE)}</text>'
    )
