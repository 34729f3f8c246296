"""Sales (« chiffre d'affaires ») of a year: an order counts in the year of its date unless it is cancelled.

Amounts are HT unless the name says ``_ttc``; eco fees are no sales (rule R05).
"""

from decimal import Decimal
from functools import cache
from typing import Any

from ntc.calc import activity
from ntc.calc.vat import add_vat
from ntc.case.variants import Case

CANCELLED = "annulée"


@cache
def orders(case: Case, year: int, *, cancelled: bool = False) -> tuple:
    """Orders dated in the year; those cancelled are left out unless ``cancelled`` counts them too."""
    return tuple(o for o in case.orders if o.date.year == year and (cancelled or o.status != CANCELLED))


@cache
def sales(case: Case, year: int, *, cancelled: bool = False) -> Decimal:
    """CA HT: Σ net_ht of the year's orders, in €."""
    return sum((order.net_ht for order in orders(case, year, cancelled=cancelled)), Decimal(0))


@cache
def monthly_sales(case: Case, year: int, *, cancelled: bool = False) -> tuple[Decimal, ...]:
    """CA HT month by month, January first, in €."""
    months = [Decimal(0)] * 12
    for order in orders(case, year, cancelled=cancelled):
        months[order.date.month - 1] += order.net_ht
    return tuple(months)


def sales_ttc(case: Case, year: int) -> Decimal:
    """CA TTC of the year, in €."""
    return add_vat(sales(case, year)).ttc


def basket(case: Case, year: int) -> Decimal:
    """Panier moyen (F47), in € HT."""
    return activity.average_basket(sales(case, year), len(orders(case, year)))


def exceptional_order(case: Case, year: int) -> Any:
    """The exceptional order of October (trap T06): the largest of that month, which will not come back."""
    return max((o for o in orders(case, year) if o.date.month == 10), key=lambda order: order.net_ht)


def ordinary_sales(case: Case, year: int) -> Decimal:
    """CA HT of a year without its exceptional order, in €."""
    return sales(case, year) - exceptional_order(case, year).net_ht
