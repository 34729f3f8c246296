"""Analyser un portefeuille de clients: ABC, concentration, RFM (F58–F60)."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Literal, NamedTuple

from ntc.calc.numbers import Number, dec, not_negative, positive

A_UP_TO = Decimal("0.80")
B_UP_TO = Decimal("0.95")

AbcClass = Literal["A", "B", "C"]


class Purchases(NamedTuple):
    """What RFM looks at: days since the last order, number of orders, amount in €."""

    days_since: Number
    orders: Number
    amount: Number


def abc(amounts: Mapping[str, Number]) -> dict[str, AbcClass]:
    """Classes ABC (F58, rule R12): sorted down, A to 80 % of the cumulative sales, B to 95 %, C the rest.

    The client that crosses a line stays in the upper class; equal amounts in the order of their ids. Raises
    ValueError for a negative amount or no sales at all.

    >>> abc({"a": 120, "b": 60, "c": 30, "d": 20, "e": 10})
    {'a': 'A', 'b': 'A', 'c': 'A', 'd': 'B', 'e': 'C'}
    """
    ranked = sorted(amounts, key=lambda key: (-not_negative(amounts[key], "amount"), key))
    total = positive(sum(dec(amount) for amount in amounts.values()), "total sales")
    before = accumulate((dec(amounts[key]) for key in ranked), initial=Decimal(0))
    return {key: _abc_class(reached / total) for key, reached in zip(ranked, before, strict=False)}


def lorenz(values: Iterable[Number]) -> tuple[Decimal, ...]:
    """Courbe de Lorenz (F59): cumulative share of the total held by the smallest 0, 1, 2 … clients.

    Raises ValueError for a negative value or no total.

    >>> [f"{share:.2f}" for share in lorenz([30, 10, 60])]
    ['0.00', '0.10', '0.40', '1.00']
    """
    ascending = _ascending(values)
    total = sum(ascending)
    return tuple(reached / total for reached in accumulate(ascending, initial=Decimal(0)))


def gini(values: Iterable[Number]) -> Decimal:
    """Indice de Gini (F59): 2 Σ i·xi ÷ (n Σ xi) − (n + 1) ÷ n, xi ascending; 0 equal, towards 1 concentrated.

    Raises ValueError for a negative value or no total.

    >>> f"{gini([120, 60, 30, 20, 10]):.3f}"
    '0.433'
    """
    ascending = _ascending(values)
    n = len(ascending)
    weighted = sum(rank * value for rank, value in enumerate(ascending, start=1))
    return 2 * weighted / (n * sum(ascending)) - Decimal(n + 1) / n


def quintile_scores(values: Sequence[Number]) -> tuple[int, ...]:
    """Score each value from 1 to 5 by quintile, 5 for the highest fifth; equal values share the better score.

    >>> quintile_scores([10, 20, 30, 40, 50])
    (1, 2, 3, 4, 5)
    """
    exact = [dec(value) for value in values]
    ranks = [sum(other <= value for other in exact) for value in exact]
    return tuple(-(-5 * rank // len(exact)) for rank in ranks)


def rfm(clients: Mapping[str, Purchases]) -> dict[str, str]:
    """Scores RFM (F60): récence, fréquence, montant, each 1–5 by quintile, 5 best, written side by side.

    >>> rfm({"a": Purchases(5, 9, 900), "b": Purchases(200, 1, 50)})
    {'a': '555', 'b': '333'}
    """
    purchases = list(clients.values())
    scores = zip(
        quintile_scores([-dec(p.days_since) for p in purchases]),
        quintile_scores([p.orders for p in purchases]),
        quintile_scores([p.amount for p in purchases]),
        strict=True,
    )
    return {key: "".join(map(str, of_client)) for key, of_client in zip(clients, scores, strict=True)}


def _abc_class(reached_before: Decimal) -> AbcClass:
    if reached_before < A_UP_TO:
        return "A"
    return "B" if reached_before < B_UP_TO else "C"


def _ascending(values: Iterable[Number]) -> list[Decimal]:
    ascending = sorted(not_negative(value, "value") for value in values)
    positive(sum(ascending, Decimal(0)), "total")
    return ascending
