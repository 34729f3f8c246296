"""The numeric questions to come, on every variant: no mistake is right, no answer trivial or passed on."""

from collections import Counter
from decimal import Decimal

import pytest

from ntc.calc.slips import near
from ntc.case import VARIANTS
from tests.datasets.questions import asked
from tests.datasets.questions.question import COUNT, NAME, POINT
from tests.datasets.rules import Rules
from tests.violations import assert_none

rules = Rules()

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


@rules.rule
def every_variant_is_asked_the_same(variant):
    assert sorted(asked(variant)) == QUESTIONS


def test_there_are_questions_on_every_lesson_to_come_and_most_have_a_classic_mistake():
    lessons = {exercise[:3] for exercise in EXERCISES}
    assert lessons == {"cp1", "cp2", "cp3", "cp5", "cp6"}
    assert len(QUESTIONS) >= 130
    slips = [slip.id for item in asked("00").values() for slip in item.slips]
    assert len(slips) >= 220
    assert len({name for name in slips if name.startswith("mc.")}) >= 20


@rules.rule
def no_mistake_is_within_the_tolerance_of_the_right_answer(variant):
    collisions = [
        (*question, slip.id)
        for question, item in asked(variant).items()
        for slip in item.slips
        if near(slip.value, item.right, item.tolerance)
    ]
    assert collisions == []


@rules.rule
def mistakes_can_be_told_apart(variant):
    hidden = [
        (*question, slip.id, other.id)
        for question, item in asked(variant).items()
        for rank, slip in enumerate(item.slips)
        for other in item.slips[rank + 1 :]
        if slip.id != other.id and near(slip.value, other.value, item.tolerance)
    ]
    assert hidden == []


@rules.rule
def no_answer_is_trivial(variant):
    trivial = [
        question
        for question, item in asked(variant).items()
        if isinstance(item.right, Decimal | int)
        and any(near(item.right, easy, item.tolerance) for easy in (0, 1, 100))
    ]
    assert trivial == []


@pytest.mark.slow
def test_no_answer_is_round_in_one_variant_only():
    rounded = {
        question: [variant for variant in LEARNERS if round_figure(asked(variant)[question])]
        for question in QUESTIONS
    }
    assert_none(
        f"{question}: round in {variants}" for question, variants in rounded.items() if len(variants) in FEW
    )


def test_there_is_nothing_to_pass_on():
    assert_none(
        f"{question}: few values, {Counter(rights(question)).most_common(3)}"
        for question in QUESTIONS
        if not asked("00")[question].shared and len(set(rights(question))) < len(VARIANTS) - 1
    )


def test_no_two_variants_have_the_same_answers_to_an_exercise():
    for exercise in EXERCISES:
        whole = {
            tuple(item.right for question, item in asked(variant).items() if question[0] == exercise)
            for variant in VARIANTS
        }
        assert len(whole) == len(VARIANTS), exercise


def test_answers_are_comparable():
    """The largest answer is not many times the smallest, and all have one sign."""

    def comparable(found, spread):
        sizes = [abs(right) for right in found]
        return len({right > 0 for right in found}) == 1 and max(sizes) <= spread * min(sizes)

    items = {question: asked("00")[question] for question in QUESTIONS}
    assert_none(
        f"{question}: {[str(right) for right in rights(question)]}"
        for question, item in items.items()
        if item.spread is not None
        and isinstance(item.right, Decimal | int)
        and not comparable(rights(question), item.spread)
    )


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
