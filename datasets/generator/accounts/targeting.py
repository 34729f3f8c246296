"""The clients that anyone would list to develop, and what the bank returned unpaid in January 2026.

One of the returned payments blocks a client of the list under R11 (T22); the two others block nobody: one is
too small, one too recent.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from generator.accounts.classes import abc, bought
from generator.core import workdays
from generator.core.books import Client, Invoice, Payment
from generator.core.cents import cents, money
from generator.core.dates import CLOSING, STORY_DATE
from generator.core.stream import Stream
from generator.core.world import World

LISTED = 24
BLOCKING = "bloque"
_MODES = ("prélèvement", "chèque", "traite")
_REASONS = {
    "prélèvement": ("provision insuffisante", "opposition du débiteur"),
    "chèque": ("provision insuffisante", "signature non conforme"),
    "traite": ("provision insuffisante", "demande de prorogation"),
}
_SINCE = date(2025, 11, 17)
_MOST_UNPAID, _DAYS = 50_000, 30
# A margin on each side of the rule, so that the case is plain.
_PLAIN, _PLAIN_DAYS = 3_000, 3
_RETURNED = (5, 6, 7, 8, 9)


def choose(world: World) -> None:
    """Choose the payments that the bank returns, one of each kind, and see that a bank can return them."""
    stream = world.stream("bank_returns")
    clients = {client.id for client, *_ in _listed(world)}
    paid = list(_returnable(world))
    late = STORY_DATE - timedelta(_DAYS)
    old = [item for item in paid if item.invoice.due < late - timedelta(_PLAIN_DAYS)]
    large = [item for item in paid if item.amount > _MOST_UNPAID + _PLAIN]
    kinds = (
        [item for item in old if item in large and item.invoice.order.client.id in clients],
        [item for item in old if item.amount < _MOST_UNPAID - _PLAIN],
        [item for item in large if item.invoice.due > late + timedelta(_PLAIN_DAYS)],
    )
    taken: set[Client] = set()
    for role, able in zip((BLOCKING, "petit", "récent"), kinds, strict=True):
        item = stream.pick([item for item in able if item.invoice.order.client not in taken])
        taken.add(item.invoice.order.client)
        item.returned = role
        if item.mode not in _MODES:
            item.mode = stream.pick(_MODES)


def build(world: World) -> None:
    """Add the tables target_clients and bank_returns."""
    stream, listed = world.stream("days of bank returns"), _listed(world)
    chosen = [item for item in world.books.payments if item.returned]
    blocked = next(item.invoice.order.client for item in chosen if item.returned == BLOCKING)
    world.add("bank_returns", _returns(chosen, world, stream))
    world.add(
        "target_clients",
        (
            {
                "rank": rank,
                "client_id": client.id,
                "ca_2025": money(ca),
                "potential_12m": money(potential),
                "room": money(potential - ca),
                "abc": abc,
                "blocked": client is blocked,
            }
            for rank, (client, ca, potential, abc) in enumerate(listed, start=1)
        ),
    )


def _listed(world: World) -> list[tuple[Client, int, int, str]]:
    """Return client, CA 2025, potential and class of those with most left to sell: a third of each class."""
    active = [client for client in world.books.clients if client.status == "actif"]
    ca = bought(world.books.orders, CLOSING.year, active)
    potential = {row["client_id"]: cents(row["potential_12m"]) for row in world["clients"]}
    classes, wider = abc(ca), abc(bought(world.books.orders, CLOSING.year, world.books.clients))
    stopped = barred(world)
    # No client of the list changes class when the contracts of the dormant ones are counted too.
    able = [
        client
        for client in active
        if not client.role and client.id not in stopped and classes[client] == wider[client]
    ]
    able.sort(key=lambda client: (ca[client] - potential[client.id], client.id))
    kept = [
        client
        for letter in "ABC"
        for client in [one for one in able if classes[one] == letter][: LISTED // 3]
    ]
    kept.sort(key=lambda client: (ca[client] - potential[client.id], client.id))
    return [(client, ca[client], potential[client.id], classes[client]) for client in kept]


def barred(world: World) -> set[str]:
    """Return the clients that may not be delivered by now (R11), the bank's returns apart."""
    return {invoice.order.client.id for invoice in world.books.invoices if _blocks(invoice)}


def _blocks(invoice: Invoice) -> bool:
    """Tell whether an unpaid invoice blocks its client by now (R11)."""
    late = (STORY_DATE - invoice.due).days > _DAYS
    return late and not invoice.disputed and invoice.open > _MOST_UNPAID


def _returnable(world: World) -> Iterable[Payment]:
    """Yield the payments in full that a bank could still return, of clients that carry no other story."""
    for payment in world.books.payments:
        invoice = payment.invoice
        client = invoice.order.client
        plain = client.status == "actif" and not client.role and not invoice.disputed
        if plain and payment.date >= _SINCE and invoice.open == 0:
            yield payment


def _returns(chosen: list[Payment], world: World, stream: Stream) -> list[dict]:
    numbers = {id(payment): f"RG{rank:05d}" for rank, payment in enumerate(world.books.payments, start=1)}
    days = sorted(workdays.next_working(date(2026, 1, day)) for day in stream.sample(_RETURNED, len(chosen)))
    return [
        {
            "return_id": f"IM{rank}",
            "payment_id": numbers[id(payment)],
            "returned_on": day,
            "amount_ttc": money(payment.amount),
            "reason": stream.pick(_REASONS[payment.mode]),
        }
        for rank, (day, payment) in enumerate(zip(days, stream.shuffled(chosen), strict=True), start=1)
    ]
