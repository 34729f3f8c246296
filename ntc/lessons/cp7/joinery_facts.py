"""What pages 2 to 4 of CP7 know of the joinery: its people by post, its needs of air, its leaks."""

import re
from decimal import Decimal
from typing import Any

from ntc.calc.air import Tool, air_demand
from ntc.case import Case

POSTS = ("mister", "madam", "buyer", "foreman")
TODAY = "aujourd’hui"
"""The phase of what stands in the workshop already; the rest comes with the door line."""


def account(case: Case) -> str:
    """The code of the joinery."""
    return case.workshop[0].account_id


def people(case: Case) -> dict[str, Any]:
    """Its contacts by post: who runs it, who keeps the books, who buys, who leads the workshop."""
    known = [row for row in case.contacts if row.account_id == account(case)]
    return dict(zip(POSTS, known, strict=True))


def fact(case: Case, code: str) -> Decimal:
    """A figure that was told or read on the site; StopIteration when there is none."""
    told = next(row.value for row in case.site_facts if row.fact_id == code)
    return Decimal(re.sub(r"\s", "", str(told)).replace(",", "."))


def leaks(case: Case) -> tuple[Decimal, Decimal]:
    """Leaks before and after repair, as ratios of the useful flow."""
    return fact(case, "fuites-avant") / 100, fact(case, "fuites-apres") / 100


def need(case: Case, *, line: bool) -> Decimal:
    """What the repaired workshop calls for (« besoin d’air »), in L/min, with the door line or without."""
    tools = [
        Tool(row.count, row.flow_l_min, row.use_rate) for row in case.workshop if line or row.phase == TODAY
    ]
    return air_demand(tools, leaks(case)[1], Decimal(str(case.policy["air"]["reserve"])))
