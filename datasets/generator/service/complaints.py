"""The complaints: two dozen a year, late deliveries in summer 2025 (T09), and one closed badly (T07)."""

from datetime import date, timedelta

from generator.core import workdays
from generator.core.books import Order
from generator.core.dates import CLOSING, YEARS
from generator.core.stream import Stream
from generator.core.world import World
from generator.service.complaint_words import TECHNICAL, Stories, Story, opening_day

_A_YEAR = 24
_SUMMER_2025, _SUMMER_2024 = 8, 2
_ON_MACHINES = (*TECHNICAL, "SAV")
_OURS = {"délai": "procédure", "facturation": "avoir", "SAV": "geste commercial"}
_OTHERS = ("panne", "bruit", "facturation", "qualité d’air", "SAV", "facturation", "SAV", "panne")


def build(world: World) -> None:
    """Add the table complaints."""
    stream, stories, rows = world.stream("complaints"), Stories(world), []
    orders = [
        order
        for order in world.books.orders
        if order.delivered and order.client.role != "T07" and order.net > 30_000
    ]
    for year in YEARS:
        summer = [order for order in orders if date(year, 6, 1) <= order.delivered <= date(year, 9, 15)]
        slow = sorted(summer, key=lambda order: (order.date - order.delivered, order.id))
        late = (
            slow[: _SUMMER_2025 + stream.below(3)] if year == 2025 else slow[: _SUMMER_2024 + stream.below(2)]
        )
        rows += [_complaint(*stories.take("délai", [order]), "délai", stream, stories) for order in late]
        rest = [
            order
            for order in stream.shuffled(orders)
            if order.year == year and order not in late and order.delivered <= date(year, 12, 12)
        ]
        for index in range(_A_YEAR - len(late) - (year == 2024)):
            category = _OTHERS[index % len(_OTHERS)]
            able = [order for order in rest if category not in _ON_MACHINES or order.kind == "compresseurs"]
            story, order = stories.take(category, able)
            rest.remove(order)
            rows.append(_complaint(story, order, category, stream, stories))
    rows.append(_badly_closed(world, stories))
    rows.sort(key=lambda row: (row["opened"], row["order_id"]))
    for number, row in enumerate(rows, start=1):
        row["cmp_id"] = f"RC{number:03d}"
    world.add("complaints", rows)


def _complaint(story: Story, order: Order, category: str, stream: Stream, stories: Stories) -> dict:
    opened = opening_day(story, category, order, stream)
    # A delay is not settled before the machine is there.
    settled = max(opened + timedelta(stream.between(4, 19)), order.delivered)
    closed = workdays.next_working(settled)
    done = closed <= CLOSING
    channel = story.get("channel") or stream.weighted((("téléphone", 58), ("courriel", 34), ("visite", 8)))
    told = stories.tell(story, category, channel, order, opened)
    return {
        "client_id": order.client.id,
        "order_id": order.id,
        "opened": opened,
        "channel": channel,
        "category": category,
        **told,
        "closed": closed if done else None,
        "csat": stream.weighted(((5, 24), (4, 38), (3, 26), (2, 12))) if done else None,
        "best_path": _best_path(category, told["responsibility"]),
    }


def _best_path(category: str, responsibility: str) -> str:
    """Return what to do (R16 to R18): nothing is owed to a client at fault, a carrier is held to account."""
    technical = category in TECHNICAL
    if responsibility == "partagée":
        return "étude partagée" if technical else "geste commercial"
    ours = "dépannage" if technical else _OURS[category]
    return {"client": "geste relationnel", "transporteur": "procédure"}.get(responsibility, ours)


def _badly_closed(world: World, stories: Stories) -> dict:
    """Make the complaint of the client to be lost: closed late, without an answer (T07)."""
    bought = [order for order in world.books.orders if order.client.role == "T07" and order.delivered]
    order = max(
        (order for order in bought if order.delivered <= date(2024, 11, 12)), key=lambda item: item.delivered
    )
    return {
        "client_id": order.client.id,
        "order_id": order.id,
        "opened": date(2024, 11, 19),
        "channel": "téléphone",
        "category": "SAV",
        **stories.badly_closed(),
        "urgency": "haute",
        "closed": date(2025, 1, 14),
        "csat": 1,
        "responsibility": "galerne",
        "best_path": "geste commercial",
    }
