"""What was planned: the budget, the objectives of each month, the season of the year; amounts are HT."""

from decimal import Decimal

from ntc.calc.variance import Sale
from ntc.case.variants import Case


def budget(case: Case, *, tracked: bool) -> list[Sale]:
    """The lines of the budget that are followed closely (« suivies »), or the others; planned and actual."""
    return [
        Sale(line.qty, line.price, line.unit_cost, line.actual_qty, line.actual_price)
        for line in case.budget_2025
        if line.tracked == tracked
    ]


def monthly_targets(case: Case, year: int) -> tuple[Decimal, ...]:
    """Objective of CA HT month by month, all families together, January first, in €."""
    months = [Decimal(0)] * 12
    for target in case.targets:
        if target.month.year == year:
            months[target.month.month - 1] += target.target_ca
    return tuple(months)


def season(case: Case) -> tuple[Decimal, ...]:
    """Coefficients saisonniers of the months, those of the policy: their sum is 12."""
    weights = [Decimal(weight) for weight in case.policy["season"]["weights"]]
    return tuple(weight * 12 / sum(weights) for weight in weights)
