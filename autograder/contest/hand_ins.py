"""Contests that came with a hand-in (*avec une remise*): looked for in what reception kept of it."""

from pathlib import Path

from autograder.contest import contests
from autograder.grading import jsonfile
from autograder.grading.archives import parcels
from autograder.grading.contents import is_contest
from autograder.grading.flags import short
from autograder.grading.notices import Notice, write
from autograder.grading.places import Places
from ntc.french import typeset
from ntc.home.contest import ContestError

_CHANNEL = "contests"


def take(places: Places, assignment: str) -> int:
    """Take the contests of the hand-ins that came since; give how many are new.

    What is refused is noted with what was received, and stops nothing else. Raises OSError.
    """
    path = places.contests / f"{assignment}.seen.json"
    seen = _seen(path)
    noted = [Notice(*each) for each in seen["noted"]]
    new = 0
    for folder in sorted((places.classroom / "received").glob(f"*/{assignment}/*")):
        name = folder.relative_to(places.classroom).as_posix()
        if name in seen["folders"] or not folder.is_dir() or folder.is_symlink():
            continue
        learner = folder.parent.parent.name
        for content in _contests(folder, assignment):
            try:
                new += contests.take(places, content, learner)[1]
            except ContestError as error:
                noted.append(Notice(learner, short(folder.name), typeset(str(error))))
        seen["folders"].append(name)
    known = [[each.learner, each.file, each.message] for each in dict.fromkeys(noted)]
    jsonfile.write(path, {"folders": seen["folders"], "noted": known})
    write(places, assignment, _CHANNEL, noted)
    return new


def _contests(folder: Path, assignment: str) -> list[bytes]:
    """What in a hand-in says that it is a contest; archives are read as reception reads them."""
    found = (content for parcel in parcels(folder, assignment) for _, content in parcel.members)
    return list(dict.fromkeys(content for content in found if is_contest(content)))


def _seen(path: Path) -> dict[str, list]:
    raw = jsonfile.read(path)
    try:
        return {
            "folders": [str(each) for each in raw["folders"]],
            "noted": [tuple(each) for each in raw["noted"]],
        }
    except (TypeError, KeyError):
        return {"folders": [], "noted": []}
