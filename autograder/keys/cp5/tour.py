"""cp5-tour: which doors of eight, in an order that keeps every hour; what one's own tour weighs."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from autograder.keys.answers import Answers, Entry
from autograder.keys.primitives import Scale, combine, plan_quality
from autograder.keys.primitives.combine import question_mark, unanswered
from autograder.keys.registry import Specimen, key, specimens
from autograder.keys.road import burnt, burnt_marks, co2_slips, kg_a_litre, litres_slips, nearest_first
from autograder.keys.samples import Raw, blank, garbled, typed
from autograder.mark import Mark, PartMark
from autograder.truth import Truth
from ntc import exercises
from ntc.case import Case
from ntc.exercises import Part
from ntc.french import count, euros, number
from ntc.instruments.tour import BAR
from ntc.lessons.cp5 import plans
from ntc.plans.hours import clock
from ntc.plans.journey import Journey

ID = "cp5-tour"
ORDER, FIGURES = f"{ID}-order", f"{ID}-figures"
WEIGHTS = {"order": 4.0, "litres": 0.5, "co2": 0.5}
# A tour made in haste sees 0.85 of what can be seen at most: the generator sees to it.
SCALE = Scale(Decimal("0.85"), Decimal("0.97"))
SEEN, SHORT = Decimal("0.8"), Decimal("0.2")
"""Of the order: what is for the potential seen, and for few kilometres once all of it is."""
SHORTEST, LONGEST = Decimal("1.05"), Decimal("1.20")
"""Kilometres, in parts of those of the best tour: up to which all is earned, from which nothing."""
ALMOST = Decimal("0.125")
"""What is left of a tour that breaks one limit of R23; more than one leave nothing."""

NEAREST = "Le plus proche d’abord vous fait manquer {}."
LIMIT = "Une limite de R23 est dépassée : la tournée ne vaut presque plus rien. Renoncez à une porte."
LIMITS = "Deux limites de R23 dépassées : cette journée ne se fait pas."
MISSED = "Une porte manquée ne compte pas : vous voyez {} de potentiel, sur les {} de vos portes."
BEST = "Tout tient, et l’on ne voit guère plus de potentiel dans une journée."
LONGER = "Tout tient, et le potentiel y est ; un autre ordre, aussi ponctuel, roule moins."
ALL_OF_IT = "Tout tient, et l’on ne fait guère mieux, en potentiel comme en kilomètres."
LESS = "Tout tient, mais d’autres portes, ou un autre ordre, montrent plus de potentiel dans la même journée."
NOBODY = "Aucune porte au-dessus de la barre : la journée se passe au bureau."
NOTED = "La tournée manque une porte ou dépasse une limite."


@key(ID)
def tour(case: Case, truth: Truth, answers: Answers) -> Mark:
    """The potential seen in time, then few kilometres; litres and CO2e of one's own tour."""
    parts, entry, best = exercises.load()[ID].parts, answers.entry(ORDER), best_tour(truth)
    own = entry.value if entry.value else best.stops.split()
    cells = {part: answers.cell(FIGURES, part) for part in plans.ROAD}
    return combine(
        [
            _order(parts["order"], entry, case, best),
            *burnt_marks(parts, cells, case, journey_of(case).follow(own).km),
        ],
        WEIGHTS,
    )


@cache
def journey_of(case: Case) -> Journey:
    """The doors, hours and limits that a learner is told."""
    return plans.tour(case).journey


def best_tour(truth: Truth) -> Any:
    """The tour that sees most, of these the shortest; StopIteration when there is none."""
    return next(row for row in truth.tour_plans if row.tour_id == ID and row.rank == 1)


def seen(case: Case, order: Sequence[str]) -> Decimal:
    """What the doors that are reached in time may bring, in €."""
    worth = plans.tour(case).worth
    return sum((worth[halt.door.id] for halt in journey_of(case).follow(order).halts if not halt.late), _ZERO)


def exceeded(case: Case, order: Sequence[str]) -> list[str]:
    """What an order breaks beside the hours of doors: lunch, the wheel, the return."""
    late = sum(halt.late > 0 for halt in journey_of(case).follow(order).halts)
    return journey_of(case).broken(order)[late:]


def worth(case: Case, order: Sequence[str], best: Any) -> Decimal:
    """What an order earns, as a part of its points."""
    quality = plan_quality(seen(case, order), best.potential, SCALE)
    if broken := len(exceeded(case, order)):
        return quality * ALMOST if broken == 1 else _ZERO
    return SEEN * quality + (SHORT * _brief(case, order, best) if quality == 1 else _ZERO)


def _brief(case: Case, order: Sequence[str], best: Any) -> Decimal:
    """How short a tour is beside the best one, from 0 to 1."""
    ratio = journey_of(case).follow(order).km / best.km
    return min(Decimal(1), max(_ZERO, (LONGEST - ratio) / (LONGEST - SHORTEST)))


def _order(part: Part, entry: Entry, case: Case, best: Any) -> PartMark:
    expected = _described(case, best.stops.split())
    if (nothing := unanswered(part, entry, expected)) is not None:
        return nothing
    order, journey = list(entry.value), journey_of(case)
    return question_mark(
        part,
        float(worth(case, order, best)),
        " ".join(_said(case, order, best)),
        given=_described(case, order) if order else "Aucune porte",
        expected=expected,
        noted=[NOTED] if journey.broken(order) else [],
    )


def _said(case: Case, order: list[str], best: Any) -> list[str]:
    """What to say of an order: what it breaks, then what it sees, then how far it goes."""
    if not order:
        return [NOBODY]
    journey, over = journey_of(case), exceeded(case, order)
    late = [halt for halt in journey.follow(order).halts if halt.late]
    told = journey.broken(order)
    if late and order == nearest_first(journey, order):
        told.insert(0, NEAREST.format(f"{late[0].door.name}, qui ferme à {clock(late[0].door.closes)}"))
    if late:
        values = plans.tour(case).worth
        gone = sum((values[code] for code in order), _ZERO)
        told.append(MISSED.format(euros(seen(case, order), 0), euros(gone, 0)))
    if over:
        return [*told, LIMIT if len(over) == 1 else LIMITS]
    if late:
        return told
    if plan_quality(seen(case, order), best.potential, SCALE) < 1:
        return [LESS]
    if _brief(case, order, best) < 1:
        return [LONGER]
    return [ALL_OF_IT if seen(case, order) >= best.potential else BEST]


def _described(case: Case, order: Sequence[str]) -> str:
    names = {door.id: door.label for door in journey_of(case).doors}
    km = journey_of(case).follow(order).km
    said = " · ".join(names[code] for code in order)
    return f"{said} ({euros(seen(case, order), 0)} en {count(len(order), 'porte')}, {number(km, 1)} km)"


_ZERO = Decimal(0)


@specimens(ID)
def _(case: Case, truth: Truth) -> list[Specimen]:
    best, journey = best_tour(truth), journey_of(case)
    weight = {part: each / sum(WEIGHTS.values()) for part, each in WEIGHTS.items()}
    order, doors = best.stops.split(), [door.id for door in journey.doors]

    def laid(order: Sequence[str]) -> list[str]:
        """As the page sends it: the doors above the bar, the bar, the others."""
        return [*order, BAR, *(code for code in doors if code not in order)]

    def answered(order: Sequence[str], **changes: Decimal) -> Raw:
        litres, co2 = burnt(case, journey.follow(order).km)
        figures = {"litres": litres, "co2": co2, **changes}
        return {ORDER: laid(order), FIGURES: {row: {"value": typed(each)} for row, each in figures.items()}}

    def by_plan(row: Any) -> float:
        """What a tour of the generator earns: its potential against the best one, then its kilometres."""
        share = float(row.potential) / float(best.potential)
        points = min(1.0, max(0.0, (share - 0.85) / 0.12)) * 0.8
        spared = min(1.0, max(0.0, (1.2 - float(row.km) / float(best.km)) / 0.15))
        return (points + (0.2 * spared if share >= 0.97 else 0)) * weight["order"]

    km = journey.follow(order).km
    others = [row for row in truth.tour_plans if row.tour_id == ID and row.rank > 1]
    figures = weight["litres"] + weight["co2"]
    return [
        Specimen("right", answered(order), 1.0),
        Specimen("the order alone", {ORDER: laid(order)}, weight["order"]),
        *(
            Specimen(f"tour no. {row.rank}", answered(row.stops.split()), figures + by_plan(row))
            for row in others
        ),
        Specimen("every door above the bar", {ORDER: laid(doors)}, 0.0),
        Specimen("every door, its own litres", answered(doors), figures),
        Specimen("no door", {ORDER: laid([])}, 0.0),
        *(
            Specimen(
                f"{slip.id}, carried",
                answered(order, litres=slip.value, co2=slip.value * kg_a_litre(case)),
                1 - weight["litres"],
                slip.id,
            )
            for slip in litres_slips(case, km)
        ),
        *(
            Specimen(slip.id, answered(order, co2=slip.value), 1 - weight["co2"], slip.id)
            for slip in co2_slips(case, km)
        ),
        *blank({ORDER: [], FIGURES: {}}),
        *garbled({ORDER: ["ghost"], FIGURES: {"litres": {"value": "beaucoup"}}}),
    ]
