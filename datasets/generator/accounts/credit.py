"""The credit limit of each client: enough for all that it ever owed, so that nothing billed breaks R10."""

from collections import defaultdict
from datetime import date

from generator.core.books import Client
from generator.core.cents import vat
from generator.core.stream import Stream
from generator.core.world import World

# Granted when an account is opened: from so many people on, so many cents.
_OPENING = ((60, 600_000), (15, 400_000), (0, 300_000))
# Limits are round figures: below so many cents, multiples of so many.
_STEPS = ((1_000_000, 50_000), (5_000_000, 100_000), (10**12, 500_000))


def limits(world: World) -> dict[Client, int]:
    """Return the limits, in cents: two and a half months of CA TTC, some room above the highest encours."""
    stream, highest = world.stream("credit limits"), _peaks(world)
    return {client: _limit(client, highest.get(client, 0), stream) for client in world.books.clients}


def _limit(client: Client, peak: int, stream: Stream) -> int:
    opening = next(amount for people, amount in _OPENING if client.employees >= people)
    usual = (client.best + vat(client.best)) * 5 // 24
    amount = max(opening, usual, peak * stream.between(104, 130) // 100)
    step = next(step for below, step in _STEPS if amount < below)
    return -(-amount // step) * step


def _peaks(world: World) -> dict[Client, int]:
    """Return the highest encours TTC of each client, order after order: all that is ordered and not paid."""
    books, moves = world.books, defaultdict(list)
    for order in books.orders:
        if not order.cancelled:
            whole = order.net + order.eco
            moves[order.client].append((order.date, -(whole + vat(whole))))
    for paid in (*books.payments, *books.credit_notes):
        moves[paid.invoice.order.client].append((paid.date, paid.amount))
    return {client: _highest(found) for client, found in moves.items()}


def _highest(moves: list[tuple[date, int]]) -> int:
    """Return the most that was owed; an order comes before the money of the same day."""
    owed, most = 0, 0
    for _, amount in sorted(moves):
        owed -= amount
        most = max(most, owed)
    return most
