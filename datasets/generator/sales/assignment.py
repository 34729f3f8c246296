"""Which orders are whose: each client buys about what the story says, in small orders and large ones."""

from datetime import date
from heapq import nlargest

from generator.accounts import classes
from generator.accounts.classes import bought
from generator.core.books import Client, Order
from generator.core.cents import Unreachable, close_on, half_up, total
from generator.core.stream import Stream
from generator.core.world import World

_LAST_ORDER_OF_LOST = date(2025, 3, 14)
_ATTEMPTS = 40
_SMALL = 600_000


def assign(world: World) -> None:
    """Give every order a client: each buys about what the story says, and classes A, B, C are as many."""
    active = [client for client in world.books.clients if client.status == "actif"]
    wanted = classes.count(client.goals[2025] for client in active)

    def attempt(number: int) -> int:
        _assign(world, world.stream(f"order clients {number}"))
        found = classes.count(bought(world.books.orders, 2025, active).values())
        return sum(abs(one - other) for one, other in zip(found, wanted, strict=True))

    misses = []
    while len(misses) < _ATTEMPTS and 0 not in misses:
        misses.append(attempt(len(misses)))
    if misses[-1]:
        attempt(misses.index(min(misses)))
    _fix_drop(world, world.books.lost)


def _fix_drop(world: World, lost: Client) -> None:
    """Make the fall of the lost client's CA exact, where the spare parts of one month allow it."""
    orders = world.books.orders
    ca = {year: bought(orders, year, [lost])[lost] for year in (2024, 2025)}
    missing = ca[2025] + world.figures.drop - ca[2024]
    for month in range(1, 13):
        spares = [
            order for order in orders if (order.year, order.month, order.kind) == (2024, month, "pièces")
        ]
        mine = [line for order in spares if order.client is lost for line in order.lines]
        others = [line for order in spares if order.client is not lost for line in order.lines]
        before = [line.discount for line in mine + others]
        try:
            close_on(mine, total(mine) + missing, 0, 500)
            close_on(others, total(others) - missing, 0, 500)
            return
        except Unreachable:
            for line, discount in zip(mine + others, before, strict=True):
                line.discount = discount


def _assign(world: World, stream: Stream) -> None:
    by_year = {year: [order for order in world.books.orders if order.year == year] for year in (2024, 2025)}
    holders = _contract_holders(world, stream)
    for year, orders in by_year.items():
        for order in orders:
            order.client = None
        hidden = sum(
            order.net
            for order, client in zip(_contracts(orders), holders, strict=True)
            if year not in client.goals
        )
        # What the dormant clients' contracts bring is taken from all the others alike.
        left = {
            client: half_up(client.goals[year] * (world.figures.ca[year] - hidden), world.figures.ca[year])
            for client in world.books.clients
            if year in client.goals
        }
        for order, client in zip(_contracts(orders), holders, strict=True):
            order.client = client
            left[client] = left.get(client, 0) - order.net
        _assign_year([order for order in orders if order.client is None], left, stream)


def _contracts(orders: list[Order]) -> list[Order]:
    return [order for order in orders if order.kind == "contrats"]


def _contract_holders(world: World, stream: Stream) -> list[Client]:
    """Choose the client of each maintenance contract: large ones for large contracts, five dormant (T01)."""
    contracts = [order for order in world.books.orders if order.kind == "contrats" and order.year == 2025]
    hidden = [client for client in world.books.clients if client.role == "T01"]
    able = [
        client
        for client in world.books.clients
        if len(client.goals) == 2 and client.role != "T07" and client.status == "actif"
    ]
    able.sort(key=lambda client: -min(client.goals.values()))
    able = able[: len(contracts) - len(hidden)]
    ranked = sorted(range(len(contracts)), key=lambda index: -contracts[index].net)
    small = ranked[-3 * len(hidden) :]
    chosen = dict(zip(stream.sample(small, len(hidden)), hidden, strict=True))
    chosen |= dict(zip([index for index in ranked if index not in chosen], able, strict=True))
    return [chosen[index] for index in range(len(contracts))]


def _assign_year(orders: list[Order], left: dict[Client, int], stream: Stream) -> None:
    """Give the orders out: what the story fixes, one order to each small client, then the heaviest first."""
    for order in orders:
        if order.role == "T06":
            _give(order, next(client for client in left if client.role == "T06"), left)
    lost = next(client for client in left if client.role == "T07")
    if orders[0].year == 2025:
        _give_last_orders(orders, lost, left, stream)
        del left[lost]
    free = [order for order in orders if order.client is None]
    small = [order for order in free if order.kind in ("pièces", "services", "traitement")]
    buyers = [client for client in left if client.status != "dormant" or orders[0].year == 2024]
    net = {order: order.net for order in free}
    for client in sorted(buyers, key=lambda item: left[item]):
        if left[client] < _SMALL:
            due = left[client]
            # Hardly more than what is due, when an order can be found.
            order = min(small, key=lambda item: (net[item] * 100 > due * 103, abs(net[item] - due)))
            small.remove(order)
            _give(order, client, left)
    for order in sorted((order for order in free if order.client is None), key=lambda item: -net[item]):
        best = nlargest(3, buyers, key=lambda client: left[client])
        fits = [client for client in best if left[client] >= net[order]] or best[:1]
        _give(order, stream.pick(fits), left)


def _give_last_orders(orders: list[Order], lost: Client, left: dict[Client, int], stream: Stream) -> None:
    """Give the lost client its last orders, the very last in the first half of March 2025 (T07)."""
    early = [
        order
        for order in orders
        if order.date <= _LAST_ORDER_OF_LOST
        and order.kind in ("pièces", "traitement", "services", "ventilation")
    ]
    last = [order for order in early if order.date >= date(2025, 3, 3) and order.net < left[lost]]
    _give(max(last, key=lambda order: order.net), lost, left)
    for order in sorted(stream.shuffled(early), key=lambda item: -item.net):
        if order.client is None and order.net <= left[lost]:
            _give(order, lost, left)


def _give(order: Order, client: Client, left: dict[Client, int]) -> None:
    order.client = client
    left[client] -= order.net
