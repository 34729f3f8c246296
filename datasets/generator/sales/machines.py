"""The orders of compressors of a year, and the exceptional one of October 2024 (T06)."""

from generator.core.books import Order
from generator.core.cents import Line, close_on, half_up
from generator.core.figures import Figures
from generator.sales.baskets import Baskets

_PAIRED_BELOW = 2_000_000
# The air station of the exceptional order: what it may hold, and how many of each at most.
_STATION = (
    ("FP-70", 3),
    ("FH-70", 2),
    ("PIQ", 9),
    ("RES-63", 36),
    ("MES-2", 2),
    ("GVV-75", 2),
    ("GVV-37", 1),
    ("GV-22", 1),
    ("SF-110", 1),
    ("CU-3000", 1),
    ("GV-11", 1),
    ("SEQ-4", 1),
    ("SF-25", 1),
    ("SEP-70", 2),
    ("RES-25", 200),
)


def draw(baskets: Baskets, name: str, count: int, goal: int, discount: int) -> list[Line]:
    """Draw ``count`` compressors whose net total, at this average discount, comes close to ``goal``."""
    picks = [baskets.machine(name) for _ in range(count)]
    wanted = half_up(goal * 10_000, 10_000 - discount)
    gap = sum(item.price for item in picks) - wanted
    for _ in range(20_000):
        if abs(gap) * 2_000 < wanted:
            break
        index, trial = baskets.stream.below(count), baskets.machine(name)
        moved = gap + trial.price - picks[index].price
        if abs(moved) < abs(gap):
            picks[index], gap = trial, moved
    return [baskets.line(item.sku, 1, discount) for item in picks]


def group(year: int, baskets: Baskets, machines: list[Line]) -> list[Order]:
    """Group the compressors into orders, mostly one by one, each with its installation."""
    left, orders = baskets.stream.shuffled(machines), []
    while left:
        taken = [left.pop()]
        if left and max(left[-1].price, taken[0].price) < _PAIRED_BELOW and baskets.stream.chance(14):
            taken.append(left.pop())
        orders.append(Order(year, "compresseurs", taken + baskets.installation(taken)))
    return orders


def exceptional(known: Figures, baskets: Baskets, discount: int) -> Order:
    """Make the one great order of October 2024: a whole air station (T06)."""
    lines: list[Line] = []
    for sku, most in _STATION:
        missing = half_up(known.exceptional * 10_000, 10_000 - discount) - sum(line.gross for line in lines)
        qty = min(most, missing // baskets.catalogue[sku].price)
        if qty > 0:
            lines.append(baskets.line(sku, qty, discount))
    close_on(lines, known.exceptional, 200, 800)
    return Order(2024, "compresseurs", lines, month=10, role="T06")
