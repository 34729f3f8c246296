"""Copies: answers of one learner that another handed in too, saved at the same seconds."""

from autograder.grading import flags, intake
from autograder.grading.flags import Flag
from autograder.grading.places import Places

_ENOUGH = 3


def copy_flags(places: Places, learner: str, assignment: str, lesson: str) -> list[Flag]:
    """Flag a hand-in that shares three answers or more, to the second, with those of others.

    Every hand-in received so far is compared, so that both sides of a copy are flagged.
    """
    own = _marks(places, learner, assignment, lesson)
    shared = {
        other: len(own & _marks(places, other, assignment, lesson))
        for other in _learners(places, assignment)
        if other != learner
    }
    alike = sorted(other for other, count in shared.items() if count >= _ENOUGH)
    return [flags.copied(alike, max(shared[other] for other in alike))] if alike else []


def _learners(places: Places, assignment: str) -> list[str]:
    return sorted(folder.parent.name for folder in places.classroom.glob(f"received/*/{assignment}"))


def _marks(places: Places, learner: str, assignment: str, lesson: str) -> set[str]:
    report = intake.read_report(places, learner, assignment)
    return set(report.marks.get(lesson, ())) if report else set()
