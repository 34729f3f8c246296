"""Écarts sur chiffre d'affaires et sur marge: volume, composition (mix), prix (F65–F66)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ntc.calc.numbers import Number, dec, not_negative, positive


class Sale(NamedTuple):
    """One product: planned quantity, price and cost, then actual quantity and price; prices in € HT."""

    planned_quantity: Number
    planned_price: Number
    planned_cost: Number
    actual_quantity: Number
    actual_price: Number


class Effects(NamedTuple):
    """The three causes of a difference, in €; + is favourable."""

    volume: Decimal
    mix: Decimal
    price: Decimal

    @property
    def total(self) -> Decimal:
        """Actual less planned: the sum of the three."""
        return self.volume + self.mix + self.price


def variance_sales(sales: Sequence[Sale]) -> Effects:
    """Écarts sur CA (F65): volume (Qr − Qp)·P̄p; mix Σqr·pp − Qr·P̄p; price Σqr·(pr − pp); in € HT.

    Raises ValueError for negative quantities or nothing planned.

    >>> variance_sales([Sale(10, 100, 60, 12, 90)])
    Effects(volume=Decimal('200'), mix=Decimal('0'), price=Decimal('-120'))
    """
    return _effects(sales, [dec(sale.planned_price, "planned_price") for sale in sales])


def variance_margin(sales: Sequence[Sale]) -> Effects:
    """Écarts sur marge (F66): the same with planned unit margins; the price effect is unchanged; in € HT.

    Costs are those planned, so that what the salesperson does not decide stays out. Raises ValueError for
    negative quantities or nothing planned.

    >>> variance_margin([Sale(10, 100, 60, 12, 90)])
    Effects(volume=Decimal('80'), mix=Decimal('0'), price=Decimal('-120'))
    """
    return _effects(sales, [dec(sale.planned_price) - dec(sale.planned_cost) for sale in sales])


def _effects(sales: Sequence[Sale], worth: Sequence[Decimal]) -> Effects:
    """Split the difference, one planned unit of each product being worth its price or its margin."""
    planned = [not_negative(sale.planned_quantity, "planned_quantity") for sale in sales]
    actual = [not_negative(sale.actual_quantity, "actual_quantity") for sale in sales]
    average = sum(q * w for q, w in zip(planned, worth, strict=True)) / positive(
        sum(planned), "planned total"
    )
    at_planned_worth = sum(q * w for q, w in zip(actual, worth, strict=True))
    return Effects(
        volume=(sum(actual) - sum(planned)) * average,
        mix=at_planned_worth - sum(actual) * average,
        price=sum(
            (dec(s.actual_price) - dec(s.planned_price)) * q for s, q in zip(sales, actual, strict=True)
        ),
    )
