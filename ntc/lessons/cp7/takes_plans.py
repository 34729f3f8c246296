"""What CP7 asks about, pages 1 and 7: the takes."""

from ntc.french import typeset
from ntc.lessons.cp7.facing import BUYER, COLLEAGUES, buyer_table
from ntc.lessons.cp7.takes import first_take, second_take

__all__ = ["BUYER", "buyer_table", "buyer_title", "first_take", "second_take"]


def buyer_title(buyer: str) -> str:
    """What a negotiation to practise on is called (« assaut »)."""
    return typeset(f"Assaut : {COLLEAGUES[buyer]}, dans le rôle de l’acheteuse")
