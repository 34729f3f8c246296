"""The diary of the seller: visits, driving, calls, and the administrative time that eats the rest (T10)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from generator.accounts.prospects import genuine
from generator.core import workdays
from generator.core.cents import apportion, half_up
from generator.core.dates import YEARS
from generator.core.stream import Stream
from generator.core.wording import clock
from generator.core.world import World
from generator.house import calendar
from generator.house.roads import Roads, Visit
from generator.sales import rounds
from generator.sales.notes import Notes
from generator.words import read

_LUNCH, _NOON = 45, 12 * 60 + 15
_OPEN, _SHUT = 8 * 60, 18 * 60
_FAIR, _SPARE, _LONGEST, _LONGEST_PAUSE, _WAIT = 420, 20, 130, 5, 15
# Days off: a Monday, how many days, how many weeks later a variant may take them; then the end of the year.
_LEAVE = (
    (date(2024, 2, 19), 5, 1),
    (date(2024, 5, 6), 5, 0),
    (date(2024, 8, 12), 19, 1),
    (date(2025, 2, 10), 5, 2),
    (date(2025, 5, 5), 5, 0),
    (date(2025, 8, 4), 19, 1),
)
_FEASTS = ((date(2024, 12, 23), date(2024, 12, 31)), (date(2025, 12, 24), date(2025, 12, 31)))
_BACKED = {"commande": (10, 75), "devis": (15, 80)}
_VISIT_RESULTS = (("argumenté", 62), ("rdv", 19), ("refus", 11), ("absent", 8))
_CALL_RESULTS = (("argumenté", 30), ("absent", 34), ("barrage", 12), ("rdv", 14), ("refus", 10))


@dataclass
class Day:
    """A working day: what was done, and the administrative time given to it."""

    date: date
    on_road: bool
    blocks: list[dict] = field(default_factory=list)
    admin: int = 0

    @property
    def work(self) -> int:
        """Minutes of the day without its administrative part."""
        return sum(block["minutes"] for block in self.blocks)

    @property
    def room(self) -> int:
        """Steps of 5 minutes that the day has left."""
        return max(0, _SHUT - _OPEN - _LUNCH - _SPARE - self.work) // 5


def build(world: World) -> None:
    """Add the table activities."""
    stream, roads, notes, rows = world.stream("activities"), Roads(world), Notes(world), []
    for year in YEARS:
        days = _days(world, year, roads, stream, notes)
        _share_out(days, world.figures.admin if year == 2025 else world.figures.admin_before)
        for day in days:
            rows += _timed(day, stream, notes)
    world.add(
        "activities", ({"act_id": f"AC{number:05d}", **row} for number, row in enumerate(rows, start=1))
    )


def _days(world: World, year: int, roads: Roads, stream: Stream, notes: Notes) -> list[Day]:
    """Return the working days of a year with all that was done but paper work."""
    open_days = workdays.working_days(date(year, 1, 2), date(year, 12, 31))
    off = _off(stream)
    at_work = [day for day in open_days if not any(first <= day <= last for first, last in off)]
    visits = rounds.plan(world, year, [day for day in at_work if not calendar.fair(day)], roads, stream)
    clients = [client for client in world.books.clients if client.status == "actif" and client.role != "T07"]
    known = [client.id for client in clients if client.created.year < YEARS[0]] + genuine(world)
    out, outcomes = [], _Outcomes(world, stream)
    for day in at_work:
        if calendar.fair(day):
            blocks = [_block("salon", _FAIR, note=calendar.fair(day))]
        elif day in visits:
            blocks = _on_road(day, visits[day], roads, outcomes, stream, notes)
        else:
            blocks = _at_office(known, stream)
        out.append(Day(day, day in visits, blocks))
    return out


def _off(stream: Stream) -> list[tuple[date, date]]:
    """Draw the days off of a variant."""
    weeks = [(monday + timedelta(7 * stream.between(0, move)), days) for monday, days, move in _LEAVE]
    return [(monday, monday + timedelta(days - 1)) for monday, days in weeks] + list(_FEASTS)


class _Outcomes:
    """What comes of a visit: an order or a quote only when the tables have one soon after."""

    def __init__(self, world: World, stream: Stream) -> None:
        self._stream = stream
        self._dates: dict[str, dict[str, list[date]]] = {"commande": {}, "devis": {}}
        for order in world.books.orders:
            if not order.cancelled and order.origin != "CTR":
                self._dates["commande"].setdefault(order.client.id, []).append(order.date)
        for quote in world.books.quotes:
            self._dates["devis"].setdefault(quote.account, []).append(quote.date)

    def of(self, account: str, day: date) -> str:
        """Return the result of a visit to an account on a day."""
        for result, (within, percent) in _BACKED.items():
            soon = any(0 <= (found - day).days <= within for found in self._dates[result].get(account, ()))
            if soon and self._stream.chance(percent):
                return result
        return self._stream.weighted(_VISIT_RESULTS)


def _on_road(
    day: date, visits: list[Visit], roads: Roads, outcomes: _Outcomes, stream: Stream, notes: Notes
) -> list[dict]:
    blocks, here = [], roads.home
    for visit in roads.shortest(visits):
        result = outcomes.of(visit.account, day)
        blocks += [_drive(here, visit.town, roads), _visit(visit, result, stream, notes)]
        here = visit.town
    blocks.append(_drive(here, roads.home, roads))
    if stream.chance(50):
        blocks.append(_call(stream.pick(visits).account, stream))
    return blocks + _mail(blocks, stream)


def _at_office(known: list[str], stream: Stream) -> list[dict]:
    blocks = [_call(account, stream) for account in stream.sample(known, stream.between(3, 6))]
    if stream.chance(55):
        result = stream.pick(("argumenté", "rdv", "devis"))
        blocks.append(_block("visio", 5 * stream.between(6, 11), stream.pick(known), result))
    return blocks + _mail(blocks, stream)


def _mail(blocks: list[dict], stream: Stream) -> list[dict]:
    """Make the time of the day's e-mails, unless the day is full."""
    if stream.chance(85) and sum(block["minutes"] for block in blocks) < _FAIR:
        return [_block("courriel", 5 * stream.between(8, 16))]
    return []


def _block(
    kind: str,
    minutes: int,
    account: str | None = None,
    result: str | None = None,
    km: float | None = None,
    note: str | None = None,
) -> dict:
    km = None if km is None else Decimal(str(km))
    return {"type": kind, "minutes": minutes, "account_id": account, "result": result, "km": km, "note": note}


def _drive(start: str, end: str, roads: Roads) -> dict:
    return _block("trajet", roads.minutes(start, end), km=roads.km(start, end))


def _visit(visit: Visit, result: str, stream: Stream, notes: Notes) -> dict:
    sight = stream.pick(read("diary")["visite"]) if stream.chance(30) else None
    minutes = _WAIT if result == "absent" else visit.minutes + 5 * stream.between(-1, 3)
    return _block("visite", minutes, visit.account, result, note=sight and notes.visit(sight, result))


def _call(account: str, stream: Stream) -> dict:
    result = stream.weighted(_CALL_RESULTS)
    minutes = 5 if result in ("absent", "barrage") else 5 * stream.between(2, 4)
    return _block("appel", minutes, account, result)


def _share_out(days: list[Day], share: int) -> None:
    """Give each day administrative time, by 5 minutes, so that the year has exactly its share of it."""
    work = [sum(day.work for day in days if day.date.month == month) for month in range(1, 13)]
    goal = half_up(sum(work) * share, (10_000 - share) * 5)
    # Odd months take a little more than even ones: no two months look alike.
    months = apportion([minutes * (103 - 6 * (month % 2)) for month, minutes in enumerate(work)], goal)
    for month, steps in enumerate(_where_room_is(months, days), start=1):
        _fill_month([day for day in days if day.date.month == month], steps)


def _where_room_is(months: list[int], days: list[Day]) -> list[int]:
    """Move what a full month cannot take to the others, after the room that they have left."""
    rooms = [sum(day.room for day in days if day.date.month == month) for month in range(1, 13)]
    kept = [min(steps, room) for steps, room in zip(months, rooms, strict=True)]
    free = [room - steps for steps, room in zip(kept, rooms, strict=True)]
    moved = apportion(free, sum(months) - sum(kept))
    return [steps + more for steps, more in zip(kept, moved, strict=True)]


def _fill_month(days: list[Day], steps: int) -> None:
    """Share so many steps of 5 minutes out between the days of a month, after the room that each has left."""
    rooms = [day.room for day in days]
    if steps > sum(rooms):
        raise ValueError(f"{days[0].date}: {steps - sum(rooms)} steps of administrative time find no room")
    for day, given in zip(days, apportion(rooms, steps), strict=True):
        day.admin = given * 5


def _timed(day: Day, stream: Stream, notes: Notes) -> list[dict]:
    """Set the hours from 8:00 on, with pauses between the blocks, and lunch near a quarter past twelve."""
    blocks = _with_paper(day, stream, notes)
    slack = (_SHUT - _OPEN - _LUNCH - sum(block["minutes"] for block in blocks)) // 5
    late = stream.between(0, min(6, slack // 3)) if not day.on_road else 0
    pauses = _pauses(len(blocks) - 1, slack - late, stream)
    starts, now = [], _OPEN + 5 * late
    for block, pause in zip(blocks, [*pauses, 0], strict=True):
        starts.append(now)
        now += block["minutes"] + 5 * pause
    # One eats at the end of the block that is nearest to the hour, whatever its length.
    gaps = [start + block["minutes"] for start, block in zip(starts, blocks, strict=True)]
    lunch = min(range(len(blocks)), key=lambda index: abs(gaps[index] - _NOON))
    return [
        {"date": day.date, "start": clock(start + _LUNCH * (rank > lunch)), **block}
        for rank, (start, block) in enumerate(zip(starts, blocks, strict=True))
    ]


def _with_paper(day: Day, stream: Stream, notes: Notes) -> list[dict]:
    """Return the blocks of the day with its paper work: its first part opens a day at the office."""
    paper, left = [], day.admin
    while left:
        part = left if left <= _LONGEST else half_up(left, 10) * 5
        task = stream.pick(read("diary")["administratif"]) if stream.chance(25) else None
        paper.append(_block("administratif", part, note=task and notes.paper(task)))
        left -= part
    return day.blocks + paper if day.on_road else paper[:1] + day.blocks + paper[1:]


def _pauses(count: int, slack: int, stream: Stream) -> list[int]:
    """Draw the pauses between the blocks, in steps of 5 minutes: most of what the day leaves."""
    pauses = [0] * count
    for _ in range(slack * stream.between(5, 9) // 10):
        free = [index for index, pause in enumerate(pauses) if pause < _LONGEST_PAUSE]
        if not free:
            break
        pauses[stream.pick(free)] += 1
    return pauses
