"""Plans of some of a few things: every choice tried, ranked by value for cost or by cost alone."""

from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

PROOF = "énumération"
KEPT = 10


def subsets(items: Sequence[dict]) -> Iterator[tuple[dict, ...]]:
    """Yield every choice of one item or more."""
    for size in range(1, len(items) + 1):
        yield from combinations(items, size)


def totals(chosen: Sequence[dict]) -> tuple[Decimal, Decimal]:
    """Return value to the client and cost to us of what is chosen."""
    return sum(item["value"] for item in chosen), sum(item["cost"] for item in chosen)


def cheapest(items: Sequence[dict], code: str, allowed: Callable[[Sequence[dict]], bool]) -> list[dict]:
    """Return every allowed plan: the cheapest first, then that of most value, then by code."""
    plans = ranked(items, code, allowed)
    return sorted(plans, key=lambda plan: (plan["cost"], -plan["value"], plan["chosen"]))


def ranked(items: Sequence[dict], code: str, allowed: Callable[[Sequence[dict]], bool]) -> list[dict]:
    """Return every allowed plan: by value for its cost, then the cheaper, then by code."""
    plans = []
    for chosen in subsets(items):
        if allowed(chosen):
            value, cost = totals(chosen)
            plans.append(
                {
                    "chosen": " ".join(sorted(item[code] for item in chosen)),
                    "value": value,
                    "cost": cost,
                    "ratio": (value / cost).quantize(Decimal("0.0001"), ROUND_HALF_UP),
                }
            )
    return sorted(plans, key=lambda plan: (-plan["ratio"], plan["cost"], plan["chosen"]))
