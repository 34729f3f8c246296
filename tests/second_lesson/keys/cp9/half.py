"""cp9-half: two figures, the second worked out from the first."""

from decimal import Decimal

from autograder.keys.asked import AMOUNT, Asked, asked, questions
from autograder.truth import Truth
from ntc.calc.slips import Slip
from ntc.case import Case

ID = "cp9-half"


@questions(ID)
def half(case: Case, truth: Truth) -> dict[str, Asked]:
    """The two rows of the table."""
    return {
        row: asked(AMOUNT, _halved, source, slips=_whole, method="Divisez par deux.")
        for row, source in (("half", "objective"), ("quarter", f"{ID}.half"))
    }


def _halved(amount: Decimal) -> Decimal:
    return amount / 2


def _whole(amount: Decimal) -> list[Slip]:
    return [Slip("mc.rest-plan", amount, "Vous avez gardé le tout. Divisez par deux.")]
