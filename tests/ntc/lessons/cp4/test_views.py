"""What a learner needs for the twelve indicators is in the tables that the lesson opens."""

from decimal import Decimal

import pytest

from autograder import truth
from autograder.keys.asked.exercise import right_values
from ntc import case
from ntc.case import VARIANTS
from ntc.lessons.own import Explorer, within


def rows(name: str, variant: str = "00") -> list[dict]:
    with within("cp4-bilan"):
        view = Explorer.find(name)(case.load(variant))
    labels = [column.label for column in view.columns]
    return [dict(zip(labels, row, strict=True)) for row in view.rows]


def test_targets_add_up_to_the_objective():
    company = case.load("00").company
    assert sum(row["Objectif de CA"] for row in rows("targets")) == company.objective_2025


def total(table: list[dict], column: str) -> Decimal:
    return sum((row[column] for row in table), Decimal(0))


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_twelve_indicators_can_be_worked_out_with_the_explorer(variant):
    """Only filters, counts and totals of the views, then one operation, as a learner does it."""
    kept = [row for row in rows("orders", variant) if row["État"] != "annulée"]
    now, before = ([row for row in kept if row["Année"] == year] for year in (2025, 2024))
    exceptional = max(row["Net HT"] for row in before if row["Mois"] == "octobre")
    sales, last = total(now, "Net HT"), total(before, "Net HT")
    margin = sales - total(now, "Coût variable")
    quotes = [row for row in rows("quotes", variant) if row["Année"] == 2025]
    served = [row for row in rows("clients", variant) if row["Commandes 2024"] >= 1]
    acts = [row for row in rows("activities", variant) if row["Année"] == 2025]
    alive = [row for row in rows("opportunities", variant) if row["Jours sans activité"] <= 60]
    found = {
        "ca": sales,
        "growth": (sales - last) / last,
        "growth-like": (sales - last + exceptional) / (last - exceptional),
        "achievement": sales / case.load(variant).company.objective_2025,
        "contribution": margin,
        "margin-rate": margin / sales,
        "basket": sales / len(now),
        "conversion": Decimal(sum(row["Issue"] == "gagné" for row in quotes)) / len(quotes),
        "retention": Decimal(sum(row["Commandes 2025"] >= 1 for row in served)) / len(served),
        "visits": Decimal(sum(row["Nature"] == "visite" for row in acts)),
        "dso": total(rows("invoices", variant), "Reste dû TTC") * 360 / (sales * Decimal("1.2")),
        "pipeline": total(alive, "Montant pondéré"),
    }
    expected = right_values("cp4-dashboard", case.load(variant), truth.load(variant))
    assert {name: round(value, 6) for name, value in found.items()} == {
        name: round(value, 6) for name, value in expected.items()
    }
