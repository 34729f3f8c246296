"""cp2-tour: seven doors in an order that keeps every hour, what it burns, and the kilometres of a visit."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.assessed import YEAR
from autograder.keys.cp2.ground import road_days
from autograder.keys.primitives import combine
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.road import (
    burnt,
    burnt_marks,
    co2_slips,
    kg_a_litre,
    litres_slips,
    nearest_first,
    road_figure,
)
from autograder.keys.samples import blank, garbled, typed
from autograder.keys.traps import trap
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.calc.slips import Slip
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

NEAREST = "Le plus proche d’abord vous fait manquer {}."
SHORTEST = "Rien n’est manqué, et c’est court : on ne fait guère mieux."
LONGER = "Rien n’est manqué, mais un autre ordre, aussi ponctuel, roule moins."
BOTH_YEARS = "Vous avez gardé deux années de kilomètres pour les visites d’une seule."
A_DAY = "C’est par journée de route : divisez par les visites."
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
            *burnt_marks(parts, cells, case, journey.follow(own).km),
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


def _named(names: dict[str, str], order: Sequence[str]) -> str:
    return " · ".join(names[code] for code in order)


# --- what it burns -------------------------------------------------------------------------------------


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
    return road_figure(part, entry, per_visit(case), per_visit_slips(case), PER_VISIT)


def _driven(case: Case, kept: Callable[[int], bool]) -> Decimal:
    return sum((Decimal(row.km) for row in case.fuel_log if kept(row.month.year)), Decimal(0))


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
    kg = kg_a_litre(case)
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
