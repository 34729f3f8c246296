"""The class list, where the instructor keeps it."""

from pathlib import Path

from autograder.grading.places import Places
from ntc.roster import Enrolled, read_roster


def class_list(root: Path) -> dict[str, Enrolled]:
    """Read the class list of the course at ``root``; empty when there is none. Raises RosterError."""
    path = Places(root).roster
    return read_roster(path) if path.is_file() else {}
