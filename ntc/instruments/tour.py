"""The tour (« tournée »): stops put in order in a list, and a map beside it that follows without a flash."""

import os
from collections.abc import Sequence
from decimal import Decimal
from html import escape
from itertools import pairwise
from typing import Any

import traitlets

from ntc.calc.travel import Road, road
from ntc.drawing.maps import Place, TerritoryView, territory_map
from ntc.french import NBSP, number, typeset
from ntc.widget import Widget


class TourMap(Widget):
    """Tournée: from a base through every stop and back, in the order that the reader gives.

    ``order`` holds the ids of the stops; km and minutes are those of the roads of rule R24. The map is drawn
    once: another order only moves its line and its numbers. Raises ValueError when two places share an id.
    """

    _page = traitlets.Unicode("tour").tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    home = traitlets.Dict().tag(sync=True)
    stops = traitlets.List().tag(sync=True)
    order = traitlets.List(traitlets.Unicode()).tag(sync=True)
    legs = traitlets.Dict().tag(sync=True)
    map = traitlets.Unicode().tag(sync=True)

    def __init__(self, home: Place, stops: Sequence[Place], title: str = "") -> None:
        self._places = {place.id: place for place in (home, *stops)}
        if len(self._places) <= len(stops):
            raise ValueError("two places of a tour share an id")
        self._roads = {
            one.id: {other.id: _road(one, other) for other in self._places.values() if other != one}
            for one in self._places.values()
        }
        self._home = home.id
        given = [stop.id for stop in stops]
        super().__init__(
            title=title or typeset("Tournée"),
            home={"id": home.id, "label": home.label},
            stops=[[stop.id, stop.label, stop.detail] for stop in stops],
            order=given,
            legs={
                one: {other: [int(leg.km * 10), leg.minutes] for other, leg in ways.items()}
                for one, ways in self._roads.items()
            },
        )

    @property
    def route(self) -> list[str]:
        """The ids of the places in the order in which one drives, the base first and last."""
        return [self._home, *self.order, self._home]

    @property
    def road(self) -> Road:
        """The whole way in its present order: km, and minutes at the wheel."""
        legs = [self._roads[one][other] for one, other in pairwise(self.route)]
        return Road(sum((leg.km for leg in legs), Decimal(0)), sum(leg.minutes for leg in legs))

    def view(self) -> TerritoryView:
        """The map in its present order."""
        return territory_map(self._places.values(), self.route, self.title, {"base": "Départ et retour"})

    def html(self) -> str:
        """The tour as a still drawing, with its length, for a page that no kernel animates."""
        km, minutes = self.road
        time = f"{minutes // 60}{NBSP}h{NBSP}{minutes % 60:02}"
        length = f"Distance : {number(km, 1)}{NBSP}km, conduite : {time}"
        return f"{self.view().html()}<p>{escape(typeset(length))}</p>"

    @traitlets.validate("order")
    def _each_stop_once(self, proposal: dict[str, Any]) -> list[str]:
        order = proposal["value"]
        if sorted(order) != sorted(self._places.keys() - {self._home}):
            raise traitlets.TraitError("an order names each stop once")
        return order

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        if os.environ.get("NBGRADER_EXECUTION"):
            return {"text/html": self.html(), "text/plain": self.title}
        # Made when it is shown: what draws maps is slow to import.
        self.map = self.map or self.view().live().page()
        return super()._repr_mimebundle_(**kwargs)


def _road(one: Place, other: Place) -> Road:
    # Degrees are given to a thousandth: their shortest decimal is what was given.
    return road(*(Decimal(str(degrees)) for place in (one, other) for degrees in (place.lat, place.lon)))
