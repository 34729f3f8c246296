"""The class list as the instructor's machine understands it: variants that were given once stay given."""

from autograder.grading.places import Places
from ntc.roster import Enrolled, read_roster, variants


def class_list(places: Places, in_turn: bool = False) -> dict[str, Enrolled]:
    """Read the class list (*liste de la classe*) of a course; empty when there is none.

    A line that names no variant keeps the one of ``classroom/variantes.csv``, which learners were handed;
    ``in_turn`` then gives each of the others the least used one. Raises RosterError.
    """
    if not places.roster.is_file():
        return {}
    given = variants(read_roster(places.variants)) if places.variants.is_file() else {}
    return read_roster(places.roster, given, in_turn=in_turn)
