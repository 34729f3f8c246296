"""What cp7-debrief asks in figures: the seller's share of the time that was spoken."""

from autograder.keys.asked.own import Own, figures, read_at, within
from autograder.keys.asked.question import Place
from autograder.keys.cp7 import debrief
from autograder.truth import Truth
from ntc.case import Case


@figures(debrief.ID)
def asked(case: Case, truth: Truth) -> Own:
    """One figure, which may be a whole per cent."""
    return Own(
        {
            "share": read_at(
                within(debrief.TOLERANCE, "0.001", "0.01"),
                Place(debrief.SHARE),
                debrief.share(case),
                *debrief.share_slips(case),
                unit="%",
                weight=debrief.WEIGHTS["share"],
            )
        }
    )
