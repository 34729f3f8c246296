"""What is billed, by the rule R07; the tables invoices, payments and credit_notes."""

from datetime import date, timedelta

from generator.core import workdays
from generator.core.books import Invoice, Order
from generator.core.cents import half_up, money, vat
from generator.core.dates import CLOSING
from generator.core.stream import Stream
from generator.core.world import World

_BY_STAGES = 1_500_000


def invoice(world: World) -> None:
    """Fill the books with invoices (R07): one at delivery, two for a first order, three above 15 000 €."""
    stream, invoices, first = world.stream("invoices"), [], set()
    for order in world.books.orders:
        newcomer = (
            order.client.created >= date(2024, 1, 1) and order.client not in first and not order.cancelled
        )
        if newcomer:
            first.add(order.client)
        if not order.cancelled:
            invoices += _invoices(order, newcomer, stream)
    invoices.sort(key=lambda item: (item.issued, item.order.id, item.kind))
    for number, item in enumerate(invoices, start=1):
        item.id = f"FA{number:05d}"
    world.books.invoices = invoices


def _invoices(order: Order, newcomer: bool, stream: Stream) -> list[Invoice]:
    whole, delivered = order.net + order.eco, order.delivered
    if order.net > _BY_STAGES:
        stages = (
            ("acompte", order.date, 30),
            ("livraison", delivered, 60),
            ("solde", _later(delivered, stream.between(8, 20)), 10),
        )
    elif newcomer:
        stages = (("acompte", order.date, 30), ("facture", delivered, 70))
    else:
        stages = (("facture", _later(delivered, stream.below(4)), 100),)
    out, left, eco = [], whole, order.eco
    for kind, day, share in stages:
        amount = left if (kind, day, share) == stages[-1] else half_up(whole * share, 100)
        left -= amount
        if day is not None and day <= CLOSING:
            fee = half_up(eco * amount, whole)
            out.append(
                Invoice(order, kind, day, amount, vat(amount), fee, role="premier" if newcomer else "")
            )
    return out


def _later(day: date | None, days: int) -> date | None:
    return None if day is None else workdays.next_working(day + timedelta(days))


def table(world: World) -> None:
    """Add the tables invoices, payments and credit_notes."""
    books = world.books
    world.add(
        "invoices",
        (
            {
                "invoice_id": item.id,
                "order_id": item.order.id,
                "kind": item.kind,
                "issued": item.issued,
                "due": item.due,
                "ht": money(item.ht),
                "vat": money(item.vat),
                "ttc": money(item.ttc),
                "disputed": item.disputed,
            }
            for item in books.invoices
        ),
    )
    world.add(
        "payments",
        (
            {
                "payment_id": f"RG{number:05d}",
                "invoice_id": payment.invoice.id,
                "date": payment.date,
                "amount_ttc": money(payment.amount),
                "mode": payment.mode,
            }
            for number, payment in enumerate(books.payments, start=1)
        ),
    )
    world.add(
        "credit_notes",
        (
            {
                "cn_id": f"AV{number:03d}",
                "invoice_id": note.invoice.id,
                "date": note.date,
                "amount_ttc": money(note.amount),
                "reason": note.reason,
            }
            for number, note in enumerate(books.credit_notes, start=1)
        ),
    )
