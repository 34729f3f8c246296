"""What cp2-tour asks: an order of doors, what one's own tour burns, the kilometres of a visit."""

from autograder.keys import road
from autograder.keys.asked.own import Own, figures, read_at
from autograder.keys.asked.question import Place
from autograder.keys.cp2 import tour
from autograder.truth import Truth
from ntc.case import Case
from ntc.lessons.cp2 import plans


@figures(tour.ID)
def asked(case: Case, truth: Truth) -> Own:
    """The litres are those of one's own kilometres, the CO2e of one's own litres."""
    return Own(
        {
            "order": road.order_asked(truth, plans.TOUR, tour.ORDER, tour.WEIGHTS["order"]),
            **road.burnt_asked(
                case,
                tour.FIGURES,
                lambda order: tour.journey_of(case).follow(list(order)).km,
                tour.WEIGHTS,
            ),
            "per-visit": read_at(
                road.FIGURE,
                Place(tour.FIGURES, "per-visit"),
                tour.per_visit(case),
                *tour.per_visit_slips(case),
                weight=tour.WEIGHTS["per-visit"],
            ),
        }
    )
