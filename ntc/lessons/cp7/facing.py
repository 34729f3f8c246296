"""Who sits opposite in CP7, and what may be said to her, whichever take it is."""

from ntc.case import Case, people
from ntc.french import NBSP
from ntc.instruments.bargaining.table import Table, Traits, table
from ntc.lessons.cp7 import joinery_facts

BUYER = "B1"
"""The buyer of the take that counts."""
COLLEAGUES = {"B2": "Sonia", "B3": "Nadia", "B4": "Zoé"}
"""By the buyer of a take to practise with, the colleague who plays her."""
_TOPICS = {
    "date": "Si je vous suis, ce qui vous préoccupe, c’est que tout soit prêt au jour dit.",
    "trésorerie": "Si je vous suis, ce n’est pas la somme : c’est le mois où elle sort de la caisse.",
    "arrêt": "Si je vous suis, ce que vous redoutez, c’est une machine qui s’arrête au mauvais moment.",
    "prix": "Si je vous suis, seul le prix vous arrête.",
}
"""What one may say back to her, by motive; only the price is no motive of hers."""
_PROOFS = {
    "machine": "la courbe de rendement de la machine",
    "arrêt": "le relevé de nos interventions, de l’appel au redémarrage",
    "date": "l’état du stock de ce matin : la machine y est",
    "trésorerie": "l’échéancier du devis, avec la somme et le jour de chaque règlement",
}
"""What one may show her, by the motive that it serves; a curve serves none."""


def facing(case: Case) -> str:
    """Who sits opposite (« acheteuse »): the one who buys for the joinery, as one speaks of her."""
    buyer = joinery_facts.people(case)["buyer"]
    return f"{'Mme' if people.is_woman(buyer.first) else 'M.'}{NBSP}{buyer.last}"


def buyer_table(case: Case, buyer: str = BUYER, traits: Traits | None = None) -> Table:
    """The negotiation with a buyer; without ``traits`` they are read from the seal of the data."""
    speaker = facing(case) if buyer == BUYER else COLLEAGUES[buyer]
    return table(case, buyer, speaker, _TOPICS, _PROOFS, traits)
