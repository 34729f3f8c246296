"""The accounts of the sector in 2025, mapped and segmented: CA, share reached, what is left to sell."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import accumulate
from typing import Any

from ntc.calc import portfolio
from ntc.case import Case, measures

YEAR = 2025


@dataclass(frozen=True)
class Account:
    """A client with a qualifying order (R15) of the year: CA HT, share reached with it, potential, visits."""

    client: Any
    sales: Decimal
    reached: Decimal
    visits: int

    @property
    def room(self) -> Decimal:
        """What is left to sell (« reste à vendre »): its potential less its CA, never below nothing."""
        return max(Decimal(0), self.client.potential_12m - self.sales)


@cache
def accounts(case: Case) -> tuple[Account, ...]:
    """The clients of the year, the largest CA first, each with the share of the CA that it brings one to."""
    sales = measures.sales_by_client(case, YEAR)
    ranked = sorted(sales, key=lambda client: (-sales[client], client))
    total, visits = sum(sales.values()), measures.visits_by_account(case, YEAR)
    clients = {client.client_id: client for client in case.clients}
    reached = accumulate(sales[client] for client in ranked)
    return tuple(
        Account(clients[client], sales[client], so_far / total, visits[client])
        for client, so_far in zip(ranked, reached, strict=True)
    )


def classes(case: Case) -> Mapping[str, portfolio.AbcClass]:
    """The class of each of these accounts (R12), by code."""
    return measures.classes(case, YEAR)
