"""Figures that the prose of CP7 names, pages 1 and 7: the takes."""

from decimal import Decimal

from ntc.case import Case
from ntc.french import count, euros, percent
from ntc.lessons.cp7.facing import facing


def prose(case: Case) -> dict[str, str]:
    """The figures, written in French."""
    (deal,) = case.deals
    buyer = next(row for row in case.buyers if not row.practice)
    return {
        "prise-acheteuse": facing(case),
        "prise-ecart": percent((deal.price - deal.rival_price) / deal.price, 0),
        "prise-marge": euros(deal.price - deal.unit_cost, 0),
        "prise-huit": percent(deal.price * Decimal("0.08") / (deal.price - deal.unit_cost), 0),
        "prise-minutes": count(buyer.minutes, "minute"),
    }
