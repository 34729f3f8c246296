"""What cp5-tour asks: an order of doors, and what one's own tour burns."""

from autograder.keys import road
from autograder.keys.asked.own import Own, figures
from autograder.keys.cp5 import tour
from autograder.truth import Truth
from ntc.case import Case
from ntc.instruments.tour import BAR


@figures(tour.ID)
def asked(case: Case, truth: Truth) -> Own:
    """The litres are those of one's own kilometres, the CO2e of one's own litres."""
    doors = [door.id for door in tour.journey_of(case).doors]

    def laid(order: list[str]) -> tuple[str, ...]:
        return (*order, BAR, *(code for code in doors if code not in order))

    return Own(
        {
            "order": road.order_asked(truth, tour.ID, tour.ORDER, tour.WEIGHTS["order"], laid),
            **road.burnt_asked(
                case,
                tour.FIGURES,
                lambda order: tour.journey_of(case).follow(list(order[: order.index(BAR)])).km,
                tour.WEIGHTS,
            ),
        }
    )
