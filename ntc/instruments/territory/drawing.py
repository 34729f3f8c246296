"""The map as a still SVG drawing."""

from collections.abc import Sequence
from html import escape
from math import cos, radians
from typing import Any, Protocol

_WIDTH = 720
_MARGIN = 0.25
_LEAST_SPAN = 1.0


class _Placed(Protocol):
    id: str
    label: str
    lat: float
    lon: float
    kind: str


class _Frame:
    """Equirectangular projection on the places shown, true to scale at their mean latitude."""

    def __init__(self, places: Sequence[_Placed]) -> None:
        lats, lons = [place.lat for place in places], [place.lon for place in places]
        self._north, south = max(lats) + _MARGIN, min(lats) - _MARGIN
        self._west, east = min(lons) - _MARGIN, max(lons) + _MARGIN
        narrow = cos(radians((self._north + south) / 2))
        self._scale = _WIDTH / (max(east - self._west, _LEAST_SPAN) * narrow)
        self._narrow = narrow
        self.height = round(max(self._north - south, _LEAST_SPAN) * self._scale)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        x = (lon - self._west) * self._narrow * self._scale
        return round(x, 1), round((self._north - lat) * self._scale, 1)


def draw(places: Sequence[_Placed], route: Sequence[str], land: dict[str, Any], title: str) -> str:
    """Draw land, route and named places as SVG. Raises ValueError when there is no place to draw."""
    if not places:
        raise ValueError("a map needs at least one place")
    frame = _Frame(places)
    at = {place.id: frame.at(place.lat, place.lon) for place in places}
    outlines = "".join(
        f"M{' '.join(f'{x},{y}' for x, y in (frame.at(lat, lon) for lon, lat in polygon[0]))}Z"
        for polygon in land["coordinates"]
    )
    line = " ".join(f"{x},{y}" for x, y in (at[stop] for stop in route))
    rank = {stop: number for number, stop in enumerate(route, 1)}
    return (
        f'<svg class="ntc-map-drawing" viewBox="0 0 {_WIDTH} {frame.height}" role="img" '
        f'aria-label="{escape(title)}" style="max-width:100%;background:#dbe9f2;font:12px sans-serif">'
        f'<path d="{outlines}" fill="#f7f4ec" stroke="#8a8f94"/>'
        + (f'<polyline points="{line}" fill="none" stroke="#1f4e79" stroke-width="2.5"/>' if route else "")
        + "".join(_mark(place, *at[place.id], rank.get(place.id)) for place in places)
        + "</svg>"
    )


def _mark(place: _Placed, x: float, y: float, rank: int | None) -> str:
    radius = {"base": 7, "town": 2}.get(place.kind, 5)
    name = place.label if rank is None else f"{rank}. {place.label}"
    return (
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="#1f4e79" stroke="#fff"/>'
        f'<text x="{x + radius + 3}" y="{y + 4}" fill="#222">{escape(name)}</text>'
    )
