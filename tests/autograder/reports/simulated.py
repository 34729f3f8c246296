"""Classes that never were (*classes simulées*), whole or with one fault planted, for benchmark and test.

Learners differ, and each is better at some lessons and exercises than at others; questions differ in how hard
they are and how well they tell. A wrong answer is one of the question's own mistakes, which the key often
names, or one of the learner's alone. Nothing here is known to what is tested.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from autograder.reports.items import COLUMNS
from autograder.reports.suspects import Suspect

LESSONS, EXERCISES, QUESTIONS = 4, 29, 170
VARIANTS = 16
# Standard deviations, on the logistic scale; success is 69 % for the middle learner at the middle question.
ABILITY, LESSON, EXERCISE, HARDNESS, SLOPE, EASE = 1.0, 0.4, 0.6, 1.0, 0.25, 0.8
TABLES, BLANK = 0.3, 0.05  # questions of several cells; answers left out
FAULTS = ("key", "rest", "variant")


@dataclass(frozen=True)
class Planted:
    """What is at fault: a question, or a variant in a lesson."""

    kind: str
    question: tuple[str, str] = ("", "")
    variant: str = ""
    lesson: str = ""


def simulated(
    rng: np.random.Generator, learners: int, fault: str = "", variants: int = VARIANTS
) -> tuple[pd.DataFrame, Planted | None]:
    """A class and what is planted in it.

    ``key``: who works right is marked wrong, all by the same way of working. ``rest``: who would be right is
    wrong, and the other way round; both of a question that half the class at least works right, since a
    wrong key takes nothing from those who do not know. ``variant``: in one lesson, nine of ten right answers
    of whoever has one variant are marked wrong.
    """
    exercise = np.sort(
        np.concatenate([np.arange(EXERCISES), rng.integers(0, EXERCISES, QUESTIONS - EXERCISES)])
    )
    lesson = exercise * LESSONS // EXERCISES
    variant = rng.permutation(learners) % variants + 1
    right = _right(rng, learners, lesson, exercise)
    ratio, named = _mistakes(rng, learners)
    planted = None
    if fault in ("key", "rest"):
        place = int(rng.choice(np.flatnonzero(right.mean(axis=0) >= 0.5)))
        planted = Planted(fault, (f"e{exercise[place]:02d}", f"q{place:03d}"))
        knew = right[:, place].copy()
        if fault == "rest":
            right[:, place] = 1 - knew
        else:
            right[:, place] = 0
            whole = knew >= 0.5
            shared = rng.choice([1.2, 1 / 12, 0.8, 2.0, 0.62])
            ratio[whole, place] = shared * np.exp(rng.normal(0, 0.015, int(whole.sum())))
            named[whole, place] = False
    elif fault == "variant":
        what, where = int(rng.choice(variant)), int(rng.integers(LESSONS))
        planted = Planted(fault, variant=f"{what:02d}", lesson=f"l{where}")
        hit = np.ix_(variant == what, lesson == where)
        right[hit] *= rng.random(right[hit].shape) < 0.1
    return _frame(rng, right, ratio, named, variant, lesson, exercise), planted


def _right(rng: np.random.Generator, learners: int, lesson: np.ndarray, exercise: np.ndarray) -> np.ndarray:
    ability = ABILITY * rng.standard_t(6, learners) / np.sqrt(1.5)
    own = rng.normal(0, LESSON, (learners, LESSONS))[:, lesson]
    own += rng.normal(0, EXERCISE, (learners, EXERCISES))[:, exercise]
    slope = np.exp(rng.normal(0, SLOPE, QUESTIONS))
    hard = rng.normal(-EASE, HARDNESS, QUESTIONS)
    chance = 1 / (1 + np.exp(-slope * (ability[:, None] + own - hard)))
    cells = np.where(rng.random(QUESTIONS) < TABLES, 4, 1)
    return rng.binomial(cells, chance) / cells


def _mistakes(rng: np.random.Generator, learners: int) -> tuple[np.ndarray, np.ndarray]:
    """Of each answer, the ratio to the right value that it has if wrong, and whether the key then names it.

    Each question has three mistakes of its own; the key knows some of them. One wrong answer of four is like
    no other.
    """
    its_own = np.exp(rng.normal(0, 0.8, (3, QUESTIONS)))
    known = rng.random((3, QUESTIONS)) < 0.7
    likely = rng.dirichlet((1.0, 1.0, 1.0), QUESTIONS)
    which = (rng.random((learners, QUESTIONS, 1)) > likely.cumsum(axis=1)).sum(axis=2).clip(max=2)
    column = np.arange(QUESTIONS)
    alone = rng.random((learners, QUESTIONS)) < 0.25
    odd = np.exp(rng.normal(0, 1.2, (learners, QUESTIONS)))
    jitter = np.exp(rng.normal(0, 0.015, (learners, QUESTIONS)))
    return np.where(alone, odd, its_own[which, column] * jitter), ~alone & known[which, column]


def _frame(
    rng: np.random.Generator,
    right: np.ndarray,
    ratio: np.ndarray,
    named: np.ndarray,
    variant: np.ndarray,
    lesson: np.ndarray,
    exercise: np.ndarray,
) -> pd.DataFrame:
    people, count = right.shape
    expected = np.exp(rng.uniform(5, 12, (people, count)))
    given = expected * np.where(right == 1, 1.0, ratio)
    given = np.char.replace(np.char.mod("%.2f", given), ".", ",")
    # Of a table that is right in part, which cells are wrong.
    given = np.where(
        (right > 0) & (right < 1), np.char.mod("cellules %d", rng.integers(0, 4, right.shape)), given
    )
    verdict = np.where(right == 1, "right", np.where(right == 0, "wrong", "partial"))
    verdict[rng.random(right.shape) < BLANK] = "blank"
    who, what = (each.ravel() for each in np.indices(right.shape))
    told = {
        "learner": [f"p{one:02d}" for one in who],
        "lesson": [f"l{lesson[one]}" for one in what],
        "exercise": [f"e{exercise[one]:02d}" for one in what],
        "title": [f"Exercice {exercise[one]}" for one in what],
        "points": 5.0,
        "part": [f"q{one:03d}" for one in what],
        "label": [f"Question {one}" for one in what],
        "verdict": verdict.ravel(),
        "fraction": right.ravel(),
        "slip": np.where((named & (right < 1)).ravel(), "trap.T05", None),
        "given": given.ravel().astype(object),
        "expected": np.char.replace(np.char.mod("%.2f", expected), ".", ",").ravel().astype(object),
        "variant": [f"{variant[one]:02d}" for one in who],
    }
    return pd.DataFrame(told, columns=list(COLUMNS))


def is_found(planted: Planted, found: Iterable[Suspect]) -> bool:
    """Whether what was planted is among what is pointed at."""
    if planted.kind == "variant":
        return any((one.variant, one.lesson) == (planted.variant, planted.lesson) for one in found)
    return any((one.exercise, one.part) == planted.question for one in found)
