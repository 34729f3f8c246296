"""Exercises cp2-tour and cp5-tour: a day on the road, with hours to keep; the best plans, all orders tried.

In cp2-tour every stop is due, and the fewest kilometres win; the nearest first misses an hour (T24), and so
does the shortest round. In cp5-tour there is more to see than the day holds (R23): potential counts, then km.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.accounts.prospects import genuine
from generator.core.cents import money
from generator.core.codes import coded
from generator.core.stream import Stream
from generator.core.wording import clock
from generator.core.world import World
from generator.house.roads import Roads

OUT, BACK, LUNCH_FROM, LUNCH, DRIVING = 8 * 60, 18 * 60, 12 * 60, 45, 4 * 60
VISIT = {"A": 60, "B": 45, "C": 30, "prospect": 30}
HOME = "Carquefou"
PROOF = "énumération"
KEPT = 10
_ATTEMPTS = 4_000
_DAY, _MORNING, _AFTERNOON = (510, 1050), (510, 705), (810, 1020)
# Hours agreed on the telephone, of which the first kind is before half past ten.
_EARLY = ((525, 570), (540, 585), (555, 600), (585, 630), (600, 630))
_LATER = ((630, 675), (660, 705), (825, 870), (840, 870), (870, 915), (900, 945), (930, 975), (960, 1005))
_TOWNS = 5
# From few to many orders that keep every hour: enough to search for, too many to find without searching.
_FEASIBLE = {"cp2-tour": (12, 40), "cp5-tour": (600, 1_800)}
# The best tour is about as long in every variant, in tenths of a kilometre, and is no number of tens.
_LENGTH = {"cp2-tour": (1_600, 2_150), "cp5-tour": (1_750, 2_350)}
_ROUND = 100
# A plan that does nine tenths of the best earns full marks: at most half of the feasible ones do (cp2-tour).
_FULL = (9, 10)
# The shortest round without hours, in per cent of the best tour: it must tempt.
_TEMPTING = 96
# In cp5-tour: the most that one account is worth, in per cent of the eight; how many the best plan sees.
_LARGEST = 40
_SEEN = 6
# In per cent of what the best plan sees: what the nearest first sees, and all eight.
_NEAREST, _ALL = (45, 85), (104, 130)


@dataclass(frozen=True)
class Stop:
    """An account on the way; times in minutes of the day."""

    account: str
    kind: str
    town: str
    opens: int
    closes: int
    potential: int
    code: str = ""


@dataclass(frozen=True)
class Run:
    """A tour, in tenths of a kilometre and minutes, way back included; ``late`` when an hour is missed."""

    order: tuple[Stop, ...]
    tenths: int
    driving: int
    back: int
    late: bool = False

    @property
    def allowed(self) -> bool:
        """Whether the tour keeps the hours, the driving time and the way back (R23)."""
        return not self.late and self.driving <= DRIVING and self.back <= BACK

    @property
    def potential(self) -> int:
        """Potential of the accounts seen, in cents."""
        return sum(stop.potential for stop in self.order)


def build(world: World) -> None:
    """Add the tables tours, tour_stops and tour_plans."""
    tours, stops, plans = [], [], []
    for exercise, make in (("cp2-tour", _round), ("cp5-tour", _choice)):
        stream = world.stream(f"tours {exercise}")
        tour, found, best, feasible = make(world, stream)
        tours.append(
            {
                "tour_id": exercise,
                "day": tour,
                "home": _home(world),
                "out": clock(OUT),
                "back_by": clock(BACK),
                "lunch_from": clock(LUNCH_FROM),
                "lunch_minutes": LUNCH,
                "driving_max": DRIVING,
                "tried": _sequences(len(found)) if exercise == "cp5-tour" else _orders(len(found)),
                "feasible": feasible,
                "proof": PROOF,
            }
        )
        stops += [_stop(exercise, stop) for stop in found]
        plans += [_plan(exercise, rank, run) for rank, run in enumerate(best[:KEPT], start=1)]
    world.add("tours", tours)
    world.add("tour_stops", stops)
    world.add("tour_plans", plans)


def _round(world: World, stream: Stream) -> tuple[date, list[Stop], list[Run], int]:
    """Draw seven stops that are all due, until the search is worth its while."""
    roads, home, kinds = Roads(world), _home(world), _classes(world)
    for _ in range(_ATTEMPTS):
        stops = _draw(world, kinds, stream, clients=5, prospects=2)
        if len({stop.town for stop in stops}) < _TOWNS:
            continue
        if not drive(nearest_first(stops, roads, home), roads, home).late:
            continue
        runs = sorted(feasible(stops, roads, home, whole=True), key=_by_km)
        if (
            _within(len(runs), _FEASIBLE["cp2-tour"])
            and _plain(runs[0], "cp2-tour")
            and _to_search_for(runs)
            and shortest(stops, roads, home) * 100 <= _TEMPTING * runs[0].tenths
            and runs[0].tenths < runs[1].tenths
        ):
            return date(2026, 1, stream.between(20, 22)), stops, runs, len(runs)
    raise ValueError("no draw of the stops makes a tour worth searching for")


def _choice(world: World, stream: Stream) -> tuple[date, list[Stop], list[Run], int]:
    """Draw six prospects and two clients, until the nearest first sees far less than the best."""
    roads, home, kinds = Roads(world), _home(world), _classes(world)
    for _ in range(_ATTEMPTS):
        stops = _draw(world, kinds, stream, clients=2, prospects=6)
        if len({stop.town for stop in stops}) < _TOWNS or _lopsided(stops):
            continue
        runs = list(feasible(stops, roads, home))
        best = {}
        for run in sorted(runs, key=_by_km):
            best.setdefault(frozenset(run.order), run)
        ranked = sorted(best.values(), key=lambda run: (-run.potential, run.tenths))
        if not _within(len(runs), _FEASIBLE["cp5-tour"]) or len(ranked[0].order) != _SEEN:
            continue
        most = ranked[0].potential
        shares = (
            (_kept(nearest_first(stops, roads, home), roads, home), _NEAREST),
            (sum(stop.potential for stop in stops), _ALL),
        )
        if (
            all(_within(amount * 100 / most, bounds) for amount, bounds in shares)
            and _plain(ranked[0], "cp5-tour")
            and most > ranked[1].potential
        ):
            return date(2026, 1, stream.between(27, 29)), stops, ranked, len(runs)
    raise ValueError("no draw of the stops makes a tour worth choosing for")


def _within(value: float, bounds: tuple[int, int]) -> bool:
    low, high = bounds
    return low <= value <= high


def _plain(best: Run, exercise: str) -> bool:
    """Tell whether the best tour is of the length of the other variants', and not a round one."""
    return _within(best.tenths, _LENGTH[exercise]) and best.tenths % _ROUND != 0


def _lopsided(stops: Sequence[Stop]) -> bool:
    """Tell whether one account is worth so much that seeing it is all that matters."""
    return max(stop.potential for stop in stops) * 100 > _LARGEST * sum(stop.potential for stop in stops)


def _to_search_for(runs: list[Run]) -> bool:
    """Tell whether at least half of the feasible tours are too long for full marks."""
    part, whole = _FULL
    return 2 * sum(run.tenths * part <= runs[0].tenths * whole for run in runs) <= len(runs)


def _draw(world: World, kinds: Mapping[str, str], stream: Stream, clients: int, prospects: int) -> list[Stop]:
    """Draw accounts on the way to some town and back, and their hours: three agreed, two of half a day."""
    roads, home = Roads(world), _home(world)
    away = [row["town_id"] for row in world["towns"] if row["sector"] == "S2"]
    far = stream.pick([town for town in away if 300 <= roads.tenths(home, town) <= 800])
    near = {
        town
        for town in away
        if roads.tenths(home, town) + roads.tenths(town, far) <= roads.tenths(home, far) + 500
    }
    allowed = set(genuine(world))
    known = {row["client_id"] for row in world["target_clients"]}
    mine = [
        (row["client_id"], kinds[row["client_id"]], row["town_id"], row["potential_12m"])
        for row in world["clients"]
        if row["town_id"] in near and row["client_id"] in kinds and row["client_id"] not in known
    ]
    others = [
        (row["prospect_id"], "prospect", row["town_id"], row["est_potential"])
        for row in world["prospects"]
        if row["town_id"] in near and row["prospect_id"] in allowed
    ]
    if len(mine) < clients or len(others) < prospects:
        return []
    drawn = stream.sample(mine, clients) + stream.sample(others, prospects)
    hours = [stream.pick(_EARLY), *stream.sample(_LATER, 2), _MORNING, _AFTERNOON]
    hours = stream.shuffled([*hours, *[_DAY] * (len(drawn) - len(hours))])
    return [
        Stop(account, kind, town, *hour, int(potential * 100), code)
        for code, ((account, kind, town, potential), hour) in coded(
            "s", list(zip(drawn, hours, strict=True)), stream
        )
    ]


def _classes(world: World) -> dict[str, str]:
    """Return the class of each client that bought in 2025 (R12): who crosses a line stays above it."""
    ca: dict[str, int] = {}
    for order in world.books.orders:
        if order.year == 2025 and not order.cancelled and order.client.status == "actif":
            ca[order.client.id] = ca.get(order.client.id, 0) + order.net
    out, done, whole = {}, 0, sum(ca.values())
    for client in sorted(ca, key=lambda code: (-ca[code], code)):
        out[client] = "A" if done * 100 < 80 * whole else "B" if done * 100 < 95 * whole else "C"
        done += ca[client]
    return out


def feasible(stops: Sequence[Stop], roads: Roads, home: str, whole: bool = False) -> Iterator[Run]:
    """Yield every tour, of one stop or more, that keeps the hours, the driving time and the way back.

    With ``whole``, those of all the stops only.
    """
    ways = {
        (one, other): (roads.tenths(one, other), roads.minutes(one, other))
        for one in {home, *(stop.town for stop in stops)}
        for other in {home, *(stop.town for stop in stops)}
    }

    def follow(
        done: tuple[Stop, ...], left: list[Stop], now: int, lunch: bool, km: int, wheel: int
    ) -> Iterator:
        here = done[-1].town if done else home
        for stop in left:
            tenths, minutes = ways[here, stop.town]
            last, had, late = _visit(stop, now + minutes, lunch)
            rest = [item for item in left if item is not stop]
            missed = whole and any(item.closes < last for item in rest)
            if late or missed or wheel + minutes > DRIVING:
                continue
            path, length, spent = (*done, stop), km + tenths, wheel + minutes
            if not rest or not whole:
                tenths, minutes = ways[stop.town, home]
                run = Run(path, length + tenths, spent + minutes, last + minutes)
                if run.allowed:
                    yield run
            yield from follow(path, rest, last, had, length, spent)

    yield from follow((), list(stops), OUT, False, 0, 0)


def drive(order: Sequence[Stop], roads: Roads, home: str) -> Run:
    """Follow one order of stops, late or not."""
    now, lunch, here, tenths, wheel, missed = OUT, False, home, 0, 0, False
    for stop in order:
        minutes = roads.minutes(here, stop.town)
        now, lunch, late = _visit(stop, now + minutes, lunch)
        tenths, wheel, missed = tenths + roads.tenths(here, stop.town), wheel + minutes, missed or late
        here = stop.town
    minutes = roads.minutes(here, home)
    return Run(tuple(order), tenths + roads.tenths(here, home), wheel + minutes, now + minutes, missed)


def _visit(stop: Stop, arrival: int, lunch: bool) -> tuple[int, bool, bool]:
    """Return when one leaves a stop, whether one has had lunch, and whether one came too late.

    Lunch is taken at the first moment from noon on when one neither drives nor visits.
    """
    start, lunch = _pause(arrival, max(arrival, stop.opens), lunch)
    start = max(start, stop.opens)
    end = start + VISIT[stop.kind]
    return *_pause(end, end, lunch), start > stop.closes


def _pause(since: int, until: int, lunch: bool) -> tuple[int, bool]:
    """Have lunch between two moments if it is time; return when one is free again."""
    if lunch or max(since, LUNCH_FROM) > until:
        return since, lunch
    return max(since, LUNCH_FROM) + LUNCH, True


def nearest_first(stops: Sequence[Stop], roads: Roads, home: str) -> list[Stop]:
    """Order the stops as a hasty seller does: from each one to the nearest that is left."""
    out, left, here = [], list(stops), home
    while left:
        following = min(left, key=lambda stop: (roads.tenths(here, stop.town), stop.code))
        left.remove(following)
        out.append(following)
        here = following.town
    return out


def shortest(stops: Sequence[Stop], roads: Roads, home: str) -> int:
    """Return the length of the shortest round when no hour counts."""

    def rest(here: str, left: frozenset[Stop], best: int) -> int:
        if not left:
            return roads.tenths(here, home)
        for stop in left:
            first = roads.tenths(here, stop.town)
            if first < best:
                best = min(best, first + rest(stop.town, left - {stop}, best - first))
        return best

    return rest(home, frozenset(stops), 10**6)


def _kept(order: Sequence[Stop], roads: Roads, home: str) -> int:
    """Return the potential seen by one who follows an order and leaves out what the rules forbid."""
    done: list[Stop] = []
    for stop in order:
        if drive([*done, stop], roads, home).allowed:
            done.append(stop)
    return sum(stop.potential for stop in done)


def _by_km(run: Run) -> tuple:
    return run.tenths, run.driving, [stop.code for stop in run.order]


def _home(world: World) -> str:
    return next(row["town_id"] for row in world["towns"] if row["name"] == HOME)


def _orders(count: int) -> int:
    return 1 if count == 0 else count * _orders(count - 1)


def _sequences(count: int) -> int:
    """Count the orders of one stop or more out of ``count``."""
    return 0 if count == 0 else count * (1 + _sequences(count - 1))


def _stop(tour: str, stop: Stop) -> dict:
    return {
        "tour_id": tour,
        "stop_id": stop.code,
        "account_id": stop.account,
        "town_id": stop.town,
        "kind": stop.kind,
        "opens": clock(stop.opens),
        "closes": clock(stop.closes),
        "visit_minutes": VISIT[stop.kind],
        "potential": money(stop.potential),
    }


def _plan(tour: str, rank: int, run: Run) -> dict:
    return {
        "tour_id": tour,
        "rank": rank,
        "stops": " ".join(stop.code for stop in run.order),
        "km": money(run.tenths * 10),
        "driving_minutes": run.driving,
        "back": clock(run.back),
        "potential": money(run.potential),
    }
