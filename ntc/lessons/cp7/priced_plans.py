"""What CP7 asks about, pages 5 and 6: the gap, the road map."""

from typing import Any

from ntc.case import Case
from ntc.french import euros, typeset
from ntc.lessons.company import office
from ntc.lessons.quiz import Pairs, choices, items
from ntc.plans import Apart, Distinct, Item, Problem, Total, counted

__all__ = ["concession_counterparts", "concession_plan", "price_operations", "price_phrases"]

_PRICE, _PHRASES = "cp7-price", "phrases"


def price_phrases(case: Case) -> Pairs:
    """The sentences on a price (« phrases »)."""
    return items(case, _PRICE, _PHRASES)


def price_operations(case: Case) -> Pairs:
    """The four operations on a price (« opérations du prix »), and what is not to be said."""
    return choices(case, _PRICE, _PHRASES)


def concession_counterparts(case: Case) -> Pairs:
    """What may be asked for a concession (« contreparties »)."""
    return tuple((row.counterpart_id, row.label) for row in case.counterparts)


def concession_plan(case: Case) -> Problem:
    """The plan of concessions: what each costs us and is worth to him; neither the gap nor the floor.

    Of discounts there is one at most: they are the concessions that are worth just what they cost.
    """
    discounts = frozenset(row.concession_id for row in case.concessions if row.cost == row.value)
    return Problem(
        items=tuple(_item(case, row) for row in case.concessions),
        rules=(
            Total("", counted(), ("concession retenue", "concessions retenues")),
            Total("coût pour nous", "cost", "€"),
            Total("valeur pour lui", "value", "€"),
            Apart((discounts,), "Une remise au plus : {}.", noted="Deux remises sont cumulées."),
            Distinct(
                "counterpart",
                "Une contrepartie ne paie qu’une concession : {}.",
                noted="Une même contrepartie est demandée deux fois.",
            ),
        ),
        value="value",
    )


def _item(case: Case, row: Any) -> Item:
    return Item(
        row.concession_id,
        typeset(row.label),
        {"cost": row.cost, "value": row.value},
        facts=(
            typeset(f"coûte {euros(row.cost)}"),
            typeset(f"vaut pour lui {euros(row.value)}"),
            typeset(f"l’accorde : {office(case, row.authority)}"),
            typeset(row.reason),
        ),
    )
