"""Credit notes, disputes and payments, closed on the receivables that give the DSO of the figures."""

from datetime import date, timedelta

from generator.core import workdays
from generator.core.books import Client, CreditNote, Invoice, Payment
from generator.core.cents import half_up, vat
from generator.core.dates import CLOSING
from generator.core.stream import Stream
from generator.core.world import World

# The banks work on these last days before the closing.
_LAST_DAYS = workdays.working_days(date(2025, 12, 22), CLOSING)
# A client pays in its own way; once in a while, by cheque.
_USUAL, _CHEQUE = 95, 5
_CREDIT_NOTES = 34
_REBATES = 10
# What the client contests and holds back (T21): days past due at the closing, about how many cents TTC.
_DISPUTES = (
    ((16, 38), 64_000),
    ((39, 60), 168_000),
    ((61, 92), 92_000),
    ((93, 121), 236_000),
    ((122, 168), 118_000),
)
_DELAYS = {"à l’heure": (3, 6), "irrégulier": (14, 11), "en retard": (30, 17)}


def due_date(terms: str, issued: date) -> date:
    """Return the due date of R07: 30 days, or the end of the month of issue and 45 days."""
    return (
        workdays.month_end(issued) + timedelta(45) if terms == "45 j fin de mois" else issued + timedelta(30)
    )


def collect(world: World) -> None:
    """Set due dates, credit notes and payments; then settle the open receivables on the figures."""
    stream, books = world.stream("payments"), world.books
    for item in books.invoices:
        if item.kind == "acompte":
            item.due = item.issued
        elif item.role == "premier" and item.kind == "facture":
            item.due = item.issued + timedelta(30)
        else:
            item.due = due_date(item.order.client.terms, item.issued)
    _credit(world, stream)
    _dispute(books.invoices, stream)
    dates = {item: _pay_day(item, stream) for item in books.invoices}
    _close_receivables(world, dates, stream)
    books.payments.sort(key=lambda payment: (payment.date, payment.invoice.id))
    books.credit_notes.sort(key=lambda note: (note.date, note.invoice.id))


def _pay_day(item: Invoice, stream: Stream) -> date:
    mean, spread = _DELAYS[item.order.client.payer]
    late = stream.between(45, 90) if stream.chance(6) else 0
    wait = max(-6, int(stream.normal(mean, spread))) + late
    if item.kind == "acompte":
        wait = stream.between(0, 9)
    return workdays.next_working(max(item.issued, item.due + timedelta(wait)))


def _credit(world: World, stream: Stream) -> None:
    """Make the credit notes: yearly rebates (R06) in February 2025, returns, errors of price, gestures."""
    notes = _rebates(world)
    plain = [
        item
        for item in world.books.invoices
        if item.kind == "facture" and item.ht > 20_000 and item.issued <= date(2025, 12, 5)
    ]
    for item in stream.sample(plain, _CREDIT_NOTES):
        if len(notes) == _CREDIT_NOTES or any(note.invoice is item for note in notes):
            continue
        reason = stream.weighted((("retour", 38), ("erreur de prix", 34), ("geste commercial", 28)))
        percent = stream.between(2, 8) if reason == "geste commercial" else stream.between(6, 60)
        amount = half_up(item.ttc * percent, 100)
        notes.append(
            CreditNote(
                item, workdays.next_working(item.issued + timedelta(stream.between(3, 20))), amount, reason
            )
        )
    for note in notes:
        note.invoice.credited += note.amount
    world.books.credit_notes = notes


def _rebates(world: World) -> list[CreditNote]:
    """Make the rebates on the CA of 2024 by slices, on an invoice of the client that can bear them."""
    ca: dict = {}
    for order in world.books.orders:
        if order.year == 2024 and not order.cancelled:
            ca[order.client] = ca.get(order.client, 0) + order.net
    notes = []
    for client in sorted(ca, key=lambda item: -ca[item]):
        rebate = half_up(max(0, min(ca[client], 8_000_000) - 3_000_000), 100) + half_up(
            max(0, ca[client] - 8_000_000) * 2, 100
        )
        amount = rebate + vat(rebate)
        fit = [
            item
            for item in world.books.invoices
            if item.order.client is client
            and date(2025, 1, 10) <= item.issued <= date(2025, 2, 20)
            and item.ttc > amount > 0
        ]
        if fit and len(notes) < _REBATES:
            notes.append(CreditNote(fit[0], date(2025, 2, 24), amount, "ristourne annuelle"))
    return notes


def _close_receivables(world: World, dates: dict[Invoice, date], stream: Stream) -> None:
    """Pay what should be paid by the closing date, then one invoice in part, so that the DSO is exact."""
    ca_ttc = world.figures.ca[2025] + vat(world.figures.ca[2025])
    goal = half_up(ca_ttc * world.figures.dso, 3_600)
    ranked = sorted(dates, key=lambda item: (dates[item], item.id))
    overpaid = _overpay(world, ranked, dates)
    opened = sum(item.ttc - item.credited for item in ranked) - overpaid
    # Deposits first: no order is launched without its own.
    for item in sorted(ranked, key=lambda item: item.kind != "acompte"):
        owed = item.ttc - item.credited
        day = dates[item]
        if item.paid or item.disputed or owed <= 0:
            continue
        if opened <= goal:
            break
        if day > CLOSING and item.issued > CLOSING - timedelta(20):
            continue
        paid = min(owed, opened - goal)
        # Whoever would have paid after the closing date paid in the last days of December.
        _pay(
            world,
            item,
            stream.pick(_LAST_DAYS) if day > CLOSING else day,
            paid,
            stream,
        )
        opened -= paid
    if opened != goal:
        raise ValueError(f"receivables are {opened} instead of {goal}")


def _overpay(world: World, ranked: list[Invoice], dates: dict[Invoice, date]) -> int:
    """Plant the one invoice that its client paid too much; return what was received beyond it and for it."""
    item = next(
        item
        for item in ranked
        if item.kind == "facture"
        and dates[item] >= date(2025, 5, 5)
        and 40_000 < item.ht < 90_000
        and not item.credited
        and not item.disputed
    )
    amount = item.ttc + 12_000
    item.paid, item.role = amount, "trop payé"
    world.books.payments.append(Payment(item, dates[item], amount, item.order.client.mode))
    return amount


def _pay(world: World, item: Invoice, day: date, amount: int, stream: Stream) -> None:
    note = next((note for note in world.books.credit_notes if note.invoice is item), None)
    day = max(day, item.issued, note.date if note else item.issued)
    item.paid += amount
    mode = stream.weighted(((item.order.client.mode, _USUAL), ("chèque", _CHEQUE)))
    world.books.payments.append(Payment(item, min(day, CLOSING), amount, mode))


def _dispute(invoices: list[Invoice], stream: Stream) -> None:
    """Mark what clients contest: as many invoices in every variant, of comparable ages and amounts."""
    held: set[Client] = set()
    for (soonest, oldest), usual in _DISPUTES:
        wanted = usual * stream.between(90, 110) // 100
        item = min(
            (
                item
                for item in invoices
                if item.kind == "facture"
                and soonest <= (CLOSING - item.due).days <= oldest
                and not item.credited
                and not item.order.client.role
                and item.order.client not in held
            ),
            key=lambda item: (abs(item.ttc - wanted), item.id),
        )
        item.disputed = True
        held.add(item.order.client)
