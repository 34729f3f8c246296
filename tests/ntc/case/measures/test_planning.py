"""Budget, objectives and season of the reference."""

from decimal import Decimal

from ntc.case import load, measures


def test_season_of_the_reference():
    weights = measures.season(load("00"))
    assert sum(weights) == 12
    assert (weights[7], weights[9]) == (Decimal("0.48"), Decimal("1.20"))


def test_targets_by_month_add_up_to_the_objective(case):
    assert sum(measures.monthly_targets(case, 2025)) == case.company.objective_2025
    assert not any(measures.monthly_targets(case, 2024))


def test_the_objective_of_the_class():
    assert sum(measures.monthly_targets(load("00"), 2025)) == Decimal(2520000)


def test_the_budget_is_parted_by_what_is_followed(case):
    followed, aside = (measures.budget(case, tracked=tracked) for tracked in (True, False))
    assert len(followed) == 3
    assert len(followed) + len(aside) == len(case.budget_2025)
    planned = sum(line.planned_quantity * line.planned_price for line in (*followed, *aside))
    assert planned == sum(line.qty * line.price for line in case.budget_2025)
