"""Who buys: a year's orders by client, whom a qualifying order makes a client (R15), of which class (R12)."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ntc.calc import portfolio
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


@cache
def sales_by_client(case: Case, year: int) -> Mapping[str, Decimal]:
    """CA HT in € of each client with a qualifying order in the year, by code."""
    sales = bought(case, year).sales
    return {client: sales[client] for client in clients(case, year)}


@cache
def classes(case: Case, year: int) -> Mapping[str, portfolio.AbcClass]:
    """The class of each of these clients (R12), by code."""
    return portfolio.abc(sales_by_client(case, year))
