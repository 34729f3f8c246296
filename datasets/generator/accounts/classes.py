"""What clients bought in a year, and their classes A, B and C by it (R12)."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from generator.core.books import Client, Order
from generator.core.dates import CLOSING
from generator.core.rules import policy
from generator.core.world import World


def bought(orders: list[Order], year: int, clients: list[Client]) -> dict[Client, int]:
    """Return the CA of each of these clients in a year, in cents."""
    out = dict.fromkeys(clients, 0)
    for order in orders:
        if order.year == year and order.client in out and not order.cancelled:
            out[order.client] += order.net
    return out


def abc(ca: Mapping[Client, int]) -> dict[Client, str]:
    """Give each client its class by its CA."""
    ranked = sorted(ca, key=lambda client: (-ca[client], client.id))
    return dict(zip(ranked, _letters(ca[client] for client in ranked), strict=True))


def count(ca: Iterable[int]) -> tuple[int, int, int]:
    """Count the clients of classes A, B and C among those of these CA."""
    letters = list(_letters(sorted(ca, reverse=True)))
    return letters.count("A"), letters.count("B"), letters.count("C")


def latest(world: World) -> dict[str, str]:
    """Return the class of each active client by its id, at the closing of the books."""
    active = [client for client in world.books.clients if client.status == "actif"]
    return {
        client.id: letter for client, letter in abc(bought(world.books.orders, CLOSING.year, active)).items()
    }


def _letters(ranked: Iterable[int]) -> Iterator[str]:
    """Yield the class of each amount, from the largest on: the one that crosses a line stays above it."""
    amounts, rule, done = list(ranked), policy()["classes"], 0
    first, second = (Decimal(str(rule[name])) * sum(amounts) for name in "ab")
    for amount in amounts:
        yield "A" if done < first else "B" if done < second else "C"
        done += amount
