"""The line of heads of a list (*ligne des titres*), found wherever it stands, in whatever order and words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ntc.plain import plain

_LOOKED_AT = 60
ID, LAST, FIRST, FULL, FULL_TURNED = "id", "last_name", "first_name", "full", "full_turned"
# Of two heads that say the same, the one named first here counts.
_WORDS = {
    ID: (
        "identifiant",
        "identifiants",
        "id",
        "login",
        "identifiant apprenant",
        "identifiant de l apprenant",
        "identifiant stagiaire",
        "identifiant de connexion",
        "nom d utilisateur",
        "utilisateur",
        "code apprenant",
        "matricule",
        "numero apprenant",
        "n apprenant",
        "numero etudiant",
        "n etudiant",
    ),
    LAST: (
        "nom",
        "noms",
        "nom de famille",
        "nom d usage",
        "nom usuel",
        "nom apprenant",
        "nom de l apprenant",
        "nom stagiaire",
        "nom du stagiaire",
        "nom de naissance",
    ),
    FIRST: (
        "prenom",
        "prenoms",
        "prenom s",
        "prenom usuel",
        "prenom d usage",
        "prenom apprenant",
        "prenom de l apprenant",
        "prenom stagiaire",
        "prenom du stagiaire",
    ),
    FULL: (
        "nom prenom",
        "nom et prenom",
        "nom prenoms",
        "nom et prenoms",
        "noms et prenoms",
        "noms prenoms",
        "nom complet",
        "apprenant",
        "apprenants",
        "stagiaire",
        "stagiaires",
        "eleve",
        "eleves",
        "etudiant",
        "etudiants",
        "participant",
        "participants",
    ),
    FULL_TURNED: ("prenom nom", "prenom et nom", "prenoms et noms"),
    "email": (
        "courriel",
        "email",
        "e mail",
        "mail",
        "mel",
        "adresse courriel",
        "adresse mail",
        "adresse e mail",
        "adresse email",
        "adresse electronique",
        "adresse de courriel",
        "adresse de messagerie",
        "messagerie",
        "courriel apprenant",
    ),
    "group": ("groupe", "groupes", "classe", "section", "promotion", "promo", "division"),
    "variant": ("variante", "jeu de donnees"),
}
# A title can be one word of these: alone in its line, it is no head.
_TITLES = frozenset(word for word in _WORDS[FULL] if not word.startswith("nom"))


@dataclass(frozen=True)
class Heads:
    """``columns`` says where each field stands, ``left`` the heads that are none of ours."""

    line: int
    columns: Mapping[str, int]
    left: tuple[str, ...]


def find(rows: Sequence[Sequence[str]]) -> Heads | None:
    """Find the line that names most columns of a list, the first of such; None when there is none.

    Above it may stand lines that look like it: « Nom : », then the name of whoever teaches.
    """
    found = [(line, _columns(row)) for line, row in enumerate(rows[:_LOOKED_AT])]
    enough = [(line, columns) for line, columns in found if _are_enough(columns, rows[line])]
    if not enough:
        return None
    line, columns = max(enough, key=lambda each: len(each[1]))
    used = set(columns.values())
    left = tuple(cell for place, cell in enumerate(rows[line]) if cell and place not in used)
    return Heads(line, columns, left)


def _columns(row: Sequence[str]) -> dict[str, int]:
    said = [_head(cell) for cell in row]
    found = {
        field: said.index(next(word for word in words if word in said))
        for field, words in _WORDS.items()
        if not set(words).isdisjoint(said)
    }
    if {LAST, FIRST} <= set(found):
        found.pop(FULL, None)
        found.pop(FULL_TURNED, None)
    elif LAST in found:  # « Nom » alone: both names are in it, or it is all there is
        found.setdefault(FULL, found.pop(LAST))
    if FULL in found:
        found.pop(FULL_TURNED, None)
    return found


def _are_enough(columns: Mapping[str, int], row: Sequence[str]) -> bool:
    if ID in columns or len(columns) > 1:
        return bool(columns.keys() & {ID, LAST, FULL, FULL_TURNED})
    return bool(columns) and FIRST not in columns and _is_name(_head(row[next(iter(columns.values()))]))


def _is_name(head: str) -> bool:
    return head not in _TITLES and ("nom" in head.split() or "noms" in head.split())


def _head(cell: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain(cell)).split())
