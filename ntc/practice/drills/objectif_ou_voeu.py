"""Objectif ou vœu ?: which letter of SMART an objective lacks, if any."""

import random

from ntc.practice.draw import Draw, wrong

TITLE = "Objectif ou vœu ?"

_LETTERS = (
    ("S", "S, spécifique : on ne sait pas chez qui, ou quoi au juste"),
    ("M", "M, mesurable : rien ne se compte"),
    ("A", "A, atteignable : les moyens ne suivent pas"),
    ("R", "R, relié à un but : on ne sait pas à quoi cela sert"),
    ("T", "T, temporel : aucune date ne l’arrête"),
    ("none", "rien : c’est un objectif"),
)
_WHO = (
    ("chez les couvreurs de Redon", "un peu partout"),
    ("chez les laiteries du canton", "ici ou là"),
    ("chez les menuisiers du canton voisin", "auprès des gens"),
    ("chez les garages de la zone nord", "en clientèle"),
)
_WHAT = (
    ("signer {n} contrats", "développer les contrats"),
    ("obtenir {n} essais de la machine", "mieux faire connaître la machine"),
    ("ouvrir {n} comptes", "aller chercher des comptes"),
    ("obtenir {n} premiers rendez-vous", "accroître les rendez-vous"),
)
_MEANS = (
    ("avec deux demi-journées bloquées chaque semaine", "sans y passer une heure"),
    ("avec l’aide de la télévente", "sans budget, ni personne, ni temps"),
    ("sur les mardis matin déjà libérés", "en plus d’une semaine déjà pleine"),
)
_AIM = (
    ("pour atteindre la part de nouveaux demandée", "parce que les autres le font"),
    ("pour remplacer le client parti en mars", "pour que cela bouge"),
    ("pour porter le CA du secteur au niveau prévu", "puisqu’il faut bien faire quelque chose"),
)
_WHEN = (
    ("avant le {d} juin", "dès que possible"),
    ("d’ici au {d} septembre", "bientôt"),
    ("au plus tard le {d} avril", "dans les meilleurs délais"),
)
_TELLS = {
    "M": "Un verbe n’est pas une mesure : combien ?",
    "T": "Ce n’est pas une date : avant quand ?",
    "S": "Chez qui, au juste ?",
    "A": "Avec quels moyens ?",
    "R": "À quoi cela servira-t-il ?",
    "none": "Chaque lettre y est.",
}


def draw(rng: random.Random) -> Draw:
    """Draw an objective with one letter missing at most, each case as likely."""
    lacking = rng.choice([key for key, _ in _LETTERS])
    size, at = rng.randint(4, 30), rng.randint(2, 30)
    parts = {
        letter: rng.choice(said)[letter == lacking].format(n=size, d=at)
        for letter, said in (("M", _WHAT), ("S", _WHO), ("A", _MEANS), ("R", _AIM), ("T", _WHEN))
    }
    sentence = ", ".join((f"{parts['M']} {parts['S']}", parts["T"], parts["A"], parts["R"]))
    labels = dict(_LETTERS)
    return Draw(
        statement=f"Au tableau d’une agence, quelqu’un a écrit : « {sentence[0].upper()}{sentence[1:]}. »",
        ask="Que manque-t-il pour en faire un objectif SMART ?",
        unit="",
        right=lacking,
        tolerance=0,
        slips=tuple(
            wrong(f"smart-{key.lower()}", key, _mistaken(key, parts)) for key, _ in _LETTERS if key != lacking
        ),
        hint="Combien, chez qui, avant quand ? Avec quoi, et pour quoi faire ?",
        steps=(
            f"Quoi et combien : « {parts['M']} ». Chez qui : « {parts['S']} ».",
            f"Quand : « {parts['T']} ». Avec quoi : « {parts['A']} ». Pour quoi : « {parts['R']} ».",
            f"{_TELLS[lacking]} Il manque la lettre {labels[lacking]}."
            if lacking != "none"
            else f"{_TELLS[lacking]} Il ne manque {labels[lacking]}.",
        ),
        options=_LETTERS,
    )


def _mistaken(given: str, parts: dict[str, str]) -> str:
    """Show the letter that was said to be lacking, or that one does lack."""
    if given == "none":
        return "Relisez chaque morceau : l’un d’eux n’engage à rien."
    return f"Cette lettre s’y lit : « {parts[given]} »."
