"""Where the salesperson's time goes: visits, hours by kind of activity, and what a visit costs."""

from collections import Counter
from decimal import Decimal

from ntc.calc import activity
from ntc.case.variants import Case

VISIT = "visite"
DIRECT = "direct"


def visits_by_account(case: Case, year: int) -> Counter[str]:
    """Visits of the year by the code of the client or prospect."""
    return Counter(act.account_id for act in case.activities if act.type == VISIT and act.date.year == year)


def visits(case: Case, year: int) -> int:
    """Visits of the year: activities of the kind « visite »."""
    return visits_by_account(case, year).total()


def direct_costs(case: Case) -> Decimal:
    """What the NTC costs: the direct fixed costs of the sector, in €."""
    return sum((cost.amount for cost in case.fixed_costs if cost.kind == DIRECT), Decimal(0))


def visit_cost(case: Case, year: int) -> Decimal:
    """Coût d'une visite (F53): what the NTC costs (direct fixed costs) ÷ visits made, in €."""
    return activity.visit_cost([direct_costs(case)], visits(case, year))


def monthly_hours(case: Case, year: int) -> tuple[tuple[str, Decimal], ...]:
    """Hours of a mean month of the year by kind of activity, the longest first."""
    minutes: Counter[str] = Counter()
    for act in case.activities:
        if act.date.year == year:
            minutes[act.type] += act.minutes
    return tuple((kind, Decimal(spent) / 60 / 12) for kind, spent in minutes.most_common())
