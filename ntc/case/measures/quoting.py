"""Quotes (« devis ») dated in a year, and how many become orders."""

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ntc.calc import activity
from ntc.case.variants import Case

WON = "gagné"


class Quotes(NamedTuple):
    """Quotes dated in a year: won and made in number, then won and made in € HT."""

    won: int
    made: int
    won_value: Decimal
    made_value: Decimal


@cache
def quotes(case: Case, year: int) -> Quotes:
    """Count and sum the quotes dated in the year, whatever became of them."""
    made = [quote for quote in case.quotes if quote.date.year == year]
    won = [quote for quote in made if quote.status == WON]
    values = (sum((quote.amount for quote in some), Decimal(0)) for some in (won, made))
    return Quotes(len(won), len(made), *values)


def conversion(case: Case, year: int) -> Decimal:
    """Taux de transformation in number (F45); a ratio."""
    found = quotes(case, year)
    return activity.conversion(found.won, found.made)


def conversion_by_value(case: Case, year: int) -> Decimal:
    """Taux de transformation in value (F45); a ratio."""
    found = quotes(case, year)
    return activity.conversion(found.won_value, found.made_value)
