"""The figures of the joinery and of the four machines measured, as the keys of CP6 need them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from ntc.calc import air
from ntc.case import Case
from ntc.french import half_up
from ntc.lessons.cp6 import plans, quoted, survey

STOPPED, WEEK = "arrêt", 168
FULL_HOURS = 8
"""From opening to 14 h the whole workshop is at work; then finishing alone."""
PAIR, OF_PAIR = plans.PAIR, "GV-15"


def useful(case: Case, *, line: bool) -> Decimal:
    """Débit utile, in L/min: without leaks or reserve."""
    return air.air_demand(survey.tools(case, line=line), 0, 0)


@cache
def september(case: Case) -> Decimal:
    """What the workshop needs with the line and repaired leaks, reserve included, in m³/min (F75)."""
    leaks, reserve = survey.fact(case, "fuites-apres") / 100, case.policy["air"]["reserve"]
    return air.air_demand(survey.tools(case, line=True), leaks, reserve) / 1000


def right_machine(case: Case) -> str:
    """The smallest machine at variable speed that covers the need of September."""
    return air.smallest_model(sizes(case, "GVV-"), september(case))


def factors(case: Case) -> tuple[Decimal, Decimal]:
    """The two factors of a dryer in the closet as it is in summer: of the air that enters, of the room."""
    inlet, room = (survey.fact(case, name) for name in ("entree-secheur", "local"))
    return survey.factor(case, survey.INLET, inlet), survey.factor(case, survey.ROOM, room)


@cache
def flows(case: Case) -> dict[str, Decimal]:
    """The flow of each machine that may be chosen, in m³/min."""
    listed = {row.sku: row.flow_m3min for row in case.products}
    offered = [sku for sku, _ in plans.machines(case)]
    return {sku: 2 * listed[OF_PAIR] if sku == PAIR else listed[sku] for sku in offered}


def sizes(case: Case, prefix: str) -> dict[str, Decimal]:
    """The machines or dryers that may be chosen whose reference begins so, with their flow in m³/min."""
    if prefix == "SF-":
        return {row.sku: row.flow_m3min for row in case.products if row.sku.startswith(prefix)}
    return {sku: flow for sku, flow in flows(case).items() if sku.startswith(prefix) and sku != PAIR}


def litres(case: Case) -> dict[str, Decimal]:
    """The volume of each vessel, which its reference tells."""
    return {sku: Decimal(quoted.litres(sku)) for sku, _ in plans.vessels(case)}


def base(case: Case, sku: str) -> Any:
    """The fixed-speed machine of the same power; ValueError where there is none, as for a pair."""
    found = survey.machines(case, survey.FIXED).get(survey.twin(sku, survey.FIXED))
    if found is None:
        raise ValueError(f"{sku} has no single machine of its power at fixed speed")
    return found


def dearer(case: Case, sku: str) -> tuple[Decimal, Decimal]:
    """What variable speed adds to the price at that power, and the whole price of it; ValueError if none."""
    variable = survey.machines(case, survey.VARIABLE).get(survey.twin(sku, survey.VARIABLE))
    if variable is None:
        raise ValueError(f"{sku} has no machine of its power at variable speed")
    return variable.price - base(case, sku).price, variable.price


def day_share(case: Case) -> Decimal:
    """The mean flow of an open day, as a part of that of the morning."""
    hours = survey.fact(case, "fermeture") - survey.fact(case, "ouverture")
    evening = survey.fact(case, "part-du-soir") / 100
    return (FULL_HOURS + (hours - FULL_HOURS) * evening) / hours


def year_hours(case: Case) -> Decimal:
    """The hours that the workshop is open in a year."""
    hours = survey.fact(case, "fermeture") - survey.fact(case, "ouverture")
    return hours * survey.fact(case, "jours") * survey.fact(case, "semaines")


@dataclass(frozen=True)
class Site:
    """A machine measured for a week, as a careful reader finds it."""

    kw: Decimal
    absorbed: Decimal
    flow: Decimal
    mean: Decimal
    running: int
    weeks: int
    kwh_price: Decimal
    dearer: Decimal
    price: Decimal

    @property
    def hours(self) -> Decimal:
        """Hours that it runs in a year."""
        return Decimal(self.running * self.weeks)


@cache
def measured(case: Case) -> Mapping[str, Site]:
    """The four machines, by the row that asks about each."""
    fixed, found = survey.machines(case, survey.FIXED), {}
    for row in case.load_sites:
        lines = [one for one in case.load_profiles if one.site_id == row.site_id and one.state != STOPPED]
        more, price = dearer(case, row.sku)
        found[row.site_id.lower()] = Site(
            fixed[row.sku].kw,
            row.absorbed_kw,
            fixed[row.sku].flow_m3min,
            sum((one.flow_m3min for one in lines), Decimal(0)) / len(lines),
            len(lines),
            row.weeks,
            row.kwh_price,
            more,
            price,
        )
    return found


def within(value: Decimal, part: Decimal = Decimal("0.005")) -> Decimal:
    """So much of a figure, as a tolerance: 0.5 % unless said."""
    return half_up(abs(value) * part, 4)


def apart(right: Decimal, found: Sequence[Any], tolerance: Decimal) -> list[Any]:
    """Of mistakes, those that neither pass for the right figure nor for one named before them."""
    kept: list[Any] = []
    for slip in found:
        far = abs(slip.value - right) > 2 * tolerance
        if far and all(slip.id == one.id or abs(slip.value - one.value) > 2 * tolerance for one in kept):
            kept.append(slip)
    return kept
