"""What the examples and the letters of CP3 rest on: orders, accounts and people, found by what they are.

Never an order, an account or a complaint that an exercise asks about.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from ntc.calc.credit import Late, late_interest
from ntc.case import Case, measures
from ntc.case.measures.clientele import RENEWAL
from ntc.french import count, euros, hour_in_words

YEAR, LAST = 2024, 2025
STAGES = ("acompte", "livraison", "solde")
END_OF_MONTH = "45"
CALL = "D1"
"""The dialogue of the morning's call."""
_NARRATOR = "Ensuite"
PAYS = ("décideur", "acheteur")
"""Who at a client speaks of an invoice, or places an order."""
_ROLES = (*PAYS, "prescripteur", "utilisateur")
_AUDIT = "AUD-F"
_PRIVATE = re.compile(
    r"opinion|religi|\bfoi\b|\bparti\b|[Vv]ote\b|[Mm]ilite|maladi|thérap|alcool|dépress|[Dd]iab"
)
_WELL_BEFORE_THE_END = 26
_FEW_ORDERS = range(4, 40)
_FEW_INVOICES = range(2, 5)


# --- the tray ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Call:
    """The call of the morning: who is on the line, of which client, since when, at what cost, for what."""

    speaker: str
    client: Any
    hour: str
    lost: str
    claim: str


def call(case: Case) -> Call:
    """The complaint that is played (« appel du standard »)."""
    dialogue = next(row for row in case.dialogues if row.dialogue_id == CALL)
    said = (row for row in case.dialogue_nodes if row.dialogue_id == CALL and row.speaker != _NARRATOR)
    (facts,) = case.claim_facts
    return Call(
        next(said).speaker,
        client(case, dialogue.account_id),
        hour_in_words(facts.stopped_at),
        count(facts.lost_hours, "heure"),
        euros(facts.claimed, 0),
    )


def contested(case: Case) -> Any:
    """The last contested invoice (« facture en litige ») of an account that no exercise asks about."""
    left, asked = measures.balances(case), _credit_accounts(case)
    found = [
        row
        for row in case.invoices
        if row.disputed and left[row.invoice_id] > 0 and owner(case, row.order_id) not in asked
    ]
    return max(found, key=lambda row: (row.issued, row.invoice_id))


def pressing(case: Case) -> Any:
    """The order that has waited longest, and whose client writes « livrez vite »."""
    return min(case.pending_orders, key=lambda row: (row.received_on, row.pending_id))


def greeting(case: Case) -> Any:
    """The client who sends a card: the Platine with most left to buy, of those that did not call."""
    sales, caller = measures.bought(case, LAST).sales, call(case).client.client_id
    found = [
        row
        for row in case.clients
        if row.tier == "Platine"
        and row.client_id not in _filed(case) | {caller}
        and row.potential_12m > sales.get(row.client_id, Decimal(0))
        and contact(case, row.client_id)
    ]
    return max(
        found, key=lambda row: (row.potential_12m - sales.get(row.client_id, Decimal(0)), row.client_id)
    )


@dataclass(frozen=True)
class Silent:
    """The client of the note « rien à faire »: its contract, renewed by itself, and what it last decided."""

    client: Any
    contract: Any
    machine: Any
    contact: Any
    decided: date


@cache
def silent(case: Case) -> Silent:
    """A dormant account (R15) behind a renewed and paid contract, private, its machine and contact known.

    Of those that qualify, the one that could buy most.
    """
    left, quoted = (
        measures.balances(case),
        {row.account_id for row in case.quotes if row.status == "en cours"},
    )
    owing = {owner(case, row.order_id) for row in case.invoices if left[row.invoice_id] > 0}
    renewed = {row.client_id for row in measures.orders(case, LAST) if row.origin == RENEWAL}
    asleep = measures.clients(case, YEAR) - measures.clients(case, LAST)
    names = {row.seg_id: row.label for row in case.segments}
    found = [
        row
        for row in case.clients
        if row.client_id in asleep & renewed - _filed(case)
        and row.client_id not in owing | quoted
        and names[row.seg_id] != "public"
        and contact(case, row.client_id)
    ]
    chosen = max(found, key=lambda row: (row.potential_12m, row.client_id))
    contract = next(row for row in case.contracts if row.client_id == chosen.client_id)
    return Silent(
        chosen,
        contract,
        next(row for row in case.installed_base if row.machine_id == contract.machine_id),
        contact(case, chosen.client_id),
        max(row.date for row in case.orders if row.client_id == chosen.client_id and is_decided(row)),
    )


def contact(case: Case, client_id: str) -> Any:
    """Whom one may write to at a client: not opposed, heard of within the limit of R20, no switchboard.

    None when there is nobody; who decides comes first, then who buys. Whoever the file notes unlawful
    things of (RGPD) is left alone: a lesson sends nobody to read them.
    """
    today, months = case.company.story_date, case.policy["optout"]["months"]
    oldest = today.replace(year=today.year - months // 12)
    found = [
        row
        for row in case.contacts
        if row.account_id == client_id
        and not row.opposition
        and row.decision_role != "filtre"
        and row.last_inbound_contact
        and row.last_inbound_contact >= oldest
        and not _PRIVATE.search(row.comment or "")
    ]
    return min(found, key=lambda row: (_ROLES.index(row.decision_role), row.contact_id), default=None)


# --- an order followed to its payment ------------------------------------------------------------------


@dataclass(frozen=True)
class Followed:
    """An order paid in three stages: its invoices by stage, each with issue, due date and TTC."""

    order: Any
    client: Any
    invoices: dict[str, Any]

    @property
    def base(self) -> Decimal:
        """What is invoiced in all, € HT: the order and its éco-contribution."""
        return self.order.net_ht + self.order.eco_fee


def example_order(case: Case) -> Followed:
    """A delivered order of the second half of 2025 with its three invoices, at 45 days end of month.

    Delivered well before the end of a month, so that going there first makes a difference.
    """
    kinds: dict[str, dict[str, Any]] = {}
    for row in case.invoices:
        kinds.setdefault(row.order_id, {})[row.kind] = row
    others = (running_order(case), call(case).client, greeting(case))
    elsewhere = {row.client_id for row in others}
    found = [
        row
        for row in case.orders
        if row.date >= date(LAST, 6, 1)
        and row.eco_fee
        and kinds.get(row.order_id, {}).keys() == set(STAGES)
        and kinds[row.order_id]["livraison"].issued.day <= _WELL_BEFORE_THE_END
        and client(case, row.client_id).terms.startswith(END_OF_MONTH)
        and row.client_id not in elsewhere
    ]
    chosen = min(found, key=lambda row: (row.date, row.order_id))
    return Followed(chosen, client(case, chosen.client_id), kinds[chosen.order_id])


def running_order(case: Case) -> Any:
    """The order under way that the exercise follows (« affaire à suivre »)."""
    (followed,) = case.follow_cases
    return next(row for row in case.orders if row.order_id == followed.order_id)


# --- an account that owes ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Owing:
    """An account outside the list: its open invoices, the oldest first, and what the oldest owes on top."""

    client: Any
    invoices: tuple[Any, ...]
    left: tuple[Decimal, ...]
    late: tuple[int, ...]
    interest: Late

    @property
    def total(self) -> Decimal:
        """All that is open, € TTC."""
        return sum(self.left, Decimal(0))


def example_account(case: Case) -> Owing:
    """An account that owes little and late, without order, dispute, credit note or returned payment.

    Its oldest invoice is late enough for a first or a second reminder (R29); the largest such account.
    """
    rule, today = case.policy["dunning"], case.company.story_date
    found = [
        (sum(left for _, left in rows), name, rows)
        for name, rows in _simple_accounts(case).items()
        if len(rows) in _FEW_INVOICES and rule["first"] <= (today - rows[0][0].due).days < rule["notice"]
    ]
    _, name, rows = max(found)
    late = tuple((today - row.due).days for row, _ in rows)
    owed = late_interest(rows[0][1], Decimal(str(case.policy["late"]["rate"])), late[0])
    return Owing(
        client(case, name), tuple(row for row, _ in rows), tuple(left for _, left in rows), late, owed
    )


def _simple_accounts(case: Case) -> dict[str, list[tuple[Any, Decimal]]]:
    """Open invoices and what is left on them, the oldest first, of accounts where nothing else happens."""
    left, returned = measures.balances(case), {row.payment_id for row in case.bank_returns}
    unpaid = {row.invoice_id for row in case.payments if row.payment_id in returned}
    running = {row.client_id for row in case.orders if row.status == "en cours"}
    found: dict[str, list[tuple[Any, Decimal]]] = {}
    barred = _credit_accounts(case) | _filed(case) | running
    for row in case.invoices:
        account = owner(case, row.order_id)
        if (row.disputed and left[row.invoice_id]) or left[row.invoice_id] < 0 or row.invoice_id in unpaid:
            barred.add(account)
        elif left[row.invoice_id] > 0:
            found.setdefault(account, []).append((row, left[row.invoice_id]))
    return {
        name: sorted(rows, key=lambda pair: (pair[0].due, pair[0].invoice_id))
        for name, rows in found.items()
        if name not in barred
    }


# --- who still buys ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Active:
    """An active account: all its order lines, and the last that somebody decided."""

    client: Any
    orders: tuple[Any, ...]

    @property
    def decided(self) -> date:
        """The day of its last real order (« vraie commande », R15)."""
        return max(row.date for row in self.orders if is_decided(row))

    @property
    def silence(self) -> timedelta:
        """How long before its last line it decided for the last time."""
        return self.orders[-1].date - self.decided

    @property
    def cancelled(self) -> bool:
        """Whether an order of the last year was cancelled."""
        return any(row.status == measures.CANCELLED and row.date.year == LAST for row in self.orders)


def active_accounts(case: Case) -> tuple[Active, Active, Active]:
    """Three active accounts: the last line of one is a renewal, one cancelled an order, one did neither."""
    lines: dict[str, list[Any]] = {}
    for row in case.orders:
        lines.setdefault(row.client_id, []).append(row)
    few = [
        Active(client(case, name), tuple(sorted(rows, key=lambda row: (row.date, row.order_id))))
        for name, rows in sorted(lines.items(), key=lambda pair: (len(pair[1]), pair[0]))
        if len(rows) in _FEW_ORDERS and name in measures.clients(case, LAST) - _filed(case)
    ]
    renewed = max((one for one in few if one.orders[-1].origin == RENEWAL), key=lambda one: one.silence)
    rest = [one for one in few if one is not renewed]
    cancelled = next(one for one in rest if one.cancelled)
    ordinary = next(one for one in rest if one is not cancelled and all(map(is_decided, one.orders)))
    return renewed, cancelled, ordinary


def never_complained(case: Case) -> frozenset[str]:
    """The clients that once placed a real order, and wrote no complaint."""
    bought = frozenset(row.client_id for row in case.orders if is_decided(row))
    known = bought | lost(case)
    return known - {row.client_id for row in case.complaints}


def lost(case: Case) -> frozenset[str]:
    """The clients that decided nothing in two years (« perdus », R15), each once if it is noted twice."""
    first: dict[str, str] = {}
    for row in sorted(case.clients, key=lambda row: (row.created, row.client_id)):
        first.setdefault(row.siret, row.client_id)
    asleep = frozenset(first.values())
    return asleep - measures.clients(case, YEAR) - measures.clients(case, LAST)


def audit(case: Case) -> Decimal:
    """The price of the search for leaks (« audit de fuites ») in the catalogue, € HT."""
    return next(row.price for row in case.products if row.sku == _AUDIT)


def is_decided(order: Any) -> bool:
    """Whether somebody decided to buy (R15): not cancelled, above zero, no renewal by itself."""
    return order.status != measures.CANCELLED and order.net_ht > 0 and order.origin != RENEWAL


# --- looking up ----------------------------------------------------------------------------------------


def client(case: Case, client_id: str) -> Any:
    """The record of a client; KeyError when there is none."""
    return _clients(case)[client_id]


def owner(case: Case, order_id: str) -> str:
    """The id of the client who placed an order."""
    return _owners(case)[order_id]


@cache
def _clients(case: Case) -> dict[str, Any]:
    return {row.client_id: row for row in case.clients}


@cache
def _owners(case: Case) -> dict[str, str]:
    return {row.order_id: row.client_id for row in case.orders}


def _credit_accounts(case: Case) -> set[str]:
    return {row.client_id for row in case.credit_cases}


def _filed(case: Case) -> set[str]:
    """The clients of whom an offer is asked."""
    return {row.client_id for row in case.loyalty_cases}
