"""A class list put on the desk (*liste déposée*): what it changes is told before it replaces."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from autograder import roster
from autograder.desk.refused import Refused
from autograder.enrolment import changes
from autograder.enrolment.reading import Listed, read
from autograder.grading import disk
from autograder.grading.classlist import class_list
from autograder.grading.places import SUBMITTED, Places
from ntc.french import count, quoted, typeset
from ntc.roster import Enrolled, RosterError, read_roster, variants
from ntc.storage import write_atomically


def take(places: Places, name: str, content: bytes, agreed: str = "") -> dict[str, Any]:
    """Tell what a list would change (``ask``), or put it in place (``told``) once that was ``agreed`` to.

    ``agreed`` is the mark that came with what was told: should anything have changed since, it is told anew.
    Raises RosterError, which says what to correct, and Refused; then nothing is changed.
    """
    former, fault = _former(places)
    listed = read(name, content, former, _given(places, former), _taken(places, former))
    mark = _mark(places, listed)
    if agreed != mark and listed.people != former:
        return {"ask": _asked(name, listed, former, fault) | {"agreed": mark}}
    try:
        if listed.people != former:
            _replace(places, listed)
        enrolled = class_list(places, in_turn=True)
        roster.publish(places, enrolled.values())
    except OSError as error:
        raise Refused(disk.told(error)) from error
    if roster.has_gradebook(places):
        roster.enrol(places, enrolled.values())
    if listed.people == former:
        return {"told": typeset("C’est déjà la liste de la classe : rien ne change.")}
    return {"told": typeset(f"{count(len(enrolled), 'apprenant inscrit', 'apprenants inscrits')}.")}


def _former(places: Places) -> tuple[dict[str, Enrolled], str]:
    """The list there is, and what is wrong with it where it does not read."""
    try:
        return class_list(places, in_turn=True), ""
    except RosterError as error:
        return {}, str(error)


def _given(places: Places, former: Mapping[str, Enrolled]) -> dict[str, str]:
    """The variants that learners have, of whoever was ever in a list that was handed out."""
    handed = variants(read_roster(places.variants)) if places.variants.is_file() else {}
    return handed | variants(former)


def _taken(places: Places, former: Mapping[str, Enrolled]) -> set[str]:
    """The identifiers that are somebody's: in the list, or on work that was handed in."""
    return {*former, *(folder.name for folder in (places.root / SUBMITTED).glob("*"))}


def _mark(places: Places, listed: Listed) -> str:
    before = places.roster.read_bytes() if places.roster.is_file() else b""
    after = repr(list(listed.people.values())).encode()
    return hashlib.sha256(before + b"\0" + after).hexdigest()


def _asked(name: str, listed: Listed, former: Mapping[str, Enrolled], fault: str) -> dict[str, Any]:
    of = f", feuille {quoted(listed.sheet)}" if listed.sheet else ""
    read_in = f"{count(len(listed.people), 'apprenant')} dans {quoted(name)}{of}."
    lines = changes.sentences(listed, former)
    if fault:
        lines.append(typeset(f"La liste actuelle ne se lit pas. {fault}"))
    if former or fault:
        lines.append(typeset("L’ancienne liste est gardée à côté de la nouvelle."))
    label = "Remplacer la liste" if former or fault else "Prendre cette liste"
    return {"label": label, "title": typeset(read_in), "lines": lines}


def _replace(places: Places, listed: Listed) -> None:
    """Keep a copy of the former list, then write the new one: at no moment is there none."""
    if places.roster.is_file():
        kept = places.roster.with_name(f"roster-avant-{datetime.now():%Y%m%d-%H%M%S-%f}.csv")
        write_atomically(kept, places.roster.read_bytes())
    roster.write(places, listed.people.values())
