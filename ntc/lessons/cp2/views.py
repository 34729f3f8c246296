"""The tables that only CP2 opens: accounts, days on the road, the best records, SIRET, the doors of the tour.

No column tells a class, an exclusion, an order or litres: those are asked.
"""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

from ntc.case import Case
from ntc.case.measures.workload import VISIT
from ntc.french import hour
from ntc.lessons.cp2 import plans, worked
from ntc.lessons.cp2.accounts import YEAR, accounts
from ntc.tables.declared import declared, read
from ntc.tables.view import Column, View

if TYPE_CHECKING:
    from pandas import DataFrame

_PERCENT = 100


@cache
def _accounts(case: Case) -> View:
    """One line a client with an order of the year, the largest CA first."""
    last = _last_visits(case)
    rows = [
        {
            "name": one.client.name,
            "town": worked.town(case, one.client.town_id).name,
            "sales": one.sales,
            "reached": one.reached * _PERCENT,
            "potential": one.client.potential_12m,
            "room": one.room,
            "visits": one.visits,
            "last": last.get(one.client.client_id),
            "rival": one.client.competitor_in_place,
        }
        for one in accounts(case)
    ]
    columns = {
        "name": Column("Client", "text"),
        "town": Column("Ville", "choice"),
        "sales": Column(f"CA HT {YEAR}", "number", "€", 2),
        "reached": Column("Part cumulée du CA", "number", "%", 2, additive=False),
        "potential": Column("Potentiel annuel", "number", "€", 2),
        "room": Column("Reste à vendre", "number", "€", 2),
        "visits": Column(f"Visites {YEAR}", "number"),
        "last": Column("Dernière visite", "date"),
        "rival": Column("Concurrent en place", "choice"),
    }
    return View.of("accounts", f"Comptes {YEAR}", "compte", columns, _frame(rows, columns, "last"))


@cache
def _road_days(case: Case) -> View:
    """One line a day on which one visit at least was made."""
    days: dict[Any, dict[str, Any]] = {}
    for act in case.activities:
        if act.date.year == YEAR and act.type == VISIT:
            day = days.setdefault(act.date, {"day": act.date, "visits": 0, "minutes": 0})
            day["visits"] += 1
            day["minutes"] += act.minutes
    columns = {
        "day": Column("Jour", "date"),
        "visits": Column("Visites", "number"),
        "minutes": Column("Minutes chez les clients", "number", "min"),
    }
    rows = sorted(days.values(), key=lambda one: one["day"])
    return View.of("road-days", f"Journées de route {YEAR}", "journée", columns, _frame(rows, columns, "day"))


@cache
def _grid(case: Case) -> View:
    """The first sixty records of the grid, with their points, and what is known of their contact."""
    contacts = {contact.account_id: contact for contact in case.contacts}
    rows = []
    for rank, one in enumerate(worked.grid(case)[: plans.SHOWN], 1):
        record = one.prospect
        town, contact = worked.town(case, record.town_id), contacts.get(record.prospect_id)
        rows.append(
            {
                "rank": rank,
                "name": record.name,
                "siret": record.siret,
                "town": town.name,
                "sector": town.sector,
                "optout": "" if contact is None else ("oui" if contact.opposition else "non"),
                "inbound": contact and contact.last_inbound_contact,
                "km": one.km,
                "potential": record.est_potential,
                "score": one.score,
            }
        )
    columns = {
        "rank": Column("Rang", "number", additive=False),
        "name": Column("Prospect", "text"),
        "siret": Column("SIRET", "text"),
        "town": Column("Ville", "choice"),
        "sector": Column("Secteur", "choice"),
        "optout": Column("Opposition", "choice"),
        "inbound": Column("Dernier contact entrant", "date"),
        "km": Column("Distance", "number", "km", 1, additive=False),
        "potential": Column("Potentiel estimé", "number", "€", 2),
        "score": Column("Points", "number", "", 2, additive=False),
    }
    return View.of(
        "grid", "Les soixante premières fiches", "fiche", columns, _frame(rows, columns, "inbound")
    )


@cache
def _registry(case: Case) -> View:
    """Every client with its SIRET, whatever it bought."""
    clients = read(case, "clients")
    clients["town_id"] = clients["town_id"].map({town.town_id: town.name for town in case.towns})
    columns = declared("clients", "client_id", "name", "siret", "town_id", "created")
    return View.of("registry", "Répertoire des comptes", "compte", columns, clients)


@cache
def _doors(case: Case) -> View:
    """The doors of the tour: where, when they open, how long one stays."""
    rows = [
        {
            "name": plans.account(case, row.account_id).name,
            "town": worked.town(case, row.town_id).name,
            "opens": hour(row.opens),
            "closes": hour(row.closes),
            "minutes": row.visit_minutes,
        }
        for row in plans.doors(case)
    ]
    columns = {
        "name": Column("Porte", "text"),
        "town": Column("Ville", "choice"),
        "opens": Column("Ouvre à", "choice"),
        "closes": Column("Ferme à", "choice"),
        "minutes": Column("Durée de la visite", "number", "min"),
    }
    return View.of("doors", "Les sept portes", "porte", columns, _frame(rows, columns))


@cache
def _distances(case: Case) -> View:
    """The way between any two of the towns of the tour, the base among them; within a town too."""
    towns = list(
        dict.fromkeys([worked.home(case), *(worked.town(case, row.town_id) for row in plans.doors(case))])
    )
    pairs = [*combinations(towns, 2), *((town, town) for town in towns)]
    rows = []
    for one, other in pairs:
        way = worked.way(one, other)
        rows.append({"one": one.name, "other": other.name, "km": way.km, "minutes": way.minutes})
    columns = {
        "one": Column("D’une ville", "choice"),
        "other": Column("à l’autre", "choice"),
        "km": Column("Distance", "number", "km", 1, additive=False),
        "minutes": Column("Temps de route, stationnement compris", "number", "min", additive=False),
    }
    return View.of("distances", "D’une porte à l’autre", "trajet", columns, _frame(rows, columns))


VIEWS: Mapping[str, Callable[[Case], View]] = {
    "accounts": _accounts,
    "road-days": _road_days,
    "grid": _grid,
    "registry": _registry,
    "doors": _doors,
    "distances": _distances,
}


def _last_visits(case: Case) -> dict[str, Any]:
    """The last visit of each account, to the close of the year."""
    last: dict[str, Any] = {}
    for act in case.activities:
        if act.type == VISIT:
            last[act.account_id] = max(act.date, last.get(act.account_id, act.date))
    return last


def _frame(rows: list[dict[str, Any]], columns: Mapping[str, Column], *dates: str) -> "DataFrame":
    """The rows as a frame, with the dates as pandas reads them."""
    import pandas as pd

    frame = pd.DataFrame(rows, columns=list(columns))
    for name in dates:
        frame[name] = pd.to_datetime(frame[name])
    return frame
