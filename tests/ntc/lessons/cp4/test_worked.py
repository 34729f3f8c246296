"""The worked examples: 2024, the price list and the untracked budget lines, computed again another way."""

from decimal import Decimal

import pytest

from ntc import case
from ntc.case import VARIANTS, measures
from ntc.lessons.cp4 import worked


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_supposed_threshold_is_reached_inside_the_year_at_two_dates(variant):
    known = worked.threshold(case.load(variant))
    month = known.crossing
    assert month.before < known.amount <= month.before + month.sales
    assert known.linear.year == month.date.year == 2024
    assert known.linear != month.date
    months = measures.monthly_sales(case.load(variant), 2024)
    assert worked.cumulated(months)[month.date.month - 1] == month.before + month.sales


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_effects_of_the_example_close(variant):
    planned, effects = worked.variance(case.load(variant))
    actual = sum(line.actual_qty * line.actual_price for line in worked.untracked(case.load(variant)))
    assert planned + effects.volume + effects.mix + effects.price == pytest.approx(
        actual, abs=Decimal("0.01")
    )
    assert all(effects)


def test_discounts_of_the_reference():
    """8 % off 12 000 (cost 7 800) leave 3 240 of 4 200."""
    rate, change, volume = worked.discounts(case.load("00"))[3]
    assert rate == Decimal("0.08")
    assert float(change) == pytest.approx(-960 / 4200)
    assert float(volume) == pytest.approx(4200 / 3240 - 1)


def test_the_opportunity_of_the_example_is_alive():
    for variant in VARIANTS:
        company = case.load(variant).company
        title, amount, probability = worked.opportunity(case.load(variant))
        found = [o for o in case.load(variant).opportunities if (o.title, o.amount) == (title, amount)]
        assert min((company.closing - o.last_activity).days for o in found) <= 60
        assert 0 < probability < 1


def test_shares_of_hours_are_those_of_minutes():
    minutes = {"administratif": 0, "autres": 0}
    for act in case.load("00").activities:
        if act.date.year == 2024:
            minutes["administratif" if act.type == "administratif" else "autres"] += act.minutes
    share = worked.share_of_hours(case.load("00"), ["administratif"])
    assert float(share) == pytest.approx(minutes["administratif"] / sum(minutes.values()))


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_the_prose_tells_is_true(variant):
    """August lowest, October highest, late in a seasonal year; more units and less CA, because of the mix.

    « Presque aucune famille » has the mean margin rate: one of five at most."""
    company = case.load(variant).company
    known, sales = worked.threshold(case.load(variant)), measures.sales(case.load(variant), 2024)
    months = measures.monthly_sales(case.load(variant), 2024)
    assert (months.index(min(months)), months.index(max(months))) == (7, 9)
    assert known.crossing.date > known.linear
    mean = measures.contribution_rate(case.load(variant), 2024)
    families = measures.families(case.load(variant), 2024)
    near = [abs(family.margin_rate - mean) < Decimal("0.005") for family in families]
    assert sum(near) <= 1 < len(near)
    assert sales < measures.sales(case.load(variant), 2025) < company.objective_2025
    tracked = [line for line in case.load(variant).budget_2025 if line.tracked]
    assert sum(line.actual_qty for line in tracked) > sum(line.qty for line in tracked)
    assert tracked[0].actual_qty < tracked[0].qty
