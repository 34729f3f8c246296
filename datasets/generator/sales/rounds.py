"""The visits of a year: who is seen how often, and on which day, near the others of that day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from generator.accounts.classes import bought
from generator.accounts.prospects import genuine
from generator.core import workdays
from generator.core.books import Client
from generator.core.stream import Stream
from generator.core.world import World
from generator.house.roads import Roads, Visit

# The last visit to the client to be lost falls on one of these days, seven months before it leaves (T07).
_LAST_VISIT = workdays.working_days(date(2024, 8, 6), date(2024, 8, 13))
_LOST_VISITS, _MOST_VISITS, _MOST_DRIVING = 4, 7, 240
_DAYS_A_ROUND = 18
_VISITS_A_DAY = 2.16
_LONG, _LONG_CA, _MIDDLE, _MIDDLE_CA, _SHORT = 60, 1_500_000, 45, 400_000, 30


@dataclass(frozen=True)
class _Wish:
    """A visit to place; not before its client was one."""

    visit: Visit
    since: date = date.min


def plan(world: World, year: int, days: list[date], roads: Roads, stream: Stream) -> dict[date, list[Visit]]:
    """Return the visits of each day on the road: all those of the figures, on some of ``days``."""
    many, prospects = world.figures.visits[year], world.figures.prospect_visits[year]
    lost = world.books.lost
    road_days, sizes = _road_days(days, many, year, stream)
    out: dict[date, list[Visit]] = {day: [] for day in road_days}
    seen = [day for day in road_days if day <= _LAST_VISIT[-1]] if year == _LAST_VISIT[-1].year else []
    for day in seen[:: -_DAYS_A_ROUND - 2][:_LOST_VISITS]:
        out[day].append(Visit(lost.id, _LONG, lost.town_id))
    clients = many - prospects - sum(map(len, out.values()))
    pool = _pool(world, year, clients, prospects, stream)
    old = [client for client in _regulars(world) if client.created.year < year]
    stand_ins = [_wish(client, _SHORT) for client in stream.shuffled(old)]
    rounds = len(road_days) // _DAYS_A_ROUND
    for rank in range(rounds):
        part = slice(rank * len(road_days) // rounds, (rank + 1) * len(road_days) // rounds)
        group = {day: out[day] for day in road_days[part]}
        free = [size - len(out[day]) for day, size in zip(road_days[part], sizes[part], strict=True)]
        _lay(_take(pool, sum(free), min(group), rounds - rank, stand_ins), group, free, roads, lost.id)
    return out


def _regulars(world: World) -> list[Client]:
    return [client for client in world.books.clients if client.status == "actif" and client.role != "T07"]


def _road_days(days: list[date], many: int, year: int, stream: Stream) -> tuple[list[date], list[int]]:
    """Choose the days on the road, and how many visits each has."""
    last_seen = (
        [stream.pick([day for day in days if day in _LAST_VISIT])] if year == _LAST_VISIT[-1].year else []
    )
    others = [day for day in days if day not in last_seen]
    count = int(many / _VISITS_A_DAY)
    chosen = sorted(stream.sample(others, count - len(last_seen)) + last_seen)
    sizes = [many // count] * count
    for index in stream.sample(range(count), many - sum(sizes)):
        sizes[index] += 1
    return chosen, sizes


def _pool(world: World, year: int, clients: int, prospects: int, stream: Stream) -> list[_Wish]:
    """Draw whom to visit: large clients often, small ones seldom, and the prospects of the sector."""
    ca = bought(world.books.orders, year, _regulars(world))
    able = [client for client in ca if client.created < date(year, 7, 1)]
    weights = [(client, min(8.0, 0.4 + (ca[client] / 100_000) ** 0.5 / 2.2)) for client in able]
    town = {row["prospect_id"]: row["town_id"] for row in world["prospects"]}
    wanted: list[Client] = []
    while len(wanted) < clients:
        client = stream.weighted(weights)
        if wanted.count(client) < _MOST_VISITS:
            wanted.append(client)
    pool = [_wish(client, _minutes(ca[client])) for client in wanted]
    pool += [_Wish(Visit(code, _SHORT, town[code])) for code in stream.sample(genuine(world), prospects)]
    return stream.shuffled(pool)


def _wish(client: Client, minutes: int) -> _Wish:
    return _Wish(Visit(client.id, minutes, client.town_id), client.created)


def _minutes(ca: int) -> int:
    """Minutes of a visit (R23), by what the client buys in a year."""
    return _LONG if ca > _LONG_CA else _MIDDLE if ca > _MIDDLE_CA else _SHORT


def _take(
    pool: list[_Wish], count: int, first: date, rounds_left: int, stand_ins: list[_Wish]
) -> list[Visit]:
    """Take from the pool the visits of one round: no account twice, those with most visits to come first."""
    left = Counter(wish.visit.account for wish in pool)

    def urgency(wish: _Wish) -> int:
        times = left[wish.visit.account]
        return -times if times * 2 >= rounds_left else 0

    taken: dict[str, _Wish] = {}
    for wish in sorted(pool, key=urgency):
        if len(taken) < count and wish.visit.account not in taken and wish.since <= first:
            taken[wish.visit.account] = wish
    for wish in taken.values():
        pool.remove(wish)
    # Only accounts already seen in this round are left: another client is visited instead of one of them.
    for wish in stand_ins:
        if len(taken) < count and wish.visit.account not in taken:
            taken[wish.visit.account] = wish
            pool.remove(next(item for item in pool if item.since > date.min))
    return [wish.visit for wish in taken.values()]


def _lay(
    visits: list[Visit], group: dict[date, list[Visit]], free: list[int], roads: Roads, fixed: str
) -> None:
    """Give neighbours to the same day, going round the territory; then shorten the days too long."""
    ranked = sorted(visits, key=lambda visit: (roads.bearing(visit.town), visit.account))
    # A day that has its visit already, to the client to be lost, takes the visits nearest to it.
    for day, size in sorted(zip(group.values(), free, strict=True), key=lambda item: not item[0]):
        near = sorted(ranked, key=lambda visit: roads.tenths(day[0].town, visit.town)) if day else ranked
        taken = near[:size]
        day += taken
        ranked = [visit for visit in ranked if visit not in taken]
    for day in group.values():
        if roads.round_trip(day) > _MOST_DRIVING:
            _shorten(day, [other for other in group.values() if other is not day], roads, fixed)


def _shorten(day: list[Visit], others: list[list[Visit]], roads: Roads, fixed: str) -> None:
    """Exchange one visit with another day, so that neither drives too long; those to ``fixed`` stay."""
    for other in others:
        for one in range(len(day)):
            for two in range(len(other)):
                if fixed in (day[one].account, other[two].account):
                    continue
                day[one], other[two] = other[two], day[one]
                if max(roads.round_trip(day), roads.round_trip(other)) <= _MOST_DRIVING:
                    return
                day[one], other[two] = other[two], day[one]
    raise ValueError(f"no exchange makes the day of {[visit.account for visit in day]} short enough")
