"""cp7-price and cp7-concessions: figures of the class in SQL, best plans by another search."""

import csv
import sqlite3
from itertools import product

import pytest

from autograder import truth
from autograder.keys.asked.exercise import right_values
from autograder.keys.cp7 import concessions
from ntc import case
from ntc.case import VARIANTS
from ntc.paths import TABLES

FIGURES = ("price", "unit_cost", "rival_price", "missing_cost")


def asked(sql):
    with (TABLES / "00" / "deals.csv").open(encoding="utf-8") as file:
        rows = [[float(row[name]) for name in FIGURES] for row in csv.DictReader(file)]
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE TABLE deals ({', '.join(f'{name} REAL' for name in FIGURES)})")
    base.executemany("INSERT INTO deals VALUES (?, ?, ?, ?)", rows)
    found = list(base.execute(f"SELECT {sql} FROM deals").fetchone())
    base.close()
    return found


def values(exercise, parts):
    found = right_values(exercise, case.load("00"), truth.load("00"))
    return [float(found[part]) for part in parts]


def test_the_figures_of_the_price_in_sql():
    gap = "(price - rival_price - missing_cost)"
    sql = (
        f"rival_price + missing_cost, {gap}, {gap} / price, {gap} / (price - unit_cost), "
        f"(price - {gap} - unit_cost) / (price - {gap}), {gap} / (price - unit_cost - {gap})"
    )
    parts = ["rival", "gap", "rate", "lost", "left", "volume"]
    assert values("cp7-price", parts) == pytest.approx(asked(sql))


def test_the_limits_in_sql():
    floor = "(CAST(unit_cost / 0.76 * 100 AS INTEGER) + 1) / 100.0"
    sql = (
        f"{floor}, 1 - {floor} / price, price * 0.08, rival_price + missing_cost, "
        f"rival_price + missing_cost - {floor}"
    )
    parts = ["floor", "discount", "authority", "ceiling", "zopa"]
    assert values("cp7-concessions", parts) == pytest.approx(asked(sql), abs=0.005)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_best_plan_is_that_of_the_generator_and_hasty_ones_are_worth_nothing(variant):
    data, labels = case.load(variant), truth.load(variant)
    menu, plans = concessions.menu(data), labels.concession_plans
    closing = menu.closing()
    assert [sorted(one) for one in closing[:1]] == [plans[0].chosen.split()]
    assert [menu.paid(one) for one in closing[: len(plans)]] == [plan.cost for plan in plans]
    assert len(closing) == labels.deals[0].feasible
    assert menu.quality(closing[0]) == 1
    assert all(menu.quality(one) == 0 for one in menu.hasty())
    every = [
        {code for code, kept in zip(menu.cost, ticks, strict=True) if kept}
        for ticks in product((0, 1), repeat=len(menu.cost))
    ]
    worth = [float(menu.quality(one)) for one in every]
    assert sum(worth) / len(worth) <= 0.15
    kind = set(menu.cost) - menu.discounts
    assert menu.quality(kind) == 0


@pytest.mark.slow
def test_a_neighbours_best_plan_and_a_fixed_set_are_worth_little():
    found = {}
    for variant in VARIANTS:
        data, labels = case.load(variant), truth.load(variant)
        kinds = {row.concession_id: row.kind for row in labels.concessions}
        menu = concessions.menu(data)
        found[variant] = menu, {kinds[code]: code for code in menu.cost}
    best = {
        variant: frozenset(kind for kind, code in codes.items() if code in menu.closing()[0])
        for variant, (menu, codes) in found.items()
    }

    def worth(variant, kinds):
        menu, codes = found[variant]
        return float(menu.quality({codes[kind] for kind in kinds}))

    others = [worth(one, best[other]) for one in VARIANTS for other in VARIANTS if one != other]
    assert sum(others) / len(others) <= 0.25
    every = list(product((0, 1), repeat=7))
    kinds = sorted(found["00"][1])
    fixed = max(
        sum(worth(one, {k for k, kept in zip(kinds, ticks, strict=True) if kept}) for one in VARIANTS)
        / len(VARIANTS)
        for ticks in every
    )
    assert fixed <= 0.5
