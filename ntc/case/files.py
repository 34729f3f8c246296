"""The files of the case: their text, or a CaseError that says in French which one is at fault."""

from pathlib import Path


class CaseError(Exception):
    """The data of the case cannot be used; the message says in French what is wrong and where."""


def read_text(path: Path) -> str:
    """Read a file of the case. Raises CaseError when it is missing or cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise CaseError(
            f"{where(path)} manque : réinstallez le cours ou prévenez votre formateur."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{where(path)} ne peut pas être lu : prévenez votre formateur.") from error


def where(path: Path) -> str:
    """Name a file in French, with the folder that it lies in: « Le fichier 00/orders.csv »."""
    return f"Le fichier {path.parent.name}/{path.name}"
