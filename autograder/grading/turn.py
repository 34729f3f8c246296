"""One reception or marking at a time (*relevé*, *notation*): two would write, and clear, the same folders.

The desk's actions have a turn of their own: one of them at a time, whichever server asked for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from filelock import FileLock, Timeout

from autograder.grading.places import Places
from autograder.grading.settled import Unsettled
from ntc.french import typeset


class Turn(NamedTuple):
    """What is done by one process at a time: the file that says so, and the sentence for a second one."""

    lock: str
    taken: str


CLASSROOM = Turn(".releve.lock", "Un relevé ou une notation est déjà en cours dans ce cours")
DESK = Turn(".bureau.lock", "Une action du bureau n’est pas encore finie")

_lent: ContextVar[bool] = ContextVar("lent", default=False)


def take(places: Places, what: Turn = CLASSROOM) -> FileLock:
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


@contextmanager
def held(places: Places, what: Turn = CLASSROOM) -> Iterator[None]:
    """Have the turn for a while; raises as :func:`take`. Nothing is taken in a turn that was lent."""
    lock = None if what is CLASSROOM and _lent.get() else take(places, what)
    try:
        yield
    finally:
        if lock:
            lock.release()


@contextmanager
def lent() -> Iterator[None]:
    """Work for a command that has the turn of the classroom and waits for us."""
    before = _lent.set(True)
    try:
        yield
    finally:
        _lent.reset(before)
