"""The class as a table for a spreadsheet: one row per learner and criterion.

A French Excel opens it by a double click: UTF-8 with byte-order mark, semicolons, decimal commas.
"""

import csv
import io
from collections.abc import Iterable

from autograder.reports.sheet import Sheet
from autograder.reports.wording import answered, score

HEADS = (
    "identifiant",
    "nom",
    "jeu de données",
    "compétence",
    "critère",
    "libellé",
    "niveau",
    "points obtenus",
    "points en jeu",
    "part",
    "dernière réponse",
    "preuves",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def class_table(sheets: Iterable[Sheet]) -> str:
    """Write the table, byte-order mark included."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADS)
    for sheet in sheets:
        for line in sheet.lines:
            earned, at_stake = line.points
            dated = [evidence for evidence in line.evidence if evidence.answered]
            last = max(dated, key=lambda evidence: evidence.answered, default=None)
            row = (
                sheet.learner_id,
                sheet.name,
                sheet.variant,
                line.criterion.competency,
                line.criterion.id,
                line.criterion.label,
                line.level.label,
                score(earned) if at_stake else "",
                score(at_stake) if at_stake else "",
                score(earned / at_stake) if at_stake else "",
                answered(last) if last else "",
                " | ".join(evidence.title for evidence in line.evidence),
            )
            writer.writerow([_plain(cell) for cell in row])
    return "\ufeff" + text.getvalue()


def _plain(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula (names come from a file that others write)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
