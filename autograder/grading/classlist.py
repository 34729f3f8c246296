"""The class list as the instructor's machine understands it: variants that were given once stay given."""

from functools import lru_cache
from pathlib import Path

from autograder.grading.places import Places
from ntc.roster import Enrolled, read_roster, variants

Stamp = tuple[int, int] | None


def class_list(places: Places, in_turn: bool = False) -> dict[str, Enrolled]:
    """Read the class list (*liste de la classe*) of a course; empty when there is none.

    A line that names no variant keeps the one of ``classroom/variantes.csv``, which learners were handed;
    ``in_turn`` then gives each of the others the least used one. Raises RosterError.
    """
    return dict(
        _read(places.roster, _stamp(places.roster), places.variants, _stamp(places.variants), in_turn)
    )


@lru_cache(maxsize=4)
def _read(
    roster: Path, changed: Stamp, handed: Path, handed_changed: Stamp, in_turn: bool
) -> dict[str, Enrolled]:
    """Read both lists, once per process as long as neither changes: each step of marking asks for them."""
    if changed is None:
        return {}
    given = variants(read_roster(handed)) if handed_changed else {}
    return read_roster(roster, given, in_turn=in_turn)


def _stamp(path: Path) -> Stamp:
    """When a list was written, and how long it is; None when it is not there."""
    if not path.is_file():
        return None
    told = path.stat()
    return told.st_mtime_ns, told.st_size
