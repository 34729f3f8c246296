"""What a new list changes (*changements*), said in French before it takes the place of the former one."""

from collections.abc import Mapping

from autograder.enrolment.reading import Listed
from ntc.french import count, listing, plural, quoted, typeset
from ntc.roster import Enrolled

_NAMES = {
    "last_name": "nom",
    "first_name": "prénom",
    "email": "courriel",
    "group": "groupe",
    "variant": "jeu de données",
}


def sentences(listed: Listed, former: Mapping[str, Enrolled]) -> list[str]:
    """Say who comes, who goes, what changes of whom, and what of the file was not taken."""
    fresh = listed.people
    added = [_named(entry) for key, entry in fresh.items() if key not in former]
    gone = [_named(entry) for key, entry in former.items() if key not in fresh]
    changed = [
        told for key, entry in fresh.items() if key in former and (told := _changed(former[key], entry))
    ]
    same = len(fresh) - len(added) - len(changed)
    said = []
    if added:
        said.append(f"{count(len(added), 'ajouté')} : {listing(added)}.")
    if gone:
        theirs = plural(len(gone), "Son travail et ses notes restent", "Leurs travaux et leurs notes restent")
        said.append(f"{count(len(gone), 'retiré')} : {listing(gone)}. {theirs} dans la classe.")
    if changed:
        said.append(f"{count(len(changed), 'changé')} : {' ; '.join(changed)}.")
    if former and same:
        said.append(f"{count(same, 'inchangé')}.")
    return [typeset(each) for each in (*said, *_not_as_written(listed))]


def _not_as_written(listed: Listed) -> list[str]:
    said = []
    if listed.made:
        said.append(
            f"{count(len(listed.made), 'identifiant créé', 'identifiants créés')} d’après le nom, à donner "
            f"aux apprenants : {listing(listed.made)}."
        )
    if listed.columns:
        said.append(f"Colonnes laissées de côté : {listing([quoted(head) for head in listed.columns])}.")
    if listed.lines:
        said.append(f"Lignes laissées de côté : {listing(listed.lines)}.")
    if listed.others:
        others = listing([quoted(name) for name in listed.others])
        said.append(f"Il y a aussi une liste dans une autre feuille, qui n’est pas prise : {others}.")
    return said


def _named(entry: Enrolled) -> str:
    return f"{entry.name} ({entry.id})" if entry.name else entry.id


def _changed(before: Enrolled, after: Enrolled) -> str:
    """What changes of one person; empty when nothing does."""
    told = [
        f"{words} {_value(getattr(after, field))} au lieu de {_value(getattr(before, field))}"
        for field, words in _NAMES.items()
        if getattr(before, field) != getattr(after, field)
    ]
    return f"{_named(before)}, {listing(told)}" if told else ""


def _value(text: str) -> str:
    return quoted(text) if text else "rien"
