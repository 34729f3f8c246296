"""The closing: every way through the talk, from the files; then the steps, and the intruder."""

from functools import cached_property

import pytest

from autograder import truth
from autograder.keys import Lesson, mark
from autograder.keys.cp7 import closing
from ntc.case import VARIANTS, load
from ntc.fields.kinds.order import BAR
from ntc.lesson import fields_of, shipped
from ntc.lessons.cp7 import signed_plans as plans
from tests.autograder.keys.talked import Talked

FATAL = {"loi", "benne", "signature"}
LESSON = "cp7-negociation"


class Files(Talked):
    """The talk of one variant as its files tell it, and what the key says of a way through."""

    def __init__(self, variant):
        super().__init__(variant, "D5")
        self.variant = variant

    @cached_property
    def fields(self):
        return {closing.ID: fields_of(shipped(LESSON), load(self.variant))[closing.ID]}

    def marked(self, raw):
        return mark(closing.ID, load(self.variant), truth.load(self.variant), Lesson.read(self.fields, raw))

    def faults(self, walk):
        natures = [self.worth[row["choice_id"]]["flags"].split(", ") for row in walk]
        return {nature[-1] for nature in natures if "faute" in nature}

    def points(self, walk):
        return sum(int(self.worth[row["choice_id"]]["score"]) for row in walk)


def talk_of(marked):
    return next(part for part in marked.parts if part.part == "talk")


@pytest.mark.parametrize("variant", ["00", "07", "12"])
def test_a_talk_is_worth_its_sixteenths_half_at_most_with_a_fault_nothing_if_forbidden(variant):
    files, met = Files(variant), set()
    for walk, _ in files.ways():
        faults = files.faults(walk)
        met |= faults
        right = max(0, files.points(walk)) / 16
        right = 0 if faults & FATAL else min(right, 0.5) if faults else right
        part = talk_of(files.marked({closing.TALK: [row["choice_id"] for row in walk]}))
        assert part.fraction == pytest.approx(right)
        assert part.fraction < 1 or part.message == closing.WELL_LED
    assert met == FATAL | closing.SLIPS.keys()


def test_what_the_trade_forbids_says_why_to_the_learner_and_to_a_jury():
    files, told = Files("00"), {}
    for walk, _ in files.ways():
        for fault in files.faults(walk) & FATAL:
            part = talk_of(files.marked({closing.TALK: [row["choice_id"] for row in walk]}))
            told.setdefault(fault, set()).add(part.noted)
            assert "ramené à zéro" in part.message
    assert set(told) == FATAL
    assert all(noted and len(noted[0]) > 20 for each in told.values() for noted in each)


def test_a_talk_opens_whatever_the_take_gave_and_never_says_that_a_lone_signature_is_void():
    for variant in VARIANTS:
        script = plans.signed_talk(load(variant))
        assert "confirmation écrite" in script.setting
        said = " ".join(line.text for line in script.lines)
        assert "n’engage pas" not in said
        assert "annule tout" not in said


@pytest.mark.parametrize("variant", VARIANTS)
def test_eight_steps_and_one_intruder_whose_place_tells_nothing(variant):
    listed = [code for code, _ in plans.signed_steps(load(variant))]
    assert len(listed) == 10
    assert listed[-1] == BAR
    assert len(closing.strays(load(variant))) == 1
    assert len(closing.before(load(variant), truth.load(variant))) == 28


def test_the_intruder_is_not_always_at_the_same_place():
    places = {
        [code for code, _ in plans.signed_steps(case)].index(next(iter(closing.strays(case))))
        for case in map(load, VARIANTS)
    }
    assert len(places) >= 3
