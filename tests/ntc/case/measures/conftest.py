"""Each variant in turn, and a case small enough to be worked out by hand."""

from collections import namedtuple
from datetime import date
from decimal import Decimal

import pytest

from ntc.case import VARIANTS, load

Order = namedtuple("Order", "order_id client_id date origin status net_ht")


@pytest.fixture(params=VARIANTS)
def variant(request):
    return request.param


@pytest.fixture
def case(variant):
    return load(variant)


class Small:
    """Client A buys every year, renews a contract and cancels an order; B and C buy for nothing or less."""

    orders = tuple(
        Order(number, client, date(year, month, 2), origin, status, Decimal(net))
        for number, (client, year, month, origin, status, net) in enumerate(
            [
                ("A", 2024, 5, "TEL", "livrée", "90.10"),
                ("A", 2025, 5, "TEL", "livrée", "80.25"),
                ("A", 2025, 5, "CTR", "livrée", "19.75"),
                ("A", 2025, 12, "TEL", "annulée", "500"),
                ("B", 2025, 10, "TEL", "livrée", "-70"),
                ("C", 2025, 10, "TEL", "livrée", "0"),
                ("D", 2025, 10, "CTR", "livrée", "40"),
                ("E", 2025, 11, "TEL", "annulée", "60"),
            ]
        )
    )


@pytest.fixture
def small():
    return Small()
