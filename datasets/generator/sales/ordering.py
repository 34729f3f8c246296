"""What happens to the orders: cancellations (T02), deliveries, numbers; the tables orders, order_lines."""

from datetime import date, timedelta

from generator.core import workdays
from generator.core.books import Order
from generator.core.cents import cents, money
from generator.core.dates import CLOSING, YEARS
from generator.core.world import World
from generator.sales.baskets import Baskets

_HIDDEN, _LARGER = 4, 140
_SUMMER = (date(2025, 5, 26), date(2025, 9, 5))


def cancel(world: World) -> None:
    """Add the cancelled orders: four are all that a dormant client ordered in 2025 (T02)."""
    stream = world.stream("cancelled orders")
    baskets = Baskets(world.figures.prices, stream)
    clients = [
        client
        for client in world.books.clients
        if client.status == "actif" and len(client.goals) == 2 and not client.role
    ]
    hidden = [client for client in world.books.clients if client.role == "T02"]
    for year in YEARS:
        known, late = world.figures, year == YEARS[-1]
        orders = _dropped(baskets, year, known.cancelled[year], known.ca[year] // known.orders[year])
        buyers = (hidden if late else []) + stream.sample(clients[:70], known.cancelled[year])
        for order, client in zip(orders, buyers, strict=False):
            order.client, order.cancelled, order.month = client, True, stream.between(2, 11)
            order.date = stream.pick(workdays.month_days(year, order.month))
            order.role = "T02" if client in hidden else ""
            for line in order.lines:
                line.cost = line.standard_cost
        world.books.orders += orders


def _dropped(baskets: Baskets, year: int, many: int, mean: int) -> list[Order]:
    """Draw the orders to cancel: small in the first year, larger than the average order in the last.

    Whoever counts them finds another growth and another panier moyen, far enough to be told.
    """
    if year == YEARS[0]:
        return [baskets.treatment(year) for _ in range(many)]
    small = [baskets.treatment(year) for _ in range(_HIDDEN)]
    while True:
        orders = small + [baskets.ventilation(year) for _ in range(many - _HIDDEN)]
        if sum(order.net for order in orders) * 100 >= many * mean * _LARGER:
            return orders


def deliver(world: World) -> None:
    """Date the deliveries: lead time of the slowest reference, longer for compressors in summer (T09)."""
    stream = world.stream("deliveries")
    lead = {row["sku"]: row["lead_days"] for row in world["products"]}
    eco = {row["sku"]: cents(row["eco_fee"]) for row in world["products"]}
    for order in world.books.orders:
        order.eco = sum(line.qty * eco[line.sku] for line in order.lines)
        days = max(lead[line.sku] for line in order.lines)
        wait = max(1, days - stream.between(0, days // 3 + 1) + stream.below(6))
        if order.kind == "compresseurs" and _SUMMER[0] <= order.date <= _SUMMER[1]:
            wait += stream.between(18, 32)
        day = workdays.next_working(order.date + timedelta(wait))
        order.delivered = None if order.cancelled or day > CLOSING else day


def number(world: World) -> None:
    """Number the orders by date."""
    orders = world.books.orders
    orders.sort(key=lambda order: (order.date, order.client.id, order.net))
    for rank, order in enumerate(orders, start=1):
        order.id = f"CO{rank:05d}"


def _status(order: Order) -> str:
    return "annulée" if order.cancelled else "livrée" if order.delivered else "en cours"


def table(world: World) -> None:
    """Add the tables orders and order_lines."""
    orders = world.books.orders
    world.add(
        "orders",
        (
            {
                "order_id": order.id,
                "client_id": order.client.id,
                "date": order.date,
                "origin": order.origin,
                "quote_id": order.quote.id if order.quote else None,
                "status": _status(order),
                "discount_pct": money(order.discount),
                "net_ht": money(order.net),
                "eco_fee": money(order.eco),
                "delivered": order.delivered,
            }
            for order in orders
        ),
    )
    world.add(
        "order_lines",
        (
            {"order_id": order.id, "line": number, **line.columns, "unit_cost": money(line.cost)}
            for order in orders
            for number, line in enumerate(order.lines, start=1)
        ),
    )
