"""The accounts: how many of each status, how much each buys a year, and which orders are whose.

CA of the clients follows a lognormal law by quantiles (σ = 1.70): a fifth of them make about 80 % of it.
"""

from datetime import date, timedelta
from decimal import Decimal
from heapq import nlargest
from statistics import NormalDist

from generator import workdays
from generator.books import Client, Order
from generator.cents import Unreachable, close_on, half_up, money, total
from generator.figures import Figures
from generator.names import misspelt
from generator.stream import Stream, exp
from generator.world import World

_SIGMA = 1.70
_LOST_RANK = 4
_ATTEMPTS = 40
_SMALL = 600_000
_LAST_ORDER_OF_LOST = date(2025, 3, 14)
_TIERS = ((8_000_000, "Platine"), (3_000_000, "Or"), (1_000_000, "Argent"))
RIVALS = ("Compressane", "Vizair Ouest", "AirPromo-Pro", "Ventarmor", "Pneumaloire Services")


def draft(world: World) -> None:
    """Fill the books with accounts, their status and what each should buy in 2024 and 2025."""
    known, stream, names = world.figures, world.stream("clients"), world.names
    counts = {"actif": known.active, "dormant": known.dormant, "perdu": known.lost}
    home = [town["town_id"] for town in world["towns"] if town["sector"] == "S2"]
    segments = [(row["seg_id"], int(row["client_share_pct"])) for row in world["segments"]]
    clients = []
    for status, count in counts.items():
        for _ in range(count):
            seg_id = stream.weighted(segments)
            clients.append(
                Client(names.company(seg_id), status, seg_id, stream.pick(home), 0, siret=names.siret())
            )
    _set_goals(clients, known, stream)
    for client in clients:
        size = max(client.goals.values(), default=0) / 100
        client.employees = max(3, int(3 + (size * stream.between(70, 140) / 100) ** 0.5 * 0.9))
        client.payer = stream.weighted((("à l’heure", 62), ("irrégulier", 27), ("en retard", 11)))
    world.books.clients = clients


def _set_goals(clients: list[Client], known: Figures, stream: Stream) -> None:
    active = [client for client in clients if client.status == "actif"]
    shares = _lognormal_shares(len(active), known.first_share)
    latest = [half_up(int(share * 10**9) * known.ca[2025], 10**9) for share in shares]
    lost_rank = min(
        range(_LOST_RANK, len(latest)), key=lambda rank: abs(latest[rank] - known.ca[2025] * 3 // 400)
    )
    for rank, (client, goal) in enumerate(zip(active, latest, strict=True)):
        client.goals[2025] = goal
        if rank == lost_rank:
            client.role = "T07"
    quiet = [client for client in active[25:] if not client.role]
    newcomers = stream.sample(quiet, known.newcomers)
    for client in newcomers:
        client.newcomer = 2025
    for client in newcomers[:3]:
        client.role = "revenu"
    lost = active[lost_rank]
    lost.goals[2024] = lost.goals[2025] + known.drop
    exceptional = active[_LOST_RANK - 2]
    exceptional.role = "T06"
    former = [client for client in active if not client.newcomer and client is not lost]
    former += [client for client in clients if client.status == "dormant"]
    _set_former_goals(former, lost.goals[2024], known.ca[2024] - known.exceptional, stream)
    exceptional.goals[2024] += known.exceptional
    hidden = stream.shuffled([client for client in clients if client.status == "dormant"])
    for client in hidden[:5]:
        client.role = "T01"
    for client in hidden[5:9]:
        client.role = "T02"


def _set_former_goals(former: list[Client], lost_goal: int, ca: int, stream: Stream) -> None:
    """Set what each bought in 2024: near its 2025; three above the client to be lost, all others below."""
    raw = []
    for rank, client in enumerate(former):
        if client.status == "dormant":
            raw.append(stream.between(40_000, 1_400_000))
        elif rank < _LOST_RANK - 1:
            raw.append(max(client.goals[2025] * stream.between(93, 105) // 100, lost_goal * 112 // 100))
        else:
            raw.append(min(int(client.goals[2025] * exp(stream.normal(0, 0.3))), lost_goal * 88 // 100))
    # Only those below the lost client are scaled, so that it stays the fourth.
    fixed = sum(raw[: _LOST_RANK - 1])
    rest = sum(raw[_LOST_RANK - 1 :])
    for rank, (client, goal) in enumerate(zip(former, raw, strict=True)):
        scaled = goal if rank < _LOST_RANK - 1 else half_up(goal * (ca - lost_goal - fixed), rest)
        client.goals[2024] = max(
            7_000, min(scaled, lost_goal * 94 // 100) if rank >= _LOST_RANK - 1 else scaled
        )


def _lognormal_shares(count: int, first: int) -> list[Decimal]:
    """Return shares of the CA by rank, the first client's being ``first`` hundredths of a per cent."""
    normal = NormalDist()
    weights = [Decimal(exp(_SIGMA * normal.inv_cdf((rank + 0.5) / count))) for rank in reversed(range(count))]
    rest = sum(weights[1:])
    share = Decimal(first) / 10_000
    return [share] + [weight / rest * (1 - share) for weight in weights[1:]]


def assign(world: World) -> None:
    """Give every order a client: each buys about what the story says, and classes A, B, C are as many."""
    active = [client for client in world.books.clients if client.status == "actif"]
    wanted = classes([client.goals[2025] for client in active])

    def attempt(number: int) -> int:
        _assign(world, world.stream(f"order clients {number}"))
        found = classes(list(bought(world.books.orders, 2025, active).values()))
        return sum(abs(one - other) for one, other in zip(found, wanted, strict=True))

    misses = []
    while len(misses) < _ATTEMPTS and 0 not in misses:
        misses.append(attempt(len(misses)))
    if misses[-1]:
        attempt(misses.index(min(misses)))
    _fix_drop(world, next(client for client in active if client.role == "T07"))


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


def bought(orders: list[Order], year: int, clients: list[Client]) -> dict[Client, int]:
    """Return the CA of each of these clients in a year, in cents."""
    out = dict.fromkeys(clients, 0)
    for order in orders:
        if order.year == year and order.client in out and not order.cancelled:
            out[order.client] += order.net
    return out


def classes(ca: list[int]) -> tuple[int, int, int]:
    """Count the clients of classes A, B and C (R12): the one that crosses the line stays above it."""
    whole, done, out = sum(ca), 0, [0, 0, 0]
    for amount in sorted(ca, reverse=True):
        out[0 if done * 100 < 80 * whole else 1 if done * 100 < 95 * whole else 2] += 1
        done += amount
    return tuple(out)


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


def settle(world: World) -> None:
    """Date the accounts, after their first order; add the duplicates; number everything."""
    stream, known = world.stream("accounts"), world.figures
    clients = world.books.clients
    first = {}
    for order in sorted(world.books.orders, key=lambda item: item.date):
        first.setdefault(order.client, order.date)
    modest = [client for client in clients if client.goals.get(2024, 10**9) < 1_500_000 and not client.role]
    recent = stream.sample(modest, known.newcomers + 4 + stream.below(4))
    for client in clients:
        fresh = client in recent or (client.newcomer and client.role != "revenu")
        if fresh:
            day = first[client] - timedelta(stream.between(3, 45))
            client.created = workdays.next_working(max(day, date(first[client].year, 1, 2)))
            client.created = min(client.created, first[client])
        else:
            client.created = workdays.next_working(
                date(stream.between(2006, 2022), stream.between(1, 12), stream.between(1, 28))
            )
    for client in stream.sample(
        [client for client in clients if client.status == "actif" and not client.role], 3
    ):
        twin = Client(
            misspelt(client.name),
            "doublon",
            client.seg_id,
            client.town_id,
            client.employees,
            siret=client.siret,
        )
        twin.twin, twin.payer = client, client.payer
        twin.created = workdays.next_working(client.created + timedelta(stream.between(200, 900)))
        clients.append(twin)
    for number, client in enumerate(stream.shuffled(clients), start=1):
        client.id = f"C{number:04d}"
    clients.sort(key=lambda client: client.id)


def set_tiers(world: World) -> None:
    """Set tier (R04) from what was invoiced HT net in 2025, and the terms of payment that follow (R07)."""
    invoiced = dict.fromkeys(world.books.clients, 0)
    for invoice in world.books.invoices:
        if invoice.issued.year == 2025:
            invoiced[invoice.order.client] += invoice.ht - invoice.eco
    for client, ca in invoiced.items():
        client.tier = next((tier for floor, tier in _TIERS if ca >= floor), "Bronze")
        if client.seg_id == "SEG12":
            client.terms = "30 j public"
        else:
            client.terms = "45 j fin de mois" if client.tier in ("Or", "Platine") else "30 j date de facture"


def table(world: World) -> None:
    """Add the table clients."""
    stream, rows = world.stream("client cards"), []
    potential = {row["seg_id"]: int(row["potential_per_employee"]) for row in world["segments"]}
    owner = next(row["salesperson_id"] for row in world["salespeople"] if row["sector"] == "S2")
    for client in world.books.clients:
        best = max(client.goals.values(), default=0)
        likely = max(client.employees * potential[client.seg_id] * 100, best * stream.between(95, 160) // 100)
        rows.append(
            {
                "client_id": client.id,
                "name": client.name,
                "siret": client.siret,
                "seg_id": client.seg_id,
                "employees": client.employees,
                "town_id": client.town_id,
                "created": client.created,
                "salesperson_id": owner,
                "credit_limit": money(max(300_000, half_up(best * 35, 100 * 50_000) * 50_000)),
                "terms": client.terms,
                "tier": client.tier,
                "potential_12m": money(half_up(likely, 10_000) * 10_000),
                "competitor_in_place": _rival(client, stream),
                "payer_code": client.payer,
                "merged_into": client.twin.id if client.twin else None,
                "status": client.status,
            }
        )
    world.add("clients", rows)


def _rival(client: Client, stream: Stream) -> str | None:
    if client.role == "T07":
        return "Vizair Ouest"
    return stream.pick(RIVALS) if stream.chance(38) or client.status == "perdu" else None
