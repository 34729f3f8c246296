"""The calls of the telesales desk in 2025: the hour decides who is reached, not the opening line (R19).

Inside the call windows of the segment 34 % of the calls reach the person, outside 17 %; the three opening
lines are spread alike over both, and obtain as much.
"""

from datetime import date

from generator.accounts.prospects import genuine
from generator.core import workdays
from generator.core.cents import apportion, half_up
from generator.core.stream import Stream
from generator.core.wording import clock
from generator.core.world import Row, World

_COUNT = 900
# No two variants have as many calls inside the windows: 17 is prime, so each has a residue of its own.
_INSIDE, _STEP = 500, 6
_REACHED = {True: 34, False: 17}
_OPENINGS = ("question sur l’atelier", "référence d’un voisin", "présentation de Galerne")
_ANSWERS = (("argumenté", 45), ("rdv", 24), ("refus", 21), ("à rappeler", 10))
_SILENCES = (("absent", 46), ("barrage", 31), ("messagerie", 23))
_FIRST, _LAST = 7 * 60 + 30, 18 * 60
_FRIDAY, _FRIDAY_LAST = 4, 16 * 60


def build(world: World) -> None:
    """Add the table call_attempts."""
    stream = world.stream("call_attempts")
    inside = _inside(world.variant, stream)
    plan = _outcomes(True, inside, stream) + _outcomes(False, _COUNT - inside, stream)
    accounts, windows = _accounts(world), _windows(world)
    days, taken, rows = workdays.working_days(date(2025, 1, 6), date(2025, 12, 19)), set(), []
    for good, opening, reached, result in plan:
        account, moment = None, None
        while moment is None or moment in taken or accounts[account]["created"] > moment[0]:
            account, day = stream.pick(list(accounts)), stream.pick(days)
            moment = _moment(day, windows[accounts[account]["seg_id"]], good, stream)
        taken.add(moment)
        rows.append(
            {
                "date": moment[0],
                "time": clock(moment[1]),
                "account_id": account,
                "opening": opening,
                "reached": reached,
                "result": result,
            }
        )
    rows.sort(key=lambda row: (row["date"], row["time"]))
    for number, row in enumerate(rows, start=1):
        row["call_id"] = f"AP{number:04d}"
    world.add("call_attempts", rows)


def _inside(variant: str, stream: Stream) -> int:
    """Draw how many calls are inside the windows, no number of which 34 or 17 % is whole."""
    base = _INSIDE + _STEP * (int(variant) * 5 % 17)
    return base + stream.pick([more for more in range(_STEP) if (base + more) % 50])


def _outcomes(good: bool, count: int, stream: Stream) -> list[tuple]:
    """Share answers and silences of the calls inside, or outside, between the opening lines."""
    reached = apportion([1] * len(_OPENINGS), half_up(count * _REACHED[good], 100))
    called = apportion([1] * len(_OPENINGS), count)
    out = []
    for opening, many, found in zip(_OPENINGS, called, reached, strict=True):
        for known, total, values in ((True, found, _ANSWERS), (False, many - found, _SILENCES)):
            parts = apportion([weight for _, weight in values], total)
            out += [
                (good, opening, known, result)
                for (result, _), part in zip(values, parts, strict=True)
                for _ in range(part)
            ]
    return stream.shuffled(out)


def _accounts(world: World) -> dict[str, Row]:
    """Return whom the desk calls: the prospects of the sector, and the clients that sleep."""
    known = set(genuine(world))
    called = {row["prospect_id"]: row for row in world["prospects"] if row["prospect_id"] in known}
    return called | {row["client_id"]: row for row in world["clients"] if row["status"] == "dormant"}


def _windows(world: World) -> dict[str, list[tuple[int, int]]]:
    pairs = (("call_from", "call_to"), ("call_from2", "call_to2"))
    return {
        row["seg_id"]: [(_minutes(row[one]), _minutes(row[two])) for one, two in pairs if row[one]]
        for row in world["segments"]
    }


def _minutes(hour: str) -> int:
    hours, minutes = hour.split(":")
    return int(hours) * 60 + int(minutes)


def _moment(day: date, windows: list[tuple[int, int]], good: bool, stream: Stream) -> tuple[date, int] | None:
    """Draw an hour of the day inside the windows, or outside; None when the draw is on the wrong side."""
    minute = _FIRST + 5 * stream.below((_LAST - _FIRST) // 5)
    allowed = day.weekday() != _FRIDAY or minute < _FRIDAY_LAST
    inside = allowed and any(first <= minute < last for first, last in windows)
    return (day, minute) if inside == good else None
