"""Barèmes par tranches: each rate is worth for its slice only (F13, F82)."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from ntc.calc.numbers import Number, dec, not_negative

Bracket = tuple[Number, Number]
"""Where a slice starts, and the rate of that slice."""


def by_bracket(amount: Number, brackets: Sequence[Bracket]) -> Decimal:
    """Barème par tranches: Σ slice × its rate, unrounded, in the amount's unit.

    Raises ValueError for a negative amount, or slices that do not start at 0 and rise.

    >>> by_bracket(96000, [(0, 0), (30000, Decimal("0.01")), (80000, Decimal("0.02"))])
    Decimal('820.00')
    """
    whole = not_negative(amount, "amount")
    starts = [dec(start, "start") for start, _ in brackets]
    if not starts or starts[0] != 0 or any(low >= high for low, high in pairwise(starts)):
        raise ValueError(f"the slices must start at 0 and rise: {starts}")
    ends = [*starts[1:], max(whole, starts[-1])]
    slices = (max(Decimal(0), min(whole, end) - start) for start, end in zip(starts, ends, strict=True))
    return sum(
        (part * dec(rate, "rate") for part, (_, rate) in zip(slices, brackets, strict=True)), Decimal(0)
    )
