"""The worked examples: 2024, the price list and the untracked budget lines, computed again another way."""

from decimal import Decimal

import pytest

from autograder import truth
from ntc import case, worked
from ntc.case import VARIANTS


@pytest.mark.parametrize("variant", VARIANTS)
def test_months_of_the_example_add_up_to_the_year(variant):
    year = worked.sales(case.load(variant))
    assert sum(year.months) == year.amount
    assert worked.cumulated(year.months)[-1] == year.amount


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_supposed_threshold_is_reached_inside_the_year_at_two_dates(variant):
    known = worked.threshold(case.load(variant))
    assert known.before < known.amount <= known.before + known.sales
    assert known.linear.year == known.seasonal.year == worked.EXAMPLE_YEAR
    assert known.linear != known.seasonal


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_effects_of_the_example_close(variant):
    planned, effects = worked.variance(case.load(variant))
    actual = sum(line.actual_qty * line.actual_price for line in worked.untracked(case.load(variant)))
    assert planned + effects.volume + effects.mix + effects.price == pytest.approx(
        actual, abs=Decimal("0.01")
    )
    assert all(effects)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_exceptional_order_is_the_one_that_was_planted(variant):
    planted = next(row for row in truth.load(variant).traps if row.trap == "T06")
    order = next(o for o in case.load(variant).orders if o.order_id == planted.record)
    assert worked.exceptional_order(case.load(variant)) == order.net_ht


@pytest.mark.parametrize("variant", VARIANTS)
def test_families_share_the_sales_and_the_margin_of_the_year(variant):
    families, year = worked.margin_rates(case.load(variant)), worked.sales(case.load(variant))
    assert sum(amount for _, amount, _ in families) == year.amount
    margin = sum(amount * rate for _, amount, rate in families)
    assert margin == pytest.approx(year.amount - year.cost, abs=Decimal("0.01"))
    assert [amount for _, amount, _ in families] == sorted((a for _, a, _ in families), reverse=True)


def test_discounts_of_the_reference():
    """8 % off 12 000 (cost 7 800) leave 3 240 of 4 200."""
    rate, change, volume = worked.discounts(case.load("00"))[3]
    assert rate == Decimal("0.08")
    assert float(change) == pytest.approx(-960 / 4200)
    assert float(volume) == pytest.approx(4200 / 3240 - 1)


def test_season_of_the_reference():
    weights = worked.season(case.load("00"))
    assert sum(weights) == 12
    assert (weights[7], weights[9]) == (Decimal("0.48"), Decimal("1.20"))


def test_targets_by_month_add_up_to_the_objective():
    assert sum(worked.monthly_targets(case.load("00"))) == Decimal(2520000)


def test_the_opportunity_of_the_example_is_alive():
    for variant in VARIANTS:
        company = case.load(variant).company
        title, amount, probability = worked.opportunity(case.load(variant))
        found = [o for o in case.load(variant).opportunities if (o.title, o.amount) == (title, amount)]
        assert min((company.closing - o.last_activity).days for o in found) <= 60
        assert 0 < probability < 1


def test_visit_cost_of_the_class():
    """78 600 + 14 400 + 4 200 for the 431 visits of 2024."""
    assert worked.visits(case.load("00")) == 431
    assert float(worked.visit_cost(case.load("00"))) == pytest.approx(97200 / 431)


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
    year, known = worked.sales(case.load(variant)), worked.threshold(case.load(variant))
    assert (year.months.index(min(year.months)), year.months.index(max(year.months))) == (7, 9)
    assert known.seasonal > known.linear
    mean = 1 - year.cost / year.amount
    near = [abs(rate - mean) < Decimal("0.005") for _, _, rate in worked.margin_rates(case.load(variant))]
    assert sum(near) <= 1 < len(near)
    assert year.amount < worked.sales(case.load(variant), 2025).amount < company.objective_2025
    tracked = [line for line in case.load(variant).budget_2025 if line.tracked]
    assert sum(line.actual_qty for line in tracked) > sum(line.qty for line in tracked)
    assert tracked[0].actual_qty < tracked[0].qty
