"""The diary of the seller: visits, driving, calls, and the administrative time that eats the rest (T10)."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from itertools import pairwise, permutations
from math import asin, cos, radians, sin, sqrt

from generator import workdays
from generator.books import Client
from generator.cents import apportion, half_up
from generator.figures import YEARS
from generator.portfolio import bought
from generator.prospects import genuine
from generator.stream import Stream
from generator.world import World

_LAST_VISIT = workdays.working_days(date(2024, 8, 6), date(2024, 8, 13))
_LOST_VISITS, _MOST_VISITS, _ROUND = 4, 7, 18
_MOST_DRIVING = 240
_QUADRANTS = ((True, True), (False, True), (False, False), (True, False))
_LUNCH, _NOON = 45, 12 * 60 + 15
_OPEN, _SHUT = 8 * 60, 18 * 60
_HOME = "Carquefou"
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
_NOTES = {
    "visite": (
        "Tour de l'atelier, point sur les heures machine.",
        "Besoin à chiffrer.",
        "Rendez-vous avec la maintenance.",
        "Présentation du suivi énergétique.",
    ),
    "administratif": (
        "Saisie des devis.",
        "Relances de règlement.",
        "Compte rendu hebdomadaire.",
        "Recherche de documents pour l'administration des ventes.",
        "Suivi de livraisons.",
    ),
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
    towns, home = _towns(world), _home(world)
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
    office = [day for day in days if not workdays.fair(day.date)]
    many, prospects = world.figures.visits[year], world.figures.prospect_visits[year]
    last_seen = stream.pick([day for day in office if day.date in _LAST_VISIT]) if year == 2024 else None
    others = [day for day in office if day is not last_seen]
    field_days = stream.sample(others, many * 100 // 216 - (last_seen is not None)) + [last_seen] * (
        year == 2024
    )
    field_days.sort(key=lambda day: day.date)
    sizes = [many // len(field_days)] * len(field_days)
    for index in stream.sample(range(len(sizes)), many - sum(sizes)):
        sizes[index] += 1
    lost = next(client for client in world.books.clients if client.role == "T07")
    if last_seen is not None:
        for rank in range(field_days.index(last_seen), -1, -_ROUND - 2)[:_LOST_VISITS]:
            field_days[rank].visits.append((lost.id, 60, lost.town_id))
    pool = _pool(
        world, year, many - prospects - sum(len(day.visits) for day in field_days), prospects, stream
    )
    old = [
        client for client in world.books.clients if client.status == "actif" and client.created.year < year
    ]
    stand_ins = stream.shuffled([client for client in old if client is not lost])
    rounds = len(field_days) // _ROUND
    for rank in range(rounds):
        part = slice(rank * len(field_days) // rounds, (rank + 1) * len(field_days) // rounds)
        group = field_days[part]
        free = [size - len(day.visits) for day, size in zip(group, sizes[part], strict=True)]
        _lay(_take(pool, sum(free), group[0].date, rounds - rank, stand_ins), group, free, world)
    return days


def _pool(world: World, year: int, clients: int, prospects: int, stream: Stream) -> list[tuple]:
    """Draw whom to visit: large clients often, small ones seldom, and the prospects of the sector."""
    ca = bought(
        world.books.orders, year, [client for client in world.books.clients if client.status == "actif"]
    )
    able = [client for client in ca if client.role != "T07" and client.created < date(year, 7, 1)]
    weights = [(client, min(8.0, 0.4 + (ca[client] / 100_000) ** 0.5 / 2.2)) for client in able]
    town = {row["prospect_id"]: row["town_id"] for row in world["prospects"]}
    wanted: list[Client] = []
    while len(wanted) < clients:
        client = stream.weighted(weights)
        if wanted.count(client) < _MOST_VISITS:
            wanted.append(client)
    pool = [(client.id, _length(client, ca), client.town_id, client) for client in wanted]
    pool += [(account, 30, town[account], None) for account in stream.sample(genuine(world), prospects)]
    return stream.shuffled(pool)


def _length(client: Client, ca: dict[Client, int]) -> int:
    """Minutes of a visit (R23): 60 for a large client, 45, or 30."""
    return 60 if ca.get(client, 0) > 1_500_000 else 45 if ca.get(client, 0) > 400_000 else 30


def _take(
    pool: list[tuple], count: int, first: date, rounds_left: int, stand_ins: list[Client]
) -> list[tuple]:
    """Take from the pool the visits of one round: no account twice, those with most visits to come first."""
    left = Counter(item[0] for item in pool)
    ranked = sorted(pool, key=lambda item: -left[item[0]] if left[item[0]] * 2 >= rounds_left else 0)
    taken, seen = [], set()
    for item in ranked:
        if len(taken) < count and item[0] not in seen and (item[3] is None or item[3].created <= first):
            taken.append(item)
            seen.add(item[0])
    for item in taken:
        pool.remove(item)
    # Only accounts already seen in this round are left: another client is visited instead of one of them.
    for client in stand_ins:
        if len(taken) < count and client.id not in seen:
            taken.append((client.id, 30, client.town_id, client))
            pool.remove(next(item for item in pool if item[3] is not None))
    return taken


def _bearings(world: World) -> dict[str, tuple]:
    """Rank the towns around the seller's home, as the hand of a clock would meet them."""
    towns = _towns(world)
    north, east = towns[_home(world)]

    def turn(town: str) -> tuple:
        lat, lon = towns[town][0] - north, towns[town][1] - east
        quadrant = (lat >= 0, lon >= 0)
        # The slope ranks the towns of a quadrant; no arc tangent, whose last bit varies between machines.
        return (_QUADRANTS.index(quadrant), round(lat / lon, 6) * -1 if lon else 0.0, town)

    return {town: turn(town) for town in towns}


def _lay(taken: list[tuple], group: list[Day], free: list[int], world: World) -> None:
    """Give neighbours to the same day, going round the territory; then shorten the days too long."""
    bearings, towns, home = _bearings(world), _towns(world), _home(world)
    ranked = sorted(taken, key=lambda item: (bearings[item[2]], item[0]))
    for day, size in zip(group, free, strict=True):
        day.visits += [item[:3] for item in ranked[:size]]
        del ranked[:size]
    for day in group:
        if _road(day.visits, towns, home) > _MOST_DRIVING:
            _shorten(day, group, towns, home)


def _shorten(day: Day, group: list[Day], towns: dict, home: str) -> None:
    """Exchange one visit with another day, so that neither drives too long."""
    for other in group:
        for one in range(len(day.visits)):
            for two in range(len(other.visits) if other is not day else 0):
                day.visits[one], other.visits[two] = other.visits[two], day.visits[one]
                if max(_road(item.visits, towns, home) for item in (day, other)) <= _MOST_DRIVING:
                    return
                day.visits[one], other.visits[two] = other.visits[two], day.visits[one]
    raise ValueError(f"{day.date}: no exchange makes the day short enough")


def _shortest(visits: list[tuple], towns: dict, home: str) -> tuple[tuple, ...]:
    """Return the visits in the order that drives least."""
    return min(permutations(visits), key=lambda order: _minutes(order, towns, home))


def _road(visits: list[tuple], towns: dict, home: str) -> int:
    """Minutes at the wheel from home to the visits in the best order, and back."""
    return _minutes(_shortest(visits, towns, home), towns, home)


def _minutes(order: tuple[tuple, ...], towns: dict, home: str) -> int:
    stops = [home, *(visit[2] for visit in order), home]
    return sum(driving(distance(towns[one], towns[two])) for one, two in pairwise(stops))


def _towns(world: World) -> dict[str, tuple[float, float]]:
    return {row["town_id"]: (float(row["lat"]), float(row["lon"])) for row in world["towns"]}


def _home(world: World) -> str:
    return next(row["town_id"] for row in world["towns"] if row["name"] == _HOME)


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Road kilometres between two towns: 1.20 × great circle (R = 6371), 6 km inside one town."""
    if one == other:
        return 6.0
    lat1, lon1, lat2, lon2 = (radians(x) for x in (*one, *other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return round(1.2 * 2 * 6371 * asin(sqrt(chord)), 1)


def driving(km: float) -> int:
    """Minutes of a road: 45 km/h under 15 km, 65 under 60, 88 beyond, and 4 to park; 12 inside a town."""
    if km == 6.0:
        return 12
    speed = 45 if km < 15 else 65 if km < 60 else 88
    return int(km * 60 / speed + 0.5) + 4


def _blocks(day: Day, towns: dict, home: str, stream: Stream) -> list[dict]:
    """Make the day's work without its administrative part."""
    if workdays.fair(day.date):
        return [_block("salon", 420, note=workdays.fair(day.date))]
    blocks, here = [], home
    for account, minutes, town in _shortest(day.visits, towns, home):
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
        blocks.append(
            _block("visio", 5 * stream.between(6, 11), result=stream.pick(("argumenté", "rdv", "devis")))
        )
    if stream.chance(85) and sum(block["minutes"] for block in blocks) < 420:
        blocks.append(_block("courriel", 5 * stream.between(8, 16)))
    return blocks


def _block(
    kind: str,
    minutes: int,
    account: str | None = None,
    result: str | None = None,
    km: float | None = None,
    note: str | None = None,
) -> dict:
    return {"type": kind, "minutes": minutes, "account_id": account, "result": result, "km": km, "note": note}


def _drive(start: str, end: str, towns: dict) -> dict:
    km = distance(towns[start], towns[end])
    return _block("trajet", driving(km), km=km)


def _visit(account: str, minutes: int, stream: Stream) -> dict:
    result = stream.weighted(
        (("argumenté", 46), ("devis", 22), ("rdv", 14), ("commande", 9), ("refus", 5), ("absent", 4))
    )
    note = stream.pick(_NOTES["visite"]) if stream.chance(30) else None
    return _block("visite", minutes + 5 * stream.between(-1, 3), account, result, note=note)


def _call(day: Day, visited: list[str], stream: Stream) -> dict:
    result = stream.weighted((("argumenté", 30), ("absent", 34), ("barrage", 12), ("rdv", 14), ("refus", 10)))
    account = stream.pick(visited) if visited else None
    return _block(
        "appel", 5 if result in ("absent", "barrage") else 5 * stream.between(2, 4), account, result
    )


def _share_out(days: list[Day], share: int) -> None:
    """Give each day administrative time, by 5 minutes, so that the year has exactly its share of it."""
    work = [0] * 12
    for day in days:
        work[day.date.month - 1] += sum(block["minutes"] for block in day.blocks)
    goal = half_up(sum(work) * share, (10_000 - share) * 5)
    # Odd months take a little more than even ones: no two months look alike.
    months = apportion([minutes * (103 - 6 * (month % 2)) for month, minutes in enumerate(work)], goal)
    for month, steps in enumerate(months, start=1):
        _fill_month([day for day in days if day.date.month == month], steps)


def _fill_month(days: list[Day], steps: int) -> None:
    """Share so many steps of 5 minutes out between the days of a month, after the room that each has left."""
    rooms = [
        max(0, _SHUT - _OPEN - _LUNCH - sum(block["minutes"] for block in day.blocks) - 20) // 5
        for day in days
    ]
    if steps > sum(rooms):
        raise ValueError(
            f"{days[0].date}: {steps - sum(rooms)} administrative steps of 5 minutes find no room"
        )
    for day, given in zip(days, apportion(rooms, steps), strict=True):
        day.admin = given * 5


def _timed(day: Day, stream: Stream) -> list[dict]:
    """Set the hours: calls first thing from 9:00 on office days, lunch before noon, paper work around."""
    admin = []
    left = day.admin
    while left:
        part = left if left <= 130 else half_up(left, 10) * 5
        admin.append(
            _block(
                "administratif",
                part,
                note=stream.pick(_NOTES["administratif"]) if stream.chance(25) else None,
            )
        )
        left -= part
    blocks = day.blocks + admin if day.visits else admin[:1] + day.blocks + admin[1:]
    rows, clock, lunched = [], _OPEN, False
    for block in blocks:
        # Lunch comes before the block that would run past a quarter past twelve, and costs no idle minute.
        if not lunched and clock >= _NOON - 60 and clock + block["minutes"] > _NOON:
            clock, lunched = clock + _LUNCH, True
        km = None if block["km"] is None else Decimal(str(block["km"]))
        rows.append(
            {"date": day.date, "start": time(clock // 60, clock % 60).strftime("%H:%M"), **block, "km": km}
        )
        clock += block["minutes"]
    if clock > _SHUT:
        raise ValueError(f"{day.date}: the day ends after 18:00")
    return rows
