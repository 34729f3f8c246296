"""What kind of file was dropped (*nature du fichier*), by its content: its sheets, or what to do instead."""

import io
import zipfile

from autograder.enrolment import workbook
from autograder.enrolment.sheet import Sheet
from ntc.roster import DELIMITERS, RosterError, decoded, table

_AS_XLSX = (
    "ouvrez-le dans votre tableur, choisissez « Enregistrer sous », puis « Classeur Excel (.xlsx) », et"
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_ZIPS = (
    ("xl/workbook.bin", "est au format binaire d’Excel (.xlsb)"),
    ("content.xml", "vient de LibreOffice (.ods)"),
    ("Index/Document.iwa", "vient de Numbers"),
)
_LARGEST = 20_000_000


def sheets(name: str, content: bytes) -> list[Sheet]:
    """Give the sheets of a list, first to last; a text gives a reading per separator, the likeliest first.

    Raises RosterError, whose sentence says how to make of it a file that reads.
    """
    if not content.strip():
        raise RosterError(
            f"« {name} » est vide : enregistrez la liste, fermez-la, puis déposez-la de nouveau."
        )
    if len(content) > _LARGEST:
        raise RosterError(
            f"« {name} » est trop gros pour une liste : gardez-y la seule feuille de la classe."
        )
    if content.startswith(_OLE):
        raise RosterError(_old_or_protected(name, content))
    if content.startswith(b"PK"):
        return _zipped(name, content)
    return _text(name, content)


def _old_or_protected(name: str, content: bytes) -> str:
    """Both are files of the same kind; one holds a stream of that name."""
    if _ENCRYPTED in content:
        return (
            f"« {name} » est protégé par un mot de passe : ouvrez-le dans Excel, puis Fichier, Informations, "
            "Protéger le classeur, Chiffrer avec mot de passe ; effacez le mot de passe, enregistrez, et "
            "déposez-le de nouveau."
        )
    return f"« {name} » est un ancien fichier Excel (.xls) : {_AS_XLSX} déposez celui-là."


def _zipped(name: str, content: bytes) -> list[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = set(archive.namelist())
            unpacked = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise RosterError(_damaged(name)) from error
    if unpacked > 5 * _LARGEST:
        raise RosterError(
            f"« {name} » est trop gros pour une liste : gardez-y la seule feuille de la classe."
        )
    for member, words in _OTHER_ZIPS:
        if member in inside:
            raise RosterError(f"« {name} » {words} : {_AS_XLSX} déposez celui-là.")
    if not any(member.startswith("xl/") for member in inside):
        raise RosterError(f"« {name} » n’est pas une liste : déposez un fichier Excel (.xlsx) ou CSV.")
    try:
        return workbook.sheets(content)
    except workbook.TooLong as error:
        raise RosterError(f"« {name} », {error} : gardez-y la seule liste de la classe.") from error
    except Exception as error:  # openpyxl has no error of its own: a damaged file raises anything
        raise RosterError(_damaged(name)) from error


def _damaged(name: str) -> str:
    return (
        f"« {name} » est abîmé et ne se lit pas : ouvrez-le dans Excel, qui saura peut-être le réparer, "
        "enregistrez-le sous un autre nom, puis déposez celui-là ; sinon, redemandez-le."
    )


def _text(name: str, content: bytes) -> list[Sheet]:
    text = decoded(content)
    if text.lstrip()[:1] == "<":  # software of schools calls « .xls » a page of the web
        raise RosterError(
            f"« {name} » n’est pas un vrai classeur, mais une page web : {_AS_XLSX} déposez celui-là."
        )
    if "\0" in text or text.startswith("%PDF"):
        raise RosterError(f"« {name} » n’est pas une liste : déposez un fichier Excel (.xlsx) ou CSV.")
    readings, fault = [], None
    for delimiter in sorted(DELIMITERS, key=text.count, reverse=True):
        try:
            rows = table(text, delimiter, name)
        except RosterError as error:
            fault = fault or error
        else:
            readings.append(Sheet("", [[cell.strip() for cell in row] for row in rows]))
    if fault and not any(len(row) > 1 for reading in readings for row in reading.rows):
        raise fault
    return readings
