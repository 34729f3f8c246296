"""The instructor's commands: ``python -m autograder grade at1-strategie``, and ``feedback at1-strategie``.

The first grades a class in several processes; the second puts its feedback in one zip.
"""

import argparse
import sys
from pathlib import Path

from autograder.grading import disk
from autograder.grading.bundle import write_bundle
from autograder.grading.parallel import Grading, course_app
from autograder.grading.places import Places
from autograder.grading.settled import Unsettled
from ntc.french import count, typeset


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 when somebody could not be graded."""
    parser = argparse.ArgumentParser(
        prog="python -m autograder", description="Note une classe, réunit ses retours."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    grade = commands.add_parser("grade", help="noter une classe")
    grade.add_argument("assignment", help="le devoir, par exemple at1-strategie")
    grade.add_argument("--workers", type=int, help="nombre de processus (2 par défaut)")
    grade.add_argument("--force", action="store_true", help="noter de nouveau ce qui l’est déjà")
    feedback = commands.add_parser("feedback", help="réunir les retours en un fichier zip, pour Moodle")
    feedback.add_argument("assignment", help="le devoir, par exemple at1-strategie")
    options = parser.parse_args(arguments)
    try:
        return _grade(options) if options.command == "grade" else _bundle(options.assignment)
    except (Unsettled, OSError) as error:
        print(typeset(disk.told(error) if isinstance(error, OSError) else str(error)), file=sys.stderr)
        return 1


def _bundle(assignment: str) -> int:
    path, pages = write_bundle(Places(Path.cwd()), assignment)
    print(typeset(f"{count(pages, 'retour')} dans {path}"))
    return 0


def _grade(options: argparse.Namespace) -> int:
    root = Path.cwd()
    grading = Grading(parent=course_app(root))
    if options.workers:
        grading.workers = options.workers
    graded = []
    for each in grading.grade(root, options.assignment, options.force):
        graded.append(each)
        sys.stderr.write(each.log)
        print(typeset(f"{each.learner} : {'noté' if each.success else 'ÉCHEC, voir ci-dessus'}"))
    failed = [each for each in graded if not each.success]
    print(typeset(f"{count(len(graded), 'copie')}, {count(len(failed), 'échec')}."))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
