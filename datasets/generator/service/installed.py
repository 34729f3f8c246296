"""What is known of any machine in the field, and where machines stand."""

from collections.abc import Mapping
from typing import Any

from generator.core.books import Client, Order
from generator.core.cents import Line
from generator.core.dates import CLOSING
from generator.core.stream import Stream
from generator.core.world import World

EMPTY = {
    "kw": None,
    "hours": None,
    "load_rate": None,
    "refrigerant": None,
    "charge_kg": None,
    "vessel_l": None,
    "pressure_bar": None,
    "last_inspection": None,
    "last_requalification": None,
}
Row = dict[str, Any]


def sold(world: World, ranges: tuple[str, ...]) -> list[tuple[Order, Line]]:
    """Return the lines of delivered orders that hold machines of these ranges."""
    return [
        (order, line)
        for order in world.books.orders
        for line in order.lines
        if line.range in ranges and order.delivered
    ]


def hours(year: int, stream: Stream) -> int:
    """Draw the hours that a machine of this year has run by the closing."""
    return ((CLOSING.year - year) * 12 + 6) * stream.between(110, 420)


def sites(world: World, stream: Stream, count: int) -> list[Client]:
    """Draw so many clients that own something, the larger ones more often; one may come twice."""
    able = [client for client in world.books.clients if client.status in ("actif", "dormant")]
    weights = [(client, min(client.employees, 120)) for client in able]
    return [stream.weighted(weights) for _ in range(count)]


def product_cards(world: World) -> Mapping[str, Mapping[str, Any]]:
    """Return the articles of the catalogue by reference."""
    return {row["sku"]: row for row in world["products"]}
