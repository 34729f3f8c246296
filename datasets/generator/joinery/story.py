"""The joinery's one story: each figure is drawn once, and every table and dialogue reads it here.

The leaking workshop takes a 22 kW today and a 30 kW with the line of September; once the leaks are repaired,
a 15 and a 22. One machine is sold, bought once: a 22 kW of variable speed, its dryer sized for a hot closet.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from generator.core.cents import cents, half_up
from generator.core.rules import policy
from generator.core.stream import Stream
from generator.core.world import Row, World
from generator.joinery.workshop import FULL_HOURS, OPENS, Workshop
from generator.joinery.workshop import draw as draw_workshop

MACHINE, DRYER, VESSEL = "GVV-22", "SF-70", "CU-900"
VISIT, PHONED, LEAK_DAY, QUOTED = date(2026, 1, 15), date(2026, 1, 20), date(2026, 1, 24), date(2026, 1, 29)
CALLED, CALLED_BACK = date(2026, 1, 8), date(2026, 1, 9)
VESSEL_LITRES, VESSEL_BARS = 900, 11
RENT_MONTHS = 48
# The heat of the closet, and of the air that reaches the dryer: as it is, and once the closet is aired.
HOT, AIRED = (45, 35), (40, 30)

_ATTEMPTS = 20_000
# L/min: each need calls for one power of the range, and for no other.
_NEEDS = ((2_550, 3_500), (2_150, 2_350), (3_750, 4_800), (3_250, 3_550))
_MILLION = 1_000_000
# What a need divided by (1 − rate), where one multiplies, is away from it, in L/min.
_APART = 14_500_000
_LEAST_EVENING = 8_300_000
_OLD_FLOW, _FIXED_FLOW = 5_000, 3_600
# The absorbed power of a fixed 22 kW, in kW, and what a year of variable speed saves, in euros.
_ABSORBED, _SAVING, _PAYBACK = 24.4, (1_180, 1_660), (2.35, 3.15)
_DRYER = (556, 609)
_EXTRA_LINES = (("FP-70", 1), ("FH-40", 1), ("SEP-40", 1), ("TOU-40", 1), ("MES-1", 1))
# In euros: what the envelope leaves, what a 30 kW with the dryer that it needs exceeds it by, and two 15 kW.
_LEFT, _THIRTY_OVER, _TWO_OVER = (260, 1_200), (590, 1_600), (1_600, 2_700)
_ENVELOPES, _BETWEEN = (27, 28, 29), 5
_TEN_EUROS = 1_000
# The other offer: the whole gap, and what is left of it at equal scope, in hundredths of a point.
_GAP, _REST, _MISSING = (1_100, 1_300), (470, 600), (78, 138)
_REFERENCE = (1_390_000, 110_000)
_RENT_PER_THOUSAND = 23_540
_WHIT_MONDAY = date(2026, 5, 25)


class Repairs(NamedTuple):
    """What the leak report asks for: metres of tube, outlets, hours of work."""

    metres: int
    outlets: int
    hours: int


class Offer(NamedTuple):
    """The other offer for the same machine, what it leaves out, and the last price asked, in cents."""

    price: int
    missing: int
    under: int


class Story(NamedTuple):
    """All that is drawn. Pressures in tenths of a bar, factors and shares in hundredths, amounts in cents."""

    workshop: Workshop
    tool_bar: int
    network_bar: int
    swing_bar: int
    inlet: int
    ambient: int
    evening: int
    evening_share: int
    weeks: int
    kwh_price: int
    year: int
    hours: int
    loaded: int
    charge: int
    repairs: Repairs
    envelope: tuple[int, int]
    frames: int
    rework: int
    saturdays_lost: int
    crew: int
    bank_weeks: int
    horizon: int
    starts: date
    saturdays: tuple[date, date]
    penalty: int
    offer: Offer
    rent: int
    option: int

    @property
    def set_bar(self) -> int:
        """The pressure set at the compressor, in tenths of a bar: three bars above what tools need."""
        return self.tool_bar + 30

    @property
    def yearly_hours(self) -> int:
        """Hours worked in a year."""
        return (self.evening - OPENS) * 5 * self.weeks


@lru_cache(maxsize=1)
def told(world: World) -> Story:
    """Return the story of a variant. Raises ValueError when no draw holds together."""
    stream, prices = world.stream("joinery"), {row["sku"]: row for row in world["products"]}
    for _ in range(_ATTEMPTS):
        story = _drawn(world.variant, prices, stream)
        if story and _holds(story, prices):
            return story
    raise ValueError("no draw of the joinery tells its story")


def quote_lines(story: Story) -> Iterator[tuple[str, int]]:
    """Yield the article and quantity of each line of the right quote."""
    yield from ((MACHINE, 1), (DRYER, 1), (VESSEL, 1), *_EXTRA_LINES)
    repairs = story.repairs
    yield from (("RES-40", repairs.metres), ("PIQ", repairs.outlets), ("MO-H", repairs.hours), ("DPL-1", 1))


def total(lines: Iterator[tuple[str, int]], prices: Mapping[str, Row]) -> int:
    """Return the HT total of lines at the tariff, éco-contribution included, in cents."""
    return sum(qty * cents(prices[sku]["price"] + prices[sku]["eco_fee"]) for sku, qty in lines)


def _drawn(variant: str, prices: Mapping[str, Row], stream: Stream) -> Story | None:
    """Draw everything; None when the workshop alone tells another story."""
    workshop = draw_workshop(stream)
    if not _workshop_holds(workshop):
        return None
    price = cents(prices[MACHINE]["price"])
    evening, year = stream.between(20, 22), stream.between(2008, 2013)
    share, weeks = stream.pick((45, 50, 55)), stream.between(45, 47)
    hours = (evening - OPENS) * 5 * weeks * (10 * (2026 - year) - stream.between(3, 5)) // 1_000 * 100
    busy = workshop.flow(workshop.leaks) * _day_share(evening, share)
    starts = stream.pick([day for day in _mondays() if day != _WHIT_MONDAY])
    fitted = date(2026, 3, 14) + timedelta(7 * stream.below(2))
    high = stream.pick(_ENVELOPES)
    return Story(
        workshop=workshop,
        tool_bar=stream.pick((58, 60, 62)),
        network_bar=stream.between(3, 4),
        swing_bar=stream.pick((60, 65, 70, 75)),
        inlet=stream.between(69, 73),
        ambient=stream.between(87, 91),
        evening=evening,
        evening_share=share,
        weeks=weeks,
        kwh_price=stream.between(131, 152),
        year=year,
        hours=hours,
        loaded=int(hours * busy / (10_000 * _OLD_FLOW)) // 100 * 100,
        charge=stream.between(14, 17),
        repairs=Repairs(stream.pick((18, 24, 30)), stream.pick((4, 5, 6, 8)), stream.pick((10, 12, 14))),
        envelope=(high - _BETWEEN, high),
        frames=stream.between(3, 5),
        rework=5 * stream.between(17, 29),
        saturdays_lost=stream.between(9, 13),
        crew=stream.between(3, 5),
        bank_weeks=stream.between(2, 3),
        horizon=stream.between(3, 5),
        starts=starts,
        saturdays=(fitted, fitted + timedelta(7)),
        penalty=50_000 * stream.between(4, 13),
        offer=_offer(variant, price, stream),
        rent=half_up(price * _RENT_PER_THOUSAND, 100 * _MILLION) * 100,
        option=half_up(price, 10_000) * 100,
    )


def _mondays() -> Iterator[date]:
    return (date(2026, 4, 20) + timedelta(7 * week) for week in range(9))


def _day_share(evening: int, share: int) -> float:
    """Return the mean flow of a day as a part of that of its full hours."""
    hours = evening - OPENS
    return (FULL_HOURS * 100 + (hours - FULL_HOURS) * share) / (hours * 100)


def _offer(variant: str, price: int, stream: Stream) -> Offer:
    """Draw a rival's price for the machine alone, and what its buyer would still have to pay."""
    under = half_up(price * (100 - stream.between(16, 18)), 100 * _TEN_EUROS) * _TEN_EUROS
    while True:
        rival = half_up(price * (10_000 - stream.between(*_GAP)), 10_000 * _TEN_EUROS) * _TEN_EUROS
        missing = stream.between(*_MISSING) * _TEN_EUROS
        if variant == "00":
            rival, missing = _REFERENCE
        low, high = _REST
        if price * low <= (price - rival - missing) * 10_000 <= price * high:
            return Offer(rival, missing, under)


def _workshop_holds(workshop: Workshop) -> bool:
    """Tell whether the four needs call for the four powers, and mistakes are far from them."""
    reserve = half_up(int(policy()["air"]["reserve"] * 1_000), 10)
    needs = workshop.needs(reserve)
    if not all(
        low * _MILLION <= need <= high * _MILLION for need, (low, high) in zip(needs, _NEEDS, strict=True)
    ):
        return False
    for leaks, line in ((workshop.repaired, False), (workshop.repaired, True)):
        useful = workshop.flow(0, line) // 100
        divided = useful * 10_000 * (100 + reserve) // (100 - leaks)
        if divided - workshop.flow(leaks, line) * (100 + reserve) < _APART:
            return False
    return True


def _holds(story: Story, prices: Mapping[str, Row]) -> bool:
    """Tell whether energy, dryer, evening flow and envelope all say what the story says."""
    workshop, factors = story.workshop, story.inlet * story.ambient
    low, high = _DRYER
    if not low * factors <= 3_650_000 / 10 * 100 / 10 <= high * factors:
        return False
    if workshop.flow(workshop.repaired) * story.evening_share < _LEAST_EVENING * 100:
        return False
    if not 0.33 <= story.loaded / story.hours <= 0.38:
        return False
    load = workshop.flow(workshop.repaired, line=True) * _day_share(story.evening, story.evening_share)
    load /= 10_000 * _FIXED_FLOW
    fixed, variable = (load + 0.35 * (1 - load)) * 1.049, 0.04 + 1.04 * load
    saving = (fixed - variable) * _ABSORBED * story.yearly_hours * story.kwh_price / 1_000
    dearer = float(prices[MACHINE]["price"] - prices["GV-22"]["price"])
    if not (_within(saving, _SAVING) and _within(dearer / saving, _PAYBACK) and 0.55 <= load <= 0.625):
        return False
    return _envelope_holds(story, prices)


def _envelope_holds(story: Story, prices: Mapping[str, Row]) -> bool:
    """Tell whether the right quote alone keeps within the envelope."""
    lines = list(quote_lines(story))
    limit = story.envelope[1] * 100_000
    right = total(iter(lines), prices)
    thirty = total(iter([("GV-30", 1), ("SF-110", 1), *lines[2:]]), prices)
    two = total(iter([("GV-15", 2), *lines[1:]]), prices)
    return (
        _within(limit - right, (_LEFT[0] * 100, _LEFT[1] * 100))
        and _within(thirty - limit, (_THIRTY_OVER[0] * 100, _THIRTY_OVER[1] * 100))
        and _within(two - limit, (_TWO_OVER[0] * 100, _TWO_OVER[1] * 100))
    )


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]
