"""Notices (*remises à vérifier*): each file put in that was not taken, or only with a doubt, and why.

One list per way in (``download``, ``exchange``, ``placed``) and assignment, for the class view.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from autograder.grading import jsonfile
from autograder.grading.flags import short
from autograder.grading.places import Places
from ntc.french import count, typeset


@dataclass(frozen=True)
class Notice:
    """One thing to look into: of whom (empty when nobody can tell), which file, and the sentence to read."""

    learner: str
    file: str
    message: str


def of_hand_in(learner: str, name: str, reason: str) -> Notice:
    """Note a hand-in by the name that it came under."""
    return Notice(learner, name, typeset(f"Remise « {short(name)} » : {reason}"))


def summed_up(assignment: str, new: int, known: int, others: int, noted: Sequence[Notice]) -> str:
    """Say in one sentence what became of all that was put in, the others kept and not counted."""
    told = [
        count(new, "nouvelle remise prise", "nouvelles remises prises") if new else "rien de nouveau",
        count(known, "déjà relevée", "déjà relevées") if known else "",
        count(others, "autre gardée sans compter", "autres gardées sans compter") if others else "",
        count(len(noted), "ligne à vérifier", "lignes à vérifier") if noted else "",
    ]
    return typeset(f"Relevé de « {assignment} » : {', '.join(filter(None, told))}.")


def write(places: Places, assignment: str, channel: str, found: Iterable[Notice]) -> None:
    """Replace what was noted of one way in by what is true of it now."""
    unique = [asdict(notice) for notice in dict.fromkeys(found)]
    jsonfile.write(places.notices(assignment) / f"{channel}.json", unique)


def read(places: Places, assignment: str) -> list[Notice]:
    """Every notice of an assignment; a list that cannot be read is a notice itself."""
    noted: list[Notice] = []
    for path in sorted(places.notices(assignment).glob("*.json")):
        try:
            noted += [Notice(**each) for each in jsonfile.read(path)]
        except TypeError:
            lost = typeset("La liste des remises à vérifier est abîmée : relevez de nouveau les travaux.")
            noted.append(Notice("", path.name, lost))
    return noted
