"""The class as tables for a spreadsheet: one row per learner and criterion, and one row per learner.

A French Excel opens it by a double click: UTF-8 with byte-order mark, semicolons, decimal commas.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from autograder.reports.levels import Level
from autograder.reports.sheet import Sheet
from autograder.reports.wording import reserves, score, work

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {
    "identifiant": "object",
    "nom": "object",
    "jeu de données": "object",
    "compétence": "object",
    "critère": "object",
    "libellé": "object",
    "niveau": "object",
    "réserves": "object",
    "points obtenus": "float",
    "points en jeu": "float",
    "part": "float",
    "dernière réponse": "datetime64[s]",
    "preuves": "object",
}
TOTALS = {
    "identifiant": "object",
    "nom": "object",
    "total": "float",
    "sur": "float",
    "points à venir": "float",
    "retirés pour retard": "float",
    "notes à venir": "object",
    "remis": "object",
}
_FORMULA = tuple("=+-@\t\r\n＝＋－＠﹢﹣−")


def class_table(sheets: Iterable[Sheet]) -> str:
    """Write the table of levels, byte-order mark included."""
    return _written(class_frame(sheets), COLUMNS)


def totals_table(sheets: Iterable[Sheet]) -> str:
    """Write the table of totals, byte-order mark included."""
    return _written(totals_frame(sheets), TOTALS)


def _written(frame: "pd.DataFrame", columns: Mapping[str, str]) -> str:
    texts = [name for name, kind in columns.items() if kind == "object"]
    frame[texts] = frame[texts].map(safe)
    return "\ufeff" + frame.to_csv(
        sep=";", index=False, lineterminator="\r\n", float_format=score, date_format="%d/%m/%Y"
    )


def totals_frame(sheets: Iterable[Sheet]) -> "pd.DataFrame":
    """Give the totals as a frame."""
    import pandas as pd

    return pd.DataFrame(_totals(sheets), columns=list(TOTALS)).astype(TOTALS)


def class_frame(sheets: Iterable[Sheet]) -> "pd.DataFrame":
    """Give the class as a frame: points as numbers, the day of the last answer as a date."""
    import pandas as pd  # slow to import, and no sheet needs it

    return pd.DataFrame(_rows(sheets), columns=list(COLUMNS)).astype(COLUMNS)


def _rows(sheets: Iterable[Sheet]) -> Iterator[tuple[object, ...]]:
    for sheet in sheets:
        for line in sheet.lines:
            earned, at_stake = line.points if line.points[1] else (None, None)
            yield (
                sheet.learner_id,
                sheet.name,
                sheet.variant,
                line.criterion.competency,
                line.criterion.id,
                line.criterion.label,
                f"{line.level.label}, provisoire" if line.waiting else line.level.label,
                " | ".join(reserves(line)),
                earned,
                at_stake,
                earned / at_stake if at_stake else None,
                max((piece.answered.date() for piece in line.evidence if piece.answered), default=None),
                " | ".join(piece.title for piece in line.evidence),
            )


def _totals(sheets: Iterable[Sheet]) -> Iterator[tuple[object, ...]]:
    for sheet in sheets:
        total = sheet.total
        handed_in = " | ".join(work(done) for done in sheet.works) or Level.ABSENT.label
        if total is None:
            yield sheet.learner_id, sheet.name, None, None, None, None, "", handed_in
        else:
            told = (total.earned, total.points, total.awaited, total.withheld, str(total.waiting))
            yield sheet.learner_id, sheet.name, *told, handed_in


def safe(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula (names come from a file that others write).

    Blanks of any kind and signs that are not seen are passed over, as spreadsheets may.
    """
    seen = (number for number, char in enumerate(cell) if unicodedata.category(char)[0] not in "ZC")
    first = cell[next(seen, 0) :]
    return f"'{cell}" if cell.startswith(_FORMULA) or first.startswith(_FORMULA) else cell
