"""What cp2-week asks in figures: two shares of the week that was left."""

from autograder.keys.asked.own import Own, figures, kept, read_at, within
from autograder.keys.asked.question import Place
from autograder.keys.cp2 import week
from autograder.truth import Truth
from ntc.case import Case

SHARES = {
    "paper": (week.PAPER_SHARE, week.PAPER),
    "reserve": (week.RESERVE_SHARE, week.RESERVE),
}


@figures(week.ID)
def asked(case: Case, truth: Truth) -> Own:
    """A base that is taken for one share is taken for the other."""
    rate = within(week.TOLERANCE, "0.0001", "0.001")
    return Own(
        {
            part: read_at(rate, Place(field), week.share(case, kind), unit="%", weight=week.WEIGHTS[part])
            for part, (field, kind) in SHARES.items()
        },
        kept(
            {"trap.over-filled": week.OVER_FILLED},
            lambda ways: {
                part: week.share_of_filled(case, kind) if ways else week.share(case, kind)
                for part, (_, kind) in SHARES.items()
            },
        ),
    )
