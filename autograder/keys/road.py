"""What a day on the road weighs, in more than one lesson: litres and CO2e of one's own kilometres (R24).

Its classic mistakes, and the order of whoever always goes to the nearest door.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from autograder.keys.answers import Entry
from autograder.keys.asked.nature import CHOICE
from autograder.keys.asked.own import read_at, within, worked_at
from autograder.keys.asked.question import Asked, Place
from autograder.keys.primitives import mark_number
from autograder.keys.traps import trap
from autograder.mark import PartMark
from autograder.truth import Truth
from ntc.calc.slips import Slip
from ntc.calc.travel import tour as travelled
from ntc.case import Case
from ntc.exercises import Part
from ntc.plans.journey import Journey

LITRES, CO2 = "litres", "co2"
TOLERANCE = Decimal("0.01")
"""Of a figure of the road, in parts of it: rounded figures make as much."""
FIGURE = within(0, "0.01", "0.1")
"""The nature of a figure of the road, as it may be rounded."""
BURNT = Decimal("2.49")
"""kg of CO2e that a litre gives off when it burns, without what it took to bring it to the pump."""

TRAINED = (
    "C’est la consommation après une formation que vous n’avez pas encore suivie : R24 en donne une autre."
)
COST = "Ce taux est un coût en euros du kilomètre, non des litres."
PER_100 = "La consommation se lit aux cent kilomètres : divisez par cent."
ONLY_BURNT = "C’est la seule combustion : la maison compte du puits à la roue."
ON_KM = "Ce facteur vaut pour un litre : passez d’abord des kilomètres aux litres."
OWN_LITRES = "Calcul juste à partir de vos litres : l’erreur n’est comptée qu’une fois."
LITRES_METHOD = "Kilomètres de votre tournée × consommation aux 100 km ÷ 100."
CO2_METHOD = "Vos litres × le facteur de la maison."


def burnt(case: Case, km: Decimal) -> tuple[Decimal, Decimal]:
    """Litres of diesel and kg CO2e of so many kilometres (R24)."""
    rule = case.policy["co2"]
    found = travelled(km, _dec(rule["litres_100km"]), co2_per_litre=_dec(rule["kg_a_litre"]))
    return found.litres, found.co2


def litres_slips(case: Case, km: Decimal) -> list[Slip]:
    """The mistakes on the litres of so many kilometres."""
    rule = case.policy["co2"]
    return [
        trap("trained", km * _dec(rule["litres_100km_trained"]) / 100, TRAINED),
        trap("cost-km", km * _dec(rule["cost_km"]), COST),
        trap("per-100-km", km * _dec(rule["litres_100km"]), PER_100),
    ]


def co2_slips(case: Case, km: Decimal) -> list[Slip]:
    """The mistakes on the CO2e of so many kilometres."""
    return [
        trap("burnt-only", burnt(case, km)[0] * BURNT, ONLY_BURNT),
        trap("factor-on-km", km * kg_a_litre(case), ON_KM),
    ]


def kg_a_litre(case: Case) -> Decimal:
    """The kg of CO2e that the house counts for a litre (R24)."""
    return _dec(case.policy["co2"]["kg_a_litre"])


def burnt_marks(
    parts: Mapping[str, Part], cells: Mapping[str, Entry], case: Case, km: Decimal
) -> list[PartMark]:
    """Mark the litres and the CO2e of so many kilometres, the second from one's own litres as well."""
    litres, co2 = burnt(case, km)
    typed = cells[LITRES].value
    own = [] if typed is None else [typed * kg_a_litre(case)]
    first = road_figure(parts[LITRES], cells[LITRES], litres, litres_slips(case, km), LITRES_METHOD)
    # Litres that make no sense carry nothing.
    carried = [(value, OWN_LITRES) for value in own if first.slip or co2 / 10 < value < co2 * 10]
    return [
        first,
        road_figure(parts[CO2], cells[CO2], co2, co2_slips(case, km), CO2_METHOD, carried),
    ]


def order_asked(
    truth: Truth, tour_id: str, field: str, weight: float, laid: Callable[[list[str]], Sequence[str]] = list
) -> Asked:
    """What is asked of a tour first: the best order of the generator's, the others being mistakes.

    ``laid`` makes of the doors seen what the page sends.
    """
    rows = sorted((row for row in truth.tour_plans if row.tour_id == tour_id), key=lambda row: row.rank)
    best, *others = (tuple(laid(row.stops.split())) for row in rows)
    wrong = (Slip(f"tour {rank}", order, "") for rank, order in enumerate(others, start=2))
    return read_at(CHOICE, Place(field), best, *wrong, weight=weight)


def burnt_asked(
    case: Case, field: str, km: Callable[[Any], Decimal], weights: Mapping[str, float]
) -> dict[str, Asked]:
    """What is asked of the road: the litres of one's own order by its kilometres, then the CO2e of these."""
    return {
        LITRES: worked_at(
            FIGURE,
            Place(field, LITRES),
            lambda order: burnt(case, km(order))[0],
            "order",
            slips=lambda order: litres_slips(case, km(order)),
            weight=weights[LITRES],
        ),
        CO2: worked_at(
            FIGURE,
            Place(field, CO2),
            lambda litres, order: litres * kg_a_litre(case),
            LITRES,
            "order",
            slips=lambda litres, order: co2_slips(case, km(order)),
            weight=weights[CO2],
        ),
    }


def road_figure(
    part: Part,
    entry: Entry,
    right: Decimal,
    slips: Sequence[Slip],
    method: str,
    carried: Sequence[tuple[Decimal, str]] = (),
) -> PartMark:
    """Mark a figure to one per cent, as rounded figures make it."""
    return mark_number(part, entry, right, right * TOLERANCE, slips=slips, method=method, carried=carried)


def nearest_first(journey: Journey, doors: Sequence[str] = ()) -> list[str]:
    """The order of whoever always goes to the nearest door, of those given, or of all."""
    here, order, left = journey.home, [], list(doors) or [door.id for door in journey.doors]
    while left:
        here = min(left, key=lambda door: (journey.ways[here, door].km, door))
        left.remove(here)
        order.append(here)
    return order


def _dec(value: float) -> Decimal:
    return Decimal(str(value))
