"""How a class did, question by question (*analyse des questions*), as frames; nothing is decided here.

One row per learner and question that a machine marked: ``learner``, ``lesson``, ``exercise``, ``title``,
``points``, ``part``, ``label``, ``verdict``, ``fraction``, ``slip``, ``given``, ``expected``,
``variant``.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import sqrt
from typing import TYPE_CHECKING, Any

from autograder.grading.record import Record
from ntc import exercises

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "learner",
    "lesson",
    "exercise",
    "title",
    "points",
    "part",
    "label",
    "verdict",
    "fraction",
    "slip",
    "given",
    "expected",
    "variant",
)
_Z = 1.959964
ENOUGH_LEARNERS, ENOUGH_OF_EACH = 15, 3
"""Below these a discrimination is an accident: so many learners, so many right and so many wrong."""
STRONG, WEAK = 2 / 3, 1 / 3


def frame(records: Iterable[Record]) -> "pd.DataFrame":
    """Lay out what a machine marked; what could not be read, and what a person marks, is left out."""
    import pandas as pd  # slow to import, and most pages need none

    return pd.DataFrame(_rows(records), columns=list(COLUMNS))


def _rows(records: Iterable[Record]) -> Iterable[tuple[Any, ...]]:
    for record in records:
        for key, found in record.exercises.items():
            declared = exercises.load().get(key)
            if declared is None or found.written or record.unreadable:
                continue
            about = (record.learner, record.lesson, key, declared.title, float(declared.points))
            for part in found.parts:
                said = (part.verdict, part.fraction, part.slip, part.given, part.expected, record.variant)
                yield (*about, part.part, part.label, *said)


def interval(successes: int, trials: int) -> tuple[float, float]:
    """Give Wilson's interval of a proportion at 95 %, which holds for a small class; (0, 1) of no trial.

    >>> tuple(round(bound, 3) for bound in interval(9, 12))
    (0.468, 0.911)
    """
    if not trials:
        return 0.0, 1.0
    share, square = successes / trials, _Z**2
    middle = (share + square / (2 * trials)) / (1 + square / trials)
    reach = _Z * sqrt(share * (1 - share) / trials + square / (4 * trials**2)) / (1 + square / trials)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def questions(answers: "pd.DataFrame") -> "pd.DataFrame":
    """Sum up each question, in the order of the course: answered, right, blank, interval, discrimination.

    A question counts for whoever answered it. Its discrimination is the correlation with the mean of the
    learner's other questions; missing where the class is too small, or all did alike.
    """
    given = answers[answers["verdict"] != "blank"]
    keys = ["exercise", "part"]
    told = answers.groupby(keys, sort=False).agg(title=("title", "first"), label=("label", "first"))
    told["handed"] = answers.groupby(keys, sort=False)["learner"].nunique()
    told["answered"] = given.groupby(keys)["learner"].nunique()
    told["right"] = given[given["verdict"] == "right"].groupby(keys)["learner"].nunique()
    told = told.fillna({"answered": 0, "right": 0}).astype({"answered": int, "right": int})
    told["blank"] = told["handed"] - told["answered"]
    bounds = [interval(*each) for each in zip(told["right"], told["answered"], strict=True)]
    told[["low", "high"]] = bounds or 0.0
    found = _discriminations(given)
    told["discrimination"] = [found.get(key) for key in told.index]
    return told.reset_index()


def _discriminations(given: "pd.DataFrame") -> dict[tuple[str, str], float | None]:
    """Of each question: a learner's other questions are all of theirs, less this one."""
    theirs = given.groupby("learner")["fraction"]
    total, number = given["learner"].map(theirs.sum()), given["learner"].map(theirs.size())
    others = (total - given["fraction"]) / (number - 1).where(number > 1)
    laid_out = given.assign(others=others, right=given["verdict"] == "right")
    return {key: _discrimination(here) for key, here in laid_out.groupby(["exercise", "part"], sort=False)}


def _discrimination(here: "pd.DataFrame") -> float | None:
    right = int(here["right"].sum())
    if len(here) < ENOUGH_LEARNERS or min(right, len(here) - right) < ENOUGH_OF_EACH:
        return None
    found = here["fraction"].corr(here["others"])
    return None if found != found else float(found)


def mistakes(answers: "pd.DataFrame") -> "pd.DataFrame":
    """Count each mistake that was recognised, the most frequent first: who made it, of whom could have.

    A learner counts once; « could have » are those who answered a question where anybody made it.
    """
    question = ["exercise", "part"]
    made = answers[answers["slip"].notna() & (answers["slip"] != "")]
    faced = answers.loc[answers["verdict"] != "blank", [*question, "learner"]]
    places = made[["slip", *question]].drop_duplicates().merge(faced, on=question)
    told = made.groupby("slip")[["learner"]].nunique().rename(columns={"learner": "learners"})
    told["of"] = places.groupby("slip")["learner"].nunique()
    told = told.reset_index().astype({"learners": int, "of": int})
    return told.sort_values(["learners", "of", "slip"], ascending=[False, True, True], ignore_index=True)


def costs(answers: "pd.DataFrame") -> "pd.DataFrame":
    """What each exercise costs the class, dearest first: mean points lost, and its hardest question."""
    learners = answers.groupby(["exercise", "learner"], sort=False)
    share = learners["fraction"].mean().groupby("exercise", sort=False).mean()
    told = answers.groupby("exercise", sort=False).agg(title=("title", "first"), points=("points", "first"))
    told["lost"] = (1 - share) * told["points"]
    return told.sort_values("lost", ascending=False, kind="stable").reset_index()


def pairs(answers: "pd.DataFrame", title: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    """Pair learners who could explain to each other: (who, what they explain, to whom, what they are told).

    Each fails, at a third or less, what the other has, at two thirds or more; nobody is in two pairs.
    """
    share = answers.groupby(["learner", "exercise"], sort=True)["fraction"].mean()
    has, lacks = (
        {learner: [name for one, name in kept.index if one == learner] for learner in share.index.levels[0]}
        for kept in (share[share >= STRONG], share[share <= WEAK])
    )
    found = []
    for one, other in combinations(has, 2):
        gives = [name for name in has[one] if name in lacks[other]]
        takes = [name for name in has[other] if name in lacks[one]]
        if gives and takes:
            found.append((-min(len(gives), len(takes)), one, other, gives[0], takes[0]))
    taken: set[str] = set()
    chosen = []
    for _, one, other, gives, takes in sorted(found):
        if not {one, other} & taken:
            taken |= {one, other}
            chosen.append((one, title[gives], other, title[takes]))
    return chosen
