"""cp4-time: where a month's hours went, what a visit costs, and an honest promise of selling time."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from autograder.keys import assessed
from autograder.keys.asked import CHOICE, HOURS, PRICE, RATE, Asked, Choices, Way, asked, questions
from autograder.keys.asked.nature import rounded
from autograder.keys.assessed import YEAR
from autograder.keys.cp4.ground import VISITS as VISITING
from autograder.keys.cp4.ground import hours_in
from autograder.keys.traps import trap
from autograder.truth import Truth
from ntc.calc import slips
from ntc.calc.slips import Slip
from ntc.case import Case, measures
from ntc.lessons.cp4 import plans

ID = "cp4-time"
GOAL = Decimal("0.20")
TOO_HIGH = (
    "Vous promettez plus d’heures que l’administratif n’en libère : d’où viendraient les autres ? "
    "Une promesse se tient dans l’agenda."
)
KEPT = "Une promesse que votre agenda peut tenir."
ROAD = "Une promesse que votre agenda tient, et qui laisse sa part à la route."
PARTS = 8
"""Steps between the least that a lucid promise keeps of the hours freed and all: none goes past a band."""
CLOCK = "Des minutes ne sont pas des centièmes : 30 minutes font 0,5 heure."
TOO_LOW = (
    "Une promesse prudente, que vous tiendrez ; mais vos heures en permettent une autre : reprenez le temps "
    "de vente actuel et ajoutez-y les heures libérées."
)

MAILS = "Vous avez compté les courriels dans l’administratif : il a sa ligne, elle seule fait cette part."
VISITS = "Vous n’avez compté que les visites : appels, visioconférences et salons vendent aussi."
ALL_FIXED = (
    "Vous avez compté toutes les charges fixes : une visite coûte les trois postes directs, sans les "
    "quotes-parts."
)

LAST_YEAR = "Vous avez divisé par les visites de 2024 : prenez celles de 2025, la même année que les charges."


@questions(ID)
def time(case: Case, truth: Truth) -> dict[str, Asked]:
    """The four figures and the promise: the band that one's own hours allow, by a convention that holds.

    Whoever counts the road as selling time has misread one figure and is judged by it in the promise; whoever
    takes the road out of the hours freed, by the part that goes with selling, with visits or with the whole
    month, is right as well, and so is any promise between the least of these and all the hours: of who shows
    the hours, since one band among a few tells too little.
    """
    bands = dict(plans.promises(case))
    mails, visits = (hours_in(case, kind) for kind in ("Courriels", VISITING))
    fixed, before = assessed.fixed_costs(case), measures.visits(case, YEAR - 1)
    return {
        "admin": asked(
            RATE,
            lambda admin, hours: admin / hours,
            "admin-hours",
            "month-hours",
            slips=lambda admin, hours: [trap("mails", (admin + mails) / hours, MAILS)],
            method="Heures administratives ÷ total des heures du mois.",
        ),
        "selling": asked(
            RATE,
            lambda selling, hours: selling / hours,
            "selling-hours",
            "month-hours",
            slips=lambda selling, hours: [trap("visits-only", visits / hours, VISITS)],
            method="Additionnez visites, appels, visioconférences et salons ; les trajets n’en sont pas.",
        ),
        "freed": asked(
            HOURS,
            lambda admin, hours: (admin - GOAL) * hours,
            f"{ID}.admin",
            "month-hours",
            slips=lambda admin, hours: [
                *slips.freed_hours(admin * hours, GOAL),
                *_on_the_clock((admin - GOAL) * hours),
            ],
            method="Heures administratives − 20 % du total des heures du mois.",
        ),
        "visit-cost": asked(
            PRICE,
            lambda costs, visits: costs / visits,
            "direct-costs",
            "cp4-dashboard.visits",
            slips=lambda costs, visits: [
                trap("all-fixed", fixed / visits, ALL_FIXED),
                trap("last-year", costs / before, LAST_YEAR),
            ],
            method="Salaire et charges, véhicule, téléphone et CRM de l’année ÷ visites faites dans l’année.",
        ),
        "pledge": asked(
            CHOICE,
            lambda admin, selling: realistic(bands, selling + admin - GOAL),
            f"{ID}.admin",
            f"{ID}.selling",
            also=(
                Way(
                    lambda freed, hours, selling: realistic(bands, selling + freed / hours),
                    (f"{ID}.freed", "month-hours", f"{ID}.selling"),
                ),
                *(
                    Way(
                        lambda freed, hours, selling, road, *out, left=left: realistic(
                            bands, selling + freed / hours * left(selling, road / hours, *out, hours)
                        ),
                        (f"{ID}.freed", "month-hours", f"{ID}.selling", "road-hours", *more),
                        ROAD,
                        shown=True,
                    )
                    for left, more in (
                        (_beside_selling, ()),
                        *(
                            (partial(_at_least_beside_visits, part), ("visit-hours",))
                            for part in range(PARTS)
                        ),
                    )
                ),
            ),
            choices=Choices(bands, _worth, partial(_reasons, bands)),
        ),
    }


def _beside_selling(selling: Decimal, road: Decimal, *_: Decimal) -> Decimal:
    """The part of an hour freed that is sold, when the road goes with selling time."""
    return selling / (selling + road) if selling + road else Decimal(0)


def _at_least_beside_visits(
    part: int, selling: Decimal, road: Decimal, visits: Decimal, hours: Decimal
) -> Decimal:
    """The same when the road goes with visits only, or when so many parts of what it takes are kept."""
    least = visits / (visits + road * hours) if visits else Decimal(0)
    return least + (1 - least) * part / PARTS


def _on_the_clock(hours: Decimal) -> list[Slip]:
    """Hours and minutes written with a comma: 13,51 for 13 h 51 min; none where it makes no difference."""
    whole, minutes = divmod(rounded(hours * 60, Decimal(1)), 60)
    read = whole + minutes / 100
    return [trap("clock", read, CLOCK)] if abs(read - hours) > 2 * HOURS.tolerance else []


def realistic(bands: Mapping[str, str], reachable: Decimal) -> str:
    """The band of selling time, as a ratio of the month, that the freed hours allow.

    Raises ValueError when a month has fewer hours than that.
    """
    for band in bands:
        if reachable * 100 < _upper(band):
            return band
    raise ValueError(f"{reachable} is above every band")


def _upper(band: str) -> int:
    """The upper bound, in percent, that the id of a band gives: 39 for ``b37-39``."""
    return int(band.split("-")[1])


def _worth(right: str) -> dict[str, float]:
    """All for the realistic band, and for it alone: a neighbour's half could be had without a calculation."""
    return {right: 1.0}


def _reasons(bands: Mapping[str, str], right: str) -> dict[str, str]:
    return {band: TOO_HIGH if band > right else TOO_LOW for band in bands} | {right: KEPT}
