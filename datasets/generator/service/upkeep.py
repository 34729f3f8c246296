"""The maintenance contracts: a yearly order of origin CTR each, and one more signed in December."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from generator.core.books import Client, Order
from generator.core.cents import money
from generator.core.stream import Stream
from generator.core.world import World

POWERS = (75, 110, 150, 220, 300, 370, 550, 750)
# The contract signed last is that of a client who was one before the winter.
_SEASON = date(2025, 12, 1)
_LEVELS = {"CTR-ES": ("Essentiel", 48), "CTR-SE": ("Sérénité", 24), "CTR-IN": ("Intégral", 8)}


class Contract(NamedTuple):
    """A contract: whose, since when, for how many machines of what power in tenths of a kW, at what price."""

    client: Client
    start: date
    level: str
    sla_hours: int
    machines: int
    power: int
    yearly_price: Decimal
    renewal: date


def contracts(world: World, stream: Stream) -> list[Contract]:
    """Return the contracts in the order of their start."""
    renewed = [order for order in world.books.orders if order.kind == "contrats" and order.year == 2025]
    signed = [_contract(order, world, stream) for order in renewed]
    signed.append(_newest(world, {contract.client for contract in signed}, stream))
    return sorted(signed, key=lambda contract: (contract.start, contract.client.id))


def _contract(order: Order, world: World, stream: Stream) -> Contract:
    """Read a contract in its yearly order: level, price, and the power that the price implies."""
    (line,) = order.lines
    earliest = order.client.created.year + (order.client.created.month > order.date.month)
    year = max(min(earliest, 2024), stream.between(2014, 2024))
    card = next(row for row in world["products"] if row["sku"] == line.sku)
    tenths = int((Decimal(line.price) / 100 - card["price"]) / card["price_per_kw"] * 10)
    level, hours = _LEVELS[line.sku]
    return Contract(
        client=order.client,
        start=max(date(year, order.date.month, 1), order.client.created),
        level=level,
        sla_hours=hours,
        machines=line.qty,
        power=min(POWERS, key=lambda tenth: abs(tenth - tenths)),
        yearly_price=money(order.net),
        renewal=date(2026, order.date.month, 1),
    )


def _newest(world: World, held: set[Client], stream: Stream) -> Contract:
    """Make the contract signed last, whose first year is billed in 2026."""
    buyers = [
        client
        for client in world.books.clients
        if client.status == "actif" and not client.role and client not in held and client.created < _SEASON
    ]
    client, start = stream.pick(buyers), date(2025, 12, stream.between(9, 19))
    sku, power = stream.pick(sorted(_LEVELS)), stream.pick(POWERS[2:6])
    card = next(row for row in world["products"] if row["sku"] == sku)
    level, hours = _LEVELS[sku]
    price = card["price"] + card["price_per_kw"] * power / 10
    return Contract(client, start, level, hours, 1, power, price, start.replace(year=2026))
