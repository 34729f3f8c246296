"""What CP6 asks about, pages 7 and 8: the quote, the proposal; opening and close."""

from ntc.case import Case
from ntc.lessons.cp6.quoted import desk
from ntc.lessons.quiz import Pairs, items

__all__ = ["HEADINGS", "MARKET", "REGIME", "TOTALS", "desk", "mentions", "priced", "sentences"]

TOTALS = ("draft-ht", "draft-deposit")
"""What the draft of before the visit comes to, once it is put right."""
REGIME = ("old-vessel", "draft-vessel", "old-dryer")
"""What two vessels and the old dryer weigh before the law."""
MARKET = ("price-index",)
HEADINGS = (
    "Ce que vous nous avez dit",
    "Ce que nous avons mesuré",
    "Ce que nous vous proposons",
    "Ce que cela change pour vous",
    "Prix et conditions",
    "La suite",
)
"""The six headings of the proposal (« intertitres »)."""


def mentions(case: Case) -> Pairs:
    """The mentions of the draft, right or wrong."""
    return items(case, "cp6-quote", "mentions")


def sentences(case: Case) -> Pairs:
    """Sentences of law that a quote might hold."""
    return items(case, "cp6-quote", "droit")


def priced(case: Case) -> str:
    """The machine whose price is compared with rivals': the one that the joinery needs, at variable speed."""
    return case.lease_offers[0].sku
