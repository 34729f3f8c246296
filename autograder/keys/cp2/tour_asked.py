"""What cp2-tour asks: an order of doors, what one's own tour burns, the kilometres of a visit."""

from autograder.keys import road
from autograder.keys.asked.nature import CHOICE
from autograder.keys.asked.own import Own, figures, read_at, within
from autograder.keys.asked.question import Place
from autograder.keys.cp2 import tour
from autograder.truth import Truth
from ntc.calc.slips import Slip
from ntc.case import Case
from ntc.lessons.cp2 import plans


@figures(tour.ID)
def asked(case: Case, truth: Truth) -> Own:
    """The litres are those of one's own kilometres, the CO2e of one's own litres."""
    others = [row for row in truth.tour_plans if row.tour_id == plans.TOUR and row.rank > 1]
    orders = [Slip(f"tour {row.rank}", tuple(row.stops.split()), "") for row in others]
    return Own(
        {
            "order": read_at(
                CHOICE,
                Place(tour.ORDER),
                tuple(tour.best_tour(truth).stops.split()),
                *orders,
                weight=tour.WEIGHTS["order"],
            ),
            **road.burnt_asked(
                case,
                tour.FIGURES,
                lambda order: tour.journey_of(case).follow(list(order)).km,
                tour.WEIGHTS,
            ),
            "per-visit": read_at(
                within(0, "0.01", "0.1"),
                Place(tour.FIGURES, "per-visit"),
                tour.per_visit(case),
                *tour.per_visit_slips(case),
                weight=tour.WEIGHTS["per-visit"],
            ),
        }
    )
