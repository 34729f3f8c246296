"""What CP7 asks about, pages 1 and 7: the takes."""

from ntc.french import typeset
from ntc.lessons.cp7.facing import BUYER, buyer_table
from ntc.lessons.cp7.takes import first_take, second_take

__all__ = ["BUYER", "buyer_table", "buyer_title", "first_take", "second_take"]

_PRACTICE = {"B2": "Un assaut, lundi matin", "B3": "Un autre assaut", "B4": "Un dernier assaut"}


def buyer_title(buyer: str) -> str:
    """What a negotiation to practise on is called (« assaut »)."""
    return typeset(_PRACTICE[buyer])
