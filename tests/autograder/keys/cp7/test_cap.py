"""cp7-cap: a motive misread costs once and a half at most; what a wrong link is told; lazy ways in step."""

import pytest

from autograder import truth as truths
from autograder.keys import Lesson, mark
from autograder.keys.cp7 import cap as marked
from autograder.keys.cp7 import cards
from ntc.case import VARIANTS, load
from ntc.lessons.cp7 import plans
from tests.every.tree import placed

ID = "cp7-cap"


def marks(variant, raw):
    case, labels = load(variant), truths.load(variant)
    return {part.part: part for part in mark(ID, case, labels, Lesson.read(placed(variant), raw)).parts}


def people(variant):
    case, labels = load(variant), truths.load(variant)
    heard = plans.people_heard(case)
    return cards.one(cards.firsts(labels, heard)), cards.one(cards.seconds(labels, heard))


def lost(variant, motives, chains):
    """What both columns lose, in points of two each."""
    raw = {code: {"motive": motives[code], "chain": chains[code]} for code in motives}
    told = marks(variant, {marked.PEOPLE: raw})
    return [2 * (1 - told[part].fraction) for part in ("people-motives", "people-chains")]


@pytest.mark.slow
def test_a_motive_misread_and_the_chain_that_follows_cost_once_and_a_half_at_most():
    tried = 0
    for variant in VARIANTS:
        case = load(variant)
        motives, chains = people(variant)
        for code in motives:
            for motive, _ in plans.motives(case):
                for chain, _ in plans.chains(case):
                    if motive == motives[code] or not marked.follows(case, motive, chain):
                        continue
                    tried += 1
                    alone, carried = lost(variant, {**motives, code: motive}, {**chains, code: chain})
                    assert alone + carried <= 1.5 * alone + 1e-9
    assert tried > 300


def test_one_motive_everywhere_and_its_chain_earn_nothing():
    for variant in VARIANTS:
        case = load(variant)
        motives, chains = people(variant)
        for motive, _ in plans.motives(case):
            for chain, _ in plans.chains(case):
                if marked.follows(case, motive, chain):
                    alike = lost(variant, dict.fromkeys(motives, motive), dict.fromkeys(chains, chain))
                    assert alike[0] == 2
                    assert alike[1] >= 4 / 3


def test_every_chain_served_is_one_that_may_be_told_and_each_person_has_theirs():
    for variant in VARIANTS:
        case = load(variant)
        motives, chains = people(variant)
        assert all(marked.follows(case, motives[code], chains[code]) for code in motives)


def test_a_feature_said_again_is_told_so_without_the_right_advantage():
    case, labels = load("00"), truths.load("00")
    features = plans.features(case)
    right = cards.one(cards.firsts(labels, features))
    again = next(code for code, text in plans.advantages(case) if "vitesse" in text)
    first = next(iter(right))
    told = marks(
        "00",
        {marked.LINES: {code: {"advantage": right[code]} for code in right} | {first: {"advantage": again}}},
    )
    mark_of = told["lines-advantages"]
    assert "Vous avez dit deux fois" in mark_of.message
    assert dict(plans.advantages(case))[right[first]] not in mark_of.message
