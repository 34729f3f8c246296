"""Exercise cp4-time: the hours of November 2025 by kind, as the diary has them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from generator.core.codes import coded
from generator.core.world import World
from generator.words import read

MONTH = date(2025, 11, 1)
_SELLING = ("visite", "appel", "visio", "salon")


def build(world: World) -> None:
    """Add the table time_use."""
    labels = read("cp4")["hours"]
    minutes = dict.fromkeys(labels, 0)
    for row in world["activities"]:
        if (row["date"].year, row["date"].month) == (MONTH.year, MONTH.month):
            minutes[row["type"]] += row["minutes"]
    world.add(
        "time_use",
        (
            {
                "id": code,
                "label": labels[kind],
                "month": MONTH,
                "minutes": minutes[kind],
                "hours": (Decimal(minutes[kind]) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP),
                "selling": kind in _SELLING,
            }
            for code, kind in coded("t", list(labels), world.stream("time_use"))
        ),
    )
