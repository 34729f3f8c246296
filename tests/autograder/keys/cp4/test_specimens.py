"""What the specimens of CP4 show: how many there are of each key, and every mistake that the domain names."""

import pytest

from autograder import truth
from autograder.keys import SPECIMENS, Lesson, mark
from ntc.case import VARIANTS, load
from ntc.lesson import fields_of, shipped

# How many specimens a key has at least: right, partial, blank, unreadable, each slip, follow-through.
LEAST = {
    "cp4-dashboard": 34,
    "cp4-indicators": 12,
    "cp4-break-even": 18,
    "cp4-variance": 23,
    "cp4-causes": 24,
    "cp4-remedies": 24,
    "cp4-time": 13,
    "cp4-note": 6,
}
# What domain reference §4.4 and §3.3 name for CP4, and what trainers meet; be-down is met in a drill.
NAMED = {
    "cp4-dashboard": {
        *("trap.T01", "trap.T02", "trap.T05", "trap.T06", "trap.T28"),
        *("mc.pct-base", "mc.markup-for-margin", "mc.conv-mixed", "mc.ret-new", "mc.dso-ht", "mc.pipe-raw"),
        *("mc.achieve-gap", "mc.achieve-inverse", "mc.dso-365", "mc.margin-eco"),
        *("trap.last-year", "trap.both-years", "trap.next-objective", "trap.index"),
        *("trap.cost-for-margin", "trap.result-for-margin", "trap.open-quotes", "trap.retention-base"),
        *("trap.clients-only", "trap.like-for-all", "trap.renewals-twice"),
        *("trap.dso-disputed", "trap.dso-overdue", "trap.delivered", "trap.won-or-lost"),
    },
    "cp4-indicators": {
        *("trap.flat-season", "trap.round-down", "trap.not-whole", "trap.cumulated", "trap.not-divided"),
        *("trap.monthly-mean", "trap.other-season", "trap.quotes-for-orders", "trap.increase"),
    },
    "cp4-break-even": {
        *("mc.be-ca-fixed", "mc.be-margin", "mc.be-linear", "mc.markup-for-margin"),
        *("mc.be-direct", "mc.be-target-add", "mc.safety-base"),
        *("trap.threshold-markup", "trap.threshold-share", "trap.target-raw", "trap.target-alone"),
    },
    "cp4-variance": {
        *("mc.var-price-plan", "mc.var-sign", "mc.var-nomix", "mc.var-on-sales"),
        *("trap.five-lines", "trap.simple-mean", "trap.var-rate", "trap.var-cost", "trap.var-units"),
        *("trap.var-gaps", "trap.var-actual-mean", "trap.var-actual", "trap.var-no-mix", "trap.var-no-price"),
        "trap.var-sector",
    },
    "cp4-time": {
        "mc.freed-share",
        "trap.road",
        "trap.mails",
        "trap.visits-only",
        "trap.all-fixed",
        "trap.last-year",
    },
}
SOMETIMES = {"trap.day-by-day", "trap.clock", "trap.planned-months"}
"""Mistakes that give the right figure, or one too near it to be told, to some learners."""


@pytest.mark.parametrize("variant", VARIANTS)
def test_there_are_enough_specimens_and_each_mistake_of_the_domain_is_named(variant):
    found = []
    for exercise_id, least in LEAST.items():
        specimens = SPECIMENS[exercise_id](load(variant), truth.load(variant))
        if len(specimens) < least:
            found.append(f"{exercise_id}: {len(specimens)} specimens")
        named = {specimen.slip for specimen in specimens} - {None, *SOMETIMES}
        if exercise_id in NAMED and named != NAMED[exercise_id]:
            found.append(f"{exercise_id}: names {named ^ NAMED[exercise_id]}")
    assert found == []


@pytest.mark.slow
def test_what_some_data_hide_is_named_on_others():
    specimens = (
        specimen
        for variant in VARIANTS
        for exercise_id in NAMED
        for specimen in SPECIMENS[exercise_id](load(variant), truth.load(variant))
    )
    assert {specimen.slip for specimen in specimens} >= SOMETIMES


def test_a_plan_is_judged_whole_and_clues_by_their_causes_then_by_their_sources():
    case, labels = load("00"), truth.load("00")
    fields = fields_of(shipped("cp4-bilan"), case)
    parts = {
        exercise_id: len(mark(exercise_id, case, labels, Lesson.read(fields, {})).parts)
        for exercise_id in LEAST
    }
    assert parts == {
        "cp4-dashboard": 12,
        "cp4-indicators": len(fields["cp4-indicators"]) - 1 + 8,
        "cp4-break-even": 6,
        "cp4-variance": 8,
        "cp4-causes": 2,
        "cp4-remedies": 1,
        "cp4-time": 5,
        "cp4-note": 0,
    }
