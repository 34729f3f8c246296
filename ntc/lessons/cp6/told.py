"""What was told at the joinery: who is there, what was said on the visit and by telephone."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from ntc.case import Case
from ntc.french import MONTHS, NBSP
from ntc.instruments.script import Line, Script, script
from ntc.lessons.cp6 import survey

VISIT, ASSOCIATE = "D3", "E8"
"""The dialogue of the visit, and the call of the other owner."""
_DAY = re.compile(rf"\ble\s(1er|\d{{1,2}})\s({'|'.join(MONTHS)})\b")
_WATER = re.compile(r"\beau\b")


@dataclass(frozen=True)
class Person:
    """Somebody of the joinery: how one is called, and what one does there."""

    name: str
    job: str


@cache
def people(case: Case) -> dict[str, Person]:
    """The owner, the associate, the buyer and the foreman (« les quatre interlocuteurs »), by post."""
    code = survey.joinery(case).prospect_id
    rows = [row for row in case.contacts if row.account_id == code]
    owners = [row for row in rows if row.decision_role == "décideur"]
    caller = next(row for row in case.talks if row.talk_id == ASSOCIATE).contact
    found = {
        "associate": next(row for row in owners if row.last in caller),
        "owner": next(row for row in owners if row.last not in caller),
        "buyer": next(row for row in rows if row.decision_role == "acheteur"),
        "foreman": next(row for row in rows if row.decision_role == "utilisateur"),
    }
    women = {"associate", "buyer"}
    return {
        post: Person(f"{'Mme' if post in women else 'M.'}{NBSP}{row.last}", row.job)
        for post, row in found.items()
    }


def visit(case: Case) -> Script:
    """The talk of the visit (« entretien de découverte »)."""
    return script(case, VISIT)


@cache
def wished_for(case: Case) -> date:
    """The day by which the new machine is to run, as the owner says it on the visit."""
    year = case.company.story_date.year
    day, month = next(found for line in visit(case).lines for found in _DAY.findall(line.text))
    return date(year, MONTHS.index(month) + 1, int(day.removesuffix("er")))


def speaks_of_water(line: Line) -> bool:
    """Whether a line tells of the water in the air, in passing or not."""
    return bool(_WATER.search(line.text))


@cache
def sander_flow(case: Case) -> Decimal:
    """What one of the large sanders takes, in L/min (« débit d’une grosse ponceuse »)."""
    said = (re.search(r"à\s(\d+)\slitres", line.text) for line in visit(case).lines)
    return Decimal(next(found[1] for found in said if found))


def asked_power(case: Case) -> Any:
    """The article that the owner asks for by telephone."""
    return next(row for row in case.products if row.sku == "GV-30")
