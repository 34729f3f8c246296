"""Whatever a key may find, a sheet says it in whole sentences, and of its own criterion alone."""

import re
from collections.abc import Iterator
from typing import get_args

import pytest

from autograder.keys import KEYS, SPECIMENS
from autograder.mark import PartMark, Verdict
from autograder.reports.observations import lacking
from ntc import exercises
from ntc.exercises import Exercise
from ntc.french import typeset
from tests.every.tree import Marked, automatic, data

_BROKEN = re.compile(r"\.\s*[.;:,]")


@pytest.mark.slow
@pytest.mark.parametrize("variant", ["07"])
def test_what_a_sheet_says_of_a_mark_is_made_of_whole_sentences(variant):
    case, labels = data(variant)
    found, said, marked = [], set(), Marked(variant)
    for key in KEYS:
        exercise = exercises.load()[key]
        for specimen in SPECIMENS[key](case, labels):
            parts = marked.of(key, specimen.raw).parts
            for criterion in exercise.criteria:
                serving = [part for part in parts if exercise.evidence(criterion, part.part)]
                found += (f"{key}, {specimen.label}: {fault}" for fault in _faults(exercise, serving))
                said |= {key for _ in lacking(exercise, serving)}
    assert sorted(set(found)) == []
    assert said == {exercise.id for exercise in automatic()}


def test_what_is_told_of_quoted_facts_has_words_for_all_that_is_not_right():
    told = {key: exercise.told.keys() for key, exercise in exercises.load().items() if exercise.told}
    assert {key: set(verdicts) for key, verdicts in told.items()} == dict.fromkeys(
        told, set(get_args(Verdict)) - {"right"}
    )


def _faults(exercise: Exercise, parts: list[PartMark]) -> Iterator[str]:
    for sentence in lacking(exercise, parts):
        if (
            _BROKEN.search(sentence)
            or not sentence.endswith((".", "?", "!"))
            or sentence != typeset(sentence)
        ):
            yield sentence
    for part in parts:
        if part.label != typeset(part.label):
            yield f"{part.label!r}: not set as French prints it"
        if part.verdict in ("wrong", "partial") and part.label == exercise.title and not part.noted:
            yield f"{part.message!r}: only the title is said to be wanting"
        if given_away := [fact for fact in part.noted if any(a in fact for a in part.expected.split(" · "))]:
            yield f"{given_away} give the answer away"
        if untidy := [fact for fact in part.noted if not fact.endswith(".") or fact != typeset(fact)]:
            yield f"{untidy}: no sentence"
        if (
            exercises.owner(part.part, exercise.parts) is None
            and part.label.endswith(".")
            and not exercise.told
        ):
            yield f"{part.label!r} reads as if the fact were not shown"
