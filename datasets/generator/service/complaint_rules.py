"""What the policy says of each complaint: dates (R16), what may be offered (R17); the two faults of T25."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from generator.core import workdays
from generator.core.cents import cents, half_up, money
from generator.core.dates import CLOSING
from generator.core.world import Row, World
from generator.service.complaint_words import never_changed

# Working days to acknowledge, diagnose, propose and close; days from then to the satisfaction call (R16).
_STEPS = {"acknowledge_by": 1, "diagnosis_by": 3, "proposal_by": 5, "close_by": 15}
_CALL_AFTER = 30
# Per cent of the order, and cents: seller, sales manager; then the cost of a relational gesture (R17).
_SELLER, _MANAGER, _RELATIONAL = (3, 30_000), (8, 150_000), 8_000
_OVERDUE_DAYS = 30


def build(world: World) -> None:
    """Add the table of truth complaint_rules."""
    orders = {row["order_id"]: row for row in world["orders"]}
    faults = _faults(world)
    world.add(
        "complaint_rules",
        [
            _rule(row, orders[row["order_id"]], _overdue(world, row["client_id"], row["opened"]), faults)
            for row in world["complaints"]
        ],
    )


def _rule(complaint: Row, order: Row, overdue: bool, faults: Mapping[str, str]) -> dict:
    dates = {name: workdays.after(complaint["opened"], days) for name, days in _STEPS.items()}
    closed, theirs = complaint["closed"], complaint["responsibility"] == "client"
    net = cents(order["net_ht"])
    return {
        "cmp_id": complaint["cmp_id"],
        **dates,
        "call_on": workdays.next_working(closed + timedelta(_CALL_AFTER)) if closed else None,
        "on_time": (closed or CLOSING) <= dates["close_by"],
        "settle_first": overdue,
        "compensation": not theirs,
        "seller_cap": money(_RELATIONAL) if theirs else _cap(net, _SELLER),
        "manager_cap": money(_RELATIONAL) if theirs else _cap(net, _MANAGER),
        "trap": "T25" if complaint["cmp_id"] in faults else None,
        "role": faults.get(complaint["cmp_id"]),
    }


def _cap(net: int, limit: tuple[int, int]) -> Decimal:
    rate, most = limit
    return money(min(half_up(net * rate, 100), most))


def _faults(world: World) -> dict[str, str]:
    """Choose the two complaints of T25, the last of their kind: a filter never changed, a shared fault."""
    rows = world["complaints"]
    client = max((row for row in rows if never_changed(row["facts"])), key=_opened)
    shared = max((row for row in rows if row["best_path"] == "étude partagée"), key=_opened)
    return {client["cmp_id"]: "client en tort", shared["cmp_id"]: "faute partagée"}


def _opened(row: Row) -> tuple[date, str]:
    return row["opened"], row["cmp_id"]


def _overdue(world: World, client: str, day: date) -> bool:
    """Tell whether the client had, that day, an undisputed invoice unpaid 30 days after it was due."""
    own = {row["order_id"] for row in world["orders"] if row["client_id"] == client}
    late = {
        row["invoice_id"]: row["ttc"]
        for row in world["invoices"]
        if row["order_id"] in own and not row["disputed"] and row["due"] + timedelta(_OVERDUE_DAYS) < day
    }
    settled = Counter()
    for row in (*world["payments"], *world["credit_notes"]):
        if row["invoice_id"] in late and row["date"] <= day:
            settled[row["invoice_id"]] += row["amount_ttc"]
    return any(ttc > settled[invoice] for invoice, ttc in late.items())
