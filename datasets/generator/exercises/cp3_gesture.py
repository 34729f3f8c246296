"""Exercise cp3-gesture: a complaint that is our fault, what may be offered (R17, R18), and the best of it.

The best makes up for the harm at the least cost to us; every choice is tried, and no gesture does it alone.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from generator.core.cents import cents, half_up, money
from generator.core.codes import coded
from generator.core.stream import Stream
from generator.core.subsets import KEPT, PROOF, cheapest
from generator.core.wording import euros
from generator.core.world import Row, World
from generator.words import read

# The seller's authority (R17): hundredths of the order, and cents.
CAP_RATE, CAP = 3, 30_000
_LARGE_RATE = 5
# Value to the client and cost to us (R18): the catalogue's, or tenths of a per cent of the machine's price.
_SOLD = {"leak_audit": "AUD-F", "kit": "KIT-20", "travel": "DPL-1"}
_WARRANTY = (25, 9)
_TEN_EUROS = 1_000
_OVERDUE_BEFORE = date(2025, 12, 13)
_ORDER = (300_000, 5_000_000)
_FEASIBLE = (3, 12)
_MOST_SPENT = Decimal("0.95")
_ROUND = 2  # figures before the noughts
# What is hardly dearer than the best, how many plans may be, the best included; how dear the last is.
_NEAR, _MOST_NEAR, _DEAR = Decimal("1.10"), 3, Decimal("1.25")
_ATTEMPTS = 3_000
# What would be the best too often, if it took its turn in every variant.
_USUAL, _USUAL_BEFORE = "kit travel", 6


def build(world: World) -> None:
    """Add the tables gesture_cases, gestures and gesture_plans."""
    stream = world.stream("gestures")
    complaints, number = _complaints(world), int(world.variant)
    sold = _sold(world)
    ideas: dict[tuple[bool, str], _Draw] = {}
    for _ in range(_ATTEMPTS):
        draw = _draw(stream.pick(complaints), sold, stream)
        if draw is not None:
            ideas.setdefault((draw.case["cap"] < money(CAP), draw.idea), draw)
    if not ideas:
        raise ValueError("no draw of the gestures leaves anything to weigh")
    # Variants take turns, so that either limit of the cap binds in half of them, and every idea is the best
    # somewhere, however seldom the orders allow it.
    binding = number % 2 == 0
    able = [key for key in sorted(ideas) if key[0] == binding] or sorted(ideas)
    able = [key for key in able if key[1] != _USUAL or number < _USUAL_BEFORE] or able
    case, rows, plans = ideas[able[number // 2 % len(able)]][:3]
    world.add("gesture_cases", [case])
    world.add("gestures", rows)
    world.add("gesture_plans", [{"rank": rank, **plan} for rank, plan in enumerate(plans[:KEPT], start=1)])


# What each gesture is worth to the client, and what it costs us.
_Worth = dict[str, tuple[int, int]]


class _Draw(NamedTuple):
    """A case that leaves something to weigh, and what kinds of gestures answer it best."""

    case: dict
    rows: list[dict]
    plans: list[dict]
    idea: str


def _draw(chosen: tuple[Row, int, str, int], sold: _Worth, stream: Stream) -> _Draw | None:
    """Draw the harm and the menu for a complaint; None when there is nothing to weigh."""
    complaint, order, sku, price = chosen
    cap = min(half_up(order * CAP_RATE, 100), CAP)
    harm = stream.between(20, 75) * _TEN_EUROS
    rows = _menu(order, price, cap, sold, stream)
    plans = cheapest(
        [row for row in rows if row["in_cap"]],
        "gesture_id",
        lambda taken: (
            sum(row["cost"] for row in taken) <= money(cap)
            and sum(row["value"] for row in taken) >= money(harm)
        ),
    )
    alone = any(" " not in plan["chosen"] for plan in plans)
    if alone or not _FEASIBLE[0] <= len(plans) <= _FEASIBLE[1] or not _clear(plans):
        return None
    # The best is not whatever fills the cap, nor a bare round sum.
    best = plans[0]["cost"]
    if best > money(cap) * _MOST_SPENT or len(best.normalize().as_tuple().digits) <= _ROUND:
        return None
    kinds = {row["gesture_id"]: row["kind"] for row in rows}
    case = {
        "cmp_id": complaint["cmp_id"],
        "order_ht": money(order),
        "machine": sku,
        "machine_price": money(price),
        "harm": money(harm),
        "cap": money(cap),
        "tried": 2 ** len(rows) - 1,
        "feasible": len(plans),
        "proof": PROOF,
    }
    return _Draw(case, rows, plans, " ".join(sorted(kinds[code] for code in plans[0]["chosen"].split())))


def _clear(plans: list[dict]) -> bool:
    """Tell whether one plan is best, few are hardly dearer, and the last costs marks."""
    best = plans[0]["cost"]
    near = [plan for plan in plans if plan["cost"] <= best * _NEAR]
    return best < plans[1]["cost"] and len(near) <= _MOST_NEAR and plans[-1]["cost"] >= best * _DEAR


def _complaints(world: World) -> list[tuple[Row, int, str, int]]:
    """Return the complaints of 2025 that are our fault, with order, machine and its list price in cents.

    A client with an invoice overdue for more than thirty days, today or when it complained, must settle it
    first (R17).
    """
    machines = {
        row["sku"] for row in world["products"] if row["range"] in ("vitesse fixe", "vitesse variable")
    }
    owing = {
        invoice.order.client.id
        for invoice in world.books.invoices
        if invoice.open > 0 and invoice.due < _OVERDUE_BEFORE
    }
    orders = {order.id: order for order in world.books.orders}
    first = {row["cmp_id"] for row in world["complaint_rules"] if row["settle_first"]}
    out = []
    for row in world["complaints"]:
        order = orders[row["order_id"]]
        bought = [line for line in order.lines if line.sku in machines]
        ours = row["responsibility"] == "galerne" and row["opened"].year == 2025
        clear = row["client_id"] not in owing and row["cmp_id"] not in first
        if ours and bought and clear and _ORDER[0] <= order.net <= _ORDER[1]:
            line = max(bought, key=lambda item: item.price)
            out.append((row, order.net, line.sku, line.price))
    return out


def _sold(world: World) -> _Worth:
    """Return what the gestures that are sold cost the client who pays for them, and the house, in cents."""
    cards = {row["sku"]: row for row in world["products"]}
    return {kind: (cents(cards[sku]["price"]), cents(cards[sku]["cost"])) for kind, sku in _SOLD.items()}


def _menu(order: int, price: int, cap: int, sold: _Worth, stream: Stream) -> list[dict]:
    """Return what may come to mind, each with its value, its cost and whether the seller may grant it."""
    amounts = {
        "credit_note": half_up(cap * stream.between(20, 50), 100 * _TEN_EUROS) * _TEN_EUROS,
        "next_order": half_up(cap * stream.between(35, 80), 100 * _TEN_EUROS) * _TEN_EUROS,
        "large_credit": half_up(order * _LARGE_RATE, 100 * _TEN_EUROS) * _TEN_EUROS,
    }
    worth = {kind: (amount, amount) for kind, amount in amounts.items()} | sold
    worth["warranty"] = tuple(half_up(price * rate, 1_000) for rate in _WARRANTY)
    words = read("trade")["gestures"]
    return [
        {
            "gesture_id": code,
            "label": stream.pick(words[kind]).format(amount=euros(worth[kind][0])),
            "kind": kind,
            "value": money(worth[kind][0]),
            "cost": money(worth[kind][1]),
            "in_cap": worth[kind][1] <= cap,
        }
        for code, kind in coded("g", sorted(worth), stream)
    ]
