"""What CP3 asks about, row by row: steps, gestures, accounts, clients, drafts of a month."""

from typing import Any

from ntc.case import Case, measures
from ntc.french import typeset
from ntc.instruments.script import Script, script
from ntc.lessons.cp3 import worked
from ntc.lessons.quiz import Pairs, choices, items

FOLLOWED = (
    "deposit", "delivery", "balance", "delivery-due", "balance-due", "reconfirmed", "reminded", "called",
    "visits-a", "visits-b", "visits-c",
)  # fmt: skip
"""What is asked of the order that is followed, and of the year's visits, in the order of the work."""
GESTURE = ("cap", "warranty-value", "warranty-cost", "sales-needed")
"""The figures around the gestures that are chosen."""
CREDIT = ("overdue", "contested", "overpaid", "penalties")
"""What is asked of the twelve accounts together, then of one invoice."""
WROTE = ("complained", "still-buying", "asleep")
"""The clients who complained, those of them who still buy, those on one's own list of dormants."""
REFUSED = "Ne pas publier"
_CONTENT, _FOLLOW = "cp3-content", "cp3-follow"


def steps(case: Case) -> Pairs:
    """The acts of an order that is followed to its payment, to be put in order."""
    return tuple((row.step_id, row.text) for row in case.quiz_steps if row.exercise == _FOLLOW)


def talk(case: Case) -> Script:
    """The call of the morning, to be led (« appel du standard »)."""
    return script(case, worked.CALL)


def claims(case: Case) -> Pairs:
    """The files whose origin and grant are asked, each with the state of its account at that time."""
    return tuple((row.case_id, _claim(case, row)) for row in case.claim_cases)


def complaints(case: Case) -> tuple[str, ...]:
    """The complaints of those files."""
    return tuple(row.cmp_id for row in case.claim_cases)


def dated(case: Case) -> Any:
    """The file whose four deadlines are asked (« dossier dont on fixe les dates »)."""
    return next(row for row in case.claim_cases if row.dated)


def gestures(case: Case) -> Pairs:
    """What may be offered for the complaint that is our fault, by name: the rank of a code would tell."""
    return tuple(
        sorted(((row.gesture_id, row.label) for row in case.gestures), key=lambda pair: pair[1].casefold())
    )


def accounts(case: Case) -> Pairs:
    """The twelve accounts that worry the head of finance, with the order that waits, if one does."""
    return tuple((row.client_id, _account(case, row)) for row in case.credit_cases)


def account_units(case: Case) -> dict[str, str]:
    """What the number of each of the twelve is counted in: euros under its limit, or days overdue."""
    return {row.client_id: "€ TTC" if row.pending_id else "jours" for row in case.credit_cases}


def penalised(case: Case) -> Any:
    """The invoice whose penalties are asked: of the listed accounts without order, the one latest overdue.

    Whole, not contested, and not brought back to life by a returned payment.
    """
    listed = {row.client_id for row in case.credit_cases if not row.pending_id}
    left, returned = measures.balances(case), {row.payment_id for row in case.bank_returns}
    unpaid = {row.invoice_id for row in case.payments if row.payment_id in returned}
    found = [
        row
        for row in case.invoices
        if worked.owner(case, row.order_id) in listed
        and left[row.invoice_id] == row.ttc
        and not row.disputed
        and row.invoice_id not in unpaid
        and row.due < case.company.story_date
    ]
    return min(found, key=lambda row: (row.due, row.invoice_id))


def clients(case: Case) -> Pairs:
    """Every client of the sector, by name, to say whom to call first."""
    rows = sorted(case.clients, key=lambda row: (row.name.casefold(), row.client_id))
    return tuple((row.client_id, typeset(f"{row.name} ({row.client_id})")) for row in rows)


def files(case: Case) -> Pairs:
    """The accounts to each of which an offer is to be made, or none, with the last thing noted of each."""
    return tuple(
        (row.case_id, typeset(f"{worked.client(case, row.client_id).name} ({row.client_id}). {row.note}"))
        for row in case.loyalty_cases
    )


def drafts(case: Case) -> Pairs:
    """The drafts of the month (« brouillons »)."""
    return items(case, _CONTENT, "brouillons")


def places(case: Case) -> Pairs:
    """Where a draft may go, and last the pile of those that must not go out: it lies across the board."""
    return tuple(sorted(choices(case, _CONTENT, "brouillons"), key=lambda place: place[1] == REFUSED))


def refused(case: Case) -> str:
    """The code of that pile: it differs from variant to variant."""
    return next(code for code, text in places(case) if text == REFUSED)


def flaws(case: Case) -> Pairs:
    """Why a draft must not go out."""
    return choices(case, _CONTENT, "refus")


def profile(case: Case) -> Pairs:
    """The lines proposed for a professional profile."""
    return items(case, _CONTENT, "profil")


def _claim(case: Case, row: Any) -> str:
    complaint = next(one for one in case.complaints if one.cmp_id == row.cmp_id)
    name = worked.client(case, complaint.client_id).name
    return typeset(f"{row.case_id} · {row.cmp_id}, {name} · {row.account_line}")


def _account(case: Case, row: Any) -> str:
    waiting = f"commande {row.pending_id} en attente" if row.pending_id else "aucune commande en attente"
    return typeset(f"{worked.client(case, row.client_id).name} ({row.client_id}) · {waiting}")
