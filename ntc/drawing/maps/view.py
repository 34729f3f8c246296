"""A map as a page shows it: its title, the drawing, and the places as a list for who does not see it."""

import os
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from ntc.drawing.maps import still
from ntc.drawing.maps.land import COLOURS
from ntc.drawing.maps.places import KINDS, Place, by_id, is_round, ranks
from ntc.french import typeset

if TYPE_CHECKING:
    from ntc.drawing.maps.live import TerritoryMap

LEGEND = {"base": "Agence", "point": "Lieu", "town": "Ville", "route": "Trajet, étapes numérotées"}

_FIGURE = "margin:0.5rem 0"
_TITLE = "font-weight:600;margin-bottom:0.35rem"
_FRAME = (
    "display:block;box-sizing:border-box;width:100%;height:28rem;"
    f"border:1px solid {COLOURS['shore']};border-radius:4px;background:{COLOURS['sea']}"
)


class TerritoryView:
    """Carte du territoire: places, and the route that joins some of them in order.

    ``legend`` says in French what each kind of place is, and the route, where the usual words do not fit.
    Raises ValueError without a place, or when the route names one that is not given.
    """

    def __init__(
        self,
        places: Iterable[Place],
        route: Sequence[str] = (),
        title: str = "",
        legend: Mapping[str, str] | None = None,
    ) -> None:
        known = by_id(places, route)
        self.places = list(known.values())
        self.route = list(route)
        self.title = title or typeset("Carte du territoire")
        self._legend = {**LEGEND, **(legend or {})}

    @property
    def legend(self) -> dict[str, str]:
        """What each sign of this map means: those kinds of place that it shows, and the route if any."""
        rank = ranks(self.route)
        kinds = {place.kind for place in self.places if place.id not in rank}
        signs = [kind for kind in KINDS if kind in kinds] + ["route"] * bool(self.route)
        return {sign: typeset(self._legend[sign]) for sign in signs}

    def still(self) -> str:
        """Draw the map as SVG."""
        return still.draw(self.places, self.route, self.title)

    def live(self) -> "TerritoryMap":
        """Make the map of folium; the first one imports it."""
        from ntc.drawing.maps.live import TerritoryMap

        return TerritoryMap(self.places, self.route, self.title, self.legend)

    def html(self) -> str:
        """The same map as a still drawing, for a page that no kernel animates."""
        signs = " · ".join(
            f'<span style="color:{COLOURS[sign]}" aria-hidden="true">{_SIGNS[sign]}</span> {escape(text)}'
            for sign, text in self.legend.items()
        )
        return self._figure(f"{self.still()}<p>{signs}</p>", unfolded=True)

    def _repr_html_(self) -> str:
        if os.environ.get("NBGRADER_EXECUTION"):
            return self.html()
        return self._figure(self._frame(), unfolded=False)

    def __repr__(self) -> str:
        return self.title

    def _frame(self) -> str:
        title = escape(typeset(f"Carte : {self.title}"))
        page = escape(self.live().page())
        return f'<iframe title="{title}" loading="lazy" style="{_FRAME}" srcdoc="{page}"></iframe>'

    def _figure(self, shown: str, unfolded: bool) -> str:
        opened = " open" if unfolded else ""
        return (
            f'<figure class="ntc-map" lang="fr" style="{_FIGURE}">'
            f'<figcaption style="{_TITLE}">{escape(self.title)}</figcaption>{shown}'
            f'<details class="ntc-map-list" style="margin-top:0.4rem"{opened}>'
            f"<summary>Lire la carte sous forme de liste</summary>{self._listing()}</details></figure>"
        )

    def _listing(self) -> str:
        """The stops in their order, the places with a detail, then the landmarks in a line."""
        rank = ranks(self.route)
        stops = sorted((place for place in self.places if place.id in rank), key=lambda place: rank[place.id])
        others = [place for place in self.places if place.id not in rank]
        named = [place for place in others if place.kind != "town"]
        towns = [place.label for place in others if place.kind == "town"]
        parts = [_list("ol", map(_line, stops)), _list("ul", map(_line, named))]
        if is_round(self.route):
            [home] = (place for place in self.places if place.id == self.route[0])
            named.remove(home)
            parts = [
                _paragraph(f"Départ et retour : {home.label}"),
                parts[0],
                _list("ul", map(_line, named)),
            ]
        if towns:
            parts.append(_paragraph(f"{self.legend['town']} : {', '.join(towns)}."))
        return "".join(parts)


_SIGNS = {"base": "■", "point": "●", "town": "•", "route": "━"}


def _line(place: Place) -> str:
    return typeset(f"{place.label} : {place.detail}") if place.detail else place.label


def _paragraph(text: str) -> str:
    return f"<p>{escape(typeset(text))}</p>"


def _list(kind: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<{kind}>{items}</{kind}>" if items else ""


def territory_map(
    places: Iterable[Place],
    route: Sequence[str] = (),
    title: str = "",
    legend: Mapping[str, str] | None = None,
) -> TerritoryView:
    """Show places on the map of the territory, joined by ``route`` (ids in order) when there is one.

    Raises ValueError without a place, or when the route names one that is not given.
    """
    return TerritoryView(places, route, title, legend)
