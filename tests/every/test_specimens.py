"""Every specimen of every key, on every variant: what it earns, which mistake it is told."""

import inspect
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.keys import KEYS, SPECIMENS, Specimen
from autograder.keys.asked.exercise import asked_of
from autograder.keys.traps import LABELS
from autograder.mark import Mark, PartMark
from ntc import exercises
from ntc.french import typeset
from ntc.paths import COURSE, OWN_COURSE
from tests.every.tree import VARIANTS, Marked, automatic, data
from tests.violations import assert_none


@pytest.fixture(scope="module", params=VARIANTS)
def variant(request):
    return request.param


@pytest.fixture(scope="module")
def made(variant):
    return {exercise_id: SPECIMENS[exercise_id](*data(variant)) for exercise_id in KEYS}


def test_every_specimen_earns_what_it_must_and_is_told_its_mistake(variant, made):
    found, run, marked, eliminated = [], 0, Marked(variant), set()
    for exercise_id in KEYS:
        for specimen in made[exercise_id]:
            result = marked.of(exercise_id, specimen.raw)
            if any(part.noted and not part.fraction for part in result.parts):
                eliminated.add(exercise_id)
            found += (f"{exercise_id}, {specimen.label}: {fault}" for fault in faults(specimen, result))
            run += 1
    forbidden = bringing_to_nothing()
    assert forbidden or COURSE != OWN_COURSE  # a tiny course need not forbid anything
    found += (f"{each}: no specimen that is eliminated" for each in forbidden - eliminated)
    assert_none(found)
    assert run >= 5 * len(exercises.load())


def bringing_to_nothing() -> set[str]:
    """The exercises in whose files something forbidden brings a question to nothing."""
    return {
        exercise_id
        for exercise_id, key in KEYS.items()
        for file in Path(inspect.getfile(inspect.unwrap(key))).parent.glob("*.py")
        if f"{file.stem}_".startswith(f"{exercise_id.partition('-')[2].replace('-', '_')}_")
        and "eliminated(" in file.read_text(encoding="utf-8")
    }


def faults(specimen: Specimen, result: Mark) -> Iterator[str]:
    if not math.isclose(result.fraction, specimen.fraction, abs_tol=1e-9):
        yield f"earns {result.fraction}, not {specimen.fraction}"
    if specimen.slip is not None and specimen.slip not in result.slips:
        yield f"is told {result.slips}, not {specimen.slip}"
    if not set(result.slips) <= set(LABELS):
        yield f"unknown slips in {result.slips}"
    for part in result.parts:
        if not (part.message and part.label and part.expected):
            yield f"{part.part}: no message, label or expected answer"
        if not 0 <= part.fraction <= 1 or (part.verdict == "right") != (part.fraction == 1):
            yield f"{part.part}: {part.verdict} for {part.fraction}"
        if part.slip is not None and part.fraction == 1:
            yield f"{part.part}: right, yet {part.slip}"
        yield from (f"{part.part}, {part.message}: {fault}" for fault in ill_said(part))


def ill_said(part: PartMark) -> Iterator[str]:
    """Feedback says more than that an answer is wrong, and never gives the right figure away."""
    if "faux" in part.message.casefold() or (len(part.message.split()) == 1 and part.verdict != "right"):
        yield "says only that it is wrong"
    figure = part.verdict == "wrong" and any(map(str.isdigit, part.expected))
    if figure and part.expected in part.message.replace(part.given, ""):
        yield "gives the right figure away"
    if typeset(part.message) != part.message:
        yield "is not set in French"


def test_specimens_differ_and_show_full_marks_none_and_something_between(variant, made):
    """Nothing stands between for one figure, which is right or wrong."""
    case, labels = data(variant)
    found = []
    for exercise_id in KEYS:
        named = [specimen.label for specimen in made[exercise_id]]
        found += (f"{exercise_id}: {label} twice" for label in set(named) if named.count(label) > 1)
    for exercise in automatic():
        fractions = [specimen.fraction for specimen in made[exercise.id]]
        one_figure = len(exercise.parts) == len(asked_of(exercise.id, case, labels)) == 1
        between = one_figure or any(0 < each < 1 for each in fractions)
        if not (max(fractions) == 1 and min(fractions) == 0 and between):
            found.append(
                f"{exercise.id}: its specimens earn {sorted(set(fractions))}, not 0, 1 and something between"
            )
    assert_none(found)
