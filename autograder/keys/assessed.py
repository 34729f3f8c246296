"""The aggregates that only an exercise asks for: no lesson shows them, so no learner has them.

What lessons show too is in ``ntc.case.measures``. Amounts are HT unless the name says ``_ttc``.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from ntc.calc import activity, breakeven, credit, percent
from ntc.calc.variance import Effects, variance_margin, variance_sales
from ntc.case import Case, measures

YEAR = 2025
"""The year under review, that of the closing."""

COMPRESSORS = "compresseurs"
ADMINISTRATIVE = "Administratif"
STALE_AFTER = timedelta(days=60)
DRIFT_MONTH = 4


def growth(case: Case, year: int) -> Decimal:
    """Taux d'évolution of the CA from the year before (F05); a ratio."""
    return percent.growth(measures.sales(case, year - 1), measures.sales(case, year))


def comparable_growth(case: Case, year: int) -> Decimal:
    """Taux d'évolution on ordinary years, without the exceptional order of the year before; a ratio."""
    return percent.growth(measures.ordinary_sales(case, year - 1), measures.sales(case, year))


def retention(case: Case, year: int, *, renewals: bool = False, cancelled: bool = False) -> Decimal:
    """Taux de fidélisation (F48): clients of last year who order again ÷ clients of last year; a ratio."""
    previous, now = (
        measures.clients(case, each, renewals=renewals, cancelled=cancelled) for each in (year - 1, year)
    )
    return activity.retention(len(previous & now), len(previous))


def receivables_ttc(case: Case) -> Decimal:
    """Encours clients: invoices − payments − avoirs, in € TTC, at the closing date."""
    return _sum(measures.balances(case).values())


def dso(case: Case, year: int) -> Decimal:
    """Délai moyen de règlement (F40), TTC over TTC, in days."""
    return credit.dso(receivables_ttc(case), measures.sales_ttc(case, year))


def opportunities(case: Case, *, stale: bool = False) -> list[tuple[Decimal, Decimal]]:
    """Amount and probability of the open opportunities; those left idle over 60 days only if ``stale``."""
    oldest = case.company.closing - STALE_AFTER
    return [
        (opportunity.amount, opportunity.probability_pct / 100)
        for opportunity in case.opportunities
        if stale or opportunity.last_activity >= oldest
    ]


def pipeline(case: Case) -> Decimal:
    """Pipeline pondéré (F52) without the stale opportunities, in € HT."""
    return activity.weighted_pipeline(opportunities(case))


def fixed_costs(case: Case) -> Decimal:
    """Coûts fixes affectés au secteur, in €."""
    return _sum(cost.amount for cost in case.fixed_costs)


def threshold(case: Case, year: int) -> Decimal:
    """Seuil de rentabilité (F32), in € HT."""
    return breakeven.break_even(fixed_costs(case), measures.contribution_rate(case, year))


def variances(case: Case) -> dict[str, Effects]:
    """Écarts on CA and on margin (F65, F66) of the lines of the budget that are followed, in €."""
    lines = measures.budget(case, tracked=True)
    return {"ca": variance_sales(lines), "margin": variance_margin(lines)}


@cache
def compressor_discounts(case: Case, year: int) -> tuple[Decimal, Decimal]:
    """Mean discount of the lines of compressors up to March, then since April (trap T08); ratios.

    Not weighted: the mean that an explorer of lines shows, and that the clue quotes.
    """
    since = date(year, DRIFT_MONTH, 1)
    compressors = {product.sku for product in case.products if product.family == COMPRESSORS}
    dates = {o.order_id: o.date for each in (year - 1, year) for o in measures.orders(case, each)}
    lines = [line for line in case.order_lines if line.sku in compressors and line.order_id in dates]

    def average(chosen: list) -> Decimal:
        return _sum(line.discount_pct for line in chosen) / (100 * len(chosen))

    return (
        average([line for line in lines if dates[line.order_id] < since]),
        average([line for line in lines if dates[line.order_id] >= since]),
    )


def quarterly_objectives(case: Case) -> tuple[Decimal, ...]:
    """Objective of next year by quarter, spread by the season, in € HT."""
    coefficients = measures.season(case)
    return tuple(
        case.company.objective_2026 * sum(coefficients[month : month + 3]) / 12 for month in range(0, 12, 3)
    )


def time_shares(case: Case, selling: Iterable[str]) -> tuple[Decimal, Decimal, Decimal]:
    """Share of administrative time, share of time of the kinds in ``selling``, and hours of the month."""
    minutes = {row.id: Decimal(row.minutes) for row in case.time_use}
    total = _sum(minutes.values())
    admin = _sum(minutes[row.id] for row in case.time_use if row.label == ADMINISTRATIVE)
    return admin / total, _sum(minutes[kind] for kind in selling) / total, total / 60


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))
