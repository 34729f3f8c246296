"""What the quote of page 7 rests on: the client, the draft left in the file, two vessels, the old dryer.

Nothing here says what the joinery needs.
"""

from datetime import date
from functools import cache
from typing import Any

from ntc.case import Case
from ntc.instruments.devis import Client
from ntc.instruments.quote_desk import Desk, quote_desk
from ntc.lessons.cp6 import survey

ON = date(2026, 1, 29)
"""The day of the quote and of the proposal, a Thursday (« jeudi 29 janvier »)."""
NUMBER = "D-2026-0117"
DRAFT = ("GV-30", "SF-40", "CU-2000", "MES-1")
"""The lines of the draft that was made before anybody had gone to see."""
GWP_R404A = 3922
"""kg CO2e for one kg of R404A (« pouvoir de réchauffement », règlement (UE) 2024/573)."""
DRAFT_PS = 11
"""Highest pressure of the vessels of the catalogue, in bar (« PS »)."""


def said_by(case: Case, fact_id: str) -> str:
    """Who told a fact of the survey, with the function: « Mme Ber, associée »."""
    return next(row.told_by for row in case.site_facts if row.fact_id == fact_id)


def client(case: Case) -> Client:
    """Whom the quote is for: the joinery has never ordered from us."""
    found = survey.joinery(case)
    town = next(row.name for row in case.towns if row.town_id == found.town_id)
    return Client(found.name, town, said_by(case, "pression-outil"), first=True)


@cache
def desk(case: Case) -> Desk:
    """What the joinery's quote is made from: a first order, a new station."""
    return quote_desk(case, client(case), number=NUMBER, on=ON, station=True)


@cache
def products(case: Case) -> dict[str, Any]:
    """The catalogue by reference."""
    return {row.sku: row for row in case.products}


def drafted(case: Case) -> list[Any]:
    """The products of the draft."""
    return [products(case)[sku] for sku in DRAFT]


def litres(sku: str) -> int:
    """The volume of a vessel of the catalogue: 900 for CU-900."""
    return int(sku.partition("-")[2])
