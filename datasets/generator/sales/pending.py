"""The orders of January that wait for acceptance, and who is over the limit once all is counted TTC (R10).

Two of seven pass; two are so little over that the sales manager decides, two more than that; one fits its
limit and is blocked all the same (R11). T20: an order that passes when it is counted HT, and does not TTC.
T21: a disputed invoice is overdue and open in the aged balance of the closing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from generator.core import workdays
from generator.core.cents import cents, half_up, money, vat
from generator.core.dates import CLOSING, STORY_DATE
from generator.core.rules import policy
from generator.core.stream import Stream
from generator.core.world import Row, World
from generator.sales.unpaid import unpaid

# What the orders of those who owe nothing late are to be: how many of each, and hundredths of the room left,
# or of the limit beyond it, TTC. Counted HT, a large excess stays one.
_PLAIN, _SMALL, _LARGE = 2, 2, 2
_FITS, _PASSES_HT, _EXCESS = (28, 72), (86, 91), (32, 45)
# The blocked one: hundredths of its room, HT, and the least room.
_BLOCKED, _LEAST = (30, 60), 50_000
_ROOM, _MOST = 200_000, 1_200_000
_STEP = 1_000
_SINCE = date(2026, 1, 5)


def build(world: World) -> None:
    """Add the tables pending_orders and credit_traps."""
    stream, left = world.stream("pending_orders"), unpaid(world)
    owners = {row["order_id"]: row["client_id"] for row in world["orders"]}
    encours = _exposure(world, left, owners)
    rows = _orders(world, encours, _late(world, left, owners), stream)
    rows.append(_blocked(world, encours, left, owners, stream))
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


def _returned(world: World) -> set[str]:
    """Return the invoices that a bank's return leaves unpaid again."""
    paid = {row["payment_id"]: row["invoice_id"] for row in world["payments"]}
    return {paid[row["payment_id"]] for row in world["bank_returns"]}


def _late(world: World, left: Mapping[str, int], owners: Mapping[str, str]) -> set[str]:
    """Return the clients with something overdue today, or returned by the bank: another question (R11)."""
    back = _returned(world)
    return {
        owners[row["order_id"]]
        for row in world["invoices"]
        if row["invoice_id"] in back or (row["due"] < STORY_DATE and left[row["invoice_id"]] > 0)
    }


def _orders(world: World, encours: Mapping[str, int], late: set[str], stream: Stream) -> list[dict]:
    """Draw the orders of those who owe nothing late: two that only pass HT, two far beyond, two that pass."""
    able = [
        (row["client_id"], cents(row["credit_limit"]) - encours[row["client_id"]], cents(row["credit_limit"]))
        for row in stream.shuffled(list(_served(world, encours, late)))
    ]
    able = [found for found in able if _ROOM <= found[1] <= _MOST]
    out = []
    for number, (client, room, limit) in enumerate(able[: _SMALL + _LARGE + _PLAIN]):
        trap = number < _SMALL
        if not trap and number < _SMALL + _LARGE:
            beyond = limit * stream.between(*_EXCESS)
            amount = half_up((100 * room + beyond) * 5, 600 * _STEP) * _STEP
        else:
            share = stream.between(*(_PASSES_HT if trap else _FITS))
            amount = half_up(room * share, 100 * _STEP) * _STEP
        out.append({"client_id": client, "amount_ht": money(amount), "trap": trap})
    if len(out) < _SMALL + _LARGE + _PLAIN:
        raise ValueError(f"only {len(out)} clients can order in January")
    return out


def _blocked(
    world: World,
    encours: Mapping[str, int],
    left: Mapping[str, int],
    owners: Mapping[str, str],
    stream: Stream,
) -> dict:
    """Draw an order that fits the limit of a client so late that a formal notice is due (R11, R29)."""
    days, barred = policy()["dunning"]["notice"], set()
    back, oldest = _returned(world), defaultdict(int)
    for row in world["invoices"]:
        client, owed = owners[row["order_id"]], left[row["invoice_id"]]
        if row["invoice_id"] in back or (row["disputed"] and owed > 0):
            barred.add(client)
        elif owed > 100 * policy()["block"]["above_ttc"]:
            oldest[client] = max(oldest[client], (STORY_DATE - row["due"]).days)
    able = [
        (row["client_id"], cents(row["credit_limit"]) - encours[row["client_id"]])
        for row in world["clients"]
        if row["status"] == "actif" and row["client_id"] not in barred and oldest[row["client_id"]] > days
    ]
    # The smallest account: a large one would be another matter than the eleven others of the lesson.
    room, client = min((room, client) for client, room in able if room >= _LEAST)
    amount = half_up(min(room, _MOST) * stream.between(*_BLOCKED), 100 * _STEP) * _STEP
    return {"client_id": client, "amount_ht": money(amount), "trap": False}


def _served(world: World, encours: Mapping[str, int], late: set[str]) -> Iterator[Row]:
    for row in world["clients"]:
        if row["status"] == "actif" and encours[row["client_id"]] > 0 and row["client_id"] not in late:
            yield row
