"""The tour (« tournée »): stops put in order beside a map, and the hour at each of them, told live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from functools import cache, cached_property
from itertools import permutations
from typing import Any

from ntc.calc.travel import road, tour
from ntc.case import Case
from ntc.drawing.maps import Place, TerritoryView, territory_map
from ntc.fields.base import Feedback, Reply, Sample
from ntc.fields.kinds.order import BAR, OrderField
from ntc.fields.markup import Html, element, join
from ntc.fields.options import Card
from ntc.fields.outcome import Outcome, Value
from ntc.french import NBSP, count, day, euros, hour, listing, number, typeset
from ntc.plans.hours import HOUR, clock, lasting
from ntc.plans.journey import Door, Halt, Journey, Lunch, Timetable, Way

HEADS = ("Porte", "Arrivée", "Attente", "Visite", "Départ", "Remarque")


@dataclass(frozen=True)
class TourDay:
    """A day on the road: its title, its journey, and where its places lie, the base among them.

    ``worth`` is what a door may bring, in €, where one chooses among them (« potentiel »).
    """

    title: str
    journey: Journey
    places: Sequence[Place]
    worth: Mapping[str, Decimal] = field(default_factory=dict)


class Tour(OrderField):
    """The doors of a day on the road, to put in order beside a map, which needs no network.

    Raw and value: as ``OrderField``. The echo gives km, driving and the return, and with ``litres_100km``
    litres and CO2e (rule R24); the cells the hour at each door, the message what the order breaks. The best
    order is nowhere here. ``bar``: the words of one more line, under which one puts the doors that are left
    out; raw has it among the ids, the value has the doors above it alone, and the echo what they are worth.
    """

    kind = "tour"

    def __init__(self, id: str, day: TourDay, *, litres_100km: Decimal | None = None, bar: str = "") -> None:
        self.day = day
        self._litres = litres_100km
        self._bar = [Card(BAR, typeset(bar))] if bar else []
        doors = [Card(door.id, door.label, door.detail) for door in day.journey.doors]
        super().__init__(id, [*doors, *self._bar])

    def controls(self) -> dict[str, Any]:
        """Describe the doors and the base: the map itself comes when the reader does."""
        home = next(place for place in self.day.places if place.id == self.day.journey.home)
        doors = [(door.id, door.label, door.detail) for door in self.day.journey.doors]
        return {
            "options": [*doors, *self._bar],
            "home": (home.id, home.label),
            "title": self.day.title,
            "bar": BAR if self._bar else "",
        }

    def reply(self, asked: Any) -> Reply | None:
        """Give the page the map that it asks for."""
        return ({"map": self._map.live().page()}, []) if asked == {"map": True} else None

    def feedback(self, raw: Any) -> Feedback:
        """Say at each door when one is there, and how late."""
        told, outcome = super().feedback(raw), self.parse(raw)
        if not isinstance(outcome, Value):
            return told
        halts = self.day.journey.follow(outcome.value).halts
        cells = {halt.door.id: {"time": _said(halt)} for halt in halts}
        return Feedback(told.state, told.echo, told.message, cells)

    def remarks(self, raw: Any) -> list[str]:
        """Say what the order breaks, before handing in: it is told while one looks for it too."""
        outcome = self.parse(raw)
        if not isinstance(outcome, Value):
            return super().remarks(raw)
        return self.day.journey.broken(outcome.value)

    @classmethod
    def samples(cls) -> list[Sample]:
        """Give orders: one that holds, one that comes too late, none, and broken ones."""
        arguments = {"day": SAMPLE}
        return [
            Sample(arguments, ["b", "a"], "answered", ("b", "a")),
            Sample(arguments, ["a", "b"], "answered", ("a", "b")),
            Sample(arguments, [], "blank"),
            Sample(arguments, ["a"], "unreadable"),
            Sample(arguments, ["a", "a"], "unreadable"),
            Sample(arguments, "ab", "unreadable"),
            Sample(arguments | {"bar": "plus tard"}, ["b", BAR, "a"], "answered", ("b",)),
            Sample(arguments | {"bar": "plus tard"}, ["b", "a"], "unreadable"),
        ]

    def _understand(self, raw: Any) -> Outcome:
        outcome = super()._understand(raw)
        if not isinstance(outcome, Value):
            return outcome
        journey, seen = self.day.journey, self._above(outcome.value)
        broken = " ".join(journey.broken(seen))
        return Value(seen, self._totals(journey.follow(seen)), broken)

    def _above(self, order: tuple[str, ...]) -> tuple[str, ...]:
        """The doors that are seen: all of them, or those above the bar."""
        return order[: order.index(BAR)] if self._bar else order

    def _totals(self, followed: Timetable) -> str:
        # A door that is missed does not count.
        worth = [self.day.worth.get(halt.door.id, Decimal(0)) for halt in followed.halts if not halt.late]
        told = [
            *(
                [f"{count(len(worth), 'porte')} · potentiel{NBSP}: {euros(sum(worth), 0)}"]
                if self._bar
                else []
            ),
            f"{number(followed.km, 1)}{NBSP}km",
            f"volant{NBSP}: {lasting(followed.driving)}",
            f"retour à {clock(followed.back)}",
        ]
        if self._litres is not None:
            spent = tour(followed.km, self._litres)
            told += [f"{number(spent.litres, 1)}{NBSP}litres", f"{number(spent.co2, 1)}{NBSP}kg de CO₂e"]
        return " · ".join(told)

    def _entered(self, raw: Any) -> Html:
        outcome = self.parse(raw)
        if not isinstance(outcome, Value):
            return super()._entered(raw)
        rows = (
            element(
                "tr",
                element("th", f"{rank}. {halt.door.label}", scope="row"),
                *(element("td", cell) for cell in _row(halt)),
            )
            for rank, halt in enumerate(self.day.journey.follow(outcome.value).halts, 1)
        )
        head = element("tr", *(element("th", name, scope="col") for name in HEADS))
        table = element("table", element("thead", head), element("tbody", *rows))
        left = [door.label for door in self.day.journey.doors if door.id not in outcome.value]
        return join(table, element("p", typeset(f"Pas ce jour-là : {listing(left)}."))) if left else table

    @cached_property
    def _map(self) -> TerritoryView:
        return territory_map(
            self.day.places,
            [self.day.journey.home, *(door.id for door in self.day.journey.doors), self.day.journey.home],
            self.day.title,
            {"base": "Départ et retour", "point": "Porte"},
        )


@cache
def tour_day(case: Case, code: str, *, worth: bool = False) -> TourDay:
    """The day on the road of that code, from the tables of the case; StopIteration when there is none.

    ``worth``: each door tells what it may bring, as where one chooses among them.
    """
    row = next(one for one in case.tours if one.tour_id == code)
    stops = [one for one in case.tour_stops if one.tour_id == code]
    towns = {one.town_id: one for one in case.towns}
    names = {one.client_id: one.name for one in case.clients}
    names |= {one.prospect_id: one.name for one in case.prospects}
    at = {row.home: towns[row.home]} | {one.stop_id: towns[one.town_id] for one in stops}
    ways = {
        (one, two): Way(*road(at[one].lat, at[one].lon, at[two].lat, at[two].lon))
        for one, two in permutations(at, 2)
    }
    doors = tuple(
        Door(
            one.stop_id,
            names[one.account_id],
            _minute(one.opens),
            _minute(one.closes),
            one.visit_minutes,
            typeset(
                f"{at[one.stop_id].name} ; de {hour(one.opens)} à {hour(one.closes)}, "
                f"{count(one.visit_minutes, 'minute')} sur place"
                + (f", potentiel {euros(one.potential, 0)}" if worth else "")
            ),
        )
        for one in stops
    )
    base = Place(row.home, towns[row.home].name, *_where(towns[row.home]), kind="base")
    places = [Place(door.id, door.label, *_where(at[door.id]), door.detail) for door in doors]
    lunch = Lunch(_minute(row.lunch_from), _minute(row.lunch_to), row.lunch_minutes)
    limits = _minute(row.out), _minute(row.back_by), row.driving_max
    return TourDay(
        typeset(f"Tournée du {day(row.day)}"),
        Journey(row.home, doors, ways, *limits, lunch),
        (base, *places),
        {one.stop_id: one.potential for one in stops} if worth else {},
    )


def _minute(value: time) -> int:
    return value.hour * HOUR + value.minute


def _where(town: Any) -> tuple[float, float]:
    return float(town.lat), float(town.lon)


def _said(halt: Halt) -> dict[str, str]:
    """What the page shows of a halt."""
    told = [f"arrivée {clock(halt.arrival)}"]
    if halt.wait:
        told.append(f"attente {lasting(halt.wait)}")
    done = [(halt.begin, "visite"), *([] if halt.lunch is None else [(halt.lunch, "déjeuner")])]
    told += [f"{name} {clock(at)}" for at, name in sorted([*done, (halt.leave, "départ")])]
    return {"state": "answered", "echo": " · ".join(told), "message": _late(halt)}


def _row(halt: Halt) -> list[str]:
    eaten = [f"déjeuner {clock(halt.lunch)}"] if halt.lunch is not None else []
    notes = " · ".join(filter(None, [_late(halt), *eaten]))
    wait = lasting(halt.wait) if halt.wait else ""
    return [clock(halt.arrival), wait, clock(halt.begin), clock(halt.leave), notes]


def _late(halt: Halt) -> str:
    return f"{lasting(halt.late)} trop tard" if halt.late else ""


def _both(km: int, minutes: int, *places: str) -> dict[tuple[str, str], Way]:
    one, two = places
    return {pair: Way(Decimal(km), minutes) for pair in ((one, two), (two, one))}


SAMPLE = TourDay(
    "Tournée du mardi",
    Journey(
        home="h",
        doors=(
            Door("a", "Laiterie", 14 * HOUR, 16 * HOUR, 45, "Nort-sur-Erdre"),
            Door("b", "Menuiserie <b>", 9 * HOUR, 10 * HOUR, 30, "Blain"),
        ),
        ways=_both(19, 21, "h", "a") | _both(34, 36, "h", "b") | _both(25, 27, "a", "b"),
        out=8 * HOUR,
        back_by=18 * HOUR,
        driving_max=4 * HOUR,
        lunch=Lunch(12 * HOUR, 14 * HOUR, 45),
    ),
    (
        Place("h", "Carquefou", 47.297, -1.491, kind="base"),
        Place("a", "Laiterie", 47.438, -1.498, "Nort-sur-Erdre"),
        Place("b", "Menuiserie <b>", 47.476, -1.764, "Blain"),
    ),
)
