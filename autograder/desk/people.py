"""The people of a class and their data (*les personnes*): told to them, erased when they ask."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from autograder.desk.refused import Refused
from autograder.desk.standing import alphabetical, name_of
from autograder.grading import disk
from autograder.grading.classlist import class_list
from autograder.grading.places import SUBMITTED, Places
from autograder.personal.account import write_account
from autograder.personal.certificate import remains
from autograder.personal.command import erase_and_certify, known
from ntc.french import day_and_hour, listing, of, typeset
from ntc.roster import RosterError


def listed(places: Places) -> list[dict[str, Any]]:
    """Everybody of whom something is held, by last name; the archive of who was given one."""
    try:
        roster = class_list(places)
    except RosterError:
        roster = {}
    there = {path.name for folder in (places.root / SUBMITTED, places.records) for path in folder.glob("*")}

    return [
        {
            "learner": learner,
            "name": name_of(learner, roster),
            "account": _address(places, places.account(learner)) if places.account(learner).is_file() else "",
        }
        for learner in sorted({*roster, *there}, key=lambda each: alphabetical(each, roster.get(each)))
    ]


def certificates(places: Places) -> list[dict[str, str]]:
    """The certificates of what was erased, the last first."""
    found = sorted(places.erasures.glob("*.pdf"), reverse=True)
    return [{"name": path.stem, "address": _address(places, path)} for path in found]


def gather(places: Places, learner: str) -> dict[str, str]:
    """Gather all that is held about somebody; raises Refused, RosterError, Unsettled."""
    who = known(places, learner)
    try:
        path = write_account(places, who)
    except OSError as error:
        raise Refused(disk.told(error)) from error
    told = f"Tout ce qui est gardé sur {who.name} est réuni : le fichier est à côté de son nom."
    return {"told": typeset(told), "address": _address(places, path)}


def erase(places: Places, learner: str, by: str) -> dict[str, str]:
    """Erase somebody and write the certificate; raises Refused, RosterError, Unsettled."""
    who = known(places, learner)
    try:
        erased, _ = erase_and_certify(places, who, by)
    except OSError as error:
        raise Refused(disk.told(error)) from error
    left = f" À regarder : {listing(_whose(places, erased.left))}." if erased.left else ""
    told = f"Effacé le {day_and_hour(erased.moment)}. {remains(erased)}{left} Le certificat est plus bas."
    return {"told": typeset(told)}


def _whose(places: Places, files: Iterable[str]) -> list[str]:
    """Say in words what these files are: whose work, or which file that several share.

    The certificate says nothing of it: it is given to somebody who is not to read who wrote of them.
    """
    roster = class_list(places)
    everybody = {*roster, *(path.name for path in (places.root / SUBMITTED).glob("*"))}
    told = []
    for path in map(PurePosixPath, files):
        owner = next((part for part in path.parts if part in everybody), "")
        told.append(f"le travail {of(name_of(owner, roster))}" if owner else f"le fichier « {path.name} »")
    return [*dict.fromkeys(told)]


def _address(places: Places, path: Any) -> str:
    return "files/" + path.relative_to(places.root).as_posix()
