"""Devis complet: lines, discounts in cascade, services, éco-contribution, TVA and margin (F85)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from ntc.calc.discounts import compound_discount
from ntc.calc.margins import margin_rate
from ntc.calc.numbers import Number, cents, not_negative
from ntc.calc.vat import STANDARD, add_vat


class Line(NamedTuple):
    """One line: quantity, then list price and cost, discounts in cascade, éco-contribution of one; € HT."""

    quantity: Number
    list_price: Number
    cost: Number
    discounts: Sequence[Number] = ()
    eco_fee: Number = 0

    @property
    def net(self) -> Decimal:
        """Net amount of the line, HALF_UP to the cent."""
        return cents(self.quantity * self.list_price * (1 - compound_discount(self.discounts)))


class Quote(NamedTuple):
    """Totals in €; ``net`` is what margin is reckoned on: the éco-contribution is not sales."""

    gross: Decimal
    net: Decimal
    eco_fee: Decimal
    ht: Decimal
    vat: Decimal
    ttc: Decimal
    margin: Decimal
    margin_rate: Decimal


def quote(lines: Iterable[Line], vat_rate: Number = STANDARD) -> Quote:
    """Devis complet (F85): Σ rounded lines, + éco-contribution (rule R05), TVA once, margin without it.

    Raises ValueError for an empty quote, a negative quantity or price, or a discount outside [0, 1).

    >>> quote([Line(1, 12000, 7800, [Decimal("0.08")], eco_fee=Decimal("9.60"))]).ttc
    Decimal('13259.52')
    """
    gross = net = eco_fee = cost = Decimal(0)
    for line in lines:
        quantity = not_negative(line.quantity, "quantity")
        gross += cents(quantity * not_negative(line.list_price, "list_price"))
        net += line.net
        eco_fee += cents(quantity * not_negative(line.eco_fee, "eco_fee"))
        cost += cents(quantity * not_negative(line.cost, "cost"))
    taxed = add_vat(net + eco_fee, vat_rate)
    return Quote(gross, net, eco_fee, *taxed, net - cost, margin_rate(net, cost))
