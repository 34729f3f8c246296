"""The months of a year: what each sells, which orders it has, and their days."""

from generator.core import workdays
from generator.core.books import Order
from generator.core.cents import half_up
from generator.core.figures import SEASON
from generator.core.stream import Stream
from generator.core.world import World

_SHARE_OF_SPARES = 14


def plan(ca: int, stream: Stream, *, slide: bool) -> list[int]:
    """CA of each month: season within 6 %, exact to the end of September, in October and for the year.

    When orders ``slide`` (T09), June is low and September high.
    """
    while True:
        noise = [stream.between(-250, 250) for _ in range(8)]
        noise[5] = -450 if slide else 210
        rest = -sum(SEASON[month] * noise[month] for month in range(8))
        september = half_up(rest, SEASON[8])
        if (180 if slide else -520) <= september <= (560 if slide else -20):
            break
    tail = stream.between(-200, 200)
    noise += [september, 0, tail, 0]
    months = [half_up(ca * SEASON[month] * (10_000 + noise[month]), 12_000_000) for month in range(12)]
    months[8] = half_up(ca * sum(SEASON[:9]), 1_200) - sum(months[:8])
    months[11] = ca - sum(months[:11])
    return months


def spread(orders: list[Order], months: list[int]) -> None:
    """Give each order a month, heaviest first: every month keeps about the same share for spare parts."""
    left = [goal * (100 - _SHARE_OF_SPARES) // 100 for goal in months]
    for order in orders:
        if order.month:
            left[order.month - 1] -= order.net
    for order in sorted((order for order in orders if not order.month), key=lambda item: -item.net):
        place = max(range(12), key=lambda month: left[month])
        order.month = place + 1
        left[place] -= order.net


def set_days(world: World) -> None:
    """Give every order its day: a working day of its month; renewals come in the first days."""
    stream = world.stream("order days")
    for order in world.books.orders:
        days = workdays.month_days(order.year, order.month)
        order.date = stream.pick(days[:8] if order.kind == "contrats" else days)
