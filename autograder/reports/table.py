"""The class as a table for a spreadsheet: one row per learner and criterion.

A French Excel opens it by a double click: UTF-8 with byte-order mark, semicolons, decimal commas.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from autograder.reports.sheet import Sheet
from autograder.reports.wording import score

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
    "points obtenus": "float",
    "points en jeu": "float",
    "part": "float",
    "dernière réponse": "datetime64[s]",
    "preuves": "object",
}
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def class_table(sheets: Iterable[Sheet]) -> str:
    """Write the table, byte-order mark included."""
    frame = class_frame(sheets)
    texts = [name for name, kind in COLUMNS.items() if kind == "object"]
    frame[texts] = frame[texts].map(_plain)
    return "\ufeff" + frame.to_csv(
        sep=";", index=False, lineterminator="\r\n", float_format=score, date_format="%d/%m/%Y"
    )


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
                line.level.label,
                earned,
                at_stake,
                earned / at_stake if at_stake else None,
                max((piece.answered.date() for piece in line.evidence if piece.answered), default=None),
                " | ".join(piece.title for piece in line.evidence),
            )


def _plain(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula (names come from a file that others write)."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
