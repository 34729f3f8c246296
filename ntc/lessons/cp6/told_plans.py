"""What CP6 asks about, pages 1 to 4: the file, the questions, the visit, the associate."""

from ntc.case import Case
from ntc.fields.options import Options
from ntc.french import typeset
from ntc.instruments.script import Script
from ntc.lessons.cp6 import told
from ntc.lessons.quiz import Pairs, choices, items

__all__ = [
    "ASSOCIATE", "CHOSEN", "aim_places", "aims", "aims_wanted", "bag", "card_places", "cards", "cost_sources",
    "costs", "file_lines", "file_places", "gain_sources", "gains", "left_out", "set_aside", "sheet_kinds",
    "sheet_rows", "spin_kinds", "spin_questions", "unasked", "visit",
]  # fmt: skip

ASSOCIATE = told.ASSOCIATE
_PREPARE, _SPIN, _SHEET, _REPHRASE = "cp6-prepare", "cp6-spin", "cp6-discovery", "cp6-rephrase"
_NOT_KEPT, _UNASKED, _NOT_SAID = "Je ne le garde pas", "Je ne la pose pas", "Elle ne l’a pas dit"
_LEFT_UNSAID = {
    "Il ne l’a pas dit", "Rien n’en a été dit", "Il n’en a pas parlé",
    "La visite ne le dit pas", "Aucune réponse là-dessus", "Non dit pendant la visite",
}  # fmt: skip
_TYPED = {
    "flow": ("Débit d’une grosse ponceuse", "L/min"),
    "set": ("Pression réglée au compresseur", "bar"),
    "need": ("Pression que demandent les outils", "bar"),
    "hours": ("Durée d’ouverture de l’atelier, par jour", "heures"),
    "vessel": ("Volume de la cuve en place", "L"),
    "start": ("Nouvelle machine en marche, au plus tard le", "date"),
    "kwh": ("Prix du kilowattheure", "€"),
    "ceiling": ("Plafond de l’enveloppe", "€"),
    "room": ("Température du local, l’été", "°C"),
}
CHOSEN = {
    "water": "fiche-eau",
    "project": "fiche-projet",
    "decision": "fiche-decision",
    "upkeep": "fiche-entretien",
    "payment": "fiche-paiement",
    "closing": "fiche-fermeture",
}
"""The lines of the sheet where one chooses, by the part of their question."""
_ORDER = (
    "flow", "set", "need", "water", "hours", "upkeep", "vessel", "room",
    "start", "project", "closing", "kwh", "decision", "ceiling", "payment",
)  # fmt: skip
"""Lines that were told lie among those that were not."""


# --- the file ------------------------------------------------------------------------------------------


def file_lines(case: Case) -> Pairs:
    """The fifteen lines of the file, each with its source and its date."""
    return items(case, _PREPARE, "lignes")


def file_places(case: Case) -> Pairs:
    """What may be made of a line: rely on it, check it, take it out."""
    return choices(case, _PREPARE, "lignes")


def aims(case: Case) -> Pairs:
    """Ten aims for the visit."""
    return items(case, _PREPARE, "buts")


def aim_places(case: Case) -> Pairs:
    """Whom an aim serves first, or that it is not kept: that place last, it lies across the board."""
    return tuple(sorted(choices(case, _PREPARE, "buts"), key=lambda place: place[1] == _NOT_KEPT))


def set_aside(case: Case) -> str:
    """The code of the place of what is not kept."""
    return _named(aim_places(case), _NOT_KEPT)


def aims_wanted(case: Case) -> dict[str, int]:
    """How many aims each side takes."""
    return {code: 2 for code, _ in aim_places(case) if code != set_aside(case)}


def bag(case: Case) -> Pairs:
    """Ten things that one might take along."""
    return items(case, _PREPARE, "sac")


# --- the questions -------------------------------------------------------------------------------------


def spin_questions(case: Case) -> Pairs:
    """Twenty questions that one might ask."""
    return items(case, _SPIN, "questions")


def spin_kinds(case: Case) -> Pairs:
    """The four kinds of questions, and last the place of those that are not asked."""
    return tuple(sorted(choices(case, _SPIN, "questions"), key=lambda place: place[1] == _UNASKED))


def unasked(case: Case) -> str:
    """The code of the place of questions that are not asked."""
    return _named(spin_kinds(case), _UNASKED)


def costs(case: Case) -> Pairs:
    """Five questions of what something costs (« implications »)."""
    return items(case, _SPIN, "couts")


def cost_sources(case: Case) -> Pairs:
    """The sentence from which each may start, or none."""
    return choices(case, _SPIN, "couts")


def gains(case: Case) -> Pairs:
    """Five questions of what something would be worth (« bénéfices attendus »)."""
    return items(case, _SPIN, "gains")


def gain_sources(case: Case) -> Pairs:
    """The sentence from which each may start, or none."""
    return choices(case, _SPIN, "gains")


# --- the visit -----------------------------------------------------------------------------------------


def visit(case: Case) -> Script:
    """The visit, to be led once (« l’entretien de découverte »)."""
    return told.visit(case)


def sheet_rows(case: Case) -> Pairs:
    """The lines of the note sheet, in the order of the visit: some are never told."""
    labels = {name: label for name, (label, _) in _TYPED.items()}
    for name, part in CHOSEN.items():
        ((_, labels[name]),) = items(case, _SHEET, part)
    return tuple((name, typeset(labels[name])) for name in _ORDER)


def sheet_kinds(case: Case) -> dict[str, str | Options]:
    """What is noted on each line: a figure in its unit, a date, one answer of three.

    « Non dit » is a box of the sheet: it is no choice among the others.
    """
    kinds: dict[str, str | Options] = {name: unit for name, (_, unit) in _TYPED.items()}
    for name, part in CHOSEN.items():
        kinds[name] = tuple(one for one in choices(case, _SHEET, part) if one[1] not in _LEFT_UNSAID)
    return kinds


# --- the associate -------------------------------------------------------------------------------------


def cards(case: Case) -> Pairs:
    """Fifteen cards on the call of the associate."""
    return items(case, _REPHRASE, "cartes")


def card_places(case: Case) -> Pairs:
    """Need, motive, constraint; last the place of what she did not say: it lies across the board."""
    return tuple(sorted(choices(case, _REPHRASE, "cartes"), key=lambda place: place[1] == _NOT_SAID))


def left_out(case: Case) -> str:
    """The code of the place of what she did not say."""
    return _named(card_places(case), _NOT_SAID)


def _named(places: Pairs, text: str) -> str:
    """The code of the place that bears these words: it differs from variant to variant."""
    return next(code for code, words in places if words == text)
