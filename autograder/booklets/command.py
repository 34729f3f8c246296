"""The command that writes the booklets under ``classroom/livrets``, a page and a PDF for each learner."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from autograder.booklets.document import booklet_document
from autograder.grading.places import Places
from autograder.reports.command import class_sheets, known_assignments, of_learner, printed
from autograder.reports.gather import is_activity
from autograder.reports.given_out import given_out
from autograder.reports.records import RecordError
from autograder.reports.sheet import Sheet
from ntc.storage import write_atomically


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 when the booklets are written, 1 after a message in French."""
    parser = argparse.ArgumentParser(
        prog="python -m autograder.booklets",
        description="Écrit les livrets d’évaluations en cours de formation, sur toutes les activités notées.",
        add_help=False,
    )
    parser.add_argument("--learner", metavar="identifiant", help="le livret d’un seul apprenant")
    parser.add_argument("-h", "--help", action="help", help="affiche cette aide")
    arguments = parser.parse_args(argv)
    return printed(lambda: write_booklets(Path.cwd(), arguments.learner), "Un livret n’a pas pu être écrit.")


def write_booklets(
    root: Path,
    learner: str | None = None,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> list[Path]:
    """Write the booklets of the class, or of one learner, and give the files written.

    ``told`` hears how many are made, and of how many. Raises ReportError, RosterError, Unsettled, OSError;
    RecordError for damaged records, once the booklets of everybody else are written.
    """
    damaged: list[RecordError] = []
    sheets = class_sheets(root, damaged=damaged.append)
    chosen = of_learner(sheets, learner)
    sat = _sat(root, damaged)
    moment, places, written = datetime.now(), Places(root), []
    for number, sheet in enumerate(chosen):
        told(number, len(chosen))
        compose = partial(booklet_document, sheet, sat.get(sheet.learner_id, ()), moment)
        for name, content in given_out(places, sheet.learner_id, compose, sheet.learner_id).items():
            write_atomically(places.booklets / name, content)
            written.append(places.booklets / name)
    told(len(chosen), len(chosen))
    if damaged:
        raise RecordError("\n".join(map(str, damaged)) + "\nLes autres livrets sont écrits.")
    return written


def _sat(root: Path, damaged: list[RecordError]) -> Mapping[str, Sequence[Sheet]]:
    """The mock examinations that each learner handed in."""
    found: dict[str, list[Sheet]] = {}
    for paper in known_assignments(root):
        if not is_activity(paper):
            for sheet in class_sheets(root, [paper], damaged.append):
                if sheet.works:
                    found.setdefault(sheet.learner_id, []).append(sheet)
    return found
