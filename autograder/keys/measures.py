"""The aggregates of the case from its raw tables: they answer the exercises, so they live on this side.

Definitions are those of the lesson: an order counts in the year of its date unless it is cancelled, eco fees
are no sales (rule R05), amounts are HT unless the name says ``_ttc``.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from ntc.calc import activity, breakeven, credit, percent
from ntc.calc.variance import Effects, Sale, variance_margin, variance_sales
from ntc.calc.vat import add_vat
from ntc.case import Case

YEAR = 2025
DRIFT_FROM = date(YEAR, 4, 1)
BEFORE = YEAR - 1
CANCELLED = "annulée"
WON = "gagné"
RENEWAL = "CTR"
VISIT = "visite"
COMPRESSORS = "compresseurs"
ADMINISTRATIVE = "Administratif"
STALE_AFTER = timedelta(days=60)


@cache
def orders(case: Case, year: int = YEAR, *, cancelled: bool = False) -> tuple:
    """Orders dated in the year; those cancelled are left out unless ``cancelled`` counts them too."""
    return tuple(o for o in case.orders if o.date.year == year and (cancelled or o.status != CANCELLED))


@cache
def sales(case: Case, year: int = YEAR, *, cancelled: bool = False) -> Decimal:
    """CA HT: Σ net_ht of the year's orders, in €."""
    return _sum(order.net_ht for order in orders(case, year, cancelled=cancelled))


@cache
def variable_costs(case: Case, year: int = YEAR, *, cancelled: bool = False) -> Decimal:
    """Coûts variables: Σ quantity × unit cost of the lines of the year's orders, in € HT."""
    ids = {order.order_id for order in orders(case, year, cancelled=cancelled)}
    return _sum(line.qty * line.unit_cost for line in case.order_lines if line.order_id in ids)


def contribution(case: Case, year: int = YEAR, *, cancelled: bool = False) -> Decimal:
    """Marge sur coûts variables (F31), in € HT."""
    return breakeven.mcv(
        sales(case, year, cancelled=cancelled), variable_costs(case, year, cancelled=cancelled)
    )


def contribution_rate(case: Case, year: int = YEAR) -> Decimal:
    """Taux de marge sur coûts variables, which is also the average taux de marque; a ratio."""
    return breakeven.mcv_rate(sales(case, year), variable_costs(case, year))


@cache
def monthly_sales(case: Case, year: int = YEAR) -> tuple[Decimal, ...]:
    """CA HT month by month, January first, in €."""
    return tuple(
        _sum(order.net_ht for order in orders(case, year) if order.date.month == month)
        for month in range(1, 13)
    )


def exceptional_order(case: Case) -> Any:
    """The exceptional order of October of the year before (trap T06): the largest of that month."""
    return max(
        (order for order in orders(case, BEFORE) if order.date.month == 10), key=lambda order: order.net_ht
    )


def ordinary_sales(case: Case) -> Decimal:
    """CA HT of the year before without its exceptional order, in €."""
    return sales(case, BEFORE) - exceptional_order(case).net_ht


def growth(case: Case) -> Decimal:
    """Taux d'évolution of the CA (F05); a ratio."""
    return percent.growth(sales(case, BEFORE), sales(case))


def comparable_growth(case: Case) -> Decimal:
    """Taux d'évolution on ordinary years, without the exceptional order; a ratio."""
    return percent.growth(ordinary_sales(case), sales(case))


def basket(case: Case) -> Decimal:
    """Panier moyen (F47), in € HT."""
    return activity.average_basket(sales(case), len(orders(case)))


@cache
def quotes(case: Case) -> tuple[int, int, Decimal, Decimal]:
    """Quotes dated in the year: won and made in number, then won and made in € HT."""
    made = [quote for quote in case.quotes if quote.date.year == YEAR]
    won = [quote for quote in made if quote.status == WON]
    return len(won), len(made), _sum(quote.amount for quote in won), _sum(quote.amount for quote in made)


def conversion(case: Case) -> Decimal:
    """Taux de transformation in number (F45); a ratio."""
    won, made, *_ = quotes(case)
    return activity.conversion(won, made)


@cache
def clients(
    case: Case, year: int = YEAR, *, renewals: bool = False, cancelled: bool = False
) -> frozenset[str]:
    """Clients with a qualifying order in the year (rule R15): not cancelled, above zero, no renewal.

    ``renewals`` counts the automatic renewals of contracts too, ``cancelled`` the cancelled orders.
    """
    return frozenset(
        order.client_id
        for order in orders(case, year, cancelled=cancelled)
        if order.net_ht > 0 and (renewals or order.origin != RENEWAL)
    )


def retention(case: Case, *, renewals: bool = False, cancelled: bool = False) -> Decimal:
    """Taux de fidélisation (F48): clients of last year who order again ÷ clients of last year; a ratio."""
    previous, now = (clients(case, year, renewals=renewals, cancelled=cancelled) for year in (BEFORE, YEAR))
    return activity.retention(len(previous & now), len(previous))


@cache
def visits(case: Case) -> int:
    """Visits of the year: activities of the kind « visite »."""
    return sum(act.type == VISIT and act.date.year == YEAR for act in case.activities)


@cache
def receivables_ttc(case: Case) -> Decimal:
    """Encours clients: invoices − payments − avoirs, in € TTC; the tables stop at the closing date."""
    return (
        _sum(invoice.ttc for invoice in case.invoices)
        - _sum(payment.amount_ttc for payment in case.payments)
        - _sum(note.amount_ttc for note in case.credit_notes)
    )


def sales_ttc(case: Case) -> Decimal:
    """CA TTC of the year, in €."""
    return add_vat(sales(case)).ttc


def dso(case: Case) -> Decimal:
    """Délai moyen de règlement (F40), TTC over TTC, in days."""
    return credit.dso(receivables_ttc(case), sales_ttc(case))


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


def threshold(case: Case) -> Decimal:
    """Seuil de rentabilité (F32), in € HT."""
    return breakeven.break_even(fixed_costs(case), contribution_rate(case))


def visit_cost(case: Case) -> Decimal:
    """Coût d'une visite (F53): what the NTC costs (direct fixed costs) ÷ visits made, in €."""
    direct = [cost.amount for cost in case.fixed_costs if cost.kind == "direct"]
    return activity.visit_cost(direct, visits(case))


def budget_lines(case: Case) -> list[Sale]:
    """The lines of the budget that the exercise on variances follows."""
    return [
        Sale(line.qty, line.price, line.unit_cost, line.actual_qty, line.actual_price)
        for line in case.budget_2025
        if line.tracked
    ]


def variances(case: Case) -> dict[str, Effects]:
    """Écarts on CA and on margin (F65, F66), in €."""
    lines = budget_lines(case)
    return {"ca": variance_sales(lines), "margin": variance_margin(lines)}


@cache
def compressor_discounts(case: Case) -> tuple[Decimal, Decimal]:
    """Average discount on compressors up to March of the year, then since April (trap T08); ratios."""
    compressors = {product.sku for product in case.products if product.family == COMPRESSORS}
    dates = {order.order_id: order.date for year in (BEFORE, YEAR) for order in orders(case, year)}
    lines = [line for line in case.order_lines if line.sku in compressors and line.order_id in dates]

    def average(chosen: list) -> Decimal:
        return 1 - _sum(line.net_ht for line in chosen) / _sum(line.qty * line.unit_price for line in chosen)

    return (
        average([line for line in lines if dates[line.order_id] < DRIFT_FROM]),
        average([line for line in lines if dates[line.order_id] >= DRIFT_FROM]),
    )


def quarterly_objectives(case: Case) -> tuple[Decimal, ...]:
    """Objective of next year by quarter, spread by the seasonal weights of the policy, in € HT."""
    season = [Decimal(weight) for weight in case.policy["season"]["weights"]]
    return tuple(
        case.company.objective_2026 * sum(season[quarter : quarter + 3]) / sum(season)
        for quarter in range(0, 12, 3)
    )


def time_shares(case: Case, selling: Iterable[str]) -> tuple[Decimal, Decimal, Decimal]:
    """Share of administrative time, share of time of the kinds in ``selling``, and hours of the month."""
    minutes = {row.id: Decimal(row.minutes) for row in case.time_use}
    total = _sum(minutes.values())
    admin = _sum(minutes[row.id] for row in case.time_use if row.label == ADMINISTRATIVE)
    return admin / total, _sum(minutes[kind] for kind in selling) / total, total / 60


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))
