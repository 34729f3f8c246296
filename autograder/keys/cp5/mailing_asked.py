"""What cp5-mailing asks: by campaign a cost, a ROI and the decision that it calls for; two rates."""

from autograder.keys.asked.nature import CHOICE
from autograder.keys.asked.own import Own, by_part, figures, kept, read_at, within, worked_at
from autograder.keys.asked.question import Asked, Place
from autograder.keys.cp5 import mailing
from autograder.truth import Truth
from ntc.case import Case
from ntc.lessons.cp5 import plans

LEAD, ROI, DECISION = mailing.LEAD, mailing.ROI, mailing.DECISION
COST = within(mailing.HALF_EURO, "0.01", "1")
RATE = within(mailing.A_TENTH, "0.0001", "0.001")


@figures(mailing.ID)
def asked(case: Case, truth: Truth) -> Own:
    """A decision follows from one's own ROI; a way of counting is kept over every campaign."""
    right, third = by_part(mailing.figures(case)), mailing.CAMPAIGN / 3
    found: dict[str, Asked] = {}
    for code, _ in plans.campaigns(case):
        lead, roi = f"{code}-{LEAD}", f"{code}-{ROI}"
        found[lead] = read_at(COST, Place(mailing.CAMPAIGNS, code, LEAD), right[lead], weight=third)
        found[roi] = read_at(RATE, Place(mailing.CAMPAIGNS, code, ROI), right[roi], unit="%", weight=third)
        found[f"{code}-{DECISION}"] = worked_at(
            CHOICE,
            Place(mailing.CAMPAIGNS, code, DECISION),
            lambda ratio: mailing.decided(case, ratio),
            roi,
            weight=third,
        )
    for part in plans.OPENED:
        weight = mailing.WEIGHTS[part]
        found[part] = read_at(RATE, Place(mailing.OPENED, part), right[part], unit="%", weight=weight)
    return Own(found, kept(mailing.WHY, lambda ways: by_part(mailing.figures(case, ways))))
