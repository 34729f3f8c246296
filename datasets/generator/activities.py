"""The diary of the seller: visits, driving, calls, and the administrative time that eats the rest (T10)."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from generator import rounds, workdays
from generator.cents import apportion, half_up
from generator.figures import YEARS
from generator.prospects import genuine
from generator.roads import Roads, Visit
from generator.stream import Stream
from generator.words import read
from generator.world import World

_LUNCH, _NOON = 45, 12 * 60 + 15
_OPEN, _SHUT = 8 * 60, 18 * 60
_FAIR, _SPARE, _LONGEST = 420, 20, 130
_LEAVE = (
    (date(2024, 2, 26), date(2024, 3, 1)),
    (date(2024, 5, 6), date(2024, 5, 10)),
    (date(2024, 8, 14), date(2024, 8, 30)),
    (date(2024, 12, 23), date(2024, 12, 31)),
    (date(2025, 2, 17), date(2025, 2, 21)),
    (date(2025, 5, 5), date(2025, 5, 9)),
    (date(2025, 8, 4), date(2025, 8, 22)),
    (date(2025, 12, 24), date(2025, 12, 31)),
)
_VISIT_RESULTS = (("argumenté", 46), ("devis", 22), ("rdv", 14), ("commande", 9), ("refus", 5), ("absent", 4))
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
    stream, roads, rows = world.stream("activities"), Roads(world), []
    for year in YEARS:
        days = _days(world, year, roads, stream)
        _share_out(days, world.figures.admin if year == 2025 else world.figures.admin_before)
        for day in days:
            rows += _timed(day, stream)
    world.add(
        "activities", ({"act_id": f"AC{number:05d}", **row} for number, row in enumerate(rows, start=1))
    )


def _days(world: World, year: int, roads: Roads, stream: Stream) -> list[Day]:
    """Return the working days of a year with all that was done but paper work."""
    open_days = workdays.working_days(date(year, 1, 2), date(year, 12, 31))
    at_work = [day for day in open_days if not any(first <= day <= last for first, last in _LEAVE)]
    visits = rounds.plan(world, year, [day for day in at_work if not workdays.fair(day)], roads, stream)
    clients = [client for client in world.books.clients if client.status == "actif" and client.role != "T07"]
    known = [client.id for client in clients if client.created.year < YEARS[0]] + genuine(world)
    out = []
    for day in at_work:
        if workdays.fair(day):
            blocks = [_block("salon", _FAIR, note=workdays.fair(day))]
        elif day in visits:
            blocks = _on_road(visits[day], roads, stream)
        else:
            blocks = _at_office(known, stream)
        out.append(Day(day, day in visits, blocks))
    return out


def _on_road(visits: list[Visit], roads: Roads, stream: Stream) -> list[dict]:
    blocks, here = [], roads.home
    for visit in roads.shortest(visits):
        blocks += [_drive(here, visit.town, roads), _visit(visit, stream)]
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


def _visit(visit: Visit, stream: Stream) -> dict:
    note = stream.pick(read("diary")["visite"]) if stream.chance(30) else None
    minutes = visit.minutes + 5 * stream.between(-1, 3)
    return _block("visite", minutes, visit.account, stream.weighted(_VISIT_RESULTS), note=note)


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


def _timed(day: Day, stream: Stream) -> list[dict]:
    """Set the hours one after the other from 8:00; on office days, paper work comes first."""
    paper, left = [], day.admin
    while left:
        part = left if left <= _LONGEST else half_up(left, 10) * 5
        note = stream.pick(read("diary")["administratif"]) if stream.chance(25) else None
        paper.append(_block("administratif", part, note=note))
        left -= part
    rows, clock, lunched = [], _OPEN, False
    for block in day.blocks + paper if day.on_road else paper[:1] + day.blocks + paper[1:]:
        # Lunch comes before the block that would run past a quarter past twelve, and costs no idle minute.
        if not lunched and clock >= _NOON - 60 and clock + block["minutes"] > _NOON:
            clock, lunched = clock + _LUNCH, True
        rows.append({"date": day.date, "start": time(clock // 60, clock % 60).strftime("%H:%M"), **block})
        clock += block["minutes"]
    return rows
