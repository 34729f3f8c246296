"""The live map: a map of folium that needs no network.

folium's own assets (Bootstrap, jQuery, fonts) come from outside, and none is asked for: Leaflet is vendored,
and lies in the page as ``data:`` addresses. This module imports folium: it waits until a map is shown.
"""

import base64
from collections.abc import Mapping, Sequence
from html import escape
from typing import ClassVar

import folium
from branca.element import MacroElement
from folium.map import CustomPane
from folium.template import Template

from ntc.drawing.maps.land import COLOURS, SOURCE, STATIC, coast
from ntc.drawing.maps.places import Place
from ntc.french import typeset

ONLINE = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
_ONLINE_NAME = typeset("Fond en ligne (connexion requise)")
_ONLINE_SOURCE = typeset("© les contributeurs d’OpenStreetMap")
_ONLINE_NOTE = typeset("Le fond en ligne demande une connexion à Internet ; sans lui, la carte est complète.")
_ONLINE_LOST = typeset("Le fond en ligne n’arrive pas : il demande une connexion. La carte reste utilisable.")
_KEYS = "Flèches pour se déplacer, plus et moins pour agrandir ou réduire."

_CLOSEST = 13
# How far inside the edge of the land a view stops, in degrees.
_EDGE = 0.25


def _address(name: str, kind: str) -> str:
    """A vendored file as an address that no network is needed for."""
    encoded = base64.b64encode((STATIC / name).read_bytes()).decode("ascii")
    return f"data:{kind};charset=utf-8;base64,{encoded}"


class TerritoryMap(folium.Map):
    """Carte du territoire: land, places, a route, and an online background that the reader may ask for.

    The page around it changes the route by a message, ``{ntcRoute: [ids in order]}``, and nothing else is
    drawn again; once it listens it says ``{ntcMap: "ready"}``.
    """

    default_js: ClassVar = [
        ("leaflet", _address("leaflet.js", "text/javascript")),
        ("ntc_map", _address("map.js", "text/javascript")),
    ]
    default_css: ClassVar = [
        ("leaflet_css", _address("leaflet.css", "text/css")),
        ("ntc_map_css", _address("map.css", "text/css")),
    ]

    def __init__(
        self, places: Sequence[Place], route: Sequence[str], title: str, legend: Mapping[str, str]
    ) -> None:
        west, south, east, north = coast()["bbox"]
        super().__init__(
            location=[47.5, -1.6],
            zoom_start=8,
            tiles=None,
            zoom_control=False,
            max_zoom=_CLOSEST,
            zoom_snap=0.25,
            scroll_wheel_zoom=False,
            max_bounds=True,
            max_bounds_viscosity=1.0,
            min_lat=south + _EDGE,
            max_lat=north - _EDGE,
            min_lon=west + _EDGE,
            max_lon=east - _EDGE,
        )
        self.get_root().title = escape(title)
        # Under the online background, so that where that one does not come the land is still there.
        self.add_child(CustomPane("land", z_index=150))
        self.add_child(_land())
        online = _online()
        self.add_child(online)
        self.add_child(folium.LayerControl(collapsed=False))
        line = _line(places, route)
        self.add_child(line)
        markers = [(place, _marker(place)) for place in places]
        for _, marker in markers:
            self.add_child(marker)
        self.add_child(_Behaviour(title, legend, route, line, online, markers))

    def page(self) -> str:
        """The whole document of the map."""
        return self.get_root().render()


def _land() -> folium.GeoJson:
    style = {"color": COLOURS["shore"], "weight": 1, "fillColor": COLOURS["land"], "fillOpacity": 1}
    return folium.GeoJson(
        coast(),
        control=False,
        pane="land",
        interactive=False,
        attribution=SOURCE,
        style_function=lambda _: style,
    )


def _online() -> folium.TileLayer:
    return folium.TileLayer(
        ONLINE,
        name=_ONLINE_NAME,
        attr=_ONLINE_SOURCE,
        overlay=True,
        show=False,
        max_zoom=_CLOSEST,
        # OpenStreetMap answers only those who say where they come from.
        referrer_policy="strict-origin-when-cross-origin",
    )


def _line(places: Sequence[Place], route: Sequence[str]) -> folium.PolyLine:
    at = {place.id: (place.lat, place.lon) for place in places}
    # There even without a route: a message may bring one. folium wants a point, and one draws nothing.
    points = [at[stop] for stop in route] or [at[places[0].id]]
    return folium.PolyLine(
        points, color=COLOURS["route"], weight=3, interactive=False, class_name="ntc-map-route"
    )


def _marker(place: Place) -> folium.Marker:
    small = place.kind == "town"
    wide = 2 * place.radius or (8 if small else 16)
    icon = folium.DivIcon(class_name=f"ntc-map-mark ntc-map-{place.kind}", icon_size=(wide, wide))
    return folium.Marker((place.lat, place.lon), icon=icon, keyboard=not small, interactive=not small)


class _Behaviour(MacroElement):
    """What folium has not: French names, labels that keep apart, a legend, a route that follows messages."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <style>:root { {% for name, colour in this.colours.items() -%}
                --{{ name }}: {{ colour }}; {% endfor %} }</style>
        {% endmacro %}

        {% macro html(this, kwargs) %}
            <div class="ntc-map-foot">
                <ul>{% for sign, text in this.legend.items() -%}
                    <li><i class="ntc-map-sign ntc-map-{{ sign }}"></i>{{ text|e }}</li>
                {%- endfor %}</ul>
                <p role="status">{{ this.texts.note|e }}</p>
            </div>
        {% endmacro %}

        {% macro script(this, kwargs) %}
            ntcMap({{ this._parent.get_name() }}, {
                line: {{ this.line.get_name() }},
                online: {{ this.online.get_name() }},
                places: {{ this.places|tojavascript }},
                route: {{ this.route|tojavascript }},
                texts: {{ this.texts|tojavascript }},
            });
        {% endmacro %}
        """
    )

    def __init__(
        self,
        title: str,
        legend: Mapping[str, str],
        route: Sequence[str],
        line: folium.PolyLine,
        online: folium.TileLayer,
        markers: Sequence[tuple[Place, folium.Marker]],
    ) -> None:
        super().__init__()
        self._name = "Behaviour"
        self.line = line
        self.online = online
        self.route = list(route)
        self.legend = dict(legend)
        self.colours = COLOURS
        self.texts = {
            "title": typeset(f"{title}. {_KEYS}"),
            "bigger": "Agrandir",
            "smaller": "Réduire",
            "close": "Fermer",
            "note": _ONLINE_NOTE,
            "lost": _ONLINE_LOST,
        }
        self.places = [
            {
                "id": place.id,
                "label": place.label,
                "detail": place.detail,
                "kind": place.kind,
                "own": place.radius,
                "marker": marker,
            }
            for place, marker in markers
        ]
