"""The live map: vendored Leaflet and the vendored coast; online tiles only when the reader asks for them."""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ntc.french import typeset
from ntc.instruments.territory.drawing import draw

_STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True)
class Place:
    """A point of the map: decimal degrees, a French name, a line of detail, and how it is drawn.

    ``kind`` is ``"point"``, ``"base"`` (where tours start) or ``"town"`` (a small landmark without detail).
    """

    id: str
    label: str
    lat: float
    lon: float
    detail: str = ""
    kind: str = "point"


@cache
def coast() -> dict[str, Any]:
    """GeoJSON multipolygon of the land around the territory (Natural Earth 1:10m, public domain)."""
    return json.loads((_STATIC / "coast.json").read_text(encoding="utf-8"))


def _script() -> str:
    # Leaflet is published as UMD: given its own module object, it registers nothing on the page.
    leaflet = (_STATIC / "leaflet.js").read_text(encoding="utf-8")
    page = (_STATIC / "map.js").read_text(encoding="utf-8")
    scope = "const module = { exports: {} }; const exports = module.exports;"
    return "\n".join((scope, leaflet, "const L = exports;", page))


def _style() -> str:
    return "\n".join((_STATIC / name).read_text(encoding="utf-8") for name in ("leaflet.css", "map.css"))


class TerritoryMap(anywidget.AnyWidget):
    """Carte du territoire: places, and the route that joins some of them in order."""

    _esm = _script()
    _css = _style()

    title = traitlets.Unicode().tag(sync=True)
    places = traitlets.List().tag(sync=True)
    route = traitlets.List().tag(sync=True)
    land = traitlets.Dict().tag(sync=True)

    def __init__(self, places: Iterable[Place], route: Sequence[str] = (), title: str = "") -> None:
        known = {place.id: place for place in places}
        missing = [stop for stop in route if stop not in known]
        if missing:
            raise ValueError(f"the route names places that are not on the map: {', '.join(missing)}")
        self._known = known
        super().__init__(
            title=title or typeset("Carte du territoire"),
            places=[asdict(place) for place in known.values()],
            route=list(route),
            land=coast(),
        )

    def html(self) -> str:
        """The same map as a still drawing, for a page that no kernel animates."""
        return draw(list(self._known.values()), self.route, coast(), self.title)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        if os.environ.get("NBGRADER_EXECUTION"):
            return {"text/html": self.html(), "text/plain": self.title}
        return super()._repr_mimebundle_(**kwargs)


def territory_map(places: Iterable[Place], route: Sequence[str] = (), title: str = "") -> TerritoryMap:
    """Show places on the map of the territory, joined by ``route`` (ids in order) when there is one.

    Raises ValueError when the route names a place that is not given.
    """
    return TerritoryMap(places, route, title)
