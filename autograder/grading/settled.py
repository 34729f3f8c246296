"""What must be right before anything is received or marked: the assignment was released, the list reads."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from autograder.grading import deadlines
from autograder.grading.classlist import class_list
from autograder.grading.deadlines import DeadlineError
from autograder.grading.places import Places
from ntc.french import listing, typeset
from ntc.roster import Enrolled, RosterError


class Unsettled(Exception):
    """Nothing can be received or marked; the message says in French what to correct first."""


def meant(name: str, known: Sequence[str]) -> str:
    """Ask for the names near to one that is not known: « Vouliez-vous dire … ? »; empty when none is."""
    near = get_close_matches(name.casefold(), known, n=3, cutoff=0.6)
    return f" Vouliez-vous dire {listing([f'« {each} »' for each in near])} ?" if near else ""


def settled(places: Places, assignment: str) -> Mapping[str, Enrolled]:
    """Give the class list (empty when there is none) of a course where this assignment can be worked on.

    Raises Unsettled for an assignment that was not released, a faulty class list or list of deadlines.
    """
    if not places.lessons(assignment):
        known = sorted(path.name for path in places.release("").glob("*") if path.is_dir())
        there = listing([f"« {name} »" for name in known]) if known else "aucune"
        raise Unsettled(
            typeset(
                f"L’activité « {assignment} » n’est pas ouverte.{meant(assignment, known)} Activités "
                f"ouvertes : {there}. Vérifiez son nom, ou lancez d’abord nbgrader generate_assignment."
            )
        )
    try:
        deadlines.read(places.deadlines, assignment)
        return class_list(places)
    except RosterError as error:
        raise Unsettled(typeset(f"La liste de la classe est à corriger. {error}")) from error
    except DeadlineError as error:
        raise Unsettled(typeset(f"La liste des dates limites est à corriger. {error}")) from error
