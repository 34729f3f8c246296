"""How people of the case are called: a function in the gender of who holds it (« cheffe des ventes »)."""

from ntc.case.variants import Case

_WOMEN = frozenset(
    [
        "Adèle",
        "Agathe",
        "Alice",
        "Aline",
        "Amandine",
        "Anaïs",
        "Annick",
        "Armelle",
        "Astrid",
        "Audrey",
        "Aurore",
        "Béatrice",
        "Bénédicte",
        "Bérengère",
        "Brigitte",
        "Carole",
        "Catherine",
        "Céline",
        "Chantal",
        "Charlotte",
        "Christelle",
        "Claire",
        "Clémence",
        "Coline",
        "Delphine",
        "Édith",
        "Élise",
        "Élodie",
        "Emeline",
        "Emmanuelle",
        "Estelle",
        "Éva",
        "Fabienne",
        "Fanny",
        "Florence",
        "Françoise",
        "Frédérique",
        "Gaëlle",
        "Gwenola",
        "Hélène",
        "Ingrid",
        "Isabelle",
        "Jeanne",
        "Judith",
        "Justine",
        "Karine",
        "Laëtitia",
        "Laure",
        "Léa",
        "Lénaïg",
        "Louise",
        "Lucie",
        "Lydie",
        "Maëlle",
        "Magali",
        "Manon",
        "Marie-Laure",
        "Marion",
        "Martine",
        "Mathilde",
        "Maud",
        "Mélanie",
        "Mireille",
        "Morgane",
        "Muriel",
        "Nadège",
        "Nathalie",
        "Noémie",
        "Nolwenn",
        "Odile",
        "Pauline",
        "Perrine",
        "Rachel",
        "Rozenn",
        "Sabrina",
        "Sandrine",
        "Séverine",
        "Soizic",
        "Solène",
        "Sophie",
        "Stéphanie",
        "Sylvie",
        "Tiphaine",
        "Valérie",
        "Véronique",
        "Virginie",
        "Viviane",
    ]
)
_FEMININE = {
    "Directeur général": "Directrice générale",
    "Directeur commercial": "Directrice commerciale",
    "Directeur administratif et financier": "Directrice administrative et financière",
    "Chef des ventes": "Cheffe des ventes",
    "Télévendeur": "Télévendeuse",
}


def is_woman(name: str) -> bool:
    """Whether a first name of the case is a woman's; « Dominique » is left to the masculine of the data."""
    return name.split()[0] in _WOMEN


def function(role: str, name: str) -> str:
    """The function of the table « Équipe » as it is said of this person: Cheffe des ventes."""
    return _FEMININE.get(role, role) if is_woman(name) else role


def holder(case: Case, role: str) -> str:
    """The name of whoever holds a function; StopIteration when nobody does."""
    return next(person.name for person in case.staff if person.role == role)
