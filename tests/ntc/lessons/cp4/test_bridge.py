"""The bridge closes on the gap of the sector, on every variant, and prints nothing that an exercise asks."""

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from ntc.case import VARIANTS, load
from ntc.french import NARROW, NBSP, euros, half_up
from ntc.lessons.cp4 import charts, worked

TABLES = Path(__file__).resolve().parents[4] / "datasets" / "tables"


def rows(variant, table):
    with (TABLES / variant / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def gap(line):
    """Actual less planned of a line of the budget, worked out from the file."""
    planned = Decimal(line["qty"]) * Decimal(line["price"])
    return Decimal(line["actual_qty"]) * Decimal(line["actual_price"]) - planned


def sector(variant):
    made = sum(
        Decimal(row["net_ht"])
        for row in rows(variant, "orders")
        if row["date"].startswith("2025") and row["status"] != "annulée"
    )
    return made, made - sum(
        Decimal(row["target_ca"]) for row in rows(variant, "targets") if row["month"][:4] == "2025"
    )


@pytest.mark.parametrize("variant", VARIANTS)
def test_lines_followed_others_and_the_rest_make_the_gap_of_the_sector(variant):
    others, rest = worked.beside_the_followed(load(variant))
    lines = rows(variant, "budget_2025")
    assert others == sum(gap(line) for line in lines if line["tracked"] == "non")
    followed = sum(gap(line) for line in lines if line["tracked"] == "oui")
    assert followed + others + rest == sector(variant)[1]


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_rest_is_what_is_sold_beside_the_budget_less_what_was_expected_of_it(variant):
    """Worked out from the lines of the orders, article by article; mean prices are rounded to the cent."""
    budget = rows(variant, "budget_2025")
    within = {(line["family"], line["range"]) for line in budget}
    kinds = {row["sku"]: (row["family"], row["range"]) for row in rows(variant, "products")}
    kept = {
        row["order_id"]
        for row in rows(variant, "orders")
        if row["date"].startswith("2025") and row["status"] != "annulée"
    }
    sold = defaultdict(Decimal)
    for line in rows(variant, "order_lines"):
        if line["order_id"] in kept:
            sold[kinds[line["sku"]] in within] += Decimal(line["net_ht"])
    planned = sum(Decimal(line["qty"]) * Decimal(line["price"]) for line in budget)
    objective = sector(variant)[0] - sector(variant)[1]
    _, rest = worked.beside_the_followed(load(variant))
    rounding = sum(int(line["actual_qty"]) for line in budget) * Decimal("0.005") + 1
    assert abs(rest - (sold[False] - (objective - planned))) <= rounding


@pytest.mark.parametrize("variant", VARIANTS)
def test_it_prints_neither_the_total_of_the_exercise_nor_the_gap_of_the_sector(variant):
    chart = charts.bridge(load(variant))
    text = " ".join([chart.title, chart.summary, *(cell for row in chart.rows for cell in row)])
    made, missing = sector(variant)
    followed = sum(gap(line) for line in rows(variant, "budget_2025") if line["tracked"] == "oui")
    assert len(chart.rows) == 4
    for secret in (made, missing, followed):
        shown = euros(half_up(abs(secret), 0), 0)
        assert shown not in text
        assert shown.replace(NARROW, NBSP) not in text
