"""The carrosserie's price and road map: the worked example of CP7, far from the joinery's figures.

The machine and its cost are the tariff's; the other offer, the lease and what is exchanged are invented.
"""

from dataclasses import dataclass
from decimal import Decimal

from ntc.calc import margins
from ntc.calc.negotiation import Zopa, zopa
from ntc.case import Case

MODEL = "GV-15"
GAP, MISSING = Decimal(1060), Decimal(480)
"""What our price has more than the other offer made complete, and what that one leaves out, in €."""
RENT, MONTHS, OPTION = Decimal(230), 48, Decimal(95)
LOAN_COST, LOAN_VALUE = Decimal(160), Decimal(620)
"""A machine lent while the floor is made again: our cost, and what he would pay elsewhere."""
SATURDAY_COST, SATURDAY_VALUE = Decimal(210), Decimal(480)
"""Fitting on a Saturday: our cost, and the half-day of work that he keeps."""


@dataclass(frozen=True)
class Sale:
    """One sale against another offer: our price, our cost, the other's bare price, what it leaves out."""

    price: Decimal
    cost: Decimal
    bare: Decimal
    missing: Decimal
    floor: Decimal
    own_discount: Decimal

    @property
    def complete(self) -> Decimal:
        """The other offer with all that ours holds (« périmètre égal »)."""
        return self.bare + self.missing

    @property
    def gap(self) -> Decimal:
        """What is left between the two."""
        return self.price - self.complete

    @property
    def rate(self) -> Decimal:
        """The gap as a part of our price."""
        return self.gap / self.price

    @property
    def lost(self) -> Decimal:
        """The part of the margin that a discount of the gap would take."""
        return self.gap / margins.margin(self.price, self.cost)

    @property
    def left(self) -> Decimal:
        """Taux de marque after such a discount."""
        return margins.margin_rate(self.complete, self.cost)

    @property
    def volume(self) -> Decimal:
        """Sales to make up for it, a ratio."""
        return margins.volume_to_compensate(self.price - self.cost, self.complete - self.cost)

    @property
    def zone(self) -> Zopa:
        """Where both may agree."""
        return zopa(self.floor, self.complete)

    @property
    def lease_paid(self) -> Decimal:
        """All that a lease would make him pay, the option included."""
        return RENT * MONTHS + OPTION


def carrosserie(case: Case) -> Sale:
    """The sale of the worked example."""
    machine = next(row for row in case.products if row.sku == MODEL)
    rules = case.policy
    return Sale(
        machine.price,
        machine.cost,
        machine.price - GAP - MISSING,
        MISSING,
        margins.floor_price(machine.cost, rules["margin_floor"]["compresseurs"]),
        machine.price * Decimal(str(rules["discount_authority"]["equipment"]["seller"])),
    )
