"""The printing works (« l'imprimerie »): an invented file, sized and counted whole beside the joinery's.

None of its figures comes within five per cent of the joinery's; the tariff alone is the house's.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ntc.calc import air, energy, investment
from ntc.calc.air import Tool
from ntc.case import Case
from ntc.lessons.cp6 import survey

POWER = "37"
TOOLS = (
    ("Presses offset", Tool(4, 780, Decimal("0.80"))),
    ("Plieuses", Tool(3, 260, Decimal("0.85"))),
    ("Encarteuse", Tool(1, 1300, Decimal("0.85"))),
    ("Soufflettes", Tool(5, 130, Decimal("0.20"))),
)
LEAKING, REPAIRED = Decimal("0.18"), Decimal("0.12")
TOOL_BAR, NETWORK_BAR = Decimal("5.2"), Decimal("0.2")
SWING = Decimal("0.5")
INLET_DEGREES, ROOM_DEGREES = 40, 30
DAY = tuple(
    Decimal(hundredths) / 100
    for hundredths in (100, 160, 360, 470, 490, 460, 320, 160, 200, 380, 340, 260, 130, 90, 60, 52)
)
"""The mean flow of each hour of an open day, in m³/min, from its opening on."""
OPENS, DAYS, WEEKS = 5, 6, 50
KWH_PRICE = Decimal("0.165")
HOLE_MM = 3
HOLES_MM = (1, 2, 3, 5)
MONTHS, RENT_RATE, OPTION_RATE = 60, Decimal("0.0184"), Decimal("0.01")


@dataclass(frozen=True)
class Sized:
    """What the printing works needs, and what serves it."""

    used: Decimal
    leaking: Decimal
    repaired: Decimal
    added: Decimal
    pressure: Decimal
    litres_a_second: Decimal
    volume: Decimal
    factors: tuple[Decimal, Decimal]
    dryer: Decimal
    dryer_size: Decimal
    plate_size: Decimal


def machine(case: Case, kind: str) -> Any:
    """The machine of the printing works, at fixed or at variable speed."""
    return survey.machines(case, kind)[survey.twin(f"GV-{POWER}", kind)]


def sized(case: Case) -> Sized:
    """Every figure of the printing works, in the order in which they are found."""
    rule, tools = case.policy["air"], [tool for _, tool in TOOLS]
    reserve, used = rule["reserve"], air.air_demand([tool for _, tool in TOOLS], 0, 0)
    flow = machine(case, survey.FIXED).flow_m3min
    litres = air.convert_flow(flow, "m³/min", "L/s")
    factors = (
        survey.factor(case, survey.INLET, INLET_DEGREES),
        survey.factor(case, survey.ROOM, ROOM_DEGREES),
    )
    needed = air.dryer(flow, factors)
    dryers = {row.sku: row.flow_m3min for row in case.products if row.sku.startswith("SF-")}
    return Sized(
        used,
        air.air_demand(tools, LEAKING, reserve),
        air.air_demand(tools, REPAIRED, reserve),
        used * (1 + LEAKING + reserve),
        air.pressure(TOOL_BAR, rule["filter_bar"], rule["dryer_bar"], NETWORK_BAR),
        litres,
        air.receiver(litres, SWING, 1, 60 // rule["cycles_a_minute"]),
        factors,
        needed,
        dryers[air.smallest_model(dryers, needed)],
        dryers[air.smallest_model(dryers, flow)],
    )


@dataclass(frozen=True)
class Week:
    """What a measured week of the printing works tells of its year."""

    mean: Decimal
    load: Decimal
    hours: int
    fixed_kwh: Decimal
    variable_kwh: Decimal
    saved_kwh: Decimal
    saving: Decimal
    dearer: Decimal
    payback: Decimal


def week(case: Case) -> Week:
    """The week as measured, and what it comes to in a year."""
    fixed, variable = machine(case, survey.FIXED), machine(case, survey.VARIABLE)
    mean = sum(DAY, Decimal(0)) / len(DAY)
    load, hours = mean / fixed.flow_m3min, len(DAY) * DAYS * WEEKS
    kw = survey.absorbed(fixed.kw)
    at_fixed, at_variable = energy.kwh_fixed(kw, load, hours), energy.kwh_variable(kw, load, hours)
    saved = at_fixed - at_variable
    dearer = variable.price - fixed.price
    return Week(
        mean,
        load,
        hours,
        at_fixed,
        at_variable,
        saved,
        saved * KWH_PRICE,
        dearer,
        investment.payback(dearer, saved * KWH_PRICE),
    )


def hole(case: Case, diameter: int = HOLE_MM) -> Decimal:
    """What a hole of so many millimetres costs the printing works in a year, in euros."""
    return energy.leak_cost(energy.leak_flow(diameter), week(case).hours, KWH_PRICE)


@dataclass(frozen=True)
class Lease:
    """A lease of the same machine: rent, option, what it comes to beyond the price."""

    rent: Decimal
    option: Decimal
    price: Decimal
    cost: Decimal


def lease(case: Case) -> Lease:
    """A lease of sixty months of the machine at variable speed."""
    price = machine(case, survey.VARIABLE).price
    rent, option = (price * RENT_RATE).quantize(Decimal(1)), (price * OPTION_RATE).quantize(Decimal(1))
    return Lease(rent, option, price, investment.lease_cost(rent, MONTHS, option, price))
