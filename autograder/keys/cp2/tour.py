"""cp2-tour: seven doors in an order that keeps every hour, what it burns, and the kilometres of a visit."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.assessed import YEAR
from autograder.keys.cp2.ground import road_days
from autograder.keys.primitives import combine, mark_number
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.samples import blank, garbled, typed
from autograder.keys.traps import trap
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.slips import Slip
from ntc.calc.travel import tour as travelled
from ntc.case import Case, measures
from ntc.exercises import Part
from ntc.french import number
from ntc.lessons.cp2 import plans
from ntc.plans.hours import clock
from ntc.plans.journey import Journey

ID = "cp2-tour"
ORDER, FIGURES = f"{ID}-order", f"{ID}-figures"
WEIGHTS = {"order": 7.0, "litres": 1.0, "co2": 1.0, "per-visit": 1.0}
# Of seven points: three for a tour that holds, one when a single rule is broken, four for its length.
HOLDS, ALMOST = 3, 1
LENGTHS = ((Decimal("0.98"), Decimal(4)), (Decimal("0.93"), Decimal("2.5")), (Decimal("0.87"), Decimal(1)))
TOLERANCE = Decimal("0.01")
# kg of CO2e that a litre gives off when it burns, without what it took to bring it to the pump.
BURNT = Decimal("2.49")

NEAREST = "Le plus proche d’abord vous fait manquer {}."
SHORTEST = "Rien n’est manqué, et c’est court : on ne fait guère mieux."
LONGER = "Rien n’est manqué, mais un autre ordre, aussi ponctuel, roule moins."
TRAINED = (
    "C’est la consommation après une formation que vous n’avez pas encore suivie : R24 en donne une autre."
)
COST = "Ce taux est un coût en euros du kilomètre, non des litres."
ONLY_BURNT = "C’est la seule combustion : la maison compte du puits à la roue."
ON_KM = "Ce facteur vaut pour un litre : passez d’abord des kilomètres aux litres."
BOTH_YEARS = "Vous avez gardé deux années de kilomètres pour les visites d’une seule."
A_DAY = "C’est par journée de route : divisez par les visites."
OWN_LITRES = "Calcul juste à partir de vos litres : l’erreur n’est comptée qu’une fois."
LITRES = "Kilomètres de votre tournée × consommation aux 100 km ÷ 100."
CO2 = "Vos litres × le facteur de la maison."
PER_VISIT = "Kilomètres du carnet de 2025 ÷ visites faites en 2025."


@key(ID)
def tour(case: Case, truth: Truth, answers: Answers) -> Mark:
    """No door missed, then few kilometres; litres and CO2e of one's own tour; the kilometres of a visit."""
    parts, entry, journey = exercises.load()[ID].parts, answers.entry(ORDER), journey_of(case)
    best = best_tour(truth)
    own = entry.value if entry.value is not None else best.stops.split()
    cells = {part: answers.cell(FIGURES, part) for part in plans.TOUR_FIGURES}
    return combine(
        [
            _order(parts["order"], entry, case, journey, best),
            *_burnt(parts, cells, case, journey.follow(own).km),
            _per_visit(parts["per-visit"], cells["per-visit"], case),
        ],
        WEIGHTS,
    )


@cache
def journey_of(case: Case) -> Journey:
    """The doors, hours and limits that a learner is told."""
    return plans.tour(case).journey


def best_tour(truth: Truth) -> Any:
    """The tour of the fewest kilometres that breaks nothing."""
    return next(row for row in truth.tour_plans if row.tour_id == plans.TOUR and row.rank == 1)


# --- the order -----------------------------------------------------------------------------------------


def worth(journey: Journey, order: Sequence[str], shortest: Decimal) -> Decimal:
    """What an order earns, of seven."""
    broken = len(journey.broken(order))
    if broken:
        return Decimal(ALMOST if broken == 1 else 0)
    ratio = shortest / journey.follow(order).km
    return HOLDS + next((points for least, points in LENGTHS if ratio >= least), Decimal(0))


def _order(part: Part, entry: Entry, case: Case, journey: Journey, best: Any) -> PartMark:
    names = {door.id: door.label for door in journey.doors}
    expected = f"{_named(names, best.stops.split())} ({number(best.km, 1)} km)"
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    followed, broken = journey.follow(entry.value), journey.broken(entry.value)
    said = list(broken)
    late = next((halt for halt in followed.halts if halt.late), None)
    if late and list(entry.value) == nearest_first(journey):
        said.insert(0, NEAREST.format(f"{late.door.name}, qui ferme à {clock(late.door.closes)}"))
    if not said:
        said = [SHORTEST if best.km / followed.km >= LENGTHS[0][0] else LONGER]
    return question_mark(
        part,
        float(worth(journey, entry.value, best.km) / Decimal(WEIGHTS["order"])),
        " ".join(said),
        given=f"{_named(names, entry.value)} ({number(followed.km, 1)} km)",
        expected=expected,
        noted=["La tournée manque une porte ou dépasse une limite."] if broken else [],
    )


def nearest_first(journey: Journey) -> list[str]:
    """The order of whoever always goes to the nearest door."""
    here, order, left = journey.home, [], [door.id for door in journey.doors]
    while left:
        here = min(left, key=lambda door: (journey.ways[here, door].km, door))
        left.remove(here)
        order.append(here)
    return order


def _named(names: dict[str, str], order: Sequence[str]) -> str:
    return " · ".join(names[code] for code in order)


# --- what it burns -------------------------------------------------------------------------------------


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
    ]


def co2_slips(case: Case, km: Decimal) -> list[Slip]:
    """The mistakes on the CO2e of so many kilometres."""
    rule = case.policy["co2"]
    return [
        trap("burnt-only", burnt(case, km)[0] * BURNT, ONLY_BURNT),
        trap("factor-on-km", km * _dec(rule["kg_a_litre"]), ON_KM),
    ]


def _burnt(parts: dict[str, Part], cells: dict[str, Entry], case: Case, km: Decimal) -> list[PartMark]:
    litres, co2 = burnt(case, km)
    typed_litres = cells["litres"].value
    own = [] if typed_litres is None else [typed_litres * _dec(case.policy["co2"]["kg_a_litre"])]
    return [
        _figure(parts["litres"], cells["litres"], litres, litres_slips(case, km), LITRES),
        _figure(
            parts["co2"],
            cells["co2"],
            co2,
            co2_slips(case, km),
            CO2,
            # Litres that make no sense carry nothing.
            [(value, OWN_LITRES) for value in own if co2 / 10 < value < co2 * 10],
        ),
    ]


@cache
def per_visit(case: Case) -> Decimal:
    """Kilometres of the year ÷ visits of the year."""
    return _driven(case, lambda year: year == YEAR) / measures.visits(case, YEAR)


@cache
def per_visit_slips(case: Case) -> list[Slip]:
    """The mistakes on the kilometres of a visit."""
    visits = measures.visits(case, YEAR)
    return [
        trap("both-years", _driven(case, lambda year: True) / visits, BOTH_YEARS),
        trap("per-day", _driven(case, lambda year: year == YEAR) / len(road_days(case)), A_DAY),
    ]


def _per_visit(part: Part, entry: Entry, case: Case) -> PartMark:
    return _figure(part, entry, per_visit(case), per_visit_slips(case), PER_VISIT)


def _driven(case: Case, kept: Callable[[int], bool]) -> Decimal:
    return sum((Decimal(row.km) for row in case.fuel_log if kept(row.month.year)), Decimal(0))


def _figure(
    part: Part,
    entry: Entry,
    right: Decimal,
    slips: Sequence[Slip],
    method: str,
    carried: Sequence[tuple[Decimal, str]] = (),
) -> PartMark:
    """A figure to one per cent, as rounded figures make it."""
    return mark_number(part, entry, right, right * TOLERANCE, slips=slips, method=method, carried=carried)


def _dec(value: float) -> Decimal:
    return Decimal(str(value))


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    journey, best = journey_of(case), best_tour(truth)
    others = [row for row in truth.tour_plans if row.tour_id == plans.TOUR and row.rank > 1]
    weight = {part: each / sum(WEIGHTS.values()) for part, each in WEIGHTS.items()}
    order = best.stops.split()
    listed = [door.id for door in journey.doors]

    def answered(order: Sequence[str], **changes: Decimal) -> dict[str, Any]:
        litres, co2 = burnt(case, journey.follow(order).km)
        figures = {"litres": litres, "co2": co2, "per_visit": per_visit(case), **changes}
        return {
            ORDER: list(order),
            FIGURES: {name.replace("_", "-"): {"value": typed(value)} for name, value in figures.items()},
        }

    def length(km: Decimal) -> float:
        """What a tour that holds earns, by steps of its ratio to the best one."""
        ratio = best.km / km
        return (
            3
            + (
                4
                if ratio >= Decimal("0.98")
                else 2.5
                if ratio >= Decimal("0.93")
                else ratio >= Decimal("0.87")
            )
        ) / 10

    km = journey.follow(order).km
    kg = _dec(case.policy["co2"]["kg_a_litre"])
    found = [
        Specimen("right", answered(order), 1.0),
        Specimen("the order alone", {ORDER: order}, weight["order"]),
        *(
            Specimen(f"tour no. {row.rank}", answered(row.stops.split()), 0.3 + length(row.km))
            for row in others
        ),
        Specimen(
            "rounded to one decimal",
            answered(
                order,
                **{
                    name: round(value, 1)
                    for name, value in zip(("litres", "co2"), burnt(case, km), strict=True)
                },
            ),
            1.0,
        ),
        Specimen("as listed", {ORDER: listed}, 0.0),
        Specimen("the listed order, its own litres", answered(listed), 0.3),
        *(
            Specimen(
                f"{slip.id}, carried", answered(order, litres=slip.value, co2=slip.value * kg), 0.9, slip.id
            )
            for slip in litres_slips(case, km)
        ),
        *(Specimen(slip.id, answered(order, co2=slip.value), 0.9, slip.id) for slip in co2_slips(case, km)),
        *(
            Specimen(slip.id, answered(order, per_visit=slip.value), 0.9, slip.id)
            for slip in per_visit_slips(case)
        ),
        *blank({ORDER: [], FIGURES: {}}),
        *garbled({ORDER: ["ghost"], FIGURES: {"litres": {"value": "beaucoup"}}}),
    ]
    return found
