"""The instructor's command: ``python -m autograder grade at1-strategie``, a class in several processes."""

import argparse
import sys
from pathlib import Path

from autograder.grading import disk
from autograder.grading.parallel import Grading, course_app
from autograder.grading.settled import Unsettled
from ntc.french import count, typeset


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 when somebody could not be graded."""
    parser = argparse.ArgumentParser(
        prog="python -m autograder", description="Note une classe en plusieurs processus."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    grade = commands.add_parser("grade", help="noter une classe")
    grade.add_argument("assignment", help="le devoir, par exemple at1-strategie")
    grade.add_argument("--workers", type=int, help="nombre de processus (2 par défaut)")
    grade.add_argument("--force", action="store_true", help="noter de nouveau ce qui l’est déjà")
    return _grade(parser.parse_args(arguments))


def _grade(options: argparse.Namespace) -> int:
    root = Path.cwd()
    grading = Grading(parent=course_app(root))
    if options.workers:
        grading.workers = options.workers
    graded = []
    try:
        for each in grading.grade(root, options.assignment, options.force):
            graded.append(each)
            sys.stderr.write(each.log)
            print(typeset(f"{each.learner} : {'noté' if each.success else 'ÉCHEC, voir ci-dessus'}"))
    except (Unsettled, OSError) as error:
        told = disk.told(error) if isinstance(error, OSError) else str(error)
        print(typeset(told), file=sys.stderr)
        return 1
    failed = [each for each in graded if not each.success]
    print(typeset(f"{count(len(graded), 'copie')}, {count(len(failed), 'échec')}."))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
