"""Who buys: the orders of a year by client, and the clients that a qualifying order makes (rule R15)."""

from collections import Counter
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ntc.case.measures.turnover import orders
from ntc.case.variants import Case

RENEWAL = "CTR"


class Bought(NamedTuple):
    """What each client bought in a year: orders placed, contracts renewed by themselves, CA HT in €."""

    placed: Counter[str]
    renewed: Counter[str]
    sales: dict[str, Decimal]


def bought(case: Case, year: int) -> Bought:
    """Sum the orders of a year by client, automatic renewals (« reconductions ») counted apart."""
    found = Bought(Counter(), Counter(), {})
    for order in orders(case, year):
        (found.renewed if order.origin == RENEWAL else found.placed)[order.client_id] += 1
        found.sales[order.client_id] = found.sales.get(order.client_id, Decimal(0)) + order.net_ht
    return found


@cache
def clients(case: Case, year: int, *, renewals: bool = False, cancelled: bool = False) -> frozenset[str]:
    """Clients with a qualifying order in the year (rule R15): not cancelled, above zero, no renewal.

    ``renewals`` counts the automatic renewals of contracts too, ``cancelled`` the cancelled orders.
    """
    return frozenset(
        order.client_id
        for order in orders(case, year, cancelled=cancelled)
        if order.net_ht > 0 and (renewals or order.origin != RENEWAL)
    )
