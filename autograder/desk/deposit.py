"""What is dropped on the desk (*dépôt*): kept under its name where reception looks for a download."""

import re
from datetime import datetime
from pathlib import Path

from autograder import roster
from autograder.desk.refused import Refused
from autograder.grading import disk
from autograder.grading.classlist import class_list
from autograder.grading.places import DOWNLOADED, Places
from ntc.french import count, typeset
from ntc.roster import RosterError, read_roster
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


def keep_class_list(places: Places, content: bytes) -> str:
    """Take a file for the class list, once it reads well; the former one is kept beside. Say what is done.

    Raises RosterError, which names the faulty line, and Refused.
    """
    fresh = places.classroom / "liste deposee.csv"
    try:
        write_atomically(fresh, content)
        try:
            read_roster(fresh)
        except RosterError:
            fresh.unlink()
            raise
        if places.roster.is_file():
            now = datetime.now()
            places.roster.replace(places.roster.with_name(f"roster-avant-{now:%Y%m%d-%H%M%S}.csv"))
        fresh.replace(places.roster)
        enrolled = class_list(places, in_turn=True)
        roster.publish(places, enrolled.values())
    except OSError as error:
        raise Refused(disk.told(error)) from error
    if roster.has_gradebook(places):
        roster.enrol(places, enrolled.values())
    return typeset(f"{count(len(enrolled), 'apprenant inscrit', 'apprenants inscrits')}.")


def _parts(name: str) -> tuple[str, str]:
    """The stem and the ending of a name that any system takes."""
    plain = _UNSAFE.sub(" ", name).strip(" .") or "depot"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = plain, ""
    short = stem.encode()[:_LONGEST].decode(errors="ignore")
    return short, f".{ending}" if ending else ""
