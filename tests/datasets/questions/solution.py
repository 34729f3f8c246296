"""CP6: air, receiver and dryer (F75 to F78), energy (F67 to F74), and the quote as its key works it out."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from autograder.keys.cp6 import quote
from autograder.truth import Truth
from ntc.calc import air, energy, investment, slips
from ntc.calc.air import Tool
from ntc.case import Case
from tests.datasets.questions import question
from tests.datasets.questions.question import EURO, HUNDREDTH, NAME, POINT, Question, ask, lure

LEAKS, RESERVE = Decimal("0.15"), Decimal("0.20")
SWING = Decimal("0.7")
DRYER_FACTORS = (Decimal("0.84"), Decimal("0.95"))
LEAK_MM, BARS = 3, Decimal("0.8")
YEARS, NPV_YEARS, NPV_RATE = 10, 5, Decimal("0.08")
MONTHS, MONTHLY_RATE = 48, Decimal("0.0045")
UPKEEP = "Sérénité"
MODEL = "a model of the catalogue"
CHARGES = "the plate of an old dryer tells one of four charges"
STORY = "the load of T16 is 92 % in every variant"


class Measured(NamedTuple):
    """A machine of load_sites as a reader of its week sees it."""

    kind: str
    site: tuple
    fixed: tuple
    variable: tuple
    load: Decimal
    running: int
    peak: Decimal

    @property
    def hours(self) -> int:
        """Hours of a year."""
        return self.running * self.site.weeks


def questions(case: Case, truth: Truth) -> Iterator[Question]:
    sites = [
        measured(case, site, label) for site, label in zip(case.load_sites, truth.load_sites, strict=True)
    ]
    for site in sites:
        yield from consumption(site)
    yield from sizing(case, next(site for site in sites if site.kind == "une équipe"))
    yield from whole_life(case, next(site for site in sites if site.kind == "deux équipes"))
    yield from asked_of_the_quote(case, truth)


def measured(case: Case, site: tuple, label: tuple) -> Measured:
    products = {row.sku: row for row in case.products}
    fixed = products[site.sku]
    running = [row for row in case.load_profiles if row.site_id == site.site_id and row.state != "arrêt"]
    return Measured(
        label.kind,
        site,
        fixed,
        products[site.sku.replace("GV-", "GVV-")],
        sum(row.flow_m3min for row in running) / (len(running) * fixed.flow_m3min),
        len(running),
        max(row.flow_m3min for row in running),
    )


def consumption(site: Measured) -> Iterator[Question]:
    name, kind, kw = "cp6-energy", site.kind, site.site.absorbed_kw
    steady = site.kind == "constant"
    every_hour = [] if site.running == 168 else [lure("hours off counted", site.load * site.running / 168)]
    yield ask(
        name,
        f"load, {kind}",
        site.load,
        POINT,
        [*every_hour, lure("peak", site.peak / site.fixed.flow_m3min)],
        shared=STORY if steady else "",
        spread=Decimal("1.4"),
    )
    fixed = energy.kwh_fixed(kw, site.load, site.hours)
    variable = energy.kwh_variable(kw, site.load, site.hours)
    whole_year = energy.kwh_fixed(kw, site.load, 168 * site.site.weeks)
    nominal = energy.kwh_fixed(site.fixed.kw, site.load, site.hours)
    mistakes = [lure("nominal power", nominal)]
    if site.running < 168:
        mistakes.append(lure("all hours", whole_year))
    mistakes.append(lure("full load", kw * site.hours))
    yield ask(name, f"kWh fixed, {kind}", fixed, question.energy(fixed), mistakes, spread=5)
    yield ask(
        name,
        f"saving, {kind}",
        energy.variable_speed_saving(site.load),
        POINT,
        slips.variable_speed_saving(site.load),
        shared=STORY if steady else "",
    )
    flow = energy.leak_flow(LEAK_MM)
    leak = energy.leak_cost(flow, site.hours, site.site.kwh_price)
    yield ask(
        name,
        f"cost of a leak, {kind}",
        leak,
        EURO,
        [
            lure(
                "proportional to the diameter",
                energy.leak_cost(3 * energy.leak_flow(1), site.hours, site.site.kwh_price),
            ),
            lure("all hours", energy.leak_cost(flow, 8760, site.site.kwh_price)),
        ],
        spread=3,
    )
    drop = energy.pressure_saving(fixed, BARS)
    yield ask(
        name,
        f"gain of a drop, {kind}",
        drop,
        question.energy(drop),
        [lure("a whole bar", energy.pressure_saving(fixed, 1))],
        spread=5,
    )
    if not steady:
        # On the steady machine both speeds use the same within half a per cent: only the rate is asked there.
        yield ask(
            name,
            f"kWh variable, {kind}",
            variable,
            question.energy(variable),
            [lure("proportional", kw * site.load * site.hours), lure("fixed speed", fixed)],
            spread=5,
        )
        saved = (fixed - variable) * site.site.kwh_price
        dearer = site.variable.price - site.fixed.price
        yield ask(
            name,
            f"payback, {kind}",
            investment.payback(dearer, saved),
            HUNDREDTH * 5,
            slips.payback(site.variable.price, saved),
            spread=3,
        )


def whole_life(case: Case, site: Measured) -> Iterator[Question]:
    """TCO of both machines, NPV of the dearer one, and its rent."""
    name, kwh_price, kw = "cp6-energy", site.site.kwh_price, site.site.absorbed_kw
    fixed = energy.kwh_fixed(kw, site.load, site.hours) * kwh_price
    variable = energy.kwh_variable(kw, site.load, site.hours) * kwh_price
    contract = next(row for row in case.products if row.range == "contrats" and UPKEEP in row.label)
    upkeep = contract.price + contract.price_per_kw * site.fixed.kw
    for label, machine, cost in (("fixed", site.fixed, fixed), ("variable", site.variable, variable)):
        yield ask(
            name,
            f"TCO {label}",
            investment.tco(machine.price, YEARS, cost, upkeep),
            EURO,
            [
                lure("upkeep forgotten", investment.tco(machine.price, YEARS, cost, 0)),
                lure("one year", investment.tco(machine.price, 1, cost, upkeep)),
            ],
            spread=4,
        )
    dearer = site.variable.price - site.fixed.price
    flows = [fixed - variable] * NPV_YEARS
    yield ask(
        name,
        "NPV",
        investment.npv(dearer, flows, NPV_RATE),
        EURO,
        [
            lure("not discounted", investment.npv(dearer, flows, 0)),
            lure("whole price", investment.npv(site.variable.price, flows, NPV_RATE)),
        ],
        spread=9,
    )
    yield ask(
        name,
        "rent",
        investment.annuity(site.variable.price, MONTHLY_RATE, MONTHS),
        EURO,
        [
            lure("no interest", site.variable.price / MONTHS),
            lure("simple interest", site.variable.price * (1 / Decimal(MONTHS) + MONTHLY_RATE)),
        ],
        spread=3,
    )


def sizing(case: Case, site: Measured) -> Iterator[Question]:
    name = "cp6-sizing"
    tools = [Tool(1, site.fixed.flow_m3min * 1000, site.load)]
    need = air.air_demand(tools, LEAKS, RESERVE)
    cubic = air.convert_flow(need, "L/min", "m³/min")
    yield ask(name, "air needed", need, EURO, slips.air_demand(tools, LEAKS, RESERVE), spread=3)
    yield ask(name, "air needed, m³/min", cubic, HUNDREDTH, slips.flow(cubic, "m³/min"), spread=3)
    machines = sizes(case, "GV-", "flow_m3min")
    right = air.smallest_model(machines, cubic)
    peak = [lure("the machine in place", site.site.sku)]
    yield ask(name, "machine", right, NAME, peak, shared=MODEL)
    litres = air.convert_flow(need, "L/min", "L/s")
    volume = air.receiver(litres, SWING)
    yield ask(
        name,
        "receiver",
        volume,
        EURO,
        [
            lure("L/min", air.receiver(need, SWING)),
            lure("m³/min", air.receiver(cubic, SWING)),
            lure("one bar", air.receiver(litres, 1)),
        ],
        spread=3,
    )
    corrected = air.dryer(cubic, DRYER_FACTORS)
    product = DRYER_FACTORS[0] * DRYER_FACTORS[1]
    yield ask(
        name,
        "dryer corrected",
        corrected,
        HUNDREDTH,
        [lure("nominal", cubic), lure("multiplied", cubic * product)],
        spread=3,
    )
    dryers = sizes(case, "SF-", "flow_m3min")
    flow = site.fixed.flow_m3min
    yield ask(
        name,
        "dryer",
        air.smallest_model(dryers, air.dryer(flow, DRYER_FACTORS)),
        NAME,
        slips.dryer_model(dryers, flow, DRYER_FACTORS),
        shared=MODEL,
    )


def sizes(case: Case, prefix: str, column: str) -> dict[str, Decimal]:
    return {row.sku: getattr(row, column) for row in case.products if row.sku.startswith(prefix)}


def asked_of_the_quote(case: Case, truth: Truth) -> Iterator[Question]:
    """The draft put right, the old dryer, the index of our price, with the mistakes of their key."""
    name, ht = "cp6-quote", quote.draft_ht(case)
    prices = quote.offers(case, truth)
    yield ask(name, "draft HT", ht, quote.A_EURO, quote.ht_slips(case))
    yield ask(name, "deposit", quote.deposit(case, ht), quote.A_EURO, quote.deposit_slips(case, ht))
    yield ask(name, "old dryer", quote.tonnes(case), quote.TONNES, quote.dryer_slips(case), shared=CHARGES)
    yield ask(
        name, "price index", quote.index(case, prices), quote.INDEX_TOLERANCE, quote.index_slips(case, truth)
    )
