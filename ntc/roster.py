"""The class list (*liste de la classe*): who the learners are, and the variant of the data of each one.

Two files share one reader: the instructor's ``classroom/roster.csv`` (``identifiant,nom,prénom,courriel,
groupe,variante``) and the copy without names that learners receive, ``variantes.csv``
(``identifiant,variante``).
Both may come out of a French Excel: semicolons, a byte-order mark, Windows-1252 and a variant « 7 » without
its zero are all understood.
"""

import codecs
import csv
import hashlib
import io
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from ntc.plain import plain

VARIANTS = tuple(f"{number:02d}" for number in range(17))
_PERSONAL = len(VARIANTS) - 1  # 01–16; 00 is the variant of the class
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How a file in UTF-16 begins, as « Texte Unicode » saves it."""
DELIMITERS = ",;\t"
_COLUMNS = {
    "identifiant": "id",
    "nom": "last_name",
    "prenom": "first_name",
    "courriel": "email",
    "groupe": "group",
    "variante": "variant",
}


class IdentifierError(ValueError):
    """An identifier that cannot be one; the message says in French what to change."""


class RosterError(ValueError):
    """A class list that cannot be read; the message says in French which line to correct."""


class Enrolled(NamedTuple):
    """One line of the class list."""

    id: str
    last_name: str
    first_name: str
    email: str
    variant: str
    group: str = ""

    @property
    def name(self) -> str:
        """First name and last name, as printed on a sheet."""
        return f"{self.first_name} {self.last_name}".strip()


def normalise(identifier: str) -> str:
    """Bring an identifier (*identifiant*) to the one form that every file uses: no outer space, lower case.

    Raises IdentifierError when it holds anything but a–z, 0–9, ``.``, ``_`` and ``-``, or over 64 characters.
    """
    given = identifier.strip().casefold()
    if not given:
        raise IdentifierError("Entrez l’identifiant que votre formateur vous a donné, par exemple dupont.m.")
    if not _ID.fullmatch(given):
        raise IdentifierError(
            f"L’identifiant « {identifier.strip()[:64]} » ne peut pas servir : "
            "il s’écrit sans espace ni accent, avec des lettres, des chiffres, un point ou un tiret, "
            "et 64 signes au plus. Exemple : dupont.m."
        )
    return given


def variant_of(learner_id: str, roster: Mapping[str, str] | None = None) -> str:
    """Give the variant of the data (*jeu de données*) of a learner: the roster's, else a hash of the id.

    The hash is SHA-256, so that it is the same on every machine and every day: 01 to 16.
    Raises IdentifierError when the identifier cannot be one.
    """
    given = normalise(learner_id)
    if roster and given in roster:
        return roster[given]
    digest = hashlib.sha256(given.encode("utf-8")).digest()
    return f"{1 + int.from_bytes(digest, 'big') % _PERSONAL:02d}"


def read_roster(
    path: Path, given: Mapping[str, str] | None = None, in_turn: bool = False
) -> dict[str, Enrolled]:
    """Read a class list, by identifier, in the order of the file.

    A line without a variant gets the one that was ``given`` before, else that of :func:`variant_of`, or
    ``in_turn`` one of the least used. Raises RosterError, which names the faulty line.
    """
    rows = _rows(path)
    heads = [_COLUMNS.get(plain(head.strip()), "") for head in rows[0]] if rows else []
    if "id" not in heads:
        raise RosterError(
            f"{path.name} : la première ligne doit nommer les colonnes, dont « identifiant » "
            "(identifiant, nom, prénom, courriel, groupe, variante)."
        )
    return gather(
        (
            (
                f"{path.name}, ligne {number}",
                {head: cell.strip() for head, cell in zip(heads, row, strict=False) if head},
            )
            for number, row in enumerate(rows[1:], start=2)
        ),
        given,
        in_turn,
    )


def gather(
    lines: Iterable[tuple[str, Mapping[str, str]]],
    given: Mapping[str, str] | None = None,
    in_turn: bool = False,
) -> dict[str, Enrolled]:
    """Make a class list of lines, each with the words that say where it stands; see :func:`read_roster`."""
    roster: dict[str, Enrolled] = {}
    for where, cells in lines:
        if not any(cells.values()):
            continue
        entry = _entry(cells, where, given or {})
        if entry.id in roster:
            raise RosterError(f"{where} : l’identifiant « {entry.id} » figure déjà plus haut.")
        roster[entry.id] = entry
    for entry in roster.values():
        if not entry.variant:
            own = variant_of(entry.id)
            roster[entry.id] = entry._replace(variant=_least_used(roster, own) if in_turn else own)
    return roster


def _least_used(roster: Mapping[str, Enrolled], own: str) -> str:
    """The variant that the fewest learners have: their own by the hash where it is one of these."""
    used = Counter(entry.variant for entry in roster.values())
    return min(VARIANTS[1:], key=lambda variant: (used[variant], variant != own))


def variants(roster: Mapping[str, Enrolled]) -> dict[str, str]:
    """Keep of a class list what :func:`variant_of` needs: the variant of each identifier."""
    return {entry.id: entry.variant for entry in roster.values()}


def find_roster(start: Path) -> Path | None:
    """Find the class list: what ``NTC_ROSTER`` names, else ``variantes.csv`` in ``start`` or above."""
    if named := os.environ.get("NTC_ROSTER"):
        return Path(named)
    candidates = (folder / "variantes.csv" for folder in (start, *start.parents))
    return next((path for path in candidates if path.is_file()), None)


def _rows(path: Path) -> list[list[str]]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RosterError(f"La liste de la classe {path} ne s’ouvre pas : {error.strerror}.") from error
    text = decoded(raw)
    return table(text, _delimiter(text), path.name)


def decoded(raw: bytes) -> str:
    """The text of a file that a spreadsheet saved: UTF-8, UTF-16 (« Texte Unicode ») or Windows-1252."""
    if raw.startswith(WIDE):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def separated(raw: bytes) -> list[list[str]]:
    """The cells of a list that a spreadsheet saved, whatever it separates them with."""
    text = decoded(raw)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))


def _delimiter(text: str) -> str:
    return max(DELIMITERS, key=text.partition("\n")[0].count)


def table(text: str, delimiter: str, name: str) -> list[list[str]]:
    """The cells of a text that separates them; raises RosterError."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise RosterError(f"{name} n’est pas un tableau lisible : un guillemet n’est pas refermé.") from error


def _entry(cells: dict[str, str], where: str, given: Mapping[str, str]) -> Enrolled:
    try:
        identifier = normalise(cells.get("id", ""))
    except IdentifierError as error:
        raise RosterError(f"{where} : {error}") from error
    variant = cells.get("variant", "")
    variant = variant.zfill(2) if variant else given.get(identifier, "")
    if variant and variant not in VARIANTS:
        raise RosterError(f"{where} : la variante « {variant} » n’existe pas ; elles vont de 00 à 16.")
    names = (cells.get(column, "") for column in ("last_name", "first_name", "email"))
    return Enrolled(identifier, *names, variant, cells.get("group", ""))
