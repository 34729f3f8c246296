"""``python -m autograder.personal dupont.m``: gather all that is held about a learner, or ``--erase`` it."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.grading import disk
from autograder.grading.places import Places
from autograder.grading.settled import Unsettled
from autograder.personal.account import write_account
from autograder.personal.certificate import remains, write_certificate
from autograder.personal.erasure import Erased, erase
from autograder.personal.person import Person, person
from ntc.french import typeset
from ntc.roster import RosterError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 when it is done, 1 after a message in French."""
    parser = argparse.ArgumentParser(
        prog="python -m autograder.personal",
        description="Réunit tout ce qui est gardé sur un apprenant, ou l’efface.",
        add_help=False,
    )
    parser.add_argument("learner", metavar="identifiant")
    parser.add_argument("--erase", action="store_true", help="efface tout, et écrit le certificat")
    parser.add_argument("--by", default="", metavar="nom", help="qui efface, pour le certificat")
    parser.add_argument("-h", "--help", action="help", help="affiche cette aide")
    options = parser.parse_args(argv)
    places = Places(Path.cwd())
    try:
        who = known(places, options.learner)
        if options.erase:
            erased, paths = erase_and_certify(places, who, options.by)
            print(typeset(remains(erased)))
            for path in [*erased.left, *paths]:
                print(path)
        else:
            print(write_account(places, who))
    except (Unsettled, RosterError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(typeset(disk.told(error)), file=sys.stderr)
        return 1
    return 0


def known(places: Places, learner: str) -> Person:
    """Who an identifier is; raises Unsettled where nothing is held of anybody so called, RosterError."""
    if found := person(places, learner):
        return found
    raise Unsettled(typeset(f"Rien n’est gardé ici sous l’identifiant « {learner[:64]} »."))


def erase_and_certify(places: Places, who: Person, by: str) -> tuple[Erased, list[Path]]:
    """Erase somebody and write the certificate; raises Unsettled, OSError."""
    erased = erase(places, who, by)
    return erased, write_certificate(places, erased)
