"""What is owed on each invoice, against payments and credit notes taken off one by one."""

from ntc.case import measures


def test_balances_are_what_payments_and_credit_notes_leave(case):
    left = {invoice.invoice_id: invoice.ttc for invoice in case.invoices}
    for entry in (*case.payments, *case.credit_notes):
        left[entry.invoice_id] -= entry.amount_ttc
    assert measures.balances(case) == left
    assert all(
        measures.settled(case)[invoice.invoice_id] + left[invoice.invoice_id] == invoice.ttc
        for invoice in case.invoices
    )


def test_the_tables_stop_at_the_closing(case):
    """So that « au 31/12 » changes nothing to the sums of the explorer."""
    assert max(e.date for e in (*case.payments, *case.credit_notes)) <= case.company.closing
