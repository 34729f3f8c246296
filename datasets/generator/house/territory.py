"""Where the customers are, and what they do: towns and segments (the same in every variant)."""

from decimal import Decimal

from generator.core.world import Row, World
from generator.words import read

_CALLS = ("call_from", "call_to", "call_from2", "call_to2")


def build(world: World) -> None:
    """Add the tables towns and segments."""
    words = read("territory")
    world.add(
        "towns",
        (
            {
                "town_id": f"V{number:02d}",
                "name": name,
                "dept": dept,
                "lat": Decimal(lat),
                "lon": Decimal(lon),
                "sector": sector,
            }
            for number, (dept, name, lat, lon, sector) in enumerate(words["towns"], start=1)
        ),
    )
    world.add("segments", [_segment(number, item) for number, item in enumerate(words["segments"], start=1)])


def home_towns(world: World) -> list[Row]:
    """Return the towns of the learner's sector."""
    return [row for row in world["towns"] if row["sector"] == "S2"]


def _segment(number: int, item: dict) -> dict:
    hours = [hour for window in item["calls"] for hour in window]
    hours += [None] * (len(_CALLS) - len(hours))
    return {
        "seg_id": f"SEG{number:02d}",
        "naf": item["naf"],
        "label": item["label"],
        "need": item["need"],
        "client_share_pct": Decimal(item["share"]),
        **dict(zip(_CALLS, hours, strict=True)),
        "airflow_per_employee": Decimal(item["airflow"]),
        "potential_per_employee": Decimal(item["potential"]),
    }
