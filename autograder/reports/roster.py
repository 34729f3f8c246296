"""Where an instructor keeps the class list."""

from pathlib import Path

from ntc.roster import Enrolled, read_roster


def class_list(root: Path) -> dict[str, Enrolled]:
    """Read ``classroom/roster.csv`` under ``root``; empty when there is none. Raises RosterError."""
    path = root / "classroom" / "roster.csv"
    return read_roster(path) if path.is_file() else {}
