"""The aggregates that only an exercise asks for: no lesson shows them, so no learner has them.

What lessons show too is in ``ntc.case.measures``. Amounts are HT unless the name says ``_ttc``.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from ntc.case import Case, measures

YEAR = 2025
"""The year under review, that of the closing."""

COMPRESSORS = "compresseurs"
ADMINISTRATIVE = "Administratif"
STALE_AFTER = timedelta(days=60)
DRIFT_MONTH = 4


def receivables_ttc(case: Case) -> Decimal:
    """Encours clients: invoices − payments − avoirs, in € TTC, at the closing date."""
    return _sum(measures.balances(case).values())


def opportunities(case: Case, *, stale: bool = False) -> list[tuple[Decimal, Decimal]]:
    """Amount and probability of the open opportunities; those left idle over 60 days only if ``stale``."""
    oldest = case.company.closing - STALE_AFTER
    return [
        (opportunity.amount, opportunity.probability_pct / 100)
        for opportunity in case.opportunities
        if stale or opportunity.last_activity >= oldest
    ]


def fixed_costs(case: Case) -> Decimal:
    """Coûts fixes affectés au secteur, in €."""
    return _sum(cost.amount for cost in case.fixed_costs)


@cache
def compressor_discounts(case: Case, year: int) -> tuple[Decimal, Decimal]:
    """Mean discount of the lines of compressors up to March, then since April (trap T08); ratios.

    Not weighted: the mean that an explorer of lines shows.
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


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))
