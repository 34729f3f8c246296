"""The orders of January that wait for acceptance, and who is over the limit once all is counted TTC (R10).

T20: the order of one client passes when it is counted HT, and does not TTC. T21: a disputed invoice is
overdue and open in the aged balance of the closing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from generator.core import workdays
from generator.core.cents import cents, half_up, money, vat
from generator.core.dates import CLOSING, STORY_DATE
from generator.core.stream import Stream
from generator.core.world import Row, World

_COUNT = 6
_ROOM, _MOST = 200_000, 1_200_000
_STEP = 1_000
_SINCE = date(2026, 1, 5)


def build(world: World) -> None:
    """Add the tables pending_orders and credit_traps."""
    stream, left = world.stream("pending_orders"), _left(world)
    owners = {row["order_id"]: row["client_id"] for row in world["orders"]}
    rows = _orders(world, _exposure(world, left, owners), _late(world, left, owners), stream)
    open_days = workdays.working_days(_SINCE, STORY_DATE)
    days = sorted(stream.pick(open_days) for _ in rows)
    traps = []
    for number, (row, day) in enumerate(zip(stream.shuffled(rows), days, strict=True), start=1):
        row |= {"pending_id": f"AC{number}", "received_on": day}
        if row.pop("trap"):
            traps.append(_trap("T20", row["client_id"], pending=row["pending_id"]))
    for row in world["invoices"]:
        if row["disputed"] and row["due"] < CLOSING and left[row["invoice_id"]] > 0:
            traps.append(_trap("T21", owners[row["order_id"]], invoice=row["invoice_id"]))
    world.add("pending_orders", sorted(rows, key=lambda row: row["pending_id"]))
    world.add("credit_traps", traps)


def _trap(name: str, client: str, *, pending: str | None = None, invoice: str | None = None) -> dict:
    record = pending or invoice
    return {
        "trap": name,
        "record": record,
        "client_id": client,
        "pending_id": pending,
        "invoice_id": invoice,
    }


def _left(world: World) -> dict[str, int]:
    """Return what is unpaid of each invoice, TTC in cents."""
    left = {row["invoice_id"]: cents(row["ttc"]) for row in world["invoices"]}
    for row in (*world["payments"], *world["credit_notes"]):
        left[row["invoice_id"]] -= cents(row["amount_ttc"])
    return left


def _exposure(world: World, left: Mapping[str, int], owners: Mapping[str, str]) -> dict[str, int]:
    """Return the encours of each client, TTC in cents: invoices unpaid, and orders not invoiced yet."""
    encours, billed = defaultdict(int), defaultdict(int)
    for row in world["invoices"]:
        billed[row["order_id"]] += cents(row["ht"])
        encours[owners[row["order_id"]]] += max(0, left[row["invoice_id"]])
    for row in world["orders"]:
        if row["status"] != "annulée":
            rest = cents(row["net_ht"] + row["eco_fee"]) - billed[row["order_id"]]
            encours[row["client_id"]] += rest + vat(rest)
    return encours


def _late(world: World, left: Mapping[str, int], owners: Mapping[str, str]) -> set[str]:
    """Return the clients with something overdue: whether they are served at all is another question (R11)."""
    return {
        owners[row["order_id"]]
        for row in world["invoices"]
        if row["due"] <= CLOSING and left[row["invoice_id"]] > 0
    }


def _orders(world: World, encours: Mapping[str, int], late: set[str], stream: Stream) -> list[dict]:
    """Draw the orders: one that only passes HT, and others that pass TTC too."""
    able = [
        (row["client_id"], cents(row["credit_limit"]) - encours[row["client_id"]])
        for row in stream.shuffled(list(_served(world, encours, late)))
    ]
    able = [(client, room) for client, room in able if _ROOM <= room <= _MOST]
    out = []
    for number, (client, room) in enumerate(able[:_COUNT]):
        share = stream.between(86, 91) if number == 0 else stream.between(28, 72)
        amount = half_up(room * share, 100 * _STEP) * _STEP
        out.append({"client_id": client, "amount_ht": money(amount), "trap": number == 0})
    return out


def _served(world: World, encours: Mapping[str, int], late: set[str]) -> Iterator[Row]:
    for row in world["clients"]:
        if row["status"] == "actif" and encours[row["client_id"]] > 0 and row["client_id"] not in late:
            yield row
