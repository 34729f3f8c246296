"""The tables that only CP5 opens: calls with their trade, decided quotes, records to choose from.

No column tells a motive, a verdict or an order: those are asked.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from ntc.case import Case
from ntc.french import MONTHS, WEEKDAYS, hour
from ntc.lessons.cp5 import worked
from ntc.lessons.cp5.hours import MEETING, calls
from ntc.tables.view import Column, View
from ntc.tables.whole import table_view

if TYPE_CHECKING:
    from pandas import DataFrame

_OPEN, _WON = "en cours", "gagné"
BANDS = (
    ("moins de 10", 10),
    ("de 10 à 19", 20),
    ("de 20 à 49", 50),
    ("de 50 à 249", 250),
    ("250 et plus", None),
)
"""The size bands (« tranches d’effectif »), each with the size that is beyond it."""


@cache
def _call_attempts(case: Case) -> View:
    """One line a call: when, of which trade, in its hours or not, how it ended."""
    rows = [
        {
            "day": one.row.date,
            "month": MONTHS[one.row.date.month - 1],
            "weekday": WEEKDAYS[one.row.date.weekday()],
            "hour": f"{one.row.time.hour:02} h",
            "start": hour(one.row.time),
            "name": one.account.name,
            "code": one.row.account_id,
            "trade": one.segment.label,
            "window": "dans" if one.inside else "hors",
            "opening": one.row.opening,
            "reached": int(one.row.reached),
            "meetings": int(one.row.result == MEETING),
            "result": one.row.result,
        }
        for one in calls(case)
    ]
    columns = {
        "day": Column("Jour", "date"),
        "month": Column("Mois", "choice", order=tuple(MONTHS)),
        "weekday": Column("Jour de la semaine", "choice", order=tuple(WEEKDAYS)),
        "hour": Column("Heure de l’horloge", "choice"),
        "start": Column("Début", "text"),
        "name": Column("Compte", "text"),
        "code": Column("Code", "text"),
        "trade": Column("Métier", "choice"),
        "window": Column("Créneau du métier", "choice"),
        "opening": Column("Accroche prévue", "choice"),
        "reached": Column("Joints", "number"),
        "meetings": Column("Rendez-vous", "number"),
        "result": Column("Résultat", "choice"),
    }
    return View.of("call-attempts", "Appels de 2025", "appel", columns, _frame(rows, columns, "day"))


@cache
def _call_sheet(case: Case) -> View:
    """The thirty names, each with its trade and the hours at which it answers."""
    segments = {row.seg_id: row for row in case.segments}
    rows = []
    for row in case.call_sheet:
        called = worked.account(case, row.account_id)
        segment = segments[called.seg_id]
        rows.append(
            {
                "name": called.name,
                "trade": segment.label,
                "since": hour(segment.call_from),
                "until": hour(segment.call_to),
                "since2": segment.call_from2 and hour(segment.call_from2),
                "until2": segment.call_to2 and hour(segment.call_to2),
            }
        )
    columns = {
        "name": Column("Compte", "text"),
        "trade": Column("Métier", "choice"),
        "since": Column("Créneau, de", "choice"),
        "until": Column("à", "choice"),
        "since2": Column("puis de", "choice"),
        "until2": Column("jusqu’à", "choice"),
    }
    return View.of("call-sheet", "Les trente noms", "appel", columns, _frame(rows, columns))


@cache
def _quotes(case: Case) -> View:
    """Every quote that was decided: the trade, the size, how it ended."""
    labels = {row.seg_id: row.label for row in case.segments}
    rows = []
    for row in case.quotes:
        if row.status != _OPEN:
            account = worked.account(case, row.account_id)
            rows.append(
                {
                    "quote": row.quote_id,
                    "date": row.date,
                    "trade": labels[account.seg_id],
                    "size": account.employees,
                    "band": band(account.employees),
                    "status": row.status,
                    "won": int(row.status == _WON),
                    "amount": row.amount,
                    "rate": row.margin_rate * 100,
                    "margin": row.amount * row.margin_rate,
                }
            )
    columns = {
        **{"quote": Column("N° devis", "text"), "date": Column("Date", "date")},
        "trade": Column("Métier", "choice"),
        "size": Column("Effectif", "number", additive=False),
        "band": Column("Tranche d’effectif", "choice", order=tuple(label for label, _ in BANDS)),
        "status": Column("Issue", "choice"),
        "won": Column("Gagnés", "number"),
        "amount": Column("Montant HT", "number", "€", 2),
        "rate": Column("Taux de marque prévu", "number", "%", 2, additive=False),
        "margin": Column("Marge prévue", "number", "€", 2),
    }
    return View.of("decided-quotes", "Devis tranchés", "devis", columns, _frame(rows, columns, "date"))


@cache
def _candidates(case: Case) -> View:
    """The records to choose from, as the file has them."""
    labels = {row.seg_id: row.label for row in case.segments}
    contacts = {row.account_id: row for row in case.contacts}
    rows = []
    for candidate in case.call_candidates:
        record = worked.account(case, candidate.prospect_id)
        town, contact = worked.town(case, record.town_id), contacts.get(record.prospect_id)
        rows.append(
            {
                "code": record.prospect_id,
                "name": record.name,
                "siret": record.siret,
                "trade": labels[record.seg_id],
                "size": record.employees,
                "town": town.name,
                "sector": town.sector,
                "potential": record.est_potential,
                "optout": contact and ("oui" if contact.opposition else "non"),
                "inbound": contact and contact.last_inbound_contact,
            }
        )
    columns = {
        "code": Column("Code", "text"),
        "name": Column("Prospect", "text"),
        "siret": Column("SIRET", "text"),
        "trade": Column("Métier", "choice"),
        "size": Column("Effectif", "number", additive=False),
        "town": Column("Ville", "choice"),
        "sector": Column("Secteur", "choice"),
        "potential": Column("Potentiel estimé", "number", "€", 2),
        "optout": Column("Opposition", "choice"),
        "inbound": Column("Dernier contact venu d’elle ou de lui", "date"),
    }
    frame = _frame(rows, columns, "inbound")
    return View.of("candidates", "Les trente-six fiches", "fiche", columns, frame)


VIEWS: Mapping[str, Callable[[Case], View]] = {
    "call-attempts": _call_attempts,
    "call-sheet": _call_sheet,
    "decided-quotes": _quotes,
    "candidates": _candidates,
    "registry": partial(table_view, name="clients"),
}


def band(employees: int) -> str:
    """The size band of a firm."""
    return next(label for label, beyond in BANDS if beyond is None or employees < beyond)


def _frame(rows: list[dict[str, Any]], columns: Mapping[str, Column], *dates: str) -> "DataFrame":
    """The rows as a frame, with the dates as pandas reads them."""
    import pandas as pd

    frame = pd.DataFrame(rows, columns=list(columns))
    for name in dates:
        frame[name] = pd.to_datetime(frame[name])
    return frame
