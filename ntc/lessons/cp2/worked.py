"""What the examples of CP2 work out: the funnel of 2024, a prospect on the grid, two days of 2025 in one.

Never on the year, the records or the doors that an exercise asks about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise, permutations
from typing import Any

from ntc.calc.activity import funnel_back
from ntc.calc.percent import share
from ntc.calc.travel import Road, road, tour
from ntc.case import Case, measures
from ntc.case.measures.workload import VISIT
from ntc.french import half_up

YEAR = 2024
_DECEMBER = 12
_ENOUGH = 2
_BEYOND = 100
_STOPS = 2
_CLOSE = 10


# --- the funnel ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Funnel:
    """The way of a year from its objective to meetings, as it was known when the year began."""

    rise: Decimal
    newcomers: int
    newcomers_sales: Decimal
    conversion: Decimal
    meeting_rate: Decimal
    quotes: int
    meetings: int

    @property
    def mean(self) -> Decimal:
        """CA of a client created and served in the year (« CA moyen d'un nouveau client »), in €."""
        return self.newcomers_sales / self.newcomers

    @property
    def rest(self) -> Decimal:
        """What is left to find at the clients that are there."""
        return self.rise - self.newcomers_sales


def funnel(case: Case) -> Funnel:
    """The way to the objective of 2025 from an ordinary 2024, with as many new clients again."""
    sales = measures.bought(case, YEAR).sales
    served = [
        sales[client.client_id]
        for client in case.clients
        if client.created.year == YEAR and sales.get(client.client_id, 0) > 0
    ]
    conversion, rate = measures.conversion(case, YEAR), meeting_rate(case)
    quotes, meetings = funnel_back(len(served), (conversion, rate))
    return Funnel(
        case.company.objective_2025 - measures.ordinary_sales(case, YEAR),
        len(served),
        sum(served, Decimal(0)),
        conversion,
        rate,
        quotes,
        meetings,
    )


def meeting_rate(case: Case) -> Decimal:
    """The part of the meetings that give a quote (« rendez-vous »), a mean of the house."""
    return Decimal(str(case.policy["funnel"]["quotes_a_meeting"]))


# --- the grid ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Scored:
    """A prospect on the grid: km from the base, points by criterion, and its total on 100."""

    prospect: Any
    km: Decimal
    points: dict[str, Decimal]

    @property
    def score(self) -> Decimal:
        """Its note: the sum of its points, each to the hundredth."""
        return sum(self.points.values(), Decimal(0))


@cache
def grid(case: Case) -> tuple[Scored, ...]:
    """Every prospect on the grid of the house, the best first, excluded records among them."""
    towns = {town.town_id: town for town in case.towns}
    base = home(case)
    found = [_scored(case, prospect, way(base, towns[prospect.town_id]).km) for prospect in case.prospects]
    return tuple(sorted(found, key=lambda one: (-one.score, one.prospect.prospect_id)))


def town(case: Case, town_id: str) -> Any:
    """The town of that code; StopIteration when there is none."""
    return next(one for one in case.towns if one.town_id == town_id)


def distance(case: Case, town_id: str) -> Decimal:
    """How far a town is from the base by road, in km."""
    return way(home(case), town(case, town_id)).km


def example_prospect(case: Case) -> Scored:
    """The first prospect beyond the hundredth, written as it should be, whose criteria are partly earned."""
    return next(
        one
        for one in grid(case)[_BEYOND:]
        if not one.prospect.name.isupper()
        and one.prospect.equipment_age is not None
        and one.prospect.project_horizon_months is not None
        and all(
            0 < points < weight for points, weight in zip(one.points.values(), _weights(case), strict=True)
        )
    )


def _scored(case: Case, prospect: Any, km: Decimal) -> Scored:
    rule = case.policy["prospect_grid"]
    age, months = prospect.equipment_age, prospect.project_horizon_months
    shares = {
        "potential": share(min(prospect.est_potential, rule["potential"]["full"]), rule["potential"]["full"]),
        "equipment_age": share(min(age or 0, rule["equipment_age"]["full"]), rule["equipment_age"]["full"]),
        "project_months": _near(rule["project_months"]["none"], months),
        "distance_km": _near(rule["distance_km"]["none"], km),
    }
    return Scored(
        prospect, km, {name: half_up(rule[name]["weight"] * part, 2) for name, part in shares.items()}
    )


def _near(none: Any, value: Any) -> Decimal:
    """The part of a weight that what is near earns; what is unknown earns nothing."""
    return Decimal(0) if value is None else max(Decimal(0), 1 - Decimal(value) / none)


def _weights(case: Case) -> list[int]:
    rule = case.policy["prospect_grid"]
    return [rule[name]["weight"] for name in ("potential", "equipment_age", "project_months", "distance_km")]


# --- the road ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Merged:
    """Two days of two visits and the one loop through the same four towns that drives least."""

    days: tuple[date, date]
    done: tuple[tuple[Any, ...], tuple[Any, ...]]
    done_km: Decimal
    order: tuple[Any, ...]
    km: Decimal

    @property
    def spared(self) -> Decimal:
        """The kilometres that the one loop spares."""
        return self.done_km - self.km


def home(case: Case) -> Any:
    """The town from which tours start (R23)."""
    return next(town for town in case.towns if town.name == case.policy["tour"]["home"])


def drive(case: Case, towns: Sequence[Any]) -> Road:
    """The way from the base through these towns and back: km, and minutes at the wheel, parking included."""
    base = home(case)
    legs = [way(one, other) for one, other in pairwise((base, *towns, base))]
    return Road(sum((leg.km for leg in legs), Decimal(0)), sum(leg.minutes for leg in legs))


@cache
def merged_days(case: Case) -> Merged:
    """The first two days of last year, close to each other, of which one loop spares a third of the way.

    Two visits each, in four towns away from the base; the loop keeps to the hours at the wheel (R23).
    """
    days = _days_of_two(case)
    for rank, (first, one) in enumerate(days):
        for second, other in days[rank + 1 :]:
            if (second - first).days > _CLOSE:
                break
            if len({town.town_id for town in (*one, *other)}) == len((*one, *other)):
                found = _merged(case, (first, second), (one, other))
                if found.spared * 3 >= found.done_km and _is_driven(case, found.order):
                    return found
    raise ValueError("no two days of the year are worth one loop")


def spared(case: Case) -> tuple[Decimal, Decimal]:
    """Litres of diesel and kg CO2e that the one loop spares."""
    rule = case.policy["co2"]
    saved = tour(
        merged_days(case).spared,
        Decimal(str(rule["litres_100km"])),
        co2_per_litre=Decimal(str(rule["kg_a_litre"])),
    )
    return saved.litres, saved.co2


def _merged(case: Case, days: tuple[date, date], done: tuple[tuple[Any, ...], tuple[Any, ...]]) -> Merged:
    driven = sum((drive(case, stops).km for stops in done), Decimal(0))
    order = min(permutations((*done[0], *done[1])), key=lambda stops: drive(case, stops).km)
    return Merged(days, done, driven, order, drive(case, order).km)


def _is_driven(case: Case, order: Sequence[Any]) -> bool:
    return drive(case, order).minutes <= 60 * case.policy["tour"]["driving_hours"]


def _days_of_two(case: Case) -> list[tuple[date, tuple[Any, ...]]]:
    """The days of last year with two visits away from the base, each with its towns as they were driven."""
    towns, base = {town.town_id: town for town in case.towns}, home(case)
    where = {client.client_id: towns[client.town_id] for client in case.clients}
    where |= {prospect.prospect_id: towns[prospect.town_id] for prospect in case.prospects}
    by_day: dict[date, list[Any]] = {}
    for act in sorted(case.activities, key=lambda act: (act.date, act.start)):
        if act.type == VISIT and act.date.year == YEAR + 1:
            by_day.setdefault(act.date, []).append(where[act.account_id])
    return [
        (on, tuple(stops))
        for on, stops in by_day.items()
        if len(stops) == _STOPS and base not in stops and len(set(stops)) == _STOPS
    ]


@cache
def way(one: Any, other: Any) -> Road:
    """The way by road from a town to another, R24; accounts of one town are apart too."""
    return road(one.lat, one.lon, other.lat, other.lon)


# --- a query -------------------------------------------------------------------------------------------


def december_quotes(case: Case) -> tuple[int, int]:
    """The quotes of December of the example year, and those of them followed up less than twice."""
    made = [quote for quote in case.quotes if (quote.date.year, quote.date.month) == (YEAR, _DECEMBER)]
    return len(made), sum(quote.followups < _ENOUGH for quote in made)
