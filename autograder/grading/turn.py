"""One reception at a time (*un relevé à la fois*): two would write, and clear, the same folders."""

from filelock import FileLock, Timeout

from autograder.grading.places import Places
from autograder.grading.settled import Unsettled
from ntc.french import typeset

_LOCK = ".releve.lock"


def take(places: Places) -> FileLock:
    """Take the turn of this course until the lock is released, or this process ends, killed or not.

    Raises Unsettled when another reception is running, OSError when the disk refuses.
    """
    places.classroom.mkdir(exist_ok=True)
    lock = FileLock(places.classroom / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise Unsettled(
            typeset(
                "Un relevé est déjà en cours dans ce cours : rien n’est fait ici. Attendez qu’il se termine, "
                "puis recommencez."
            )
        ) from error
    return lock
