"""What is owed: an invoice less the payments and credit notes (« avoirs ») dated up to the closing; TTC."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from ntc.case.variants import Case


@cache
def settled(case: Case) -> Mapping[str, Decimal]:
    """What was paid or credited on each invoice, in € TTC; zero when nothing was."""
    amounts: dict[str, Decimal] = {invoice.invoice_id: Decimal(0) for invoice in case.invoices}
    for entry in (*case.payments, *case.credit_notes):
        if entry.date <= case.company.closing:
            amounts[entry.invoice_id] += entry.amount_ttc
    return MappingProxyType(amounts)


@cache
def balances(case: Case) -> Mapping[str, Decimal]:
    """Reste dû: what is left to pay on each invoice, in € TTC."""
    paid = settled(case)
    return MappingProxyType({i.invoice_id: i.ttc - paid[i.invoice_id] for i in case.invoices})
