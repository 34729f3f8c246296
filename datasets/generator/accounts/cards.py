"""The cards of the accounts, once their orders are known: dates, duplicates, numbers, tier and terms."""

from datetime import date, timedelta

from generator.accounts import credit
from generator.accounts.portfolio import RIVALS
from generator.core import workdays
from generator.core.books import Client
from generator.core.cents import half_up, money
from generator.core.dates import CLOSING
from generator.core.names import misspelt
from generator.core.stream import Stream
from generator.core.world import World

# Two in three of the accounts of before the books are older than 2010.
_YEARS = (*range(1997, 2010), *range(1997, 2010), *range(2010, 2023))
_TIERS = ((8_000_000, "Platine"), (3_000_000, "Or"), (1_000_000, "Argent"))


def settle(world: World) -> None:
    """Date the accounts, after their first order; add the duplicates; number everything."""
    stream, spelling, known = world.stream("accounts"), world.stream("duplicates"), world.figures
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
                date(stream.pick(_YEARS), stream.between(1, 12), stream.between(1, 28))
            )
    for client in stream.sample(
        [client for client in clients if client.status == "actif" and not client.role], 3
    ):
        twin = Client(
            misspelt(client.name, spelling),
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
    limits = credit.limits(world)
    owner = next(row["salesperson_id"] for row in world["salespeople"] if row["sector"] == "S2")
    for client in world.books.clients:
        likely = max(
            client.employees * potential[client.seg_id] * stream.between(60, 140),
            client.best * stream.between(95, 160) // 100,
        )
        rows.append(
            {
                "client_id": client.id,
                "name": client.name,
                "siret": client.siret,
                "seg_id": client.seg_id,
                "employees": client.employees,
                "town_id": client.town_id,
                "created": _opened(client),
                "salesperson_id": owner,
                "credit_limit": money(limits[client]),
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


def _opened(client: Client) -> date:
    """Return the date on the card; a duplicate drawn after the closing comes halfway from its twin to it."""
    if client.created <= CLOSING or client.twin is None:
        return client.created
    halfway = client.twin.created + (CLOSING - client.twin.created) // 2
    return min(workdays.next_working(halfway), CLOSING)


def _rival(client: Client, stream: Stream) -> str | None:
    if client.role == "T07":
        return "Vizair Ouest"
    return stream.pick(RIVALS) if stream.chance(62 if client.status == "perdu" else 38) else None
