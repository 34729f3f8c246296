"""The seller's car and what it burns: the diary and a few errands, at some 6.1 L/100 km (R24)."""

from collections import Counter
from datetime import date
from decimal import Decimal

from generator.core.cents import half_up, money
from generator.core.dates import YEARS
from generator.core.stream import Stream
from generator.core.world import World
from generator.words import read

_LITRES_1000KM = 61
_PRICE = 172
# More in winter, less in summer: thousandths of the usual consumption.
_SEASON = (1_035, 1_030, 1_010, 995, 985, 975, 970, 975, 985, 1_000, 1_015, 1_030)


def build(world: World) -> None:
    """Add the tables vehicles and fuel_log."""
    stream = world.stream("fuel_log")
    log = _log(world, stream)
    in_service = date(2023, stream.between(2, 11), stream.between(2, 27))
    before = (12 - in_service.month) * stream.between(2_300, 2_900)
    owner = next(row["salesperson_id"] for row in world["salespeople"] if row["sector"] == "S2")
    world.add(
        "vehicles",
        [
            {
                "vehicle_id": "VH1",
                "label": stream.pick(read("park")["vehicles"]),
                "salesperson_id": owner,
                "fuel": "gazole",
                "in_service": in_service,
                "odometer": before + sum(row["km"] for row in log),
                "litres_100km": Decimal(_LITRES_1000KM).scaleb(-1),
                "eco_driving": False,
            }
        ],
    )
    world.add("fuel_log", log)


def _log(world: World, stream: Stream) -> list[dict]:
    driven: Counter = Counter()
    for row in world["activities"]:
        if row["km"] is not None:
            driven[row["date"].year, row["date"].month] += int(row["km"] * 10)
    rows = []
    for year in YEARS:
        for month in range(1, 13):
            km = half_up(driven[year, month] * stream.between(1_030, 1_080), 10_000)
            decilitres = half_up(
                km * _LITRES_1000KM * _SEASON[month - 1] * stream.between(978, 1_022), 100_000_000
            )
            price = _PRICE + stream.between(-6, 6)
            rows.append(
                {
                    "month": date(year, month, 1),
                    "km": km,
                    "litres": Decimal(decilitres).scaleb(-1),
                    "cost": money(half_up(decilitres * price, 10)),
                }
            )
    return rows
