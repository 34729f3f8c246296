"""What is dropped on the desk (*dépôt*): kept under its name where reception looks for a download."""

import re
from pathlib import Path

from autograder.desk.refused import Refused
from autograder.grading import disk
from autograder.grading.places import DOWNLOADED, Places
from ntc.storage import write_atomically

_UNSAFE = re.compile(r'(?:\s*[\x00-\x1f\x7f\\/:*?"<>|])+\s*')
_LONGEST = 180  # bytes: file systems count so


def archive_of(places: Places, assignment: str) -> Path:
    """The folder of an assignment's download."""
    return places.root / DOWNLOADED / assignment / "archive"


def waiting(places: Places, assignment: str) -> bool:
    """Whether there is anything in it."""
    return any(archive_of(places, assignment).glob("*"))


def keep(places: Places, assignment: str, name: str, content: bytes) -> Path:
    """Put a file in the download of an assignment; the same one twice is there once.

    Its name may say whose it is: it stays as it is, but for what a name of a file cannot be. Raises Refused.
    """
    if assignment not in places.activities:
        raise Refused(f"L’activité « {assignment[:60]} » n’existe pas.")
    if not content:
        raise Refused("Ce fichier est vide : téléchargez-le de nouveau, puis redéposez-le.")
    folder = archive_of(places, assignment)
    stem, ending = _parts(name)
    number = 1
    path = folder / f"{stem}{ending}"
    while path.exists():
        if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
            return path
        number += 1
        path = folder / f"{stem} ({number}){ending}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
    except OSError as error:
        raise Refused(disk.told(error)) from error
    return path


def _parts(name: str) -> tuple[str, str]:
    """The stem and the ending of a name that any system takes."""
    plain = _UNSAFE.sub(" ", name).strip(" .") or "depot"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = plain, ""
    short = stem.encode()[:_LONGEST].decode(errors="ignore")
    return short, f".{ending}" if ending else ""
