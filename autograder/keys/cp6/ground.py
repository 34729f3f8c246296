"""What the figures of CP6 rest on: the survey, the leak report, the maker's factors, four measured weeks."""

from dataclasses import replace
from decimal import Decimal

from autograder.keys.asked import Between, Given, Ground, Nature, Way, ground
from autograder.keys.cp6.measured import day_share, factors, measured, useful, year_hours
from autograder.truth import Truth
from ntc.case import Case
from ntc.lessons.cp6 import survey

# Conventions that one keeps all along: made again, they are one mistake.
KEPT = frozenset(
    {
        "mc.air-add",
        "mc.air-peak",
        "mc.unit-flow",
        "mc.var-sign",
        "mc.vsd-always",
        "trap.all-year",
        "trap.leaks-divided",
        "trap.need-for-machine",
        "trap.nominal-kw",
        "trap.per-week",
        "trap.reserve-dropped",
        "trap.stops-counted",
    }
)
THOUSANDTH = Decimal("0.001")
FLOW = Nature(Decimal("0.5"), (Decimal(1),))
"""A flow read in the survey, in L/min."""
PART = Nature(Decimal("0.0005"), (THOUSANDTH,))
"""A rate read in the survey, as a ratio."""
LOAD = Nature(Decimal("0.0005"), (Decimal("0.0001"), THOUSANDTH), answered=(THOUSANDTH,))
"""A taux de charge: three decimals are kept."""
HOURS = Nature(Decimal("0.5"))


@ground("cp6")
def _(case: Case, truth: Truth) -> Ground:
    (lease,), (inlet, room) = case.lease_offers, factors(case)
    today = useful(case, line=False)
    givens = {
        "useful-today": Given(today, FLOW),
        "useful-line": Given(useful(case, line=True) - today, FLOW),
        "leaks-before": Given(survey.fact(case, "fuites-avant") / 100, PART),
        "leaks-after": Given(survey.fact(case, "fuites-apres") / 100, PART),
        "reserve": Given(Decimal(case.policy["air"]["reserve"])),
        "tool-bar": Given(survey.fact(case, "pression-outil")),
        "set-bar": Given(survey.fact(case, "pression-reglee")),
        "network-bar": Given(survey.fact(case, "perte-reseau")),
        "filter-bar": Given(Decimal(case.policy["air"]["filter_bar"])),
        "dryer-bar": Given(Decimal(case.policy["air"]["dryer_bar"])),
        "swing": Given(survey.fact(case, "ecart-cuve")),
        "inlet": Given(inlet),
        "room": Given(room),
        "day-share": Given(day_share(case), replace(PART, roundings=(Decimal("0.0001"), THOUSANDTH))),
        "year-hours": Given(year_hours(case), HOURS),
        "kwh-price": Given(survey.fact(case, "prix-du-kwh")),
        "rent": Given(lease.rent),
        "months": Given(lease.months),
        "option": Given(lease.option),
    }
    between = {}
    for name, site in measured(case).items():
        givens |= {
            f"{name}-flow": Given(site.mean),
            f"{name}-full": Given(site.flow),
            f"{name}-hours": Given(site.hours, HOURS),
            f"{name}-kw": Given(site.absorbed),
        }
        way = Way(lambda mean, full: mean / full, (f"{name}-flow", f"{name}-full"))
        between[f"{name}-load"] = Between(LOAD, way)
    return Ground(givens, between, kept=KEPT)
