"""Exercise cp5-hours: thirty calls to place on a Friday, in their segments' windows if possible (R19, T19).

The most calls inside their windows is a greatest matching, found by augmenting paths. The slots that are full
whatever one does are kept beside it, as a proof: too many can be called then only (König, Hall). The day is
drawn until no order of the calls, laid one after the other, comes near to that.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from generator.accounts.prospects import at_closing
from generator.core.codes import coded
from generator.core.halfhours import Span, lawful, windows
from generator.core.names import plain
from generator.core.stream import Stream
from generator.core.wording import clock
from generator.core.world import Row, World

CALLS, A_SLOT, MINUTES = 30, 3, 30
REACHED_INSIDE, REACHED_OUTSIDE = 34, 17
PROOF = "chemins augmentants"
_FIRST, _LAST = 7 * 60 + 30, 18 * 60
_BUSY = (8 * 60 + 30, 11 * 60)
_FRIDAYS = (date(2026, 1, 16), date(2026, 1, 23), date(2026, 1, 30))
_INSIDE = (19, 27)
# How many calls fewer than the best plan has whoever sorts and fills, and looks at no window, at least.
_ROOM = 5
_ATTEMPTS = 20_000
Plan = dict[str, str]


class _Day:
    """A draw of the thirty calls and of the half-hours that are free, among prospects who may be called."""

    def __init__(self, hours: Mapping[str, Sequence[Span]], able: Sequence[str], stream: Stream) -> None:
        """``hours``: the windows of each account; ``able``: who may be drawn."""
        self.slots = _slots(stream)
        self.sheet = coded("n", stream.sample(able, CALLS), stream)
        self.fits = {
            call: [slot for slot, start in self.slots if _inside(start, hours[account])]
            for call, account in self.sheet
        }
        self.free = [slot for slot, start in self.slots if _allowed(start)]
        self.best = match(self.fits, self.free)

    def contrasted(self) -> bool:
        """Tell whether the list, called as it stands, is far enough from the best plan."""
        low, high = _INSIDE
        listed = contacts(_complete({}, self.fits, self.free), self.fits)
        return low <= len(self.best) <= high and listed * 10 < contacts(self.best, self.fits) * 9

    def planned(self, orders: Sequence[Sequence[str]]) -> bool:
        """Tell whether no order of the accounts, laid one after the other, comes near to the best plan."""
        call = {account: code for code, account in self.sheet}
        most = len(self.best) - _ROOM
        return all(
            inside(_complete({}, {call[one]: self.fits[call[one]] for one in order}, self.free), self.fits)
            <= most
            for order in orders
        )


def listed(world: World) -> frozenset[str]:
    """Return whom a first draw of the day lists: tours and the week are drawn around these accounts."""
    hours, able = _callable(world)
    return frozenset(account for _, account in _first(hours, able, world.stream("agenda")).sheet)


def build(world: World) -> None:
    """Add the tables call_days, call_slots, call_sheet and call_plans; nobody of a tour or of the week."""
    hours, able = _callable(world)
    met = {row["account_id"] for row in (*world["tour_stops"], *world["week_tasks"])}
    able = [account for account in able if account not in met]
    stream = world.stream("the day of calls")
    for _ in range(_ATTEMPTS):
        day = _Day(hours, able, stream)
        if day.contrasted() and day.planned(list(_orders(world, [account for _, account in day.sheet]))):
            break
    else:
        raise ValueError("no draw of the calls makes a day worth planning")
    slots, sheet, fits, free, best = day.slots, day.sheet, day.fits, day.free, day.best
    plans = {
        "optimum": _complete(best, fits, free),
        "gloutonne": _complete(_greedy(fits, free), fits, free),
        "liste": _complete({}, fits, free),
    }
    crowd = crowded(best, fits, free)
    world.add(
        "call_days",
        [
            {
                "day_id": "cp5-hours",
                "day": stream.pick(_FRIDAYS),
                "calls": CALLS,
                "reached_inside": Decimal(REACHED_INSIDE).scaleb(-2),
                "reached_outside": Decimal(REACHED_OUTSIDE).scaleb(-2),
                "inside": len(best),
                "inside_greedy": inside(plans["gloutonne"], fits),
                "contacts": Decimal(contacts(best, fits)).scaleb(-2),
                "crowd": " ".join(crowd),
                "proof": PROOF,
            }
        ],
    )
    world.add("call_slots", (_slot(slot, start) for slot, start in slots))
    world.add("call_sheet", ({"call_id": call, "account_id": account} for call, account in sheet))
    world.add(
        "call_plans",
        (
            {"plan": name, "call_id": call, "slot_id": plan[call]}
            for name, plan in plans.items()
            for call, _ in sheet
        ),
    )


def _callable(world: World) -> tuple[dict[str, tuple[Span, ...]], list[str]]:
    """Return the windows of every prospect, and those who may be called."""
    hours = {row["seg_id"]: windows(row) for row in world["segments"]}
    booked = set(at_closing(world))
    able = [
        row["prospect_id"]
        for row in world["prospect_scores"]
        if not row["excluded"] and row["prospect_id"] in booked
    ]
    return {row["prospect_id"]: hours[row["seg_id"]] for row in world["prospects"]}, able


def _first(hours: Mapping[str, Sequence[Span]], able: Sequence[str], stream: Stream) -> _Day:
    for _ in range(_ATTEMPTS):
        if (day := _Day(hours, able, stream)).contrasted():
            return day
    raise ValueError("no draw of the calls makes a day worth planning")


def _orders(world: World, accounts: Sequence[str]) -> Iterator[list[str]]:
    """Yield the orders that somebody in haste lays calls in: the list, a column of it, each turned round."""
    prospects = {row["prospect_id"]: row for row in world["prospects"]}
    segments = {row["seg_id"]: row for row in world["segments"]}
    hours = ("call_from", "call_to", "call_from2", "call_to2")

    def trade(account: str) -> Row:
        return segments[prospects[account]["seg_id"]]

    yield list(accounts)
    yield list(accounts[::-1])
    looks: list[Callable[[str], str]] = [
        lambda account: plain(prospects[account]["name"]),
        lambda account: plain(trade(account)["label"]),
        lambda account: trade(account)["seg_id"],
        *(lambda account, hour=hour: trade(account)[hour] or "" for hour in hours),
    ]
    for look in looks:
        yield sorted(accounts, key=look)
        yield sorted(accounts, key=look, reverse=True)


def _slots(stream: Stream) -> list[tuple[str, int]]:
    """Return the half-hours of the day, less two of the morning that are taken."""
    starts = list(range(_FIRST, _LAST, MINUTES))
    taken = stream.sample([start for start in starts if _BUSY[0] <= start < _BUSY[1]], 2)
    kept = [start for start in starts if start not in taken]
    return [(f"h{rank:02d}", start) for rank, start in enumerate(kept, start=1)]


def _allowed(start: int) -> bool:
    """Tell whether one may call in this half-hour of a Friday (R19)."""
    return lawful(start, MINUTES, friday=True)


def _inside(start: int, hours: Sequence[Span]) -> bool:
    return _allowed(start) and any(since <= start and start + MINUTES <= until for since, until in hours)


def match(fits: Mapping[str, Sequence[str]], free: Sequence[str]) -> Plan:
    """Place as many calls as can be inside their windows: each new call may push others along."""
    held: dict[str, list[str]] = {slot: [] for slot in free}

    def place(call: str, seen: set[str]) -> bool:
        for slot in fits[call]:
            if slot in seen:
                continue
            seen.add(slot)
            if len(held[slot]) < A_SLOT:
                held[slot].append(call)
                return True
            for other in held[slot]:
                if place(other, seen):
                    held[slot].remove(other)
                    held[slot].append(call)
                    return True
        return False

    for call in fits:
        place(call, set())
    return {call: slot for slot, calls in held.items() for call in calls}


def crowded(best: Plan, fits: Mapping[str, Sequence[str]], free: Sequence[str]) -> list[str]:
    """Return the slots that are full whatever one does: those that the calls left out could push into."""
    reach: set[str] = set()
    waiting = [call for call in fits if call not in best]
    while waiting:
        for slot in fits[waiting.pop()]:
            if slot not in reach:
                reach.add(slot)
                waiting += [call for call, held in best.items() if held == slot]
    return [slot for slot in free if slot in reach]


def _greedy(fits: Mapping[str, Sequence[str]], free: Sequence[str]) -> Plan:
    """Place first who can be reached last the earliest, each in the first slot that has room."""
    plan: Plan = {}
    for call in sorted(fits, key=lambda call: (max(fits[call], default=""), len(fits[call]), call)):
        slot = next((slot for slot in fits[call] if _room(plan, slot)), None)
        if slot:
            plan[call] = slot
    return plan


def _complete(plan: Plan, fits: Mapping[str, Sequence[str]], free: Sequence[str]) -> Plan:
    """Place the other calls, in the order of the list, in the first slots that have room."""
    out = dict(plan)
    for call in fits:
        if call not in out:
            out[call] = next(slot for slot in free if _room(out, slot))
    return out


def _room(plan: Plan, slot: str) -> bool:
    return sum(held == slot for held in plan.values()) < A_SLOT


def inside(plan: Plan, fits: Mapping[str, Sequence[str]]) -> int:
    """Count the calls of a plan inside their windows."""
    return sum(slot in fits[call] for call, slot in plan.items())


def contacts(plan: Plan, fits: Mapping[str, Sequence[str]]) -> int:
    """Return the contacts to expect from all the calls, in hundredths."""
    good = inside(plan, fits)
    return good * REACHED_INSIDE + (len(fits) - good) * REACHED_OUTSIDE


def _slot(code: str, start: int) -> dict:
    return {
        "slot_id": code,
        "start": clock(start),
        "end": clock(start + MINUTES),
        "capacity": A_SLOT,
        "allowed": _allowed(start),
    }
