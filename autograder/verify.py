"""``python -m autograder.verify dupont.m.pdf``, or a code: whether a sheet is the one that was given out.

It needs no network, only the folder ``classroom`` of the class that made the sheet.
"""

import argparse
import sys
from pathlib import Path

from autograder.grading import disk
from autograder.grading.places import Places
from autograder.grading.settled import Unsettled
from autograder.stamps.verifying import Verdict, verify_code, verify_file
from ntc.french import typeset


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 when the document is vouched for, 1 when it is not, 2 when nobody can tell."""
    parser = argparse.ArgumentParser(
        prog="python -m autograder.verify",
        description="Vérifie qu’une fiche, ou un livret, est bien celle que cette classe a établie.",
        add_help=False,
    )
    parser.add_argument("what", metavar="fichier ou code", help="une page, un PDF, ou le code imprimé dessus")
    parser.add_argument("-h", "--help", action="help", help="affiche cette aide")
    options = parser.parse_args(arguments)
    try:
        verdict = verify(Places(Path.cwd()), options.what)
    except (Unsettled, OSError) as error:
        print(typeset(disk.told(error) if isinstance(error, OSError) else str(error)), file=sys.stderr)
        return 2
    for line in verdict.said:
        print(line)
    if verdict.title:
        print(f"\n{verdict.title}")
    for label, said in verdict.told:
        print(typeset(f"  {label} : {said}"))
    return 0 if verdict.vouched else 1


def verify(places: Places, what: str) -> Verdict:
    """Verify a file where there is one of that name, a code elsewhere; raises Unsettled, OSError."""
    path = Path(what)
    return verify_file(places, path.read_bytes()) if path.is_file() else verify_code(places, what)


if __name__ == "__main__":
    sys.exit(main())
