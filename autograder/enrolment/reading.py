"""Who is in a list that was dropped (*lecture de la liste*), and what of it was not taken."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.enrolment import heads, identifiers
from autograder.enrolment.files import sheets
from autograder.enrolment.heads import FIRST, FULL, FULL_TURNED, ID, LAST, Heads
from autograder.enrolment.sheet import Sheet
from ntc.french import quoted
from ntc.plain import plain
from ntc.roster import Enrolled, RosterError, gather, normalise

_FOOT = re.compile(r"(?:total|effectif|nombre|moyenne|soit)\b")
_NO_VALUE = re.compile(r"=|#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|NOM\?|VALEUR!|NOMBRE!)")


@dataclass(frozen=True)
class Listed:
    """A list as it was understood.

    ``made`` are the identifiers that the file lacked; ``columns``, ``lines`` and ``others`` what was not
    taken: heads, lines at the foot, sheets that hold a list too.
    """

    sheet: str
    people: dict[str, Enrolled]
    made: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[str, ...]
    others: tuple[str, ...]


def read(
    name: str, content: bytes, former: Mapping[str, Enrolled], given: Mapping[str, str], taken: set[str]
) -> Listed:
    """Read a list from a file; ``given`` are the variants handed out, ``taken`` identifiers of others.

    Raises RosterError, which says what to correct, and where.
    """
    found = [(sheet, known) for sheet in sheets(name, content) if (known := heads.find(sheet.rows))]
    if not found:
        raise RosterError(
            f"« {name} » n’a pas de ligne de titres qui se reconnaisse : au-dessus des noms, écrivez dans "
            "une même ligne « Nom », « Prénom » et, s’il y en a, « Identifiant », « Courriel », « Groupe »."
        )
    sheet, known = found[0]
    where = f"{name}, feuille {quoted(sheet.name)}" if sheet.name else name
    people, feet = [], []
    for line, row in _lines(sheet, known):
        place = f"{where}, ligne {line}"
        cells = {field: row[at] if at < len(row) else "" for field, at in known.columns.items()}
        if _is_foot(row):
            feet.append(f"ligne {line}, {quoted(' '.join(filter(None, row)))}")
        elif any(cells.values()):
            people.append((place, _whole(place, cells, known)))
    if not people:
        raise RosterError(f"{where} : il n’y a personne sous la ligne {known.line + 1}, celle des titres.")
    made, whole = _identified(people, former, taken)
    kept = [(place, _kept(cells, former)) for place, cells in whole]
    return Listed(
        sheet.name,
        gather(kept, given, in_turn=True),
        made,
        known.left,
        tuple(feet),
        tuple(other.name for other, _ in found[1:] if other.name),
    )


def _lines(sheet: Sheet, known: Heads) -> Iterator[tuple[int, Sequence[str]]]:
    """The lines under the heads, which a long list may repeat from page to page."""
    heads_row = sheet.rows[known.line]
    for number, row in enumerate(sheet.rows[known.line + 1 :], start=known.line + 2):
        if row != heads_row:
            yield number, row


def _is_foot(row: Sequence[str]) -> bool:
    """Whether a line counts the class, in whatever column: a cell that says so, then nothing but numbers."""
    said = [text for text in row if text]
    return bool(said) and bool(_FOOT.match(plain(said[0]))) and all(text[0].isdecimal() for text in said[1:])


def _whole(place: str, cells: Mapping[str, str], known: Heads) -> dict[str, str]:
    """The cells of a person, names apart; raises RosterError for what is no value, or no name."""
    for text in cells.values():
        if _NO_VALUE.match(text):
            raise RosterError(
                f"{place} : la cellule {quoted(text[:40])} n’a pas de valeur. Remplacez la formule par ce "
                "qu’elle devrait donner, ou ouvrez le fichier dans Excel et enregistrez-le."
            )
    person = dict(cells)
    full, turned = person.pop(FULL, ""), person.pop(FULL_TURNED, "")
    if full or turned:
        given = FIRST in known.columns
        last, first = (full, person.get(FIRST, "")) if given else _names(full or turned, bool(turned))
        person |= {LAST: last, FIRST: first}
    if not person.get(ID) and not person.get(LAST):
        raise RosterError(f"{place} : il manque le nom. Complétez la ligne, ou supprimez-la.")
    if not person.get(ID) and not person.get(FIRST) and {LAST, FIRST} <= set(known.columns):
        raise RosterError(
            f"{place} : il manque le prénom de {quoted(person[LAST])}. Complétez la ligne, ou supprimez-la."
        )
    return person


def _names(text: str, turned: bool) -> tuple[str, str]:
    """The last name and the first names of one cell: by a comma, by capitals, by their order if they are two.

    What cannot be told apart stays whole.

    >>> _names("LE GALL Anne", False), _names("Anne Martin", True), _names("Le Gall Anne", False)
    (('LE GALL', 'Anne'), ('Martin', 'Anne'), ('Le Gall Anne', ''))
    """
    last, comma, first = (part.strip() for part in text.partition(","))
    if comma:
        return last, first
    words = text.split()
    capital = [word for word in words if word.isupper() and len(word) > 1]
    if capital and len(capital) < len(words):
        return " ".join(capital), " ".join(word for word in words if word not in capital)
    if len(words) != 2:
        return text, ""
    return (words[1], words[0]) if turned else (words[0], words[1])


def _identified(
    people: list[tuple[str, dict[str, str]]], former: Mapping[str, Enrolled], taken: set[str]
) -> tuple[tuple[str, ...], list[tuple[str, dict[str, str]]]]:
    """Give an identifier to whoever lacks one: those that were made, and the lines in their order."""
    own = {cells[ID].strip().casefold() for _, cells in people if cells.get(ID)}
    lacking = [(place, cells) for place, cells in people if not cells.get(ID)]
    names = identifiers.given_to(
        lacking, {key: one for key, one in former.items() if key not in own}, taken | own
    )
    ids = iter(names)
    whole = [(place, cells if cells.get(ID) else {**cells, ID: next(ids)}) for place, cells in people]
    return tuple(name for name in names if name not in former), whole


def _kept(cells: Mapping[str, str], former: Mapping[str, Enrolled]) -> dict[str, str]:
    """A line with what the former list says in the columns that this one does not have."""
    try:
        before = former.get(normalise(cells[ID]))
    except ValueError:  # said with its line when the list is gathered
        before = None
    return {**(before._asdict() if before else {}), **cells}
