"""Négocier: zone d'accord et valeur des concessions (F83, F84)."""

from decimal import Decimal
from typing import NamedTuple

from ntc.calc.credit import credit_cost
from ntc.calc.numbers import Number, cents, not_negative


class Zopa(NamedTuple):
    """Zone d'accord possible: from the seller's floor to the buyer's ceiling, in € HT."""

    floor: Decimal
    ceiling: Decimal

    @property
    def width(self) -> Decimal:
        """How much there is to share; negative when no agreement is possible."""
        return self.ceiling - self.floor


class Concession(NamedTuple):
    """What a concession costs us, and what it is worth to the other side, in €; never the same thing."""

    cost: Decimal
    value: Decimal


def buyer_ceiling(rival_price: Number, extras: Number = 0) -> Decimal:
    """Plafond de l'acheteur (F83): cost of the best alternative (MESORE), what comes on top included; € HT.

    Raises ValueError for a negative amount.

    >>> buyer_ceiling(14600, 400)
    Decimal('15000.00')
    """
    return cents(not_negative(rival_price, "rival_price") + not_negative(extras, "extras"))


def zopa(seller_floor: Number, ceiling: Number) -> Zopa:
    """Zone d'accord possible, ZOPA (F83): [floor of the seller; ceiling of the buyer], in € HT.

    Raises ValueError for a negative amount.

    >>> zopa(Decimal("13513.16"), 15000).width
    Decimal('1486.84')
    """
    return Zopa(cents(not_negative(seller_floor, "seller_floor")), cents(not_negative(ceiling, "ceiling")))


def concession(base: Number, cost_rate: Number, value_rate: Number) -> Concession:
    """Valeur d'une concession (F84): a share of the price for us, another for him (rule R18); in €.

    Raises ValueError for a negative amount or rate.

    >>> concession(15800, Decimal("0.009"), Decimal("0.025"))
    Concession(cost=Decimal('142.20'), value=Decimal('395.00'))
    """
    price = not_negative(base, "base")
    return Concession(
        cents(price * not_negative(cost_rate, "cost_rate")),
        cents(price * not_negative(value_rate, "value_rate")),
    )


def longer_terms(ttc: Number, days: int, our_rate: Number, his_rate: Number) -> Concession:
    """Délai de paiement allongé (F84): our cost, and that of the same credit elsewhere for him.

    Each at its own bank rate, in €. Raises ValueError for a negative amount, rate or delay.

    >>> longer_terms(18960, 30, Decimal("0.045"), Decimal("0.06")).cost
    Decimal('70.13')
    """
    return Concession(credit_cost(ttc, our_rate, days), credit_cost(ttc, his_rate, days))
