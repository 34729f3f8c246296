"""What is left to pay of invoices (« reste dû »)."""

from collections.abc import Collection

from generator.core.cents import cents
from generator.core.world import World


def unpaid(world: World, returned: Collection[str] = ()) -> dict[str, int]:
    """Return what is unpaid of each invoice, TTC in cents; a payment that was ``returned`` pays nothing."""
    left = {row["invoice_id"]: cents(row["ttc"]) for row in world["invoices"]}
    for row in (*world["payments"], *world["credit_notes"]):
        if row.get("payment_id") not in returned:
            left[row["invoice_id"]] -= cents(row["amount_ttc"])
    return left


def returned_payments(world: World) -> set[str]:
    """Return the payments that the bank sent back (« impayés »)."""
    return {row["payment_id"] for row in world["bank_returns"]}
