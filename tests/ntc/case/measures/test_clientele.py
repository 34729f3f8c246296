"""Who buys: rule R15 on a case worked out by hand, then the same count with plain loops on each variant."""

from ntc.case import measures


def test_only_a_qualifying_order_makes_a_client(small):
    assert measures.clients(small, 2025) == {"A"}
    assert measures.clients(small, 2025, renewals=True) == {"A", "D"}
    assert measures.clients(small, 2025, cancelled=True) == {"A", "E"}
    assert measures.clients(small, 2025, renewals=True, cancelled=True) == {"A", "D", "E"}


def test_what_clients_bought_is_counted_with_renewals_apart(small):
    found = measures.bought(small, 2025)
    assert found.placed == {"A": 1, "B": 1, "C": 1}
    assert found.renewed == {"A": 1, "D": 1}
    assert found.sales == {"A": 100, "B": -70, "C": 0, "D": 40}


def test_clients_share_the_sales_of_the_year(case):
    for year in (2024, 2025):
        found = measures.bought(case, year)
        assert sum(found.sales.values()) == measures.sales(case, year)
        assert (found.placed + found.renewed).total() == len(measures.orders(case, year))
        buying = {client for client in found.placed if found.sales[client] > 0}
        assert measures.clients(case, year) >= {client for client in buying if client not in found.renewed}
