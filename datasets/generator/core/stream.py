"""Random draws that are the same bytes on every machine and every Python from 3.11 on.

Only ``Random.random()`` is promised to keep its sequence between versions, so every draw is built on it, with
additions and products only: no logarithm, no sine, whose last bit depends on the machine.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from hashlib import sha256
from random import Random
from typing import Any


class Stream:
    """An endless source of draws, set by its name alone: adding a table never shifts the draws of another."""

    def __init__(self, *name: str) -> None:
        self._random = Random(int.from_bytes(sha256("/".join(name).encode()).digest(), "big")).random

    def below(self, n: int) -> int:
        """Draw an integer from 0 to n − 1."""
        return int(self._random() * n)

    def between(self, low: int, high: int) -> int:
        """Draw an integer from low to high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: float) -> bool:
        """Tell whether an event of this probability, in per cent, happens."""
        return self._random() * 100 < percent

    def pick(self, items: Sequence) -> Any:
        """Draw one item."""
        return items[self.below(len(items))]

    def weighted(self, weights: Sequence[tuple[Any, float]]) -> Any:
        """Draw one item of (item, weight) pairs."""
        goal = self._random() * sum([weight for _, weight in weights])
        for item, weight in weights:
            goal -= weight
            if goal < 0:
                return item
        return weights[-1][0]

    def shuffled(self, items: Sequence) -> list:
        """Return the items in a random order (Fisher–Yates)."""
        out = list(items)
        for last in range(len(out) - 1, 0, -1):
            other = self.below(last + 1)
            out[last], out[other] = out[other], out[last]
        return out

    def sample(self, items: Sequence, n: int) -> list:
        """Draw n distinct items."""
        return self.shuffled(items)[:n]

    def normal(self, mean: float, deviation: float) -> float:
        """Draw from a bell curve: the sum of twelve uniform draws, less six."""
        return mean + deviation * (sum(self._random() for _ in range(12)) - 6)

    def lognormal(self, median: float, sigma: float) -> float:
        """Draw from a lognormal law; the exponential is Decimal's, which is rounded the same everywhere."""
        return median * exp(self.normal(0, sigma))


def exp(x: float) -> float:
    """Exponential of x to nine decimals of x, equal on every machine."""
    return float(Decimal(x).quantize(Decimal("1e-9"), ROUND_HALF_EVEN).exp())
