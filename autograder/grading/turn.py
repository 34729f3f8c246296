"""One reception at a time (*un relevé à la fois*): two would write, and clear, the same folders.

The desk's actions have a turn of their own: one of them at a time, whichever server asked for it.
"""

from typing import NamedTuple

from filelock import FileLock, Timeout

from autograder.grading.places import Places
from autograder.grading.settled import Unsettled
from ntc.french import typeset


class Turn(NamedTuple):
    """What is done by one process at a time: the file that says so, and the sentence for a second one."""

    lock: str
    taken: str


RECEPTION = Turn(".releve.lock", "Un relevé est déjà en cours dans ce cours")
DESK = Turn(".bureau.lock", "Une action du bureau n’est pas encore finie")


def take(places: Places, what: Turn = RECEPTION) -> FileLock:
    """Take the turn of this course until the lock is released, or this process ends, killed or not.

    Raises Unsettled when another has it, OSError when the disk refuses.
    """
    places.classroom.mkdir(exist_ok=True)
    lock = FileLock(places.classroom / what.lock, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise Unsettled(
            typeset(f"{what.taken} : rien n’est fait ici. Attendez la fin, puis recommencez.")
        ) from error
    return lock
