"""The trade survey of 2019 that an article passes off as new: whole departments, equipment alone, before tax.

Brought back to the sector and with services added, it lies on the slope of the panel: both figures are true,
and neither says what it measures. Every wrong way back stays far from the right one.
"""

from collections import Counter
from decimal import Decimal

from generator.core.cents import cents
from generator.core.stream import Stream
from generator.core.world import World

# What lies inside the sector of each department, per cent.
_INSIDE = {"44": (100, 100), "35": (48, 62), "49": (36, 50), "53": (36, 50), "56": (22, 34)}
# Equipment among what is bought, per cent; yearly growth from 2019 to 2022, in hundredths of a point.
_EQUIPMENT, _GROWTH = (80, 88), (190, 310)
_FIRST, _LAST, _SURVEY = 2022, 2025, 2019
_ATTEMPTS = 3_000
# The figure of the article over the market of today; a ratio near the rate of VAT would explain it away.
_RATIO, _VAT = (1.15, 1.38), (1.18, 1.22)
_SLOPES = (0.0015, 0.006)


def build(world: World) -> None:
    """Add the table old_survey."""
    stream = world.stream("old_survey")
    market: Counter = Counter()
    of_2022: Counter = Counter()
    for row in world["market_stats"]:
        market[row["year"]] += cents(row["market_value"])
        if row["year"] == _FIRST:
            of_2022[row["dept"]] += cents(row["market_value"])
    first, last = market[_FIRST] / 10**8, market[_LAST] / 10**8
    for _ in range(_ATTEMPTS):
        tenths, inside, equipment = _draw(of_2022, first, stream)
        if _holds(list(tenths.values()), list(inside.values()), equipment / 100, first, last):
            break
    else:
        raise ValueError("no draw of the survey of 2019 keeps its distances")
    world.add(
        "old_survey",
        (
            {
                "dept": dept,
                "value_meur": Decimal(tenths[dept]).scaleb(-1),
                "sector_share_pct": inside[dept],
                "equipment_pct": equipment,
            }
            for dept in _INSIDE
        ),
    )


def _draw(of_2022: Counter, first: float, stream: Stream) -> tuple[dict[str, int], dict[str, int], int]:
    """Draw the tenths of a million of each department, its part inside the sector, the part of equipment."""
    equipment = stream.between(*_EQUIPMENT)
    growth = 1 + stream.between(*_GROWTH) / 10_000
    bought = first / (growth * growth * growth) * equipment / 100
    inside = {dept: stream.between(*bounds) for dept, bounds in _INSIDE.items()}
    weights = {dept: of_2022[dept] * stream.between(94, 106) for dept in _INSIDE}
    whole = sum(weights.values())
    tenths = {dept: round(bought * weights[dept] / whole * 1_000 / inside[dept]) for dept in _INSIDE}
    return tenths, inside, equipment


def _holds(tenths: list[int], inside: list[int], equipment: float, first: float, last: float) -> bool:
    """Tell whether the way back is unique: every mistake of the lesson is far from what is right."""
    article = sum(tenths) / 10
    here = sum(value * part for value, part in zip(tenths, inside, strict=True)) / 1_000
    scope = here / equipment
    if not _RATIO[0] <= article / last <= _RATIO[1] or _VAT[0] <= article / last <= _VAT[1]:
        return False
    years, slope = _LAST - _SURVEY, _slope(scope, last, _LAST - _SURVEY)
    apart = abs(slope - _slope(first, last, _LAST - _FIRST))
    return (
        _SLOPES[0] <= apart <= _SLOPES[1]
        and article - here >= 6
        and abs(article * sum(inside) / 100 / len(inside) - here) >= 0.61
        and scope - here * equipment >= 3
        and scope - here >= 1.5
        and slope - _slope(scope, last, years + 1) >= 0.0031
        and (last / scope - 1) / years - slope >= 0.0013
        and slope - _slope(article, last, years) >= 0.045
    )


def _slope(before: float, after: float, years: int) -> float:
    """Yearly growth; the root is Decimal's, which is rounded the same everywhere."""
    return float((Decimal(after) / Decimal(before)) ** (1 / Decimal(years))) - 1
