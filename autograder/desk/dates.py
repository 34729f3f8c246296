"""Last hours given on the desk (*dates limites*): in the list that marking reads and in the gradebook."""

from datetime import datetime

from autograder.desk.refused import Refused
from autograder.grading import deadlines, disk
from autograder.grading.deadlines import DeadlineError
from autograder.grading.places import SUBMITTED, Places
from autograder.roster import has_gradebook
from ntc.french import day_and_hour, typeset


def give(places: Places, assignment: str, learner: str, last: str) -> str:
    """Give everybody, or one learner, a last hour (« 2026-01-30T18:00 », none when empty); say what holds.

    Raises Refused.
    """
    try:
        moment = datetime.fromisoformat(last).astimezone() if last else None
    except ValueError as error:
        raise Refused("Cette date ne se lit pas : choisissez un jour et une heure.") from error
    try:
        was = deadlines.read(places.deadlines, assignment)
        deadlines.put(places.deadlines, assignment, learner, moment)
        if has_gradebook(places):
            if moment is None:
                deadlines.withdraw(places.gradebook, assignment, learner, was)
            for folder in (places.root / SUBMITTED).glob(f"*/{assignment}"):
                deadlines.apply(places.deadlines, places.gradebook, assignment, folder.parent.name)
    except DeadlineError as error:
        raise Refused(f"La liste des dates limites est à corriger. {error}") from error
    except OSError as error:
        raise Refused(disk.told(error)) from error
    whose = f"« {learner} »" if learner else "Toute la classe"
    if moment is None:
        return typeset(f"{whose} : {'pas de délai à part' if learner else 'pas de date limite'}.")
    return typeset(f"{whose} : jusqu’au {day_and_hour(moment)}.")
