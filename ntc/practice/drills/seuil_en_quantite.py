"""Seuil de rentabilité en quantité: how many must be sold before the first euro is earned (F33)."""

import random
from decimal import Decimal
from typing import NamedTuple

from ntc.calc import breakeven, slips
from ntc.french import eur, num, of
from ntc.practice.draw import Draw

TITLE = "Seuil de rentabilité en quantité"


class _Offer(NamedTuple):
    """An offer of the agency: who bears the fixed costs, what is counted, and its bounds in euros."""

    activity: str
    noun: str
    price: tuple[int, int]
    cost_share: tuple[int, int]
    fixed: tuple[int, int]


_OFFERS = (
    _Offer("L’activité « audits énergie »", "audits", (1_900, 2_900), (42, 58), (12_000, 36_000)),
    _Offer(
        "L’atelier de requalification des cuves", "requalifications", (780, 980), (60, 72), (6_000, 15_000)
    ),
    _Offer("L’offre de contrats d’entretien", "contrats", (950, 1_600), (50, 62), (18_000, 52_000)),
    _Offer("Le service de location", "semaines", (560, 790), (48, 62), (9_000, 24_000)),
    _Offer("Le catalogue de formations", "formations", (420, 560), (45, 58), (4_000, 11_000)),
)


def draw(rng: random.Random) -> Draw:
    """Draw an offer with its fixed costs, price and variable cost; its threshold falls between two units."""
    offer = rng.choice(_OFFERS)
    price = 10 * rng.randint(offer.price[0] // 10, offer.price[1] // 10)
    cost = round(price * rng.randint(*offer.cost_share) / 1000) * 10
    fixed = 100 * rng.randint(offer.fixed[0] // 100, offer.fixed[1] // 100)
    if fixed % (price - cost) == 0:
        # A whole quotient would leave nothing to round up, which is half of the lesson.
        fixed += 100
    right = breakeven.break_even_quantity(fixed, price, cost)
    quotient = Decimal(fixed) / (price - cost)
    return Draw(
        statement=(
            f"{offer.activity} supporte {eur(fixed)} de charges fixes par an. Prix de vente unitaire : "
            f"{eur(price)} HT ; coût variable unitaire : {eur(cost)} HT."
        ),
        ask=f"Combien {of(offer.noun)} faut-il vendre dans l’année pour ne plus perdre d’argent ?",
        unit=offer.noun,
        right=right,
        tolerance=0,
        slips=tuple(slips.break_even_quantity(fixed, price, cost)),
        hint=(
            "Que laisse une vente, une fois son coût variable payé ? Cherchez combien de fois ce "
            "reste entre dans les charges fixes."
        ),
        steps=(
            (
                f"Chaque vente laisse {num(price)} − {num(cost)} = {eur(price - cost)} de marge sur coût "
                "variable."
            ),
            f"Pour couvrir {eur(fixed)}, il en faut {num(fixed)} ÷ {num(price - cost)} = {num(quotient)}.",
            (
                f"À {num(right - 1)}, on perd encore {eur(fixed - (right - 1) * (price - cost))} : "
                f"on arrondit au-dessus, soit {num(right)} {offer.noun}."
            ),
        ),
    )
