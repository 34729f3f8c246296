"""The orders of spare parts: many and small, they close each month on what it must sell."""

from generator.baskets import Baskets
from generator.books import Order
from generator.cents import apportion, close_on, total


def fill(year: int, baskets: Baskets, others: list[Order], months: list[int], orders: int) -> list[Order]:
    """Make the orders of spare parts that close each month, so many that the year has ``orders`` orders."""
    left = list(months)
    for order in others:
        left[order.month - 1] -= order.net
    counts = apportion(left, orders - len(others))
    out = []
    for month, (goal, count) in enumerate(zip(left, counts, strict=True), start=1):
        made = _month(year, baskets, goal, count)
        for order in made:
            order.month = month
            order.origin = "WEB" if baskets.stream.chance(38) else "TEL"
        out += made
    return out


def _month(year: int, baskets: Baskets, goal: int, count: int) -> list[Order]:
    sizes = [baskets.stream.lognormal(1, 0.85) for _ in range(count)]
    whole = sum(sizes)
    orders = [baskets.spares(year, max(7_500, int(goal * size / whole))) for size in sizes]
    lines = [line for order in orders for line in order.lines]
    for _ in range(4_000):
        gap = total(lines) - goal
        if abs(gap) * 120 < goal:
            break
        line = baskets.stream.pick(lines)
        if gap > 0 and line.qty > 1 and line.price < gap * 2:
            line.qty -= 1
        elif gap < 0 and line.price < -gap * 2:
            line.qty += 1
    close_on(lines, goal, 0, 500)
    return orders
