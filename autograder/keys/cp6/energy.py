"""cp6-energy: what variable speed saves on four machines measured, and at the joinery; leaks, lease."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial

from autograder.keys.asked import AMOUNT, CHOICE, Asked, Choices, Nature, Place, Way, asked, questions
from autograder.keys.cp6.ground import LOAD
from autograder.keys.cp6.measured import (
    WEEK,
    Site,
    apart,
    base,
    day_share,
    dearer,
    measured,
    right_machine,
    september,
    useful,
    within,
    year_hours,
)
from autograder.keys.traps import trap
from autograder.truth import Truth
from ntc.calc import energy, investment, slips
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.french import typeset
from ntc.lessons.cp6 import plans, survey

ID = "cp6-energy"
NOW_LEAKING, NOW_REPAIRED, LATER_REPAIRED, MACHINE = (
    f"cp6-sizing.{part}" for part in ("now-leaking", "now-repaired", "later-repaired", "machine")
)
LOADED, SAVED = f"{ID}.load", f"{ID}.saving"
YEAR = 8760
HALF = Decimal("0.5")
ONE, TEN, CENT, TENTH = Decimal(1), Decimal(10), Decimal("0.01"), Decimal("0.1")
LAST_OF_LOAD = Decimal("0.0005")
"""What the third decimal of a load rate leaves open."""
RATE = replace(LOAD, tolerance=Decimal("0.003"))

BY_SPEEDS = "Consommation à vitesse fixe − consommation à vitesse variable, au taux de charge de la semaine."
STOPS = "Vous avez compté les heures d’arrêt : un taux de charge se prend quand la machine tourne."
ALL_YEAR = "8 760 heures font une année sans nuit ni dimanche : comptez les heures où la machine tourne."
PLATE = "C’est la puissance de la plaque : la facture compte celle qui est absorbée."
ONE_WEEK = "C’est l’économie d’une semaine : la machine en tourne davantage dans l’année."
TURNED = "Les deux vitesses sont échangées : une économie est ce que la vitesse fixe consomme de plus."
SAME_EVERYWHERE = "C’est l’économie d’une charge de moitié : ici la charge est autre."
FIRST = "Le plus d’économie, et le temps de retour le plus court."
NOT_FIRST = "Une autre économise davantage, et se paie plus vite : comparez vos quatre résultats."
LEAVE = "À charge presque pleine et stable, la variation coûte plus qu’elle n’économise."
NOT_LEAVE = "Celle-ci économise : laquelle de vos quatre économies est négative ?"

BY_LOAD = (
    "Le besoin de septembre, fuites réparées, sans la réserve ; sa moyenne sur les heures d’ouverture, le "
    "soir compris ; puis ÷ le débit de la machine à vitesse fixe."
)
RESERVE = "La réserve est une place gardée : personne ne la consomme. Ôtez-la du besoin."
EVENING = "Après 14 h, l’atelier n’appelle qu’une part du débit du matin : faites la moyenne des deux."
BY_SAVING = "(kWh à vitesse fixe − kWh à vitesse variable) × prix du kWh, sur les heures d’ouverture."
KWH = "Ce sont des kilowattheures : il reste à les payer."
BY_EXTRA = "Surcoût de la vitesse variable ÷ économie d’une année."
BY_LEAKS = "Débit utile × fuites en moins, en m³/min, × 6,8 × heures d’ouverture × prix du kWh."
ALL_DAY = "Une fuite coule autant le soir que le matin : tant que le réseau est sous pression."
SEPTEMBER = "La ligne n’est pas encore là : les fuites mesurées sont une part du débit d’aujourd’hui."
BY_LEASE = "Loyers + option − prix d’achat."
NO_OPTION = "Sans l’option, la machine n’est pas à lui : elle compte dans le coût."
IN_ALL = "C’est ce qu’il aura versé : la location coûte ce qui dépasse le prix de la machine."


@questions(ID)
def energy_questions(case: Case, truth: Truth) -> dict[str, Asked]:
    """Four savings, whom to equip first and whom to leave; five figures of the joinery."""
    return {**_savings(case), **_choices(case), **_joinery(case)}


# --- four machines measured ----------------------------------------------------------------------------


def _saved(load: Decimal, hours: Decimal, kw: Decimal) -> Decimal:
    """What variable speed saves in a year, in kWh; negative where it consumes more."""
    return energy.kwh_fixed(kw, load, hours) - energy.kwh_variable(kw, load, hours)


def _savings(case: Case) -> dict[str, Asked]:
    return {
        name: asked(
            _kwh(site),
            _saved,
            f"{name}-load",
            f"{name}-hours",
            f"{name}-kw",
            slips=partial(_saving_slips, site),
            method=BY_SPEEDS,
            weight=0.75,
            place=Place(f"{ID}-sites", name),
        )
        for name, site in measured(case).items()
    }


def _kwh(site: Site) -> Nature:
    """Half a per cent, or what the third decimal of the load leaves open: a small gap of large figures."""
    load = site.mean / site.flow
    right = _saved(load, site.hours, site.absorbed)
    step = max(
        abs(_saved(load + part, site.hours, site.absorbed) - right) for part in (LAST_OF_LOAD, -LAST_OF_LOAD)
    )
    return Nature(max(within(right), step), (ONE, TEN), answered=(TEN,))


def _saving_slips(site: Site, load: Decimal, hours: Decimal, kw: Decimal) -> list[Slip]:
    right = _saved(load, hours, kw)
    idle = load * site.running / WEEK
    half = energy.kwh_fixed(kw, load, hours) * energy.variable_speed_saving(HALF)
    found = [
        Slip("mc.var-sign", -right, typeset(TURNED)),
        Slip("mc.vsd-always", half, typeset(SAME_EVERYWHERE)),
        trap("all-year", _saved(load, Decimal(YEAR), kw), ALL_YEAR),
        trap("nominal-kw", _saved(load, hours, site.kw), PLATE),
        trap("per-week", right / site.weeks, ONE_WEEK),
        trap("stops-counted", _saved(idle, hours, kw), STOPS),
        trap("stops-counted", _saved(idle, Decimal(WEEK * site.weeks), kw), STOPS),
    ]
    return apart(right, found, _kwh(site).tolerance)


def _choices(case: Case) -> dict[str, Asked]:
    names, sites = plans.SITES, measured(case)
    savings = [f"{ID}.{name}" for name in names]

    def largest(*found: Decimal) -> str:
        return max(zip(found, names, strict=True))[1]

    def smallest(*found: Decimal) -> str:
        return min(zip(found, names, strict=True))[1]

    def soonest(*found: Decimal) -> str:
        """The shortest payback of those that save; ValueError when none does."""
        years = [
            (sites[name].dearer / (saved * sites[name].kwh_price), name)
            for saved, name in zip(found, names, strict=True)
            if saved > 0
        ]
        return min(years)[1]

    return {
        "first": asked(
            CHOICE,
            largest,
            *savings,
            also=(Way(soonest, tuple(savings)),),
            choices=_of_sites(case, FIRST, NOT_FIRST),
            place=Place(f"{ID}-first"),
        ),
        "leave": asked(
            CHOICE,
            smallest,
            *savings,
            choices=_of_sites(case, LEAVE, NOT_LEAVE),
            place=Place(f"{ID}-leave"),
        ),
    }


def _of_sites(case: Case, good: str, other: str) -> Choices:
    labels = dict(plans.sites(case))

    def reasons(right: str) -> Mapping[str, str]:
        return {name: typeset(good if name == right else other) for name in labels}

    return Choices(labels, lambda right: {right: 1.0}, reasons)


# --- the joinery ---------------------------------------------------------------------------------------


def _joinery(case: Case) -> dict[str, Asked]:
    found = {"load": _load(case), "saving": _saving(case), "payback": _payback(case)}
    found |= {"leaks": _leaks(case), "lease": _lease(case)}
    return {part: replace(each, place=Place(f"{ID}-joinery", part)) for part, each in found.items()}


def _load(case: Case) -> Asked:
    def rate(need: Decimal, reserve: Decimal, share: Decimal, sku: str) -> Decimal:
        return _below_one(need / (1 + reserve) * share / 1000 / base(case, sku).flow_m3min)

    def mistakes(need: Decimal, reserve: Decimal, share: Decimal, sku: str) -> list[Slip]:
        right = rate(need, reserve, share, sku)
        found = [
            trap("reserve-consumed", right * (1 + reserve), RESERVE),
            trap("evening-full", right / share, EVENING),
        ]
        return apart(right, found, RATE.tolerance)

    return asked(RATE, rate, LATER_REPAIRED, "reserve", "day-share", MACHINE, slips=mistakes, method=BY_LOAD)


def _below_one(load: Decimal) -> Decimal:
    """A load as it is; ValueError beyond a machine that runs all the time."""
    if not 0 <= load <= 1:
        raise ValueError(f"a load lies from 0 to 1: {load}")
    return load


def _saving(case: Case) -> Asked:
    def yearly(load: Decimal, hours: Decimal, price: Decimal, sku: str) -> Decimal:
        return _saved(load, hours, survey.absorbed(base(case, sku).kw)) * price

    def mistakes(load: Decimal, hours: Decimal, price: Decimal, sku: str) -> list[Slip]:
        right, kw = yearly(load, hours, price, sku), survey.absorbed(base(case, sku).kw)
        half = energy.kwh_fixed(kw, load, hours) * energy.variable_speed_saving(HALF) * price
        found = [
            Slip("mc.vsd-always", half, typeset(SAME_EVERYWHERE)),
            trap("all-year", yearly(load, Decimal(YEAR), price, sku), ALL_YEAR),
            trap("nominal-kw", _saved(load, hours, base(case, sku).kw) * price, PLATE),
            trap("kwh-for-euros", right / price, KWH),
        ]
        return apart(right, found, within(right))

    sku, price = right_machine(case), survey.fact(case, "prix-du-kwh")
    # The reserve is in the need, not in what is consumed.
    consumed = september(case) / (1 + case.policy["air"]["reserve"])
    load = consumed * day_share(case) / base(case, sku).flow_m3min
    right = yearly(load, year_hours(case), price, sku)
    return asked(
        _euros(right), yearly, LOADED, "year-hours", "kwh-price", MACHINE, slips=mistakes, method=BY_SAVING
    )


def _payback(case: Case) -> Asked:
    def years(saving: Decimal, sku: str) -> Decimal:
        return investment.payback(dearer(case, sku)[0], saving)

    nature = Nature(Decimal("0.015"), (CENT, TENTH), answered=(TENTH,))
    return asked(
        nature,
        years,
        SAVED,
        MACHINE,
        slips=lambda saving, sku: slips.payback(dearer(case, sku)[1], saving),
        method=BY_EXTRA,
    )


def _leaks(case: Case) -> Asked:
    def cost(flow: Decimal, hours: Decimal, price: Decimal) -> Decimal:
        return energy.leak_kwh(flow / 1000, hours) * price

    def gain(used: Decimal, before: Decimal, after: Decimal, hours: Decimal, price: Decimal) -> Decimal:
        return cost(used * (before - after), hours, price)

    def from_needs(
        leaking: Decimal, repaired: Decimal, reserve: Decimal, hours: Decimal, price: Decimal
    ) -> Decimal:
        return cost((leaking - repaired) / (1 + reserve), hours, price)

    whole, share = useful(case, line=True), day_share(case)

    def mistakes(
        used: Decimal, before: Decimal, after: Decimal, hours: Decimal, price: Decimal
    ) -> list[Slip]:
        right = gain(used, before, after, hours, price)
        found = [
            trap("reserve-consumed", right * (1 + case.policy["air"]["reserve"]), RESERVE),
            trap("all-year", gain(used, before, after, Decimal(YEAR), price), ALL_YEAR),
            trap("leaks-evening", right * share, ALL_DAY),
            trap("leaks-september", gain(whole, before, after, hours, price), SEPTEMBER),
            trap("kwh-for-euros", right / price, KWH),
        ]
        return apart(right, found, within(right))

    facts = ("fuites-avant", "fuites-apres")
    before, after = (survey.fact(case, name) / 100 for name in facts)
    price = survey.fact(case, "prix-du-kwh")
    right = gain(useful(case, line=False), before, after, year_hours(case), price)
    return asked(
        _euros(right),
        gain,
        "useful-today",
        "leaks-before",
        "leaks-after",
        "year-hours",
        "kwh-price",
        also=(Way(from_needs, (NOW_LEAKING, NOW_REPAIRED, "reserve", "year-hours", "kwh-price")),),
        slips=mistakes,
        method=BY_LEAKS,
    )


def _lease(case: Case) -> Asked:
    def cost(rent: Decimal, months: int, option: Decimal, sku: str) -> Decimal:
        return investment.lease_cost(rent, months, option, dearer(case, sku)[1])

    def mistakes(rent: Decimal, months: int, option: Decimal, sku: str) -> list[Slip]:
        right, price = cost(rent, months, option, sku), dearer(case, sku)[1]
        return [
            trap("option-forgotten", right - option, NO_OPTION),
            trap("paid-in-all", right + price, IN_ALL),
        ]

    return asked(
        AMOUNT,
        cost,
        "rent",
        "months",
        "option",
        MACHINE,
        slips=mistakes,
        method=BY_LEASE,
    )


def _euros(right: Decimal) -> Nature:
    """Euros of a year, to half a per cent."""
    return Nature(within(right), (CENT, ONE))
