"""Who is working here (*apprenant*), and on which variant of the data.

In this order: the environment (``NTC_LEARNER``, ``NTC_VARIANT``), the JupyterHub account, the identity that
the home page saved in ``.ntc/learner.json``, found from the current folder upward; else nobody, on the data
of the class (00).
"""

import contextlib
import difflib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from ntc.roster import (
    VARIANTS,
    IdentifierError,
    RosterError,
    find_roster,
    normalise,
    read_roster,
    variant_of,
    variants,
)
from ntc.storage import OWN, write_atomically

__all__ = [
    "CLASS_VARIANT",
    "IdentifierError",
    "Learner",
    "current",
    "near",
    "normalise",
    "save_identity",
    "variant_of",
    "visited",
]

CLASS_VARIANT = "00"
_IDENTITY = Path(OWN) / "learner.json"
_MAX_NAME = 80
_ALIKE = 0.6  # dupond.m and marie.dupont are near dupont.m, martin.l is not


@dataclass(frozen=True)
class Learner:
    """A learner: identifier given by the instructor (empty: not identified), name, variant of the data."""

    id: str
    name: str
    variant: str


def current(start: Path | None = None) -> Learner:
    """Tell who is working in the folder ``start`` (default: the current one).

    A damaged identity file raises nothing: the learner is not identified, and the home page asks again.
    """
    start = start or Path.cwd()
    saved = _saved_identity(start)
    identifier = _account() or saved.id
    if saved.id != identifier:
        saved = Learner(identifier, "", "")
    variant = os.environ.get("NTC_VARIANT") or _variant(identifier, saved.variant, start)
    return Learner(identifier, saved.name, variant)


def imposed() -> bool:
    """Tell whether the machine (JupyterHub account) gives the identifier: the page then cannot change it."""
    return bool(_account())


def visited() -> bool:
    """Tell whether an instructor looks at the course as this learner (*voir comme*), on a copy."""
    return bool(os.environ.get("NTC_VISIT"))


def near(identifier: str, folder: Path | None = None) -> tuple[str, ...] | None:
    """Give the identifiers of the class list that look like one that it lacks, the nearest first.

    None when there is nothing to ask: the list knows it, or there is no list. Raises as save_identity does.
    """
    plain = normalise(identifier)
    path = find_roster(folder or Path.cwd())
    listed = list(read_roster(path)) if path else []
    if not listed or plain in listed:
        return None
    return tuple(difflib.get_close_matches(plain, listed, n=3, cutoff=_ALIKE))


def save_identity(identifier: str, name: str = "", folder: Path | None = None) -> Learner:
    """Save who works in ``folder`` (default: the current one) and give the learner with their variant.

    Raises IdentifierError (French message), RosterError when the class list is there but faulty, OSError when
    the disk refuses.
    """
    folder = folder or Path.cwd()
    plain = normalise(identifier)
    path = find_roster(folder)
    variant = variant_of(plain, variants(read_roster(path)) if path else None)
    learner = Learner(plain, " ".join(name.split())[:_MAX_NAME], variant)
    record = {"schema": 1, "id": learner.id, "name": learner.name, "variant": learner.variant}
    content = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    write_atomically(folder / _IDENTITY, content.encode("utf-8"))
    return learner


def _account() -> str:
    for variable in ("NTC_LEARNER", "JUPYTERHUB_USER"):
        with contextlib.suppress(IdentifierError):
            return normalise(os.environ.get(variable, ""))
    return ""


def _saved_identity(start: Path) -> Learner:
    for folder in (start, *start.parents):
        path = folder / _IDENTITY
        if path.is_file():
            return _read_identity(path)
    return Learner("", "", "")


def _read_identity(path: Path) -> Learner:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        variant = record["variant"]
        return Learner(normalise(record["id"]), str(record["name"]), variant if variant in VARIANTS else "")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Learner("", "", "")


def _variant(identifier: str, saved: str, start: Path) -> str:
    """Take the class list as it is today, else what the identity file remembers, else the hash.

    A class list that got damaged must not move a learner to other data: the remembered variant then holds.
    """
    if not identifier:
        return CLASS_VARIANT
    path = find_roster(start)
    with contextlib.suppress(RosterError):
        listed = variants(read_roster(path)) if path else {}
        if identifier in listed:
            return listed[identifier]
    return saved or variant_of(identifier)
