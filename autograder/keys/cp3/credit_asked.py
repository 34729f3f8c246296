"""What cp3-credit asks: a number and a letter by account, then what the accounts owe together."""

from decimal import Decimal
from typing import Any

from autograder.keys.asked.nature import CHOICE, COUNT
from autograder.keys.asked.own import Own, figures, kept, read_at, within, worked_at
from autograder.keys.asked.question import Asked, Place
from autograder.keys.cp3 import credit, credit_accounts
from autograder.truth import Truth
from ntc.case import Case
from ntc.lessons.cp3 import plans


@figures(credit.ID)
def asked(case: Case, truth: Truth) -> Own:
    """A letter follows from one's own number; a way of counting is kept over all the figures."""
    labels, right = truth.of("credit_cases"), credit_accounts.figures(case)
    half = credit.ACCOUNT * credit.HALF
    found: dict[str, Asked] = {}
    for account in case.credit_cases:
        code = account.client_id
        nature = within(credit.EURO, "0.01", "1") if account.pending_id else COUNT
        due = credit.COURIER[labels[code].courier]
        found[code] = read_at(nature, Place(credit.ACCOUNTS, code, "figure"), right[code], weight=half)
        found[f"{code}-courier"] = worked_at(
            CHOICE,
            Place(credit.ACCOUNTS, code, "courier"),
            lambda figure, account=account, due=due: _letter(case, account, figure, due),
            code,
            weight=half,
        )
    late = (case.company.story_date - plans.penalised(case).due).days
    for name in credit_accounts.TOTALS:
        slips = credit.penalty_slips(case, late) if name == "penalties" else ()
        found[name] = read_at(
            within(credit.CENTS, "0.01"),
            Place(credit.ID, name),
            right[name],
            *slips,
            weight=credit.WEIGHTS[name],
        )
    return Own(found, kept(credit.WHY, lambda ways: credit_accounts.figures(case, ways)))


def _letter(case: Case, account: Any, figure: Decimal, due: str) -> str:
    """The letter that a number calls for; where none leaves yet, the one that is due."""
    return credit_accounts.letter(case, account, figure) or due
