"""« Demain matin »: what a class got and missed, and what to take up again, in French, from its records."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

from autograder.grading.classlist import class_list
from autograder.grading.places import ANSWERS_SUFFIX, SUBMITTED, Places
from autograder.grading.record import Record, known
from autograder.keys.traps import LABELS
from autograder.reports import items, to_look_at
from autograder.reports.wording import lasting, score
from ntc.catalogue import pages_of
from ntc.french import count, number, pct, plural, typeset

if TYPE_CHECKING:
    import pandas as pd

MOST = 3
DRAWN = 25
"""As many bars as a page shows at once: an activity has hundreds of questions."""
_NAMED = 10
_SEVERAL = 3


@dataclass(frozen=True)
class Question:
    """One question and how the class did: how many have it right of how many answered, and the interval."""

    exercise: str
    title: str
    label: str
    right: int
    answered: int
    blank: int
    low: float
    high: float
    discrimination: str

    @property
    def copies(self) -> int:
        """Who could have answered it: a question that is left out is missed too."""
        return self.answered + self.blank


@dataclass(frozen=True)
class Tomorrow:
    """What there is to know of a class that handed an activity in; sentences are French."""

    people: int
    again: tuple[str, ...]
    looks: tuple[str, ...]
    mistakes: tuple[str, ...]
    pairs: tuple[str, ...]
    times: tuple[str, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]


def tomorrow(places: Places, assignment: str) -> Tomorrow:
    """Read the records of an activity and say what they tell; those that cannot be read are left out."""
    records = [*_records(places, assignment)]
    answers = items.frame(records)
    people = len({record.learner for record in records})
    if answers.empty:
        return Tomorrow(people, (), (), (), (), (), (), ())
    names = {key: entry.name or key for key, entry in class_list(places).items()}
    told = _questions(answers)
    return Tomorrow(
        people,
        tuple(_again(answers, told)),
        tuple(to_look_at.sentences(answers, names)),
        tuple(_mistakes(answers)),
        tuple(_pairs(answers, names)),
        tuple(_times(places, assignment)),
        told,
        tuple(_notes(people)),
    )


def hardest(places: Places, assignment: str) -> list[Question]:
    """The questions that fewest have right, of which a picture is drawn."""
    answers = items.frame(_records(places, assignment))
    told = () if answers.empty else _questions(answers)
    return drawn(told)


def drawn(questions: Sequence[Question]) -> list[Question]:
    """Those of a picture, by what it shows of them: right of answered.

    What few were asked, or all who answered have right, tells a class nothing, and has no bar.
    """
    asked = max((each.copies for each in questions), default=0)
    found = [each for each in questions if each.right < each.answered and _SEVERAL * each.copies >= asked]
    return sorted(found, key=lambda each: each.right / each.answered)[:DRAWN]


def _questions(answers: "pd.DataFrame") -> tuple[Question, ...]:
    found = items.questions(answers)
    return tuple(
        Question(
            row.exercise,
            row.title,
            row.label,
            row.right,
            row.answered,
            row.blank,
            row.low,
            row.high,
            "" if row.discrimination is None else number(round(row.discrimination, 2)),
        )
        for row in found.astype({"discrimination": object}).where(found.notna(), None).itertuples()
    )


def _records(places: Places, assignment: str) -> Iterable[Record]:
    for folder in sorted((places.root / SUBMITTED).glob(f"*/{assignment}")):
        for lesson in places.lessons(assignment):
            record = known(places, folder.parent.name, lesson)
            if record is not None and record.seal is not None:  # who has not begun a lesson missed nothing
                yield record


def _again(answers: "pd.DataFrame", questions: Sequence[Question]) -> Iterable[str]:
    """The exercises that cost the class most, with the question that most miss."""
    for row in items.costs(answers).head(MOST).itertuples():
        if row.lost <= 0:
            return
        of_it = [each for each in questions if each.exercise == row.exercise]
        lost = f"{score(row.lost)} points perdus sur {score(row.points)} en moyenne"
        told = f"« {row.title} » : {lost}."
        if of_it:
            worst = min(of_it, key=lambda each: each.right / each.copies)
            right = f"{worst.right} {plural(worst.right, 'juste', 'justes')} sur {worst.copies}"
            told += f" Le plus manqué : {worst.label.rstrip('.')} ({right})."
        yield typeset(told)


def _mistakes(answers: "pd.DataFrame") -> Iterable[str]:
    """What several made alike, for a class to take up again; one person's own is told in their feedback."""
    for row in items.mistakes(answers).query("learners > 1").head(_NAMED).itertuples():
        yield typeset(f"{row.learners} sur {row.of} : {LABELS.get(row.slip, row.slip)}")


def _pairs(answers: "pd.DataFrame", names: Mapping[str, str]) -> Iterable[str]:
    titles = dict(zip(answers["exercise"], answers["title"], strict=True))
    for one, gives, other, takes in items.pairs(answers, titles):
        first, second = names.get(one, one), names.get(other, other)
        yield typeset(f"{first} peut expliquer « {gives} » à {second}, qui peut lui expliquer « {takes} ».")


def _times(places: Places, assignment: str) -> Iterable[str]:
    """How long lies between the first and the last answer of a lesson: the middle of the class, its ends."""
    for lesson in pages_of(assignment):
        paths = (places.root / SUBMITTED).glob(f"*/{assignment}/{lesson.name}{ANSWERS_SUFFIX}")
        spans = sorted(filter(None, (_span(json.loads(path.read_bytes())) for path in paths)))
        if spans:
            middle, who = lasting(median(spans)), count(len(spans), "apprenant")
            if len(spans) > 1:
                middle += " au milieu de la classe"
                who = f"de {lasting(spans[0])} à {lasting(spans[-1])}, {who}"
            yield typeset(f"{lesson.title} : {middle} ({who}).")


def _span(content: Mapping) -> timedelta | None:
    hours = [datetime.fromisoformat(each["saved"]) for each in content["answers"].values()]
    return max(hours) - min(hours) if len(hours) > 1 else None


def _notes(people: int) -> Iterable[str]:
    if people < items.ENOUGH_LEARNERS:
        allow = plural(people, "permet", "permettent")
        yield typeset(
            f"Moins de {items.ENOUGH_LEARNERS} copies : on ne peut pas dire si une question distingue ceux "
            f"qui savent. Les fourchettes disent ce que {count(people, 'copie')} {allow} d’affirmer."
        )


def share(question: Question) -> str:
    """Say how many have it right, and what that allows to say of others: « 9 sur 12 (47 % à 91 %) »."""
    bounds = f"{pct(round(question.low, 2))} à {pct(round(question.high, 2))}"
    return typeset(f"{question.right} sur {question.answered} ({bounds})")
