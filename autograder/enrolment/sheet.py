"""One sheet of a file (*feuille*): its cells as text, each row where a spreadsheet numbers it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sheet:
    """``rows[0]`` is line 1; ``name`` is empty where the file has no sheets."""

    name: str
    rows: list[list[str]]
