"""Finished: what decides that a copy is done is a note of ours, written last, never a date that was copied.

Marking may be killed at any instant: a copy whose note does not say « done, of this very hand-in » is taken
away before nbgrader looks, which then marks it again.
"""

from pathlib import Path

from nbgrader.utils import rmtree

from autograder.grading import intake, jsonfile
from autograder.grading.places import AUTOGRADED, Places

_NOTE = "finished.json"


def begin(places: Places, learner: str, assignment: str, lessons: list[str]) -> None:
    """Say that these lessons of a learner are no longer done: they are about to be marked."""
    hand_in = intake.state(places, learner, assignment)
    _write(places, learner, assignment, hand_in, _done(places, learner, assignment, hand_in) - set(lessons))


def finish(places: Places, learner: str, assignment: str, hand_in: str, lessons: frozenset[str]) -> None:
    """Say that these lessons are done, of this hand-in."""
    _write(places, learner, assignment, hand_in, _done(places, learner, assignment, hand_in) | lessons)


def is_finished(places: Places, learner: str, assignment: str) -> bool:
    """Whether every lesson of the hand-in that counts was marked to the end, and the copies are there."""
    done = _done(places, learner, assignment, intake.state(places, learner, assignment))
    copies = _copies(places, learner, assignment)
    return all(
        lesson in done and (copies / f"{lesson}.ipynb").is_file() for lesson in places.lessons(assignment)
    )


def clear_unfinished(places: Places, learner: str, assignment: str) -> bool:
    """Take away the copies of a learner that were not marked to the end; tell whether there were any."""
    copies = _copies(places, learner, assignment)
    if not copies.is_dir() or is_finished(places, learner, assignment):
        return False
    rmtree(copies)
    return True


def _copies(places: Places, learner: str, assignment: str) -> Path:
    return places.root / AUTOGRADED / learner / assignment


def _done(places: Places, learner: str, assignment: str, hand_in: str) -> set[str]:
    """The lessons that are done of the very hand-in that counts now; none when the note is damaged."""
    raw = jsonfile.read(places.received(learner, assignment) / _NOTE)
    try:
        return set(raw["lessons"]) if hand_in and raw["hand_in"] == hand_in else set()
    except (TypeError, KeyError):
        return set()


def _write(places: Places, learner: str, assignment: str, hand_in: str, lessons: set[str]) -> None:
    content = {"hand_in": hand_in, "lessons": sorted(lessons)}
    jsonfile.write(places.received(learner, assignment) / _NOTE, content)
