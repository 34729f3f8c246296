"""The campaigns of 2025 and the events of 2026. The campaign most opened is the one worth least (T27)."""

from datetime import date, timedelta
from decimal import Decimal

from generator.core import workdays
from generator.core.cents import cents, half_up, money
from generator.core.stream import Stream
from generator.core.world import World
from generator.house import calendar
from generator.words import read

_WORST = "T27"
# Return on cost of the others, in per cent, far from nought and from each other; the worst is below all.
_RETURNS = (-46, -28, -15, 22, 68, 96, 135, 180, 240, 310)
_FAIR_RETURN = 41
_WORST_RETURN = (-88, -74)
_MARGIN_PER_ORDER = (50_000, 140_000)
_SENT = {"emailing": (700, 1_900), "courrier": (260, 620), "téléphone": (180, 420), "webinaire": (500, 1_100)}
_OPENED = {"emailing": (190, 330), "webinaire": (210, 340)}
_MOST_OPENED = (470, 560)
# A rate over what was sent must be so many hundred-thousandths below the rate over what was received.
_BESIDE = 80
_SATURDAY = 5
# What was sent later has had no time to bring quotes and orders by the end of the year.
_LAST = date(2025, 11, 14)
_FAIRS = {name: (start, days) for name, start, days in calendar.FAIRS if start.year == 2026}


def build(world: World) -> None:
    """Add the tables campaigns and events."""
    stream = world.stream("campaigns")
    kinds = read("marketing")["campaigns"]
    gains = iter(stream.shuffled(_RETURNS))
    rows = []
    for kind in kinds:
        worst = kind.get("role") == _WORST
        if worst:
            gain = stream.between(*_WORST_RETURN)
        else:
            gain = (_FAIR_RETURN if "fair" in kind else next(gains)) + stream.between(-4, 4)
        row = _campaign(kind, gain, worst, stream)
        while not _worth_asking(row):
            row = _campaign(kind, gain, worst, stream)
        rows.append(row)
    rows.sort(key=lambda row: row["sent_on"])
    for number, row in enumerate(rows, start=1):
        row["camp_id"] = f"CA{number:02d}"
    world.add("campaigns", rows)
    world.add("events", _events(world))


def _campaign(kind: dict, gain: int, worst: bool, stream: Stream) -> dict:
    cost = stream.between(*kind["cost"]) * 100
    margin = half_up(cost * (100 + gain), 100) // 1_000 * 1_000 + stream.below(100) * 10
    orders = max(1, half_up(margin, stream.between(*_MARGIN_PER_ORDER)))
    quotes = half_up(orders * stream.between(190, 330), 100)
    meetings = half_up(quotes * stream.between(125, 185), 100)
    leads = half_up(meetings * stream.between(135, 230), 100)
    month = stream.between(*kind.get("months", (1, _LAST.month)))
    sent_on = date(2025, month, stream.between(2, _LAST.day if month == _LAST.month else 26))
    return {
        "label": stream.pick(kind["labels"]),
        "channel": kind["channel"],
        "sent_on": workdays.next_working(kind.get("fair", sent_on)),
        "cost": money(cost),
        **_spread(kind["channel"], leads, worst, stream),
        "leads": leads,
        "meetings": meetings,
        "quotes": quotes,
        "orders": orders,
        "margin": money(margin),
    }


def _worth_asking(row: dict) -> bool:
    """Tell whether no result is round (F54 to F56), nor the click rate the same over what was sent."""
    cost, margin = (cents(row[name]) for name in ("cost", "margin"))
    if cost % (100 * row["leads"]) == 0 or margin * 100 % cost == 0:
        return False
    if row["opens"] is None:
        return True
    sent, delivered, opens, clicks = (row[name] for name in ("sent", "delivered", "opens", "clicks"))
    beside = clicks * (sent - delivered) * 100_000 >= _BESIDE * sent * delivered
    rates = (opens, delivered), (clicks, delivered), (clicks, opens)
    return beside and all(part * 100 % whole for part, whole in rates)


def _spread(channel: str, leads: int, worst: bool, stream: Stream) -> dict:
    """Make what was sent, received, opened and clicked, as far as the channel is measured."""
    out = dict.fromkeys(("sent", "delivered", "opens", "clicks", "unsubs"))
    if channel not in _SENT:
        return out
    out["sent"] = max(stream.between(*_SENT[channel]), leads * 9)
    out["delivered"] = half_up(out["sent"] * stream.between(930, 988), 1_000)
    if channel in _OPENED:
        share = stream.between(*(_MOST_OPENED if worst else _OPENED[channel]))
        out["opens"] = half_up(out["delivered"] * share, 1_000)
        clicked = half_up(out["opens"] * stream.between(60, 140), 1_000)
        out["clicks"] = min(out["opens"], max(clicked, leads + stream.between(2, 9)))
        out["unsubs"] = half_up(out["delivered"] * stream.between(*((14, 22) if worst else (2, 9))), 1_000)
    return out


def _events(world: World) -> list[dict]:
    stream = world.stream("events")
    towns = {row["name"]: row["town_id"] for row in world["towns"]}
    rows = []
    for kind in read("marketing")["events"]:
        name = kind.get("fair") or stream.pick(kind["labels"])
        if "fair" in kind:
            first, days = _FAIRS[kind["fair"]]
        else:
            first = workdays.next_working(date(2026, stream.pick((2, 4, 5, 6, 9, 11)), stream.between(1, 26)))
            days = 1 if kind["cost"][0] < 800 else stream.between(2, 4)
        if kind.get("weekend"):
            first += timedelta(_SATURDAY - first.weekday())
            days = 2
        rows.append(
            {
                "name": name,
                "town_id": towns[kind["town"]],
                "first_day": first,
                "last_day": first + timedelta(days - 1),
                "cost": Decimal(stream.between(*(bound // 50 for bound in kind["cost"])) * 50),
                "audience": stream.pick(kind["audience"]),
                "fit": kind["fit"],
            }
        )
    rows.sort(key=lambda row: (row["first_day"], row["name"]))
    for number, row in enumerate(rows, start=1):
        row["event_id"] = f"EV{number}"
    return rows
