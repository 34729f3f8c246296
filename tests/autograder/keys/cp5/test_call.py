"""The call: every way through it on every variant, counted from the files themselves."""

from functools import cached_property

import pytest

from autograder import truth
from autograder.keys import Lesson, mark
from autograder.keys.cp5 import call
from ntc.case import VARIANTS, load
from ntc.lesson import fields_of, shipped
from tests.autograder.keys.talked import Talked

HALVING = ("mensonge", "pression", "déjeuner")


class Files(Talked):
    """The call of one variant as its files tell it, and what the key says of a way through."""

    def __init__(self, variant):
        super().__init__(variant, "D2")
        self.variant = variant

    @cached_property
    def fields(self):
        return fields_of(shipped("cp5-prospection"), load(self.variant))

    def walks(self):
        for said, _ in self.ways():
            yield said

    def half(self, walk, *, objections):
        met = (row for row in walk if (self.nodes[row["node_id"]]["stage"] == "objection") == objections)
        return sum(int(self.worth[row["choice_id"]]["score"]) for row in met)

    def marked(self, walk):
        raw = {call.ID: [row["choice_id"] for row in walk]}
        lesson = Lesson.read(self.fields, raw)
        return mark(call.ID, load(self.variant), truth.load(self.variant), lesson)

    def faults(self, walk):
        natures = [self.worth[row["choice_id"]]["flags"].split(", ") for row in walk]
        return [nature[-1] for nature in natures if "faute" in nature]


@pytest.fixture(scope="module")
def files():
    return Files("00")


def test_every_line_that_is_answered_is_of_one_moment_of_the_call():
    for variant in VARIANTS:
        told = Files(variant)
        reached = {row["node_id"] for walk in told.walks() for row in walk}
        stages = [told.nodes[node]["stage"] for node in reached]
        assert sorted(set(stages)) == ["accroche", "objection", "rendez-vous", "standard"]
        assert (stages.count("objection"), stages.count("rendez-vous")) == (4, 1)


def test_a_half_is_worth_what_it_has_beyond_eight_seventeenths_of_the_best(files):
    walks = list(files.walks())
    best = max(walks, key=lambda walk: sum(int(files.worth[row["choice_id"]]["score"]) for row in walk))
    assert (files.half(best, objections=False), files.half(best, objections=True)) == (13, 8)
    assert files.marked(best).fraction == 1
    found, seen = [], 0
    for walk in walks[::5]:
        faults = files.faults(walk)
        words, objections, _ = files.marked(walk).parts
        seen += 1
        for part, met, most in ((words, False, 13), (objections, True, 8)):
            share = (files.half(walk, objections=met) / most - 8 / 17) / (9 / 17)
            expected = max(0.0, min(1.0, share)) * (0.5 if set(faults) & set(HALVING) else 1.0)
            if "dénigrement" in faults:
                expected = 0.0
            if abs(part.fraction - expected) > 1e-9:
                found.append((faults, met, part.fraction, expected))
    assert found == []
    assert seen > 40


def test_each_fault_is_told_by_the_first_words_of_the_reply_that_made_it(files):
    seen = set()
    for walk in list(files.walks())[::3]:
        result = files.marked(walk)
        said = " ".join(part.message for part in result.parts)
        for fault in files.faults(walk):
            seen.add(fault)
            assert call.COST[fault].split(" :")[0] in said
    assert seen == set(call.COST)
