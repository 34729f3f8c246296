"""The tables of the trade: for the class they give the figures of the reference."""

from decimal import Decimal

import pytest

from ntc import case
from ntc.case import VARIANTS
from ntc.tables.trade import VIEWS


def rows(name: str, variant: str = "00") -> list[dict]:
    view = VIEWS[name](case.load(variant))
    labels = [column.label for column in view.columns]
    return [dict(zip(labels, row, strict=True)) for row in view.rows]


# Expected figures are those of the reference for the class: CA 2 400 000 and 32 % of margin on 725 orders,
# 138 of 420 quotes won, 54 days of DSO.
def test_orders_give_sales_cost_and_basket_of_the_class():
    kept = [row for row in rows("orders") if row["Année"] == 2025 and row["État"] != "annulée"]
    assert len(kept) == 725
    assert sum(row["Net HT"] for row in kept) == Decimal("2400000.00")
    assert sum(row["Coût variable"] for row in kept) == pytest.approx(Decimal(1632000), abs=Decimal(100))


def test_lines_add_up_to_the_orders():
    for variant in VARIANTS[::8]:
        orders = {row["N° commande"]: row["Net HT"] for row in rows("orders", variant)}
        lines: dict[str, Decimal] = {}
        for row in rows("lines", variant):
            lines[row["N° commande"]] = lines.get(row["N° commande"], Decimal(0)) + row["Net HT"]
        assert lines == orders


def test_quotes_give_the_conversion_of_the_class():
    made = [row for row in rows("quotes") if row["Année"] == 2025]
    assert (sum(row["Issue"] == "gagné" for row in made), len(made)) == (138, 420)


def test_invoices_give_the_open_receivables_of_the_class():
    owed = sum(row["Reste dû TTC"] for row in rows("invoices"))
    assert owed * 360 / Decimal(2880000) == pytest.approx(Decimal(54), abs=Decimal("0.5"))


def test_clients_give_the_retention_of_the_class():
    """134 of 153; automatic renewals would make it 139."""
    before = [row for row in rows("clients") if row["Commandes 2024"] >= 1]
    again = [row for row in before if row["Commandes 2025"] >= 1]
    renewed = [row for row in before if row["Commandes 2025"] or row["Reconductions 2025"]]
    assert (len(again), len(renewed), len(before)) == (134, 139, 153)


def test_clients_add_up_to_the_orders():
    table = rows("clients")
    kept = [row for row in rows("orders") if row["État"] != "annulée"]
    for year in (2024, 2025):
        of_year = [row for row in kept if row["Année"] == year]
        assert sum(row[f"Commandes {year}"] + row[f"Reconductions {year}"] for row in table) == len(of_year)
        assert sum(row[f"Net HT {year}"] for row in table) == sum(row["Net HT"] for row in of_year)


def test_activities_give_the_visits_of_the_class():
    done = [row for row in rows("activities") if row["Nature"] == "visite" and row["Année"] == 2025]
    assert len(done) == 372


def test_opportunities_tell_the_idle_days():
    company = case.load("00").company
    for row, known in zip(rows("opportunities"), case.load("00").opportunities, strict=True):
        assert row["Jours sans activité"] == (company.closing - known.last_activity).days
        assert row["Montant pondéré"] == known.amount * known.probability_pct / 100
