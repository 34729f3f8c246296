"""What the figures of CP2 rest on: sales and new clients of the year, quotes, classes, visits, road days."""

from collections import Counter
from decimal import Decimal

from autograder.keys.asked import AMOUNT, COUNT, Given, Ground, Reading, ground
from autograder.keys.assessed import YEAR
from autograder.truth import Truth
from ntc.case import Case, measures
from ntc.case.measures.workload import VISIT
from ntc.french import typeset
from ntc.lessons.cp2 import worked
from ntc.lessons.cp2.accounts import classes

CANCELLED = "Vous avez compté les commandes annulées : elles n’apportent aucun chiffre d’affaires."
KEPT = frozenset({"trap.round-down", "trap.not-whole", "trap.prospects-out"})
"""Conventions that one keeps all along (a rounding, a kind of visit left out): one mistake."""


@ground("cp2")
def _(case: Case, truth: Truth) -> Ground:
    return Ground(
        {**_money(case), **_quotes(case), **_visits(case)},
        readings=[
            Reading(
                "trap.T02",
                typeset(CANCELLED),
                {"sales": measures.sales(case, YEAR, cancelled=True)},
            )
        ],
        kept=KEPT,
    )


def _money(case: Case) -> dict[str, Given]:
    company, bought = case.company, measures.bought(case, YEAR)
    created = [client.client_id for client in case.clients if client.created.year == YEAR]
    served = [client for client in created if bought.sales.get(client, 0) > 0]
    return {
        "objective": Given(company.objective_2026, AMOUNT),
        "objective-before": Given(company.objective_2025),
        "sales": Given(measures.sales(case, YEAR)),
        "wanted": Given(Decimal(company.new_clients_2026)),
        "newcomers-sales": Given(sum((bought.sales[client] for client in served), Decimal(0)), AMOUNT),
        "newcomers": Given(Decimal(len(served))),
        "created": Given(Decimal(len(created))),
        "newcomers-orders": Given(
            Decimal(sum(bought.placed[client] + bought.renewed[client] for client in served))
        ),
        "basket": Given(measures.basket(case, YEAR)),
    }


def _quotes(case: Case) -> dict[str, Given]:
    return {
        "conversion": Given(measures.conversion(case, YEAR)),
        "conversion-by-value": Given(measures.conversion_by_value(case, YEAR)),
        "meeting-rate": Given(worked.meeting_rate(case)),
    }


def _visits(case: Case) -> dict[str, Given]:
    letters, rhythm = Counter(classes(case).values()), case.policy["visits"]
    low, high = (sum(letters[name.upper()] * rhythm[name][rank] for name in "abc") for rank in (0, 1))
    return {
        "low": Given(Decimal(low)),
        "high": Given(Decimal(high)),
        "prospects": Given(Decimal(case.company.prospect_visits), COUNT),
        "capacity": Given(Decimal(case.company.visit_capacity), COUNT),
        "visits": Given(Decimal(measures.visits(case, YEAR))),
        "road-days": Given(Decimal(len(road_days(case)))),
    }


def road_days(case: Case) -> frozenset:
    """The days of the year on which one visit at least was made (« journées de route »)."""
    return frozenset(act.date for act in case.activities if act.type == VISIT and act.date.year == YEAR)
