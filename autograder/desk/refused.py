"""What a button does not do (*refus*), and what to do first: a plain sentence, never a command to type."""

import re

from ntc.french import typeset


class Refused(Exception):
    """Nothing is done; the message says in French what to do first."""

    def __init__(self, told: str) -> None:
        super().__init__(without_commands(typeset(told)))


_BUTTONS = {
    "generate_assignment": "Préparer",
    "release_assignment": "Ouvrir",
    "collect": "Relever",
    "zip_collect": "Relever",
    "autograde": "Corriger",
    "generate_feedback": "Rendre",
    "release_feedback": "Rendre",
}
_COMMAND = re.compile(
    r"(?P<verb>[Ll]ancez|[Rr]elancez)(?: d’abord)?(?: la correction automatique\W*)?"
    rf"\W*nbgrader (?P<command>{'|'.join(_BUTTONS)})(?: at\d-\w+)?"
)
_AGAIN = (
    (
        r"Relancez la correction automatique de ce travail \(nbgrader autograde[^)]*\)",
        "Corrigez de nouveau l’activité",
    ),
    (r"\W*«\W--force\W»\W(?:recommence|la remplace)\.", "."),
    (r"«\W--update\W»\Wla prend", "relevez de nouveau"),
    (r"[Ll]a même commande, relancée, reprend", "Le même bouton, pressé de nouveau, reprend"),
    (r"[Rr]elancez la même commande", "pressez le même bouton"),
)


def without_commands(told: str) -> str:
    """Say in terms of buttons what a sentence says in terms of commands.

    >>> without_commands("Lancez d’abord nbgrader autograde at1-strategie.").replace(chr(160), " ")
    'Pressez d’abord « Corriger ».'
    """
    for pattern, words in _AGAIN:
        told = re.sub(pattern, words, told)
    return _COMMAND.sub(_pressed, told)


def _pressed(found: re.Match[str]) -> str:
    verb = "Pressez" if found["verb"][0].isupper() else "pressez"
    return typeset(f"{verb} d’abord « {_BUTTONS[found['command']]} »")
