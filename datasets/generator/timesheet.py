"""Exercise cp4-time: the hours of November 2025 by kind, as the diary has them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from generator.codes import coded
from generator.world import World

MONTH = date(2025, 11, 1)
# kind: label, selling time
_KINDS = {
    "visite": ("Visites", True),
    "appel": ("Appels", True),
    "visio": ("Visioconférences", True),
    "salon": ("Salons", True),
    "courriel": ("Courriels", False),
    "administratif": ("Administratif", False),
    "trajet": ("Trajets", False),
}


def build(world: World) -> None:
    """Add the table time_use."""
    minutes = dict.fromkeys(_KINDS, 0)
    for row in world["activities"]:
        if (row["date"].year, row["date"].month) == (MONTH.year, MONTH.month):
            minutes[row["type"]] += row["minutes"]
    world.add(
        "time_use",
        (
            {
                "id": code,
                "label": _KINDS[kind][0],
                "month": MONTH,
                "minutes": minutes[kind],
                "hours": (Decimal(minutes[kind]) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP),
                "selling": _KINDS[kind][1],
            }
            for code, kind in coded("t", list(_KINDS), world.stream("time_use"))
        ),
    )
