"""Geste suffisant: five gestures, a harm, an order; the cheapest set that makes up for it, within R17."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from ntc.french import eur, listing
from ntc.practice.draw import Draw, Table, wrong

TITLE = "Le geste suffisant"

_RATE, _MOST = Decimal("0.03"), 300
_TRADES = (
    ("un poseur de portes", ("le graissage", "la télécommande", "la garantie", "le réglage d’hiver")),
    ("un loueur de nacelles", ("le transport", "la formation", "le week-end", "le casque")),
    ("un marchand de chariots", ("la batterie de prêt", "le lavage", "la visite", "le gyrophare")),
    ("un ascensoriste", ("le contrôle", "la peinture", "la téléalarme", "la visite de nuit")),
)
_BACK = "rendre la somme"


@dataclass(frozen=True)
class Gesture:
    """What may be offered: what it is worth to the client, what it costs the house, in €."""

    label: str
    value: int
    cost: int


def draw(rng: random.Random) -> Draw:
    """Draw until a set of two gestures is the cheapest that suffices, and no single one does."""
    while True:
        found = _drawn(rng)
        if found:
            return found


def _drawn(rng: random.Random) -> Draw | None:
    house, labels = rng.choice(_TRADES)
    order, harm = 100 * rng.randint(45, 130), 10 * rng.randint(18, 38)
    cap = min(_RATE * order, Decimal(_MOST))
    menu = [Gesture(label, 10 * rng.randint(9, 24), 0) for label in labels]
    menu = [Gesture(one.label, one.value, 5 * rng.randint(6, one.value // 7)) for one in menu]
    menu.append(Gesture(_BACK, harm, harm))
    fitting = [taken for taken in _sets(menu) if _value(taken) >= harm and _cost(taken) <= cap]
    if not fitting:
        return None
    best = min(fitting, key=_cost)
    alone = [one for one in menu if one.value >= harm and one.cost <= cap]
    uncovered = [one for one in menu if one.value < harm]
    if len(best) != 2 or alone or sum(_cost(taken) == _cost(best) for taken in fitting) > 1:
        return None
    cheapest = min(uncovered, key=lambda one: one.cost)
    richest = max(fitting, key=_value)
    named = [
        wrong("gesture-back", harm, "Rendre la somme coûte tout ce qu’elle vaut : comparez les coûts."),
        wrong(
            "gesture-uncovered",
            cheapest.cost,
            "Ce geste ne coûte presque rien, mais il ne répare pas ce que le client a perdu.",
        ),
    ]
    if _cost(richest) != _cost(best):
        named.append(
            wrong(
                "gesture-rich",
                _cost(richest),
                "Cet ensemble répare, et au-delà : il en existe un qui suffit pour moins cher.",
            )
        )
    named = [slip for slip in named if slip.value != _cost(best)]
    return Draw(
        statement=(
            f"Chez {house}, une commande de {eur(order)} HT s’est mal passée : le client y perd {eur(harm)}. "
            f"Le vendeur engage au plus 3 % de la commande, sans dépasser {eur(_MOST)}, comptés au coût."
        ),
        ask="Combien coûte l’ensemble de gestes qui répare pour le moins cher ?",
        unit="€",
        right=Decimal(_cost(best)),
        tolerance=Decimal("0.01"),
        slips=tuple(named),
        hint="Comparez les coûts, non les cadeaux. Un seul geste suffit-il ? Essayez-les deux à deux.",
        steps=(
            f"Le plafond, compté au coût : 3 % de {eur(order)} font {eur(_RATE * order)}, d’où "
            f"{eur(cap)} au plus.",
            f"Aucun geste ne répare seul sans le dépasser : il faut valoir {eur(harm)} au moins.",
            f"À deux, {listing([one.label for one in best])} valent {eur(_value(best))}, pour "
            f"{eur(_cost(best))} de coût.",
        ),
        table=Table(
            "Ce que la maison peut offrir",
            ("Geste", "Vaut pour le client", "Coûte à la maison"),
            tuple((one.label, eur(one.value), eur(one.cost)) for one in menu),
        ),
    )


def _sets(menu: list[Gesture]) -> Iterable[tuple[Gesture, ...]]:
    return (taken for size in range(1, len(menu) + 1) for taken in combinations(menu, size))


def _value(taken: Iterable[Gesture]) -> int:
    return sum(one.value for one in taken)


def _cost(taken: Iterable[Gesture]) -> int:
    return sum(one.cost for one in taken)
