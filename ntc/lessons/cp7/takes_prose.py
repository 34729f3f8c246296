"""Figures that the prose of CP7 names, pages 1 and 7: the takes."""

from decimal import Decimal

from ntc.case import Case
from ntc.french import euros, percent
from ntc.lessons.cp7.facing import facing


def prose(case: Case) -> dict[str, str]:
    """The figures, written in French."""
    (deal,) = case.deals
    return {
        "prise-acheteuse": facing(case),
        "prise-ecart": percent((deal.price - deal.rival_price) / deal.price, 0),
        "prise-marge": euros(deal.price - deal.unit_cost, 0),
        "prise-huit": percent(deal.price * Decimal("0.08") / (deal.price - deal.unit_cost), 0),
    }
