"""The diary of the seller: visits by day, driving, calls, and the administrative time that eats the rest (T10)."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

from generator import workdays
from generator.books import Client
from generator.cents import half_up
from generator.figures import YEARS
from generator.portfolio import bought
from generator.prospects import genuine
from generator.stream import Stream
from generator.world import World

LAST_VISIT = date(2024, 8, 13)
_LOST_VISITS, _LOST_EVERY = 4, 22
_LUNCH = (11 * 60 + 45, 45)
_OPEN, _SHUT = 8 * 60, 18 * 60
_HOME = "Carquefou"
_LEAVE = (
    (date(2024, 2, 26), date(2024, 3, 1)),
    (date(2024, 5, 6), date(2024, 5, 10)),
    (date(2024, 8, 5), date(2024, 8, 9)),
    (date(2024, 8, 14), date(2024, 8, 23)),
    (date(2024, 12, 23), date(2024, 12, 31)),
    (date(2025, 2, 17), date(2025, 2, 21)),
    (date(2025, 5, 5), date(2025, 5, 9)),
    (date(2025, 8, 4), date(2025, 8, 22)),
    (date(2025, 12, 24), date(2025, 12, 31)),
)
_NOTES = {
    "visite": ("Tour de l'atelier, point sur les heures machine.", "Besoin à chiffrer.", "Rendez-vous avec la maintenance.", "Présentation du suivi énergétique."),
    "administratif": ("Saisie des devis.", "Relances de règlement.", "Compte rendu hebdomadaire.", "Recherche de documents pour l'administration des ventes.", "Suivi de livraisons."),
}


@dataclass
class Day:
    """A working day: the visits made, the calls, and the administrative time given to it."""

    date: date
    visits: list[tuple[str, int, str]] = field(default_factory=list)
    blocks: list[dict] = field(default_factory=list)
    admin: int = 0


def build(world: World) -> None:
    """Add the tables activities and time_use."""
    stream, rows = world.stream("activities"), []
    towns = {row["town_id"]: (float(row["lat"]), float(row["lon"])) for row in world["towns"]}
    home = next(row["town_id"] for row in world["towns"] if row["name"] == _HOME)
    for year in YEARS:
        days = _days(world, year, stream)
        for day in days:
            day.blocks = _blocks(day, towns, home, stream)
        share = world.figures.admin if year == 2025 else world.figures.admin_before
        _share_out(days, share)
        for day in days:
            rows += _timed(day, stream)
    for number, row in enumerate(rows, start=1):
        row["act_id"] = f"AC{number:05d}"
    world.add("activities", rows)


def _days(world: World, year: int, stream: Stream) -> list[Day]:
    """Lay the visits of the year over the working days, those of one day near each other."""
    working = workdays.working_days(date(year, 1, 2), date(year, 12, 31))
    days = [Day(day) for day in working if not any(first <= day <= last for first, last in _LEAVE)]
    fairs = {day.date for day in days if workdays.fair(day.date)}
    many, prospects = world.figures.visits[year], world.figures.prospect_visits[year]
    field_days = sorted(stream.sample([day for day in days if day.date not in fairs], many * 100 // 216), key=lambda day: day.date)
    sizes = [many // len(field_days)] * len(field_days)
    for index in stream.sample(range(len(sizes)), many - sum(sizes)):
        sizes[index] += 1
    towns = {row["town_id"]: (float(row["lat"]), float(row["lon"])) for row in world["towns"]}
    lost = next(client for client in world.books.clients if client.role == "T07")
    last_seen = [day for day in field_days if day.date <= LAST_VISIT and year == LAST_VISIT.year][-1::-_LOST_EVERY][:_LOST_VISITS]
    pool = _pool(world, year, many - prospects - len(last_seen), prospects, stream)
    for rank, (day, size) in enumerate(zip(field_days, sizes, strict=True)):
        if day in last_seen:
            day.visits.append((lost.id, 60, lost.town_id))
        while len(day.visits) < size:
            day.visits.append(_next_visit(pool, day, towns, field_days[:rank]))
    return days


def _pool(world: World, year: int, clients: int, prospects: int, stream: Stream) -> list[tuple]:
    """Draw whom to visit: large clients often, small ones seldom, and the prospects of the sector."""
    ca = bought(world.books.orders, year, [client for client in world.books.clients if client.status == "actif"])
    weights = [(client, min(8.0, 0.4 + (amount / 100_000) ** 0.5 / 2.2)) for client, amount in ca.items() if client.role != "T07" and client.created < date(year, 7, 1)]
    town = {row["prospect_id"]: row["town_id"] for row in world["prospects"]}
    wanted = [stream.weighted(weights) for _ in range(clients)]
    pool = [(client.id, _length(client, ca), client.town_id, client) for client in wanted]
    pool += [(account, 30, town[account], None) for account in stream.sample(genuine(world), prospects)]
    return stream.shuffled(pool)


def _length(client: Client, ca: dict[Client, int]) -> int:
    """Minutes of a visit (R23): 60 for a large client, 45, or 30."""
    return 60 if ca.get(client, 0) > 1_500_000 else 45 if ca.get(client, 0) > 400_000 else 30


def _next_visit(pool: list[tuple], day: Day, towns: dict, earlier: list[Day]) -> tuple[str, int, str]:
    """Take from the pool the next account of a day: one that exists by then, near the last one visited."""
    seen = {visit[0] for visit in day.visits}
    able = [index for index, item in enumerate(pool) if item[0] not in seen and (item[3] is None or item[3].created <= day.date)]
    if not able:
        # Only clients already seen that day are left: put one of them in place of an earlier client.
        return _exchange(pool, day, earlier)
    if day.visits:
        here = towns[day.visits[-1][2]]
        able = [min(able[:25], key=lambda index: (distance(here, towns[pool[index][2]]), index))]
    return pool.pop(able[0])[:3]


def _exchange(pool: list[tuple], day: Day, earlier: list[Day]) -> tuple[str, int, str]:
    """Give an earlier day the account left over, and take one of its visits instead."""
    left, seen = pool.pop(), {visit[0] for visit in day.visits}
    for other in reversed(earlier):
        if left[0] in {visit[0] for visit in other.visits} or (left[3] and left[3].created > other.date):
            continue
        for index, visit in enumerate(other.visits):
            if index and visit[0] not in seen:
                other.visits[index] = left[:3]
                return visit
    raise ValueError(f"no day can take the visit left over from {day.date}")


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Road kilometres between two towns: 1.20 × great circle (R = 6371), 6 km inside one town."""
    if one == other:
        return 6.0
    lat1, lon1, lat2, lon2 = (radians(x) for x in (*one, *other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return round(1.2 * 2 * 6371 * asin(sqrt(chord)), 1)


def driving(km: float) -> int:
    """Minutes of a road: 45 km/h under 15 km, 65 under 60, 88 beyond, and 4 minutes to park; 12 inside a town."""
    if km == 6.0:
        return 12
    speed = 45 if km < 15 else 65 if km < 60 else 88
    return int(km * 60 / speed + 0.5) + 4


def _blocks(day: Day, towns: dict, home: str, stream: Stream) -> list[dict]:
    """Make the day's work without its administrative part."""
    if workdays.fair(day.date):
        return [_block("salon", 420, note=workdays.fair(day.date))]
    blocks, here = [], home
    for account, minutes, town in day.visits:
        blocks += [_drive(here, town, towns), _visit(account, minutes, stream)]
        here = town
    if day.visits:
        blocks.append(_drive(here, home, towns))
        calls = stream.between(0, 1)
    else:
        calls = stream.between(3, 6)
    accounts = [visit[0] for visit in day.visits]
    blocks += [_call(day, accounts, stream) for _ in range(calls)]
    if not day.visits and stream.chance(55):
        blocks.append(_block("visio", 5 * stream.between(6, 11), result=stream.pick(("argumenté", "rdv", "devis"))))
    if stream.chance(85):
        blocks.append(_block("courriel", 5 * stream.between(8, 16)))
    return blocks


def _block(kind: str, minutes: int, account: str | None = None, result: str | None = None, km: float | None = None, note: str | None = None) -> dict:
    return {"type": kind, "minutes": minutes, "account_id": account, "result": result, "km": km, "note": note}


def _drive(start: str, end: str, towns: dict) -> dict:
    km = distance(towns[start], towns[end])
    return _block("trajet", driving(km), km=km)


def _visit(account: str, minutes: int, stream: Stream) -> dict:
    result = stream.weighted((("argumenté", 46), ("devis", 22), ("rdv", 14), ("commande", 9), ("refus", 5), ("absent", 4)))
    note = stream.pick(_NOTES["visite"]) if stream.chance(30) else None
    return _block("visite", minutes + 5 * stream.between(-1, 3), account, result, note=note)


def _call(day: Day, visited: list[str], stream: Stream) -> dict:
    result = stream.weighted((("argumenté", 30), ("absent", 34), ("barrage", 12), ("rdv", 14), ("refus", 10)))
    account = stream.pick(visited) if visited else None
    return _block("appel", 5 if result in ("absent", "barrage") else 5 * stream.between(2, 4), account, result)


def _share_out(days: list[Day], share: int) -> None:
    """Give each day administrative time, by steps of 5 minutes, so that the year has exactly its share of it."""
    work = sum(block["minutes"] for day in days for block in day.blocks)
    goal = half_up(work * share, (10_000 - share) * 5)
    rooms = [max(0, _SHUT - _OPEN - _LUNCH[1] - sum(block["minutes"] for block in day.blocks) - 20) for day in days]
    # Odd months take a little more than even ones: no two months look alike.
    weights = [room * (108 if day.date.month % 2 else 93) for room, day in zip(rooms, days, strict=True)]
    whole, given = sum(weights), 0
    for day, weight, room in zip(days, weights, rooms, strict=True):
        day.admin = min(room // 5, goal * weight // whole)
        given += day.admin
    for day, room in zip(days, rooms, strict=True):
        extra = min(goal - given, room // 5 - day.admin, 1)
        day.admin, given = day.admin + extra, given + extra
    if given != goal:
        raise ValueError(f"{goal - given} administrative steps of 5 minutes find no room")
    for day in days:
        day.admin *= 5


def _timed(day: Day, stream: Stream) -> list[dict]:
    """Set the hours: calls first thing from 9:00 on office days, lunch before noon, paper work around."""
    admin = []
    left = day.admin
    while left:
        part = left if left <= 130 else half_up(left, 10) * 5
        admin.append(_block("administratif", part, note=stream.pick(_NOTES["administratif"]) if stream.chance(25) else None))
        left -= part
    blocks = day.blocks + admin if day.visits else admin[:1] + day.blocks + admin[1:]
    rows, clock, lunched = [], _OPEN, False
    for block in blocks:
        if not lunched and clock + block["minutes"] > _LUNCH[0] + _LUNCH[1] and clock >= _LUNCH[0] - 60:
            clock, lunched = max(clock, _LUNCH[0]) + _LUNCH[1], True
        km = None if block["km"] is None else Decimal(str(block["km"]))
        rows.append({"date": day.date, "start": time(clock // 60, clock % 60).strftime("%H:%M"), **block, "km": km})
        clock += block["minutes"]
    if clock > _SHUT:
        raise ValueError(f"{day.date}: the day ends after 18:00")
    return rows
