"""The views: what a learner needs for the twelve indicators is there, packed without loss."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from autograder import truth
from autograder.keys.asked.exercise import right_values
from ntc import case
from ntc.case import VARIANTS
from ntc.french import typeset
from ntc.instruments.view import Column, View
from ntc.instruments.views import VIEWS


def rows(name: str, variant: str = "00") -> list[dict]:
    view = VIEWS[name](case.load(variant))
    labels = [column.label for column in view.columns]
    return [dict(zip(labels, row, strict=True)) for row in view.rows]


def test_numbers_are_packed_as_whole_numbers_of_their_last_place():
    view = View(
        "x",
        "X",
        "ligne",
        (Column("Prix", "number", "€", 2), Column("Jour", "date"), Column("Nature", "choice")),
        (
            (Decimal("1234.50"), date(1970, 1, 11), "b"),
            (None, None, None),
            (Decimal("-0.01"), date(1970, 1, 1), "a"),
        ),
    )
    packed = view.packed()
    assert packed["count"] == 3
    assert [column["values"] for column in packed["columns"]] == [
        [123450, None, -1],
        [10, None, 0],
        [2, 0, 1],
    ]
    assert packed["columns"][2]["words"] == ["", "a", "b"]


def test_a_view_without_lines_is_packed():
    packed = View("x", "X", "ligne", (Column("Prix", "number"),), ()).packed()
    assert packed["count"] == 0
    assert packed["columns"][0]["values"] == []


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("variant", VARIANTS[::8])
def test_packing_loses_nothing(name, variant):
    view = VIEWS[name](case.load(variant))
    packed = view.packed()
    for index, column in enumerate(packed["columns"]):
        for row, value in zip(view.rows, column["values"], strict=True):
            if column["kind"] == "number":
                back = None if value is None else Decimal(value) / 10 ** column["places"]
            elif column["kind"] == "date":
                back = None if value is None else date(1970, 1, 1) + timedelta(days=value)
            else:
                back = column["words"][value] or None
            kept = row[index] if row[index] != "" else None
            assert back == (typeset(kept) if isinstance(kept, str) else kept)


@pytest.mark.parametrize("name", VIEWS)
def test_heads_are_french_and_unique(name):
    labels = [column.label for column in VIEWS[name](case.load("00")).columns]
    assert len(set(labels)) == len(labels)
    assert not [label for label in labels if "_" in label or not label[0].isupper()]


# Expected figures are those of the reference for the class: CA 2 400 000 and 32 % of margin on 725 orders,
# 138 of 420 quotes won, 54 days of DSO.
def test_orders_give_sales_cost_and_basket_of_the_class():
    kept = [row for row in rows("orders") if row["Année"] == "2025" and row["État"] != "annulée"]
    assert len(kept) == 725
    assert sum(row["Net HT"] for row in kept) == Decimal("2400000.00")
    assert sum(row["Coût de revient"] for row in kept) == pytest.approx(Decimal(1632000), abs=Decimal(100))


def test_lines_add_up_to_the_orders():
    for variant in VARIANTS[::8]:
        orders = {row["N° commande"]: row["Net HT"] for row in rows("orders", variant)}
        lines: dict[str, Decimal] = {}
        for row in rows("lines", variant):
            lines[row["N° commande"]] = lines.get(row["N° commande"], Decimal(0)) + row["Net HT"]
        assert lines == orders


def test_quotes_give_the_conversion_of_the_class():
    made = [row for row in rows("quotes") if row["Année"] == "2025"]
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
    for year in ("2024", "2025"):
        of_year = [row for row in kept if row["Année"] == year]
        assert sum(row[f"Commandes {year}"] + row[f"Reconductions {year}"] for row in table) == len(of_year)
        assert sum(row[f"Net HT {year}"] for row in table) == sum(row["Net HT"] for row in of_year)


def test_targets_add_up_to_the_objective():
    company = case.load("00").company
    assert sum(row["Objectif de CA"] for row in rows("targets")) == company.objective_2025


def test_activities_give_the_visits_of_the_class():
    done = [row for row in rows("activities") if row["Nature"] == "visite" and row["Année"] == "2025"]
    assert len(done) == 372


def test_opportunities_tell_the_idle_days():
    company = case.load("00").company
    for row, known in zip(rows("opportunities"), case.load("00").opportunities, strict=True):
        assert row["Jours sans activité"] == (company.closing - known.last_activity).days
        assert row["Montant pondéré"] == known.amount * known.probability_pct / 100


def total(table: list[dict], column: str) -> Decimal:
    return sum((row[column] for row in table), Decimal(0))


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_twelve_indicators_can_be_worked_out_with_the_explorer(variant):
    """Only filters, counts and totals of the views, then one operation, as a learner does it."""
    kept = [row for row in rows("orders", variant) if row["État"] != "annulée"]
    now, before = ([row for row in kept if row["Année"] == year] for year in ("2025", "2024"))
    exceptional = max(row["Net HT"] for row in before if row["Mois"] == "10 octobre")
    sales, last = total(now, "Net HT"), total(before, "Net HT")
    margin = sales - total(now, "Coût de revient")
    quotes = [row for row in rows("quotes", variant) if row["Année"] == "2025"]
    served = [row for row in rows("clients", variant) if row["Commandes 2024"] >= 1]
    acts = [row for row in rows("activities", variant) if row["Année"] == "2025"]
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
