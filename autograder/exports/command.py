"""The command that writes the exports of a class under ``classroom/exports``."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from autograder.exports.moodle import moodle_table
from autograder.exports.statements import HOME, statements
from autograder.exports.workbook import workbook
from autograder.grading.classlist import class_list
from autograder.grading.places import Places
from autograder.reports.command import class_sheets, printed
from autograder.reports.table import class_table, totals_table
from ntc.storage import write_atomically


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 when the files are written, 1 after a message in French."""
    parser = argparse.ArgumentParser(
        prog="python -m autograder.exports",
        description="Écrit les notes de la classe pour un tableur, Moodle et un entrepôt de traces (xAPI).",
        add_help=False,
    )
    parser.add_argument(
        "--home", default=HOME, metavar="adresse", help="l’adresse de votre établissement, pour xAPI"
    )
    parser.add_argument("-h", "--help", action="help", help="affiche cette aide")
    options = parser.parse_args(argv)
    return printed(lambda: write_exports(Path.cwd(), options.home), "Un export n’a pas pu être écrit.")


def write_exports(root: Path, home: str = HOME) -> list[Path]:
    """Write every export of the class, and give the files written.

    Raises ReportError, RosterError, OSError; RecordError for a damaged record: no export of half a class.
    """
    places = Places(root)
    sheets = class_sheets(root)
    contents = {
        "notes.xlsx": workbook(sheets),
        "notes.csv": totals_table(sheets).encode("utf-8"),
        "criteres.csv": class_table(sheets).encode("utf-8"),
        "moodle.csv": moodle_table(sheets, class_list(places)).encode("utf-8"),
        "xapi.json": statements(sheets, home).encode("utf-8"),
    }
    for name, content in contents.items():
        write_atomically(places.exports / name, content)
    return [places.exports / name for name in contents]
