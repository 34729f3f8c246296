"""The command that writes sheets, class view and class table under ``classroom/sheets``."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from nbgrader.api import Gradebook
from sqlalchemy.exc import DBAPIError

from autograder.grading import disk, executors, notices
from autograder.grading.classlist import class_list
from autograder.grading.notices import Notice
from autograder.grading.places import COURSE_ID, Places
from autograder.grading.settled import Unsettled
from autograder.reports.class_document import class_document
from autograder.reports.gather import gather, is_activity
from autograder.reports.given_out import given_out
from autograder.reports.records import RecordError
from autograder.reports.rendering.html import html_page
from autograder.reports.sheet import CLASS, Sheet
from autograder.reports.sheet_document import sheet_document
from autograder.reports.table import class_table, totals_table
from autograder.roster import has_gradebook
from autograder.stamps import key
from ntc.french import typeset
from ntc.roster import RosterError
from ntc.storage import write_atomically

_WORTH_WORKERS = 6
"""How many sheets take longer to write here than processes to start."""


class ReportError(Exception):
    """Sheets cannot be made; the message says in French what to do first."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 when the sheets are written, 1 after a message in French."""
    parser = argparse.ArgumentParser(
        prog="python -m autograder.reports",
        description="Écrit les fiches de preuves par critère, la vue de la classe et son tableau.",
        add_help=False,
    )
    choices = parser.add_argument_group("ce que l’on peut préciser")
    choices.add_argument(
        "assignments",
        nargs="*",
        metavar="activité",
        help="par exemple at1-strategie ; sans rien : toutes les activités du carnet de notes",
    )
    choices.add_argument("--learner", metavar="identifiant", help="la fiche d’un seul apprenant")
    choices.add_argument("-h", "--help", action="help", help="affiche cette aide")
    arguments = parser.parse_args(argv)
    return printed(
        lambda: write_reports(Path.cwd(), arguments.assignments, arguments.learner),
        "Une fiche n’a pas pu être écrite.",
    )


def printed(write: Callable[[], Sequence[Path]], refused: str) -> int:
    """Print the files that a command writes, and give its exit code: 1 after a message in French.

    ``refused`` is what a disk that refuses makes of it.
    """
    try:
        written = write()
    except (ReportError, RecordError, RosterError, Unsettled) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(typeset(f"{refused} {disk.told(error)}"), file=sys.stderr)
        return 1
    for path in written:
        print(path)
    return 0


def write_reports(
    root: Path,
    assignments: Sequence[str] = (),
    learner: str | None = None,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> list[Path]:
    """Write the sheets of the class (or of one learner) and give the files written.

    A mock examination has sheets of its own, in a folder that bears its name. ``told`` hears how many sheets
    are made, and of how many.

    Raises ReportError (no gradebook, unknown assignment or learner), RosterError, OSError, Unsettled (the key
    of the class is damaged); RecordError for damaged records, once the sheets of everybody else are written.
    """
    known = known_assignments(root)
    sat = [each for each in assignments or known if not is_activity(each)]
    lessons = [*filter(is_activity, assignments)]
    folder, written = Places(root).sheets, []
    if lessons or not (assignments or (sat and sat == known)):
        written += _write(root, lessons, folder, learner, told)
    for paper in sat:
        written += _write(root, [paper], folder / paper, learner, told)
    return written


def _write(
    root: Path,
    assignments: Sequence[str],
    folder: Path,
    learner: str | None,
    told: Callable[[int, int], None],
) -> list[Path]:
    noted = _noted(root, assignments)
    damaged: list[RecordError] = []
    sheets = [_with_notices(sheet, noted) for sheet in class_sheets(root, assignments, damaged.append)]
    known = {sheet.learner_id for sheet in sheets}
    unclaimed = [notice.message for notice in noted if notice.learner not in known]
    unclaimed += [str(error) for error in damaged]
    moment = datetime.now()
    chosen = sheets
    if learner is not None:
        chosen = [sheet for sheet in sheets if sheet.learner_id == learner]
        if not chosen:
            known = ", ".join(sheet.learner_id for sheet in sheets)
            raise ReportError(
                f"L’apprenant « {learner} » n’est pas dans le carnet de notes. Il contient : {known}."
            )
    contents: dict[str, bytes] = {}
    told(0, len(chosen))
    for number, files in enumerate(_given_out(Places(root), chosen, moment), 1):
        told(number, len(chosen))
        contents |= files
    if learner is None:
        contents[f"{CLASS}.html"] = html_page(class_document(sheets, moment, unclaimed)).encode("utf-8")
        contents[f"{CLASS}.csv"] = class_table(sheets).encode("utf-8")
        contents["notes.csv"] = totals_table(sheets).encode("utf-8")
    for name, content in contents.items():
        write_atomically(folder / name, content)
    if damaged:
        raise RecordError("\n".join(map(str, damaged)) + "\nLes autres fiches sont écrites.")
    return [folder / name for name in contents]


def _given_out(places: Places, sheets: Sequence[Sheet], moment: datetime) -> Iterator[dict[str, bytes]]:
    """Make the files of each sheet, in processes when they are many; should one die, the rest here."""
    make, made = partial(_files, places, moment), 0
    workers = executors.a_worker_a_core()
    if workers > 1 and len(sheets) >= _WORTH_WORKERS:
        key.ensured(places)
        try:
            with ProcessPoolExecutor(workers) as executor:
                for files in executor.map(make, sheets):
                    yield files
                    made += 1
        except BrokenProcessPool:
            pass
    yield from map(make, sheets[made:])


def _files(places: Places, moment: datetime, sheet: Sheet) -> dict[str, bytes]:
    return given_out(places, sheet.learner_id, partial(sheet_document, sheet, moment), sheet.file)


def _noted(root: Path, assignments: Sequence[str]) -> list[Notice]:
    """What was set aside on reception, or taken with a doubt, of these assignments (all when none)."""
    places = Places(root)
    found = sorted(path.name for path in places.notices("").glob("*"))
    names = assignments or [*filter(is_activity, found)]
    return [notice for name in names for notice in notices.read(places, name)]


def _with_notices(sheet: Sheet, noted: Sequence[Notice]) -> Sheet:
    own = tuple(notice.message for notice in noted if notice.learner == sheet.learner_id)
    return replace(sheet, flags=(*sheet.flags, *own))


def class_sheets(
    root: Path,
    assignments: Sequence[str] = (),
    damaged: Callable[[RecordError], None] | None = None,
) -> list[Sheet]:
    """Make the sheets of everyone in the gradebook of the course at ``root``; same errors as above.

    They are about the lessons, unless a mock examination is named.

    ``damaged``, when given, is told of each record that cannot be read; otherwise RecordError is raised.
    """
    roster = class_list(Places(root))
    with _gradebook(root) as gradebook:
        known = [assignment.name for assignment in gradebook.assignments]
        for assignment in assignments:
            if assignment not in known:
                raise ReportError(
                    f"Le carnet de notes ne connaît pas l’activité « {assignment} ». "
                    f"Il contient : {', '.join(known) or 'aucune activité'}."
                )
        chosen = assignments or [*filter(is_activity, known)]
        sheets = gather(gradebook, Places(root).records, roster, chosen, damaged)
    if not sheets:
        raise ReportError("Le carnet de notes ne contient aucun apprenant : relevez d’abord les travaux.")
    return sheets


def of_learner(sheets: Sequence[Sheet], learner: str | None) -> Sequence[Sheet]:
    """The sheets of one learner, or all; raises ReportError when the gradebook does not know them."""
    chosen = [sheet for sheet in sheets if learner in (None, sheet.learner_id)]
    if not chosen:
        known = ", ".join(sheet.learner_id for sheet in sheets)
        raise ReportError(
            typeset(f"L’apprenant « {learner} » n’est pas dans le carnet de notes. Il contient : {known}.")
        )
    return chosen


def known_assignments(root: Path) -> list[str]:
    """The assignments of the gradebook of the course at ``root``; raises ReportError."""
    with _gradebook(root) as gradebook:
        return [assignment.name for assignment in gradebook.assignments]


@contextmanager
def _gradebook(root: Path) -> Iterator[Gradebook]:
    places = Places(root)
    if not has_gradebook(places):
        raise ReportError(
            f"Il n’y a pas encore de carnet de notes ({places.gradebook}). Lancez d’abord la correction "
            "automatique : nbgrader autograde at1-strategie."
        )
    try:
        with Gradebook(places.gradebook, COURSE_ID) as gradebook:
            yield gradebook
    except DBAPIError as error:
        raise ReportError(
            typeset(
                f"Le carnet de notes ne se lit pas ({places.gradebook}) : attendez la fin d’une correction "
                "en cours, ou remettez à sa place une copie de sauvegarde."
            )
        ) from error
