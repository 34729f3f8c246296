"""The totals as Moodle's gradebook imports them (*Notes > Importer > Fichier CSV*): a line per learner.

Identified by user name, address and name; a column per lesson. A total that awaits a marker, or of which
nothing could be read, is left empty, and Moodle then changes nothing: no half mark passes for a whole one.
Figures have a point, which Moodle reads in any language.
"""

import csv
import io
from collections.abc import Mapping, Sequence

from autograder.reports.sheet import Sheet
from autograder.reports.table import safe
from ntc.roster import Enrolled

HEADS = ("Nom d’utilisateur", "Prénom", "Nom", "Adresse de courriel")


def moodle_table(sheets: Sequence[Sheet], roster: Mapping[str, Enrolled]) -> str:
    """Write the table of a class."""
    lessons = [*dict.fromkeys(work.title for sheet in sheets for work in sheet.works)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*HEADS, *lessons])
    for sheet in sheets:
        enrolled = roster.get(sheet.learner_id)
        names = (
            (enrolled.first_name, enrolled.last_name, enrolled.email) if enrolled else ("", sheet.name, "")
        )
        # Nothing that can be read came, a PDF say: it is to be asked for again, and is no zero.
        totals = {work.title: work.total for work in sheet.works if work.seal or work.by_hand}
        marks = [totals.get(lesson) for lesson in lessons]
        said = ["" if mark is None or mark.waiting else f"{mark.earned:.2f}" for mark in marks]
        writer.writerow([safe(sheet.learner_id), *map(safe, names), *said])
    return text.getvalue()
