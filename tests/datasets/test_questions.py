"""The numeric questions to come, on every variant: no mistake is right, no answer trivial or passed on."""

from decimal import Decimal

import pytest

from ntc.calc.slips import near
from ntc.case import VARIANTS
from tests.datasets.questions import asked
from tests.datasets.questions.question import COUNT, NAME, POINT

QUESTIONS = sorted(asked("00"))
EXERCISES = sorted({exercise for exercise, _ in QUESTIONS})
# The class works on the reference's figures, of which some are round on purpose.
LEARNERS = VARIANTS[1:]
# A figure as round as this in one variant or two would be easier there.
FEW = range(1, 3)


def rights(question):
    return [asked(variant)[question].right for variant in VARIANTS]


def round_figure(question):
    """Tell whether a figure is easier to find or to guess: a whole per cent, or two digits then noughts."""
    if question.tolerance in (COUNT, NAME) or not isinstance(question.right, Decimal):
        return False
    if question.tolerance <= POINT:
        return question.right % Decimal("0.01") == 0
    return question.right >= 100 and len(question.right.normalize().as_tuple().digits) <= 2


def test_every_variant_is_asked_the_same(variant):
    assert sorted(asked(variant)) == QUESTIONS


def test_there_are_questions_on_every_lesson_to_come_and_most_have_a_classic_mistake():
    lessons = {exercise[:3] for exercise in EXERCISES}
    assert lessons == {"cp1", "cp2", "cp3", "cp5", "cp6", "cp7"}
    assert len(QUESTIONS) >= 140
    slips = [slip.id for item in asked("00").values() for slip in item.slips]
    assert len(slips) >= 230
    assert len({name for name in slips if name.startswith("mc.")}) >= 25


def test_no_mistake_is_within_the_tolerance_of_the_right_answer(variant):
    collisions = [
        (*question, slip.id)
        for question, item in asked(variant).items()
        for slip in item.slips
        if near(slip.value, item.right, item.tolerance)
    ]
    assert collisions == []


def test_mistakes_can_be_told_apart(variant):
    hidden = [
        (*question, slip.id, other.id)
        for question, item in asked(variant).items()
        for rank, slip in enumerate(item.slips)
        for other in item.slips[rank + 1 :]
        if slip.id != other.id and near(slip.value, other.value, item.tolerance)
    ]
    assert hidden == []


def test_no_answer_is_trivial(variant):
    trivial = [
        question
        for question, item in asked(variant).items()
        if isinstance(item.right, Decimal | int)
        and any(near(item.right, easy, item.tolerance) for easy in (0, 1, 100))
    ]
    assert trivial == []


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_no_answer_is_round_in_one_variant_only(question):
    rounded = [variant for variant in LEARNERS if round_figure(asked(variant)[question])]
    assert len(rounded) not in FEW, rounded


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_there_is_nothing_to_pass_on(question):
    found = rights(question)
    if asked("00")[question].shared:
        return
    assert len(set(found)) >= len(VARIANTS) - 1


@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_two_variants_have_the_same_answers_to_an_exercise(exercise):
    whole = {
        tuple(item.right for question, item in asked(variant).items() if question[0] == exercise)
        for variant in VARIANTS
    }
    assert len(whole) == len(VARIANTS)


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_answers_are_comparable(question):
    """The largest answer is not many times the smallest, and all have one sign."""
    item = asked("00")[question]
    if item.spread is None or not isinstance(item.right, Decimal | int):
        return
    sizes = [abs(right) for right in rights(question)]
    assert len({right > 0 for right in rights(question)}) == 1
    assert max(sizes) <= item.spread * min(sizes)
