"""Exercise cp5-hours: thirty calls to place on a Friday, in their segments' windows if possible (R19, T19).

The most calls inside their windows is a greatest matching, found by augmenting paths. The slots that are full
whatever one does are kept beside it, as a proof: too many can be called then only (König, Hall).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from generator.accounts.prospects import at_closing
from generator.core.codes import coded
from generator.core.halfhours import Span, lawful, windows
from generator.core.stream import Stream
from generator.core.wording import clock
from generator.core.world import World

CALLS, A_SLOT, MINUTES = 30, 3, 30
REACHED_INSIDE, REACHED_OUTSIDE = 34, 17
PROOF = "chemins augmentants"
_FIRST, _LAST = 7 * 60 + 30, 18 * 60
_BUSY = (8 * 60 + 30, 11 * 60)
_FRIDAYS = (date(2026, 1, 16), date(2026, 1, 23), date(2026, 1, 30))
_INSIDE = (19, 27)
_ATTEMPTS = 2_000
Plan = dict[str, str]


def build(world: World) -> None:
    """Add the tables call_days, call_slots, call_sheet and call_plans."""
    stream = world.stream("agenda")
    hours = {row["seg_id"]: windows(row) for row in world["segments"]}
    segment = {row["prospect_id"]: row["seg_id"] for row in world["prospects"]}
    booked = set(at_closing(world))
    able = [
        row["prospect_id"]
        for row in world["prospect_scores"]
        if not row["excluded"] and row["prospect_id"] in booked
    ]
    for _ in range(_ATTEMPTS):
        slots = _slots(stream)
        sheet = coded("n", stream.sample(able, CALLS), stream)
        fits = {
            call: [slot for slot, start in slots if _inside(start, hours[segment[account]])]
            for call, account in sheet
        }
        free = [slot for slot, start in slots if _allowed(start)]
        best = match(fits, free)
        plans = {
            "optimum": _complete(best, fits, free),
            "gloutonne": _complete(_greedy(fits, free), fits, free),
            "liste": _complete({}, fits, free),
        }
        low, high = _INSIDE
        if low <= len(best) <= high and contacts(plans["liste"], fits) * 10 < contacts(best, fits) * 9:
            break
    else:
        raise ValueError("no draw of the calls makes a day worth planning")
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
