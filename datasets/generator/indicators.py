"""Exercise cp4-indicators: questions of a seller, the indicators that answer them, and those worth a place on a board."""

from generator.codes import coded
from generator.world import World

# key | question
_QUESTIONS = {
    "objective": "Suis-je en avance ou en retard sur ce que l'on attend de moi cette année ?",
    "margin": "Mes ventes laissent-elles assez de marge, une fois la marchandise payée ?",
    "conversion": "Sur dix devis envoyés, combien deviennent des commandes ?",
    "retention": "Mes clients de l'an dernier me sont-ils restés fidèles ?",
    "prospecting": "Est-ce que je consacre assez de rendez-vous à ceux qui n'achètent pas encore ?",
    "payment": "Combien de temps mes clients mettent-ils à payer ?",
    "safety": "De combien le chiffre d'affaires peut-il baisser avant que le secteur perde de l'argent ?",
    "weight": "Que perdrait le secteur si son premier client partait ?",
}
# label | question answered | useful on the seller's own monthly board
_INDICATORS = (
    ("Taux de réalisation de l'objectif de chiffre d'affaires", "objective", True),
    ("Taux de marque des commandes du mois", "margin", True),
    ("Taux de transformation des devis", "conversion", True),
    ("Taux de fidélisation", "retention", True),
    ("Visites de prospects par mois", "prospecting", True),
    ("Délai moyen de règlement", "payment", False),
    ("Indice de sécurité", "safety", False),
    ("Part du premier client dans le chiffre d'affaires", "weight", False),
    ("Part des devis relancés au moins deux fois", None, True),
    ("Effectif de l'entreprise", None, False),
    ("Cours de l'acier", None, False),
    ("Nombre de pages vues sur le site de l'entreprise", None, False),
    ("Résultat net de l'entreprise", None, False),
    ("Âge moyen de la flotte de véhicules", None, False),
    ("Nombre de courriels reçus", None, False),
)


def build(world: World) -> None:
    """Add the tables indicator_questions and indicators."""
    stream = world.stream("indicators")
    questions = coded("q", list(_QUESTIONS), stream)
    codes = {key: code for code, key in questions}
    world.add("indicator_questions", ({"id": code, "label": _QUESTIONS[key]} for code, key in questions))
    world.add(
        "indicators",
        (
            {"id": code, "label": label, "answers": codes.get(question), "board": board}
            for code, (label, question, board) in coded("i", _INDICATORS, stream)
        ),
    )
