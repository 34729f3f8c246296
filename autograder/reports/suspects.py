"""Questions and variants to look at (*à regarder*): what chance hardly ever makes of a class like this one.

Three looks. ``key``: learners agree on one answer that the key calls wrong and knows no mistake for, as
those who know would if it were right. ``rest``: those who do well elsewhere fail a question, and the others
do not. ``variant``: whoever has one variant falls, in one lesson, further below themselves than anybody.

All looks together point at something in an ordinary class five times of a hundred at most: each has a share
of that, divided by the number of questions or, of variants, taken from the furthest of draws. Nothing is
decided here: a person looks. ``benchmarks/suspects.py`` measures what is found, and what is not.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from autograder.reports.agreement import agreeing, deviation
from autograder.reports.ordinary import Ordinary, marginal, shared

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

KEY, REST, VARIANT = "key", "rest", "variant"
ALARMS = {KEY: 0.015, REST: 0.005, VARIANT: 0.015}
"""How often each look may point at something where there is nothing: together less than one class in twenty,
the rest being left for what classes have that the model does not."""
FEWEST_LEARNERS, FEWEST_QUESTIONS, FEWEST_AGREEING = 6, 15, 3
_DRAWS = 40_000
_SEED = 12  # the same class is always told the same
_SHARES = np.array([0.1, 0.3, 0.5, 0.7, 0.9])
_LEAST_USUAL = 0.5  # of a class where all do alike everywhere
_HEAVY = 3.0  # how much mistakes differ in their share of wrong answers: small is more
_QUESTION = ["lesson", "exercise", "part"]


@dataclass(frozen=True)
class Suspect:
    """One thing to look at: ``learners`` are those who agree, or who have the variant, of ``of``."""

    kind: str
    lesson: str
    exercise: str = ""
    part: str = ""
    variant: str = ""
    learners: tuple[str, ...] = ()
    of: int = 0
    here: float = 0.0
    elsewhere: float = 0.0


def suspects(answers: "pd.DataFrame") -> list[Suspect]:
    """Look at a class, laid out as by :func:`autograder.reports.items.frame`; nothing of one too small."""
    given = answers[~answers["verdict"].isin(["blank", "unreadable"])]
    fractions = given.pivot_table(index="learner", columns=_QUESTION, values="fraction", sort=False)
    fractions = fractions.loc[:, fractions.notna().sum() >= max(FEWEST_LEARNERS, len(fractions) / 2)]
    if len(fractions) < FEWEST_LEARNERS or fractions.shape[1] < FEWEST_QUESTIONS:
        return []
    ordinary = Ordinary(fractions.to_numpy())
    groups = _agreeing(given)
    agree = np.zeros(fractions.shape)
    rows = {learner: row for row, learner in enumerate(fractions.index)}
    for column, question in enumerate(fractions.columns):
        who = [rows[one] for one in groups.get(question, ())]
        agree[who, column] = 1 - ordinary.fractions[who, column]  # of a table, the cells that were refused
    found = []
    keyed, turned = _questions(ordinary, agree)
    answered = ordinary.answered.sum(0)
    many = agree.sum(0) > ordinary.fractions.sum(0)  # more than were right
    for column, question in enumerate(fractions.columns):
        who = tuple(sorted(groups.get(question, ())))
        if keyed[column] and many[column] and len(who) >= FEWEST_AGREEING:
            found.append(Suspect(KEY, *question, learners=who, of=int(answered[column])))
        elif turned[column]:
            found.append(Suspect(REST, *question, of=int(answered[column])))
    return found + _variants(ordinary, given, fractions)


def _agreeing(given: "pd.DataFrame") -> dict[tuple[str, str, str], set[str]]:
    """Of each question, those who agree on an answer that is not right, and no mistake that is known."""
    unknown = given[(given["fraction"] < 1) & given["slip"].isna()]
    said: dict[tuple[str, str, str], dict] = {}
    for *question, learner, own, right in unknown[[*_QUESTION, "learner", "given", "expected"]].itertuples(
        index=False
    ):
        said.setdefault(tuple(question), {})[learner] = deviation(own, right)
    return {question: agreeing(deviations) for question, deviations in said.items()}


def _questions(ordinary: Ordinary, agree: "Floats") -> tuple["NDArray", "NDArray"]:
    """Which questions the first two looks point at: one in so many thousand ordinary ones goes as far."""
    rng = np.random.default_rng(_SEED)
    count = agree.shape[1]
    answered = ordinary.answered.T.astype(float)
    chance, right = ordinary.drawn(rng, _DRAWS)
    whole = np.ones_like(right)
    turned = ordinary.turned(ordinary.fractions.T, answered) - ordinary.likely(ordinary.fractions.T, answered)
    by_chance = ordinary.turned(right, whole) - ordinary.likely(right, whole)
    is_turned = turned > _bar(by_chance, ALARMS[REST] / count)

    weight = _share_weights(ordinary, agree)
    mistake = shared(ordinary, _SHARES, weight)
    keyed = ordinary.likely(agree.T, answered) - marginal(agree.T, answered, *mistake)
    share = rng.choice(_SHARES, _DRAWS, p=weight)[:, None]
    same = (rng.random(chance.shape) < (1 - chance) * share).astype(float)
    by_chance = ordinary.likely(same, whole) - marginal(same, whole, *mistake)
    return keyed > _bar(by_chance, ALARMS[KEY] / count), is_turned


def _bar(by_chance: "Floats", alarms: float) -> float:
    """What so small a share of ordinary questions goes beyond."""
    return float(np.quantile(by_chance, 1 - alarms))


def _share_weights(ordinary: Ordinary, agree: "Floats") -> "Floats":
    """How mistakes that no key knows share the wrong answers of this class: their mean, and a wide spread."""
    wrong = float(np.where(ordinary.answered, 1 - ordinary.fractions, 0.0).sum())
    group = agree.sum(0)
    mean = min(max(group[group > 1].sum() / max(wrong, 1.0), 0.05), 0.5)
    weight = _SHARES ** (_HEAVY * mean - 1) * (1 - _SHARES) ** (_HEAVY * (1 - mean) - 1)
    return weight / weight.sum()


def _variants(ordinary: Ordinary, given: "pd.DataFrame", fractions: "pd.DataFrame") -> list[Suspect]:
    """Which variants, in which lesson, the third look points at; none where one lesson is all there is."""
    in_lesson = np.array([question[0] for question in fractions.columns])
    lessons = list(dict.fromkeys(in_lesson))
    variant = given.groupby("learner")["variant"].first().reindex(fractions.index).to_numpy()
    if len(lessons) < 2:
        return []
    more, known = ordinary.left()
    apart = np.stack([more[:, in_lesson == lesson].sum(1) for lesson in lessons], axis=1)
    apart /= np.sqrt(np.stack([known[:, in_lesson == lesson].sum(1) for lesson in lessons], axis=1).clip(0.1))
    who = np.stack([variant == each for each in dict.fromkeys(variant)])
    rng = np.random.default_rng(_SEED)
    drawn = rng.standard_normal((_DRAWS // 10, *apart.shape))
    drawn -= drawn.mean(axis=2, keepdims=True)  # so are ours: what is below in one is above in the others
    bar = np.quantile(_lower(drawn, who).min(axis=(1, 2)), ALARMS[VARIANT])
    low = _lower(apart[None], who)[0]
    shares = ordinary.fractions, ordinary.answered
    return [
        Suspect(
            VARIANT,
            lessons[column],
            variant=str(variant[who[row]][0]),
            learners=tuple(fractions.index[who[row]]),
            of=len(fractions),
            here=_share(*shares, who[row], in_lesson == lessons[column]),
            elsewhere=_share(*shares, who[row], in_lesson != lessons[column]),
        )
        for row, column in np.argwhere(low < bar)
    ]


def _lower(apart: "Floats", who: "NDArray") -> "Floats":
    """How far each variant lies below, by class and lesson, in units of what is usual in the class."""
    usual = 1.4826 * np.median(np.abs(apart - np.median(apart, axis=(1, 2), keepdims=True)), axis=(1, 2))
    each = who / np.sqrt(who.sum(axis=1, keepdims=True))
    return each @ apart / usual.clip(_LEAST_USUAL)[:, None, None]


def _share(fractions: "Floats", answered: "NDArray", who: "NDArray", where: "NDArray") -> float:
    here = np.ix_(who, where)
    return float(fractions[here].sum() / max(answered[here].sum(), 1))
