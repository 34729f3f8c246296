"""The sums of 2025 that must be exact: compressors with their drift (T08), contracts, quotes won."""

from collections.abc import Sequence

from generator.core.books import Order
from generator.core.cents import close_on, half_up, total
from generator.core.dates import DRIFT_DATE
from generator.core.figures import Figures
from generator.core.stream import Stream

_QUOTED = ("ventilation", "traitement", "audit")


def machines(orders: list[Order], name: str, goal: int, drift: int) -> int:
    """Close a range of compressors on ``goal``, discounts drifting from April; return the first rate."""
    lines = [(order.month, line) for order in orders for line in order.lines if line.range == name]
    early = [line for month, line in lines if month < DRIFT_DATE.month]
    late = [line for month, line in lines if month >= DRIFT_DATE.month]
    early_gross, late_gross = (sum(line.gross for line in lines) for lines in (early, late))
    rate = half_up(10_000 * (early_gross + late_gross - goal) - drift * late_gross, early_gross + late_gross)
    for index, line in enumerate(early):
        line.discount = rate + (90 if index % 2 else -90)
    for index, line in enumerate(late):
        line.discount = rate + drift + (120 if index % 2 else -120)
    close_on(early, half_up(early_gross * (10_000 - rate), 10_000), 50, 800, slack=500)
    close_on(late, goal - total(early), 50, 800)
    return rate


def contracts(contracts: Sequence[Order], goal: int) -> None:
    """Revise the prices of the contracts by an index, until they add up to ``goal`` to the cent."""
    lines = [order.lines[0] for order in contracts]
    whole = total(lines)
    for line in lines:
        line.price = half_up(line.price * goal, whole)
    for line in sorted(lines, key=lambda item: -item.qty):
        gap = goal - total(lines)
        line.price += gap // line.qty if gap >= 0 else -(-gap // line.qty)


def quotes(orders: list[Order], known: Figures, goal: int, stream: Stream) -> None:
    """Choose the orders that come from quotes of 2025; close their value, then the family, on the figures."""
    for order in orders:
        if order.kind == "compresseurs":
            order.origin = "DEV"
    chosen = _choose_quoted(orders, known, stream)
    for order in chosen:
        order.origin, order.role = "DEV", "2025"
    inside = [line for order in chosen for line in order.lines if line.family == "ventilation"]
    outside = [
        line
        for order in orders
        if order not in chosen
        for line in order.lines
        if line.family == "ventilation"
    ]
    close_on(inside, known.won - sum(order.net for order in chosen) + total(inside), 0, 800)
    close_on(outside, goal - total(inside), 0, 800)


def _choose_quoted(orders: list[Order], known: Figures, stream: Stream) -> list[Order]:
    """Choose as many orders as quotes won, of about their value: the compressors, and others."""
    machines = [order for order in orders if order.kind == "compresseurs" and order.month > 1]
    machines.sort(key=lambda order: order.net)
    pool = [order for order in orders if order.kind in _QUOTED and order.month > 1]
    kept_out = [order for order in pool if order.kind == "ventilation"][::4]
    pool = stream.shuffled([order for order in pool if order not in kept_out])
    while True:
        value = known.won - sum(order.net for order in machines)
        found = _subset(pool, known.wins[2025] - len(machines), value, stream)
        if found is not None:
            return machines + found
        # Too dear altogether: the heaviest machine was ordered by telephone, without a quote.
        machines.pop().origin = "TEL"


def _subset(pool: list[Order], count: int, goal: int, stream: Stream) -> list[Order] | None:
    """Choose ``count`` orders of the pool whose total comes within 0.8 % of ``goal``, or None."""
    nets = [order.net for order in pool]
    taken, left = list(range(count)), list(range(count, len(pool)))
    gap = sum(nets[:count]) - goal
    for _ in range(20_000):
        if abs(gap) * 120 < goal:
            return [pool[index] for index in taken]
        inside, outside = stream.below(len(taken)), stream.below(len(left))
        moved = gap + nets[left[outside]] - nets[taken[inside]]
        if abs(moved) < abs(gap):
            taken[inside], left[outside], gap = left[outside], taken[inside], moved
    return None
