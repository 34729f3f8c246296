"""The complaint of the morning of the story: who calls, of which machine, what it cost, what its notice says.

A compressor of ours, young and not under contract, past the hours of its first maintenance, at a client who
owes nothing late, has no order on the way and no other complaint of the last months. Nobody has written it
down yet: it is in no other table.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, time
from typing import NamedTuple

from generator.core.cents import cents
from generator.core.dates import STORY_DATE
from generator.core.world import Row, World

NOTICE_HOURS = 2_000
# Its meter is clearly beyond the notice; it was delivered some months ago, and is still called new.
_METER, _DAYS = range(2_100, 6_000), range(150, 500)
_QUIET_SINCE = date(2025, 7, 1)
_RANGES = ("vitesse fixe", "vitesse variable")
_CONTRACT = "CTR-ES"
_TRADE_OF_OTHERS = "Menuiserie"
# The stop is over when the client calls; what it claims in tens of euros.
_STOPPED, _LOST, _CLAIMED = range(4 * 60 + 40, 7 * 60 + 25, 5), (3, 5), (26, 55)
_FIFTY_EUROS = 50
_CREW = (7, 19)


class Caller(NamedTuple):
    """Who may call: the client, somebody there, the machine and the order that brought it."""

    client: Row
    contact: Row
    machine: Row
    order: Row


def build(world: World) -> None:
    """Add the table claim_facts. Raises ValueError when nobody could call."""
    stream = world.stream("claim_facts")
    able = list(_callers(world))
    if not able:
        raise ValueError("no client has a machine to complain of")
    caller = stream.pick(able)
    card = next(row for row in world["products"] if row["sku"] == _CONTRACT)
    stopped = stream.pick(_STOPPED)
    world.add(
        "claim_facts",
        [
            {
                "client_id": caller.client["client_id"],
                "contact_id": caller.contact["contact_id"],
                "machine_id": caller.machine["machine_id"],
                "order_id": caller.order["order_id"],
                "called_on": STORY_DATE,
                "stopped_at": time(*divmod(stopped, 60)),
                "lost_hours": stream.between(*_LOST),
                "crew": min(stream.between(*_CREW), caller.client["employees"] * 2 // 3),
                "claimed": _FIFTY_EUROS * stream.between(*_CLAIMED),
                "meter_hours": caller.machine["hours"],
                "notice_hours": NOTICE_HOURS,
                "yearly_price": card["price"] + card["price_per_kw"] * caller.machine["kw"],
            }
        ],
    )


def _callers(world: World) -> Iterator[Caller]:
    """Yield whoever may call, by client and machine."""
    clients = {row["client_id"]: row for row in _calm(world)}
    people = _people(world)
    parks, bought = defaultdict(list), _bought(world)
    for row in world["installed_base"]:
        if row["kind"] == "compresseur":
            parks[row["account_id"]].append(row)
    contracts = {row["client_id"]: row for row in world["contracts"]}
    for own in sorted(clients.keys() & people.keys()):
        contract = contracts.get(own)
        if contract and contract["machines"] >= len(parks[own]):
            continue
        alike = Counter((row["model"], row["year"]) for row in parks[own])
        for machine in parks[own]:
            order = bought.get((own, machine["model"], machine["year"]))
            if (
                order
                and alike[machine["model"], machine["year"]] == 1
                and machine["brand"] == "Galerne"
                and machine["hours"] in _METER
                and (STORY_DATE - order["delivered"]).days in _DAYS
                and not (contract and contract["machine_id"] == machine["machine_id"])
            ):
                yield Caller(clients[own], people[own], machine, order)


def _calm(world: World) -> list[Row]:
    """Return the active clients with nothing late, contested, on the way or complained of."""
    owners = {row["order_id"]: row["client_id"] for row in world["orders"]}
    returned = {row["payment_id"] for row in world["bank_returns"]}
    left = {row["invoice_id"]: cents(row["ttc"]) for row in world["invoices"]}
    for row in (*world["payments"], *world["credit_notes"]):
        if row.get("payment_id") not in returned:
            left[row["invoice_id"]] -= cents(row["amount_ttc"])
    busy = {
        owners[row["order_id"]]
        for row in world["invoices"]
        if row["disputed"] or (left[row["invoice_id"]] > 0 and row["due"] < STORY_DATE)
    }
    busy |= {row["client_id"] for row in world["orders"] if row["status"] == "en cours"}
    busy |= {row["client_id"] for row in world["pending_orders"]}
    busy |= {row["client_id"] for row in world["complaints"] if row["opened"] >= _QUIET_SINCE}
    return [
        row
        for row in world["clients"]
        if row["status"] == "actif" and row["client_id"] not in busy and _TRADE_OF_OTHERS not in row["name"]
    ]


def _people(world: World) -> dict[str, Row]:
    """Return somebody at each account who may be written to, and of whom nothing unlawful is noted."""
    out = {}
    for row in world["contacts"]:
        if not (row["opposition"] or row["comment_fault"]) and row["decision_role"] != "filtre":
            out.setdefault(row["account_id"], row)
    return out


def _bought(world: World) -> dict[tuple[str, str, int], Row]:
    """Return the order that brought a machine of a model to a client in a year, where there is but one."""
    orders = {row["order_id"]: row for row in world["orders"] if row["delivered"]}
    ranges = {row["sku"]: row["range"] for row in world["products"]}
    found: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    for line in world["order_lines"]:
        if line["order_id"] in orders and ranges[line["sku"]] in _RANGES:
            order = orders[line["order_id"]]
            found[order["client_id"], line["sku"], order["delivered"].year] += [order] * line["qty"]
    return {key: several[0] for key, several in found.items() if len(several) == 1}
