"""The orders of spare parts: many and small, they close each month on what it must sell.

An order is for a job on one or several machines of a size: the kit of 2 000 or 4 000 hours with its oil, the
cartridges of the filters, oil in advance, a repair. Some are for two jobs, on small machines and large ones.
"""

from collections import Counter
from dataclasses import dataclass

from generator.core.books import Order
from generator.core.cents import apportion, close_on
from generator.core.stream import Stream
from generator.sales.baskets import Baskets

_LEAST = 7_500
_DRAWS, _REDRAWS = 24, 600
_JOBS = (("2000 h", 38), ("4000 h", 24), ("filtres", 12), ("huile", 7), ("dépannage", 19))
_MACHINES = ((1, 44), (2, 27), (3, 14), (4, 9), (6, 6))


@dataclass(frozen=True)
class _Size:
    """The parts of machines of a size: kits, cartridge, cans of oil that two machines take, belts."""

    kit_2000: str
    kit_4000: str
    cartridge: str
    cans_for_two: int
    belts: bool


# From 18 kW on, the kits are larger, a machine takes more oil, and nothing is driven by belts.
_SMALL = _Size("KIT-20", "KIT-40", "CAR-40", 1, belts=True)
_LARGE = _Size("KIT-20L", "KIT-40L", "CAR-70", 3, belts=False)


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
    """Draw the orders of a month; some are drawn again until their total comes within a hundredth."""
    draw = baskets.stream
    shares = [draw.lognormal(1, 0.85) for _ in range(count)]
    sizes = [max(_LEAST, int(goal * share / sum(shares))) for share in shares]
    orders = [_order(year, baskets, size) for size in sizes]
    for _ in range(_REDRAWS):
        gap = sum(order.net for order in orders) - goal
        if abs(gap) * 120 < goal:
            break
        index = draw.below(count)
        trial = _order(year, baskets, max(_LEAST, sizes[index] - min(gap, sizes[index] // 3)))
        if abs(gap + trial.net - orders[index].net) < abs(gap):
            orders[index] = trial
    close_on([line for order in orders for line in order.lines], goal, 0, 500)
    return orders


def _order(year: int, baskets: Baskets, size: int) -> Order:
    """Draw an order of about ``size`` cents: the nearest of several."""
    trials = [_jobs(baskets.stream) for _ in range(_DRAWS)]
    picks = min(
        trials,
        key=lambda parts: abs(sum(qty * baskets.catalogue[sku].price for sku, qty in parts.items()) - size),
    )
    return Order(year, "pièces", baskets.parts(picks.items()))


def _jobs(draw: Stream) -> Counter[str]:
    """Draw the parts of an order: one job, or two on machines of different sizes."""
    sizes = draw.shuffled((_SMALL, _LARGE))[: 2 if draw.chance(36) else 1]
    parts: Counter[str] = Counter()
    for size in sizes:
        parts.update(dict(_job(size, draw)))
    return parts


def _job(size: _Size, draw: Stream) -> list[tuple[str, int]]:
    """Draw what one job takes: references and quantities."""
    kind, count = draw.weighted(_JOBS), draw.weighted(_MACHINES)
    oil = ("HUI-20", -(-count * size.cans_for_two // 2))
    cartridges = (size.cartridge, count)
    if kind == "2000 h":
        return [
            (size.kit_2000, count),
            *([oil] if draw.chance(75) else []),
            *([cartridges] if draw.chance(60) else []),
        ]
    if kind == "4000 h":
        return [
            (size.kit_4000, count),
            *([oil] if draw.chance(85) else []),
            *([("DSH-1", count)] if draw.chance(60) else []),
            *([("COU-1", count)] if size.belts and draw.chance(60) else []),
            *([cartridges] if draw.chance(50) else []),
        ]
    if kind == "filtres":
        return [cartridges, *([("DSH-1", count)] if draw.chance(35) else [])]
    if kind == "huile":
        return [oil]
    return [
        *([("COU-1", count)] if size.belts else [("DSH-1", count)]),
        *([oil] if draw.chance(45) else []),
    ]
