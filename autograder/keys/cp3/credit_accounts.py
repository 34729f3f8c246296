"""What twelve accounts owe today, under right methods or under the ways of counting that have a name."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from ntc.calc.credit import credit_room, late_interest
from ntc.calc.vat import add_vat
from ntc.case import Case, measures
from ntc.lessons.cp3 import plans, worked

HT, CLOSING, ISSUED, RETURNED = "mc.credit-ht", "trap.late-closing", "mc.aged-from-issue", "trap.returned"
OVERPAID, CONTESTED, UNDUE, UNBILLED = (
    f"trap.{name}" for name in ("overpaid-set", "contested-claimed", "not-due", "unbilled")
)
READINGS = (HT, CLOSING, ISSUED, RETURNED, OVERPAID, CONTESTED, UNDUE, UNBILLED)
"""Ways of counting, each one mistake however many figures it changes."""
TOTALS = ("overdue", "contested", "overpaid", "penalties")

Readings = frozenset[str]
RIGHT: Readings = frozenset()


class Open(NamedTuple):
    """An invoice that is not balanced: what is left on it, € TTC, negative when too much was paid."""

    invoice: Any
    left: Decimal


@cache
def figures(case: Case, readings: Readings = RIGHT) -> Mapping[str, Decimal]:
    """The number asked of each account, by client, and the totals, as these ways of counting give them."""
    found = {row.client_id: _figure(case, row, readings) for row in case.credit_cases}
    rows = [row for account in case.credit_cases for row in _open(case, account.client_id, readings)]
    claimed = [row.left for row in rows if row.left > 0 and _is_claimed(case, row.invoice, readings)]
    overpaid = -sum((row.left for row in rows if row.left < 0), Decimal(0))
    found["overdue"] = sum(claimed, Decimal(0)) - (overpaid if OVERPAID in readings else 0)
    found["contested"] = sum((row.left for row in rows if row.left > 0 and row.invoice.disputed), Decimal(0))
    found["overpaid"] = overpaid
    bill = plans.penalised(case)
    found["penalties"] = late_interest(
        bill.ttc, Decimal(str(case.policy["late"]["rate"])), _late(case, bill, readings)
    ).total
    return found


def letter(case: Case, account: Any, figure: Decimal) -> str | None:
    """The letter that an account calls for by this number (R10, R11, R29); None where none leaves yet."""
    rule = case.policy["dunning"]
    if account.pending_id:
        if oldest(case, account.client_id) >= rule["notice"]:
            return "notice"
        if figure >= 0:
            return "confirm"
        most = worked.client(case, account.client_id).credit_limit * Decimal(
            str(case.policy["credit"]["excess_sales_manager"])
        )
        return "manager" if -figure <= most else "deposit"
    if is_contested(case, account.client_id):
        return "dispute"
    bounds = (("notice", rule["notice"]), ("second", rule["second"]), ("first", rule["first"]))
    return next((code for code, days in bounds if figure >= days), None)


def oldest(case: Case, client_id: str, readings: Readings = RIGHT) -> int:
    """How late the oldest invoice of an account is, in days; 0 when none is late."""
    late = [_late(case, row.invoice, readings) for row in _open(case, client_id, readings) if row.left > 0]
    return max([0, *late])


def is_contested(case: Case, client_id: str) -> bool:
    """Whether what is late at an account is contested (« litige »)."""
    today = case.company.story_date
    late = [row.invoice for row in _open(case, client_id, RIGHT) if row.left > 0 and row.invoice.due < today]
    return bool(late) and all(invoice.disputed for invoice in late)


def _figure(case: Case, account: Any, readings: Readings) -> Decimal:
    """What is left under the limit with the order that waits, in € TTC; without one, days late."""
    if not account.pending_id:
        return Decimal(oldest(case, account.client_id, readings))
    order = next(row for row in case.pending_orders if row.pending_id == account.pending_id)
    amount = order.amount_ht if HT in readings else add_vat(order.amount_ht).ttc
    owed = [
        row.left for row in _open(case, account.client_id, readings) if row.left > 0 or OVERPAID in readings
    ]
    if UNBILLED not in readings:
        owed += _unbilled(case, account.client_id)
    return credit_room(worked.client(case, account.client_id).credit_limit, owed, amount).room


def _is_claimed(case: Case, invoice: Any, readings: Readings) -> bool:
    """Whether an invoice is claimed: late, and not contested."""
    late = invoice.due < _today(case, readings) or UNDUE in readings
    return late and (not invoice.disputed or CONTESTED in readings)


def _late(case: Case, invoice: Any, readings: Readings) -> int:
    return max(0, (_today(case, readings) - (invoice.issued if ISSUED in readings else invoice.due)).days)


def _today(case: Case, readings: Readings) -> date:
    return case.company.closing if CLOSING in readings else case.company.story_date


def _open(case: Case, client_id: str, readings: Readings) -> list[Open]:
    """The invoices of a client that are not balanced, those whose payment the bank returned included."""
    back = {} if RETURNED in readings else _returned(case)
    left = measures.balances(case)
    rows = (
        Open(row, left[row.invoice_id] + back.get(row.invoice_id, 0)) for row in _invoices(case)[client_id]
    )
    return [row for row in rows if row.left]


@cache
def _invoices(case: Case) -> Mapping[str, list[Any]]:
    found: dict[str, list[Any]] = {row.client_id: [] for row in case.clients}
    for row in case.invoices:
        found[worked.owner(case, row.order_id)].append(row)
    return found


@cache
def _returned(case: Case) -> Mapping[str, Decimal]:
    """What the bank returned, in € TTC, by invoice: it was never paid."""
    returned = {row.payment_id for row in case.bank_returns}
    return {row.invoice_id: row.amount_ttc for row in case.payments if row.payment_id in returned}


def _unbilled(case: Case, client_id: str) -> Iterable[Decimal]:
    """What is ordered and not billed yet, € TTC, order by order."""
    billed: dict[str, Decimal] = {}
    for row in _invoices(case)[client_id]:
        billed[row.order_id] = billed.get(row.order_id, Decimal(0)) + row.ht
    return [
        add_vat(row.net_ht + row.eco_fee - billed.get(row.order_id, Decimal(0))).ttc
        for row in case.orders
        if row.client_id == client_id and row.status != measures.CANCELLED
    ]
