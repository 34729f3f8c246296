"""What cp2-segments asks in figures: the visits misplaced, on one's own reading of the accounts."""

from decimal import Decimal

from autograder.keys.asked.nature import CHOICE, COUNT
from autograder.keys.asked.own import Own, figures, read_at
from autograder.keys.asked.question import Place, Reading
from autograder.keys.cp2 import segments
from autograder.truth import Truth
from ntc.case import Case


@figures(segments.ID)
def asked(case: Case, truth: Truth) -> Own:
    """Who takes the potential for what is left to sell does so for the accounts and for the visits."""
    right, slips = segments.conducts(truth), segments.visit_slips(case)
    by = {**right, **segments.by_potential(case, right)}
    return Own(
        {
            "accounts": read_at(
                CHOICE,
                Place(segments.ACCOUNTS),
                tuple(right.items()),
                weight=segments.WEIGHTS["accounts"],
            ),
            "visits": read_at(
                COUNT,
                Place(segments.VISITS),
                Decimal(segments.misplaced(case)),
                *slips,
                weight=segments.WEIGHTS["visits"],
            ),
        },
        [
            Reading(slip.id, slip.message, {"accounts": tuple(by.items()), "visits": slip.value})
            for slip in slips
            if slip.id == "trap.potential"
        ],
    )
