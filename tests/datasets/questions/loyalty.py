"""CP3: balances, limits, due dates, penalties (F39 to F44, F13), and what a gesture costs (F30)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from autograder.truth import Truth
from ntc.calc import credit, discounts, margins, slips
from ntc.calc.credit import OpenItem
from ntc.calc.vat import add_vat
from ntc.case import Case, measures
from tests.datasets.questions.question import CENT, DAY, HUNDREDTH, Question, ask, lure

END_OF_MONTH = "45 j fin de mois"
# Issued later in the month, two readings of « fin de mois » may fall on one day.
LAST_PLAIN_DAY = 12
CREDIT_DAYS = 45
NOTICE, CONTESTED = "mise en demeure", "litige à part"
MENU = "several gestures of the menu have one cost for all"
BUCKETS = ("non échu", "1-30", "31-60", "61-90", "> 90")


class Ledger(NamedTuple):
    """What is left to pay on each invoice, and the owner of each order."""

    left: Mapping[str, Decimal]
    owner: dict[str, str]


def questions(case: Case, truth: Truth) -> Iterator[Question]:
    ledger = balances(case)
    yield from aged(case, ledger)
    yield from limits(case, truth, ledger)
    yield from days_late(case, truth, ledger)
    yield from dates(case, ledger)
    yield from penalties(case, ledger)
    yield from rebate(case, ledger)
    yield from gesture(case, truth)


def balances(case: Case) -> Ledger:
    return Ledger(measures.balances(case), {order.order_id: order.client_id for order in case.orders})


def aged(case: Case, ledger: Ledger) -> Iterator[Question]:
    """The balance of the sector, disputes counted in their bucket, then the disputes alone."""
    name, closing = "cp3-credit", case.company.closing
    unpaid = [row for row in case.invoices if ledger.left[row.invoice_id]]
    (wrong,) = slips.aged_balance([(ledger.left[row.invoice_id], row.issued) for row in unpaid], closing)
    right = _balance(unpaid, ledger, closing)
    plain = _balance([row for row in unpaid if not row.disputed], ledger, closing)
    for bucket in BUCKETS:
        mistakes = [replace(wrong, value=wrong.value[bucket])]
        if plain[bucket] != right[bucket]:
            mistakes.append(lure("disputes left out", plain[bucket]))
        yield ask(name, f"aged {bucket}", right[bucket], CENT, mistakes, spread=40)
    disputed = sum(right.values()) - sum(plain.values())
    issued_ht = sum(row.ht for row in unpaid if row.disputed)
    yield ask(name, "disputes", disputed, CENT, [lure("HT", issued_ht)], spread=20)


def _balance(rows: Sequence[tuple], ledger: Ledger, closing: date) -> dict[str, Decimal]:
    return credit.aged_balance([OpenItem(ledger.left[row.invoice_id], row.due) for row in rows], closing)


def limits(case: Case, truth: Truth, ledger: Ledger) -> Iterator[Question]:
    """The encours and the room of each client that orders in January, by the letter that the order calls for.

    Of the one that is blocked, days are asked.
    """
    clients = {client.client_id: client for client in case.clients}
    due, billed = defaultdict(list), defaultdict(Decimal)
    for invoice in case.invoices:
        due[ledger.owner[invoice.order_id]].append(max(Decimal(0), ledger.left[invoice.invoice_id]))
        billed[invoice.order_id] += invoice.ht
    for order in case.orders:
        if order.status != measures.CANCELLED:
            rest = order.net_ht + order.eco_fee - billed[order.order_id]
            due[order.client_id].append(add_vat(rest).ttc)
    letters = {row.client_id: row.courier for row in truth.credit_cases}
    waiting = sorted(
        (row for row in case.pending_orders if letters[row.client_id] != NOTICE),
        key=lambda row: (letters[row.client_id], row.amount_ht),
    )
    for rank, row in enumerate(waiting, start=1):
        limit, opened = clients[row.client_id].credit_limit, due[row.client_id]
        known = credit.credit_room(limit, opened, add_vat(row.amount_ht).ttc)
        (ht,) = slips.credit_exposure(opened, row.amount_ht)
        yield ask("cp3-credit", f"exposure {rank}", known.exposure, CENT, [ht], spread=40)
        yield ask(
            "cp3-credit", f"room {rank}", known.room, CENT, [replace(ht, value=limit - ht.value)], spread=40
        )


def days_late(case: Case, truth: Truth, ledger: Ledger) -> Iterator[Question]:
    """How late the oldest invoice of each account to claim is on the day of the story, not at the closing."""
    story, letters = case.company.story_date, {row.client_id: row.courier for row in truth.credit_cases}
    back = {row.payment_id for row in case.bank_returns}
    returned = {row.invoice_id for row in case.payments if row.payment_id in back}
    oldest = {}
    for row in case.invoices:
        client = ledger.owner[row.order_id]
        unpaid = ledger.left[row.invoice_id] > 0 or row.invoice_id in returned
        claimed = unpaid and not row.disputed and letters.get(client) not in (None, CONTESTED)
        if claimed and row.due < min(story, oldest[client].due if client in oldest else story):
            oldest[client] = row
    for rank, client in enumerate(
        sorted(oldest, key=lambda code: (letters[code], oldest[code].due)), start=1
    ):
        row = oldest[client]
        yield ask(
            "cp3-credit",
            f"days late {rank}",
            (story - row.due).days,
            DAY / 2,
            [
                lure("at the closing", (case.company.closing - row.due).days),
                # A deposit is due on the day of its invoice.
                *([lure("since the issue", (story - row.issued).days)] if row.issued < row.due else []),
            ],
            shared="few days lie between two letters",
            spread=40,
        )


def dates(case: Case, ledger: Ledger) -> Iterator[Question]:
    terms = {client.client_id: client.terms for client in case.clients}
    last = [
        row
        for row in case.invoices
        if terms[ledger.owner[row.order_id]] == END_OF_MONTH
        and row.kind == "facture"
        and row.issued.day <= LAST_PLAIN_DAY
    ][-1]
    mode = "month end first"
    days = case.policy["terms"]["end_of_month_days"]
    yield ask(
        "cp3-credit",
        "due date",
        credit.due_date(last.issued, days, mode),
        DAY,
        slips.due_date(last.issued, days, mode),
        shared="the end of a month is the same for all its days",
    )


def penalties(case: Case, ledger: Ledger) -> Iterator[Question]:
    late = [
        row
        for row in case.invoices
        if not row.disputed and row.due < case.company.closing and ledger.left[row.invoice_id] == row.ttc
    ]
    worst = max(late, key=lambda row: row.ttc * (case.company.closing - row.due).days)
    days, rate = (case.company.closing - worst.due).days, case.policy["late"]["rate"]
    owed = credit.late_interest(worst.ttc, rate, days)
    name = "cp3-credit"
    yield ask(
        name,
        "late interest",
        owed.interest,
        CENT,
        slips.late_interest(worst.ttc, worst.ht, rate, days),
        spread=40,
    )
    yield ask(
        name, "late total", owed.total, CENT, slips.late_total(worst.ttc, worst.ht, rate, days), spread=20
    )
    bank = case.company.bank_rate
    yield ask(
        name,
        "cost of the credit",
        credit.credit_cost(worst.ttc, bank, CREDIT_DAYS),
        CENT,
        [
            lure("HT", credit.credit_cost(worst.ht, bank, CREDIT_DAYS)),
            lure("rate of the penalties", credit.credit_cost(worst.ttc, rate, CREDIT_DAYS)),
        ],
        spread=40,
    )


def rebate(case: Case, ledger: Ledger) -> Iterator[Question]:
    bought = defaultdict(Decimal)
    for order in measures.orders(case, 2025):
        bought[order.client_id] += order.net_ht
    second = sorted(bought.values())[-2]
    yield ask(
        "cp3-offers", "rebate", discounts.tiered_rebate(second), CENT, slips.tiered_rebate(second), spread=3
    )


def gesture(case: Case, truth: Truth) -> Iterator[Question]:
    (given,), rule = case.gesture_cases, case.policy["gesture"]["seller"]
    name, best, rate = "cp3-gesture", truth.gesture_plans[0], measures.contribution_rate(case, 2025)
    share, amount = rule["rate"] * given.order_ht, rule["amount"]
    cap = truth.of("gesture_cases")[given.cmp_id].cap
    yield ask(
        name,
        "cap",
        cap,
        CENT,
        [lure("the other limit", max(share, amount))],
        shared="the policy caps a gesture at 300 €",
    )
    yield ask(
        name,
        "turnover to make again",
        margins.sales_to_recover(best.cost, rate),
        CENT,
        slips.sales_to_recover(best.cost, rate),
        spread=3,
    )
    yield ask(name, "cost", best.cost, CENT, [lure("value", best.value)], shared=MENU, spread=3)
    ratio = best.value / best.cost
    yield ask(name, "value for its cost", ratio, HUNDREDTH, [lure("inverse", 1 / ratio)], shared=MENU)
