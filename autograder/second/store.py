"""What a second marker gave (*secondes notes*): a small file by learner and written exercise."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from autograder.grading import jsonfile
from autograder.grading.places import Places


@dataclass(frozen=True)
class Second:
    """Points and remarks by line of a grid, given to the answers of which ``said`` is the digest.

    ``firsts``: of the lines that were decided, what the first marker had given: agreement is about that.
    """

    said: str = ""
    points: Mapping[str, float] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    firsts: Mapping[str, float] = field(default_factory=dict)


def read(places: Places, learner: str, exercise: str, said: str) -> Second:
    """What was given to these answers; nothing when others were handed in since, or the file is damaged."""
    raw = jsonfile.read(places.seconds / learner / f"{exercise}.json")
    try:
        points, firsts = (
            {line: float(each) for line, each in raw[name].items()} for name in ("points", "firsts")
        )
        found = Second(raw["said"], points, dict(raw["comments"]), firsts)
    except (TypeError, KeyError, ValueError, AttributeError):
        return Second(said)
    return found if found.said == said else Second(said)


def given(before: Second, line: str, points: float | None, comment: str) -> Second:
    """Give a line its points (None: it awaits them again) and a remark."""
    kept = {each: value for each, value in before.points.items() if each != line}
    said = {each: value for each, value in before.comments.items() if each != line}
    return replace(
        before,
        points=kept | ({} if points is None else {line: points}),
        comments=said | ({line: comment} if comment else {}),
    )


def decided(before: Second, line: str, first: float) -> Second:
    """Keep what the first marker had given to a line that is decided now; the first time, and never again."""
    return replace(before, firsts={line: first, **before.firsts})


def write(places: Places, learner: str, exercise: str, second: Second) -> None:
    """Keep what a second marker gave; raises OSError."""
    jsonfile.write(places.seconds / learner / f"{exercise}.json", asdict(second))
