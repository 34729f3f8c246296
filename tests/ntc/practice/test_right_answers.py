"""The right answers of drills, worked out again from what the learner reads, by another method."""

import random
import re
from calendar import monthrange
from datetime import date, timedelta

import pytest

from ntc.practice import draw as drawing
from ntc.practice import drills

SEEDS = range(150)


def test_every_drill_is_worked_out_again_by_a_test_that_bears_its_name():
    assert drills.ids()
    assert [drill for drill in drills.ids() if f"test_{drill.replace('-', '_')}" not in globals()] == []


def draws(name):
    return [drawing.new(drills.find(name).draw, random.Random(1000 + seed)) for seed in SEEDS]


def figures(text):
    """All numbers of a printed text."""
    found = re.findall(r"[0-9]+(?:\u202f[0-9]{3})*(?:,[0-9]+)?", text)
    return [float(number.replace("\u202f", "").replace(",", ".")) for number in found]


def test_marge_ou_marque():
    for draw in draws("marge-ou-marque"):
        given = figures(draw.statement.split("revient")[1])
        if draw.unit == "€ HT":
            cost, rate = given
            assert float(draw.right) == pytest.approx(cost * 100 / (100 - rate), abs=0.006)
        else:
            cost, price = given
            divisor = price if "marque" in draw.ask else cost
            assert float(draw.right) == pytest.approx((price - cost) / divisor)


def test_seuil_en_quantite():
    for draw in draws("seuil-en-quantite"):
        fixed, price, cost = figures(draw.statement)
        sold, result = 0, -fixed
        while result < 0:
            sold, result = sold + 1, result + price - cost
        assert draw.right == sold


def test_date_saisonniere():
    """Walking day by day."""
    for draw in draws("date-saisonniere"):
        threshold = figures(draw.statement)[-1]
        months = [1000 * figures(cell)[0] for cell in draw.table.rows[0][1:]]
        day, reached = date(draw.year, 1, 1), 0.0
        while True:
            reached += months[day.month - 1] / monthrange(day.year, day.month)[1]
            if reached >= threshold - 1e-6:
                break
            day += timedelta(days=1)
        assert draw.right == day


def test_effet_prix_ou_mix():
    """Volume, mix and price close on the difference."""
    seen = set()
    for draw in draws("effet-prix-ou-mix"):
        rows = [[figures(cell)[0] for cell in row[1:]] for row in draw.table.rows]
        planned = sum(q * p for q, p, _, _ in rows)
        average = planned / sum(row[0] for row in rows)
        sold = sum(row[2] for row in rows)
        steps = {
            "volume": (sold - sum(row[0] for row in rows)) * average,
            "prix": sum(q * p for _, _, q, p in rows) - sum(row[2] * row[1] for row in rows),
        }
        steps["mix"] = sum(q * p for _, _, q, p in rows) - planned - steps["volume"] - steps["prix"]
        kind = re.search(r"écart sur (\w+)", draw.ask)[1]
        seen.add(kind)
        assert float(draw.right) == pytest.approx(steps[kind])
    assert seen == {"volume", "prix", "mix"}


def test_reste_a_faire():
    names = ["juillet", "août", "septembre", "octobre"]
    for draw in draws("reste-a-faire"):
        objective, actual = figures(draw.statement)
        if draw.unit == "%":
            assert float(draw.right) == pytest.approx(actual / objective)
        else:
            (month,) = [7 + i for i, name in enumerate(names) if name in draw.statement]
            assert float(draw.right) * (12 - month) + actual == pytest.approx(objective)
