"""The class list of the instructor: checked, handed to learners without names, put in the gradebook.

``python -m autograder.roster`` reads ``classroom/roster.csv``, writes ``classroom/variantes.csv`` (identifier
and variant only, given in turn: the copy that learners put beside their lessons), and enrols the class in the
gradebook: formgrader then shows names, and a learner who hands nothing in is on the sheets too.
"""

import csv
import io
import sys
from collections.abc import Iterable
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.grading.classlist import class_list
from autograder.grading.places import COURSE_ID, Places
from ntc.french import count, typeset
from ntc.roster import Enrolled, RosterError, read_roster
from ntc.storage import write_atomically

_SQLITE = "sqlite:///"


def main() -> int:
    """Run the command in the current folder; 0 when all is done, 1 after a message in French."""
    places = Places(Path.cwd())
    try:
        read_roster(places.roster)  # which says what is wrong with it, or that it is not there
        roster = class_list(places, in_turn=True)
        copy = publish(places, roster.values())
    except RosterError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(typeset(f"La copie sans noms n’a pas pu être écrite : {error.strerror}."), file=sys.stderr)
        return 1
    print(typeset(f"{count(len(roster), 'apprenant')}. Copie sans noms, à donner aux apprenants : {copy}"))
    if not has_gradebook(places):
        print(
            "Il n’y a pas encore de carnet de notes. Lancez nbgrader generate_assignment at1-strategie, puis "
            "recommencez pour y inscrire la classe.",
            file=sys.stderr,
        )
        return 1
    enrol(places, roster.values())
    print("La classe est inscrite au carnet de notes.")
    return 0


def has_gradebook(places: Places) -> bool:
    """Whether the gradebook exists: opening one that does not would make an empty one."""
    path = places.gradebook.removeprefix(_SQLITE)
    return path == places.gradebook or Path(path).is_file()


def write(places: Places, roster: Iterable[Enrolled]) -> None:
    """Write the class list as a French spreadsheet opens it by a double click; raises OSError."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(("identifiant", "nom", "prénom", "courriel", "groupe", "variante"))
    writer.writerows(
        (one.id, one.last_name, one.first_name, one.email, one.group, one.variant) for one in roster
    )
    write_atomically(places.roster, text.getvalue().encode("utf-8-sig"))


def publish(places: Places, roster: Iterable[Enrolled]) -> Path:
    """Write the copy of the class list that holds no name; raises OSError."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("identifiant", "variante"))
    writer.writerows((entry.id, entry.variant) for entry in roster)
    write_atomically(places.variants, text.getvalue().encode("utf-8"))
    return places.variants


def enrol(places: Places, roster: Iterable[Enrolled]) -> None:
    """Put the class in the gradebook, with names and addresses; nobody is taken out."""
    with Gradebook(places.gradebook, COURSE_ID) as gradebook:
        for entry in roster:
            names = {"first_name": entry.first_name, "last_name": entry.last_name, "email": entry.email}
            gradebook.update_or_create_student(
                entry.id, **{key: value for key, value in names.items() if value}
            )


if __name__ == "__main__":
    sys.exit(main())
