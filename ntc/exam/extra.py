"""Extra time (*majoration de temps*, « tiers temps »), which the instructor gives in ``majorations.csv``.

Columns ``identifiant,temps``: minutes to add (« 30 »), or a share of the paper's length (« 1/3 »). The course
of a learner finds the file beside the class list, where the instructor has put the one line that is theirs;
marking reads that of ``classroom``. What it grants counts at once, in the middle of a paper too.
"""

import math
import os
import re
from fractions import Fraction
from pathlib import Path

from ntc.french import typeset
from ntc.plain import plain
from ntc.roster import IdentifierError, normalise, separated

FILE = "majorations.csv"
_TIME = re.compile(r"(\d{1,3})(?:\s*/\s*(\d{1,2})|\s*(?:min|minutes)?)")


class ExtraError(ValueError):
    """A list of extra times that cannot be read; the message says in French which line to correct."""

    def __init__(self, message: str) -> None:
        super().__init__(typeset(message))


def find(start: Path) -> Path | None:
    """Find the list: what ``NTC_MAJORATIONS`` names, else the nearest one in ``start`` or above."""
    if named := os.environ.get("NTC_MAJORATIONS"):
        return Path(named)
    candidates = (folder / FILE for folder in (start, *start.parents))
    return next((path for path in candidates if path.is_file()), None)


def minutes(path: Path | None, learner: str, length: int) -> int:
    """How many minutes a learner has beyond the ``length`` of a paper; 0 without a list or a line of theirs.

    Raises ExtraError, which names the faulty line.
    """
    given = 0
    for number, row in enumerate(_rows(path) if path else [], start=2):
        where = f"{FILE}, ligne {number}"
        try:
            is_theirs = normalise(row.get("identifiant", "")) == learner
        except IdentifierError as error:
            raise ExtraError(f"{where} : {error}") from error
        granted = _granted(row.get("temps", ""), length, where)
        if is_theirs:
            given = granted
    return given


def _granted(text: str, length: int, where: str) -> int:
    found = _TIME.fullmatch(text.strip())
    if not found or found[2] == "0":
        raise ExtraError(
            f"{where} : le temps « {text[:40]} » ne se lit pas. Écrivez des minutes (30) ou une part de la "
            "durée (1/3)."
        )
    if not found[2]:
        return int(found[1])
    return math.ceil(Fraction(int(found[1]), int(found[2])) * length)


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ExtraError(f"{FILE} ne s'ouvre pas : {error.strerror}.") from error
    rows = [row for row in separated(raw) if any(row)]
    heads = [plain(head.strip()) for head in rows[0]] if rows else []
    if rows and not {"identifiant", "temps"} <= set(heads):
        raise ExtraError(f"{FILE} : la première ligne doit être « identifiant,temps ».")
    return [dict(zip(heads, (cell.strip() for cell in row), strict=False)) for row in rows[1:]]
