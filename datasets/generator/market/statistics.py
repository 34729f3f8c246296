"""The market of the sector, by segment and department over four years, and the price indices of three years.

In value the market rises in 2025, less than compressors do: in volume it shrinks.
The last year adds up to the market and the establishments of the company's card; our own CA of the last two
years is that of the orders, by segment and by department of the clients' towns.
"""

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise

from generator.core.cents import apportion, cents, half_up, money
from generator.core.dates import YEARS
from generator.core.stream import Stream
from generator.core.world import World

FIRST, LAST = 2022, 2025
# Establishments of each department that lie inside the sector, per cent.
_DEPARTMENTS = {"44": 46, "35": 25, "49": 14, "56": 8, "53": 7}
_THOUSAND = 100_000
# Every cell's market is at least so many per cent of what we sell there.
_LEAST = 165
# Anchors of the indices at the ends of 2023, 2024 and 2025, in tenths; spread of each.
_INDICES = {
    "electricity": ((838, 30), (702, 26), (764, 22)),
    "steel": ((921, 24), (831, 16), (880, 16)),
    "compressors": ((1042, 8), (1071, 9), (1118, 10)),
}
_NOISE = {"electricity": 12, "steel": 9, "compressors": 2}
# Rise of the mean of compressors in 2025; how far apart growths lie that may be taken one for another; by how
# much a rise in points and one in per cent differ.
_RISE, _APART, _POINTS = (0.032, 0.046), 0.004, 0.0018
_ATTEMPTS = 400
# Yearly growth of the market, in hundredths of a point, before the last year; least growth of the last year,
# and how far it stays under that of prices, and under what our objective adds to our sales.
_GROWTH, _SLOW, _UNDER, _SHORT = (260, 390), 190, 80, 50

Cell = tuple[str, str]


def build(world: World) -> None:
    """Add the tables market_stats and price_index."""
    world.add("price_index", _indices(world.stream("price_index")))
    world.add("market_stats", _stats(world))


def _stats(world: World) -> list[dict]:
    stream = world.stream("market_stats")
    cells = [(row["seg_id"], dept) for row in world["segments"] for dept in _DEPARTMENTS]
    share = {row["seg_id"]: int(row["client_share_pct"]) for row in world["segments"]}
    size = {cell: share[cell[0]] * _DEPARTMENTS[cell[1]] * stream.between(70, 140) for cell in cells}
    ours = _our_sales(world, cells, stream)
    establishments = _establishments(world, cells, size, stream)
    markets = _markets(world, cells, size, ours, stream)
    return [
        {
            "seg_id": cell[0],
            "dept": cell[1],
            "year": year,
            "establishments": establishments[year][cell],
            "market_value": money(markets[year][cell]),
            "galerne_ca": money(ours[year][cell]),
        }
        for cell in cells
        for year in range(FIRST, LAST + 1)
    ]


def _place(world: World, table: str) -> dict[str, Cell]:
    """Return segment and department of each account of a table."""
    dept = {row["town_id"]: row["dept"] for row in world["towns"]}
    key = "client_id" if table == "clients" else "prospect_id"
    return {row[key]: (row["seg_id"], dept[row["town_id"]]) for row in world[table]}


def _our_sales(world: World, cells: list[Cell], stream: Stream) -> dict[int, Counter]:
    """Return our CA in cents: from the orders for 2024 and 2025, a little lower each year before."""
    place = _place(world, "clients")
    sales = {year: Counter() for year in YEARS}
    for row in world["orders"]:
        if row["status"] != "annulée":
            sales[row["date"].year][place[row["client_id"]]] += cents(row["net_ht"])
    for year in (2023, 2022):
        after = sales[year + 1]
        whole = half_up(after.total() * stream.between(9_510, 9_790), 10_000)
        parts = apportion([after[cell] * stream.between(80, 120) for cell in cells], whole)
        sales[year] = Counter(dict(zip(cells, parts, strict=True)))
    return sales


def _establishments(
    world: World, cells: list[Cell], size: dict[Cell, int], stream: Stream
) -> dict[int, dict[Cell, int]]:
    """Return establishments: never fewer than the clients and prospects that we know."""
    known = Counter([*_place(world, "clients").values(), *_place(world, "prospects").values()])
    least = [max(3, known[cell]) for cell in cells]
    whole = world.figures.establishments
    rest = apportion([size[cell] for cell in cells], whole - sum(least))
    found = {LAST: {cell: low + more for cell, low, more in zip(cells, least, rest, strict=True)}}
    for year in range(LAST - 1, FIRST - 1, -1):
        whole = half_up(whole * stream.between(9_890, 10_060), 10_000)
        rest = apportion([more * stream.between(985, 1_015) for more in rest], whole - sum(least))
        found[year] = {cell: low + more for cell, low, more in zip(cells, least, rest, strict=True)}
    return found


def _markets(
    world: World, cells: list[Cell], size: dict[Cell, int], ours: dict[int, Counter], stream: Stream
) -> dict[int, dict[Cell, int]]:
    """Return the market in cents, by thousands of euros: the last year, prices rise more than it does."""
    potential = {row["seg_id"]: int(row["potential_per_employee"]) for row in world["segments"]}
    weights = {cell: size[cell] * (potential[cell[0]] + 200) for cell in cells}
    # The same least part in every year: a good year of ours does not make the market of a cell jump.
    best = {cell: max(sales[cell] for sales in ours.values()) for cell in cells}
    least = [-(-best[cell] * _LEAST // (100 * _THOUSAND)) for cell in cells]
    whole, found = world.figures.market // _THOUSAND, {}
    for year in range(LAST, FIRST - 1, -1):
        drawn = [weights[cell] * stream.between(97, 103) for cell in cells]
        rest = apportion(drawn, whole - sum(least))
        found[year] = {
            cell: (low + more) * _THOUSAND for cell, low, more in zip(cells, least, rest, strict=True)
        }
        low, high = (_SLOW, _most(world)) if year == LAST else _GROWTH
        whole = half_up(whole * 10_000, 10_000 + stream.between(low, high))
    return found


def _most(world: World) -> int:
    """Return the most that the market may grow in the last year, in hundredths of a point.

    Less than prices do, and less than our objective exceeds our sales: two wrong shares would be one.
    """
    prices = [int(row["compressors"] * 10) for row in world["price_index"]]
    ours = half_up(world.figures.objective * 10_000, world.figures.ca[LAST]) - 10_000
    return min(int(10_000 * _rise(prices)) - _UNDER, ours - _SHORT)


def _indices(stream: Stream) -> list[dict]:
    """Return the indices month by month: straight from one anchor to the next, with a little noise.

    Raises ValueError when no draw keeps apart what a learner may take one for another.
    """
    for _ in range(_ATTEMPTS):
        columns = {name: _index(name, stream) for name in _INDICES}
        if _told_apart(columns):
            break
    else:
        raise ValueError("no draw of the price indices keeps their rises apart")
    return [
        {
            "month": date(2023 + number // 12, 1 + number % 12, 1),
            **{name: Decimal(values[number]).scaleb(-1) for name, values in columns.items()},
        }
        for number in range(36)
    ]


def _index(name: str, stream: Stream) -> list[int]:
    anchors = [(0, 1_000)]
    for year, (middle, spread) in enumerate(_INDICES[name]):
        end = stream.between(middle - spread, middle + spread)
        while year and end * 100 % anchors[-1][1] == 0:  # No change of a year is a whole per cent.
            end = stream.between(middle - spread, middle + spread)
        anchors.append((12 * year + 11, end))
    values = [1_000]
    for (start, low), (end, high) in pairwise(anchors):
        for number in range(start + 1, end + 1):
            noise = stream.between(-_NOISE[name], _NOISE[name]) if number < end else 0
            values.append(low + half_up((high - low) * (number - start), end - start) + noise)
    return values


def _told_apart(columns: dict[str, list[int]]) -> bool:
    """Tell whether the rises of 2025 differ: indices, means and ends of year, points and per cents."""
    means = [_rise(values) for values in columns.values()]
    ends = [values[35] / values[23] - 1 for values in columns.values()]
    prices, rise = columns["compressors"], means[-1]
    points = (sum(prices[24:36]) - sum(prices[12:24])) / 12_000
    return (
        _RISE[0] <= rise <= _RISE[1]
        and points - rise >= _POINTS
        and all(abs(mean - end) >= _APART for mean, end in zip(means, ends, strict=True))
        and all(
            abs(one - other) >= _APART for found in (means, ends) for one, other in combinations(found, 2)
        )
        and means[0] < 0 < ends[0]
    )


def _rise(values: list[int]) -> float:
    """Return the rise of the mean of 2025 over that of 2024."""
    return sum(values[24:36]) / sum(values[12:24]) - 1
