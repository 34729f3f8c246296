"""Items, choices and steps of the exercises that share one form: labels hold, nothing is told by its look."""

from collections import Counter, defaultdict
from functools import cache
from itertools import cycle, permutations
from operator import eq

import pytest

from autograder import truth as truths
from ntc.case import VARIANTS, load
from tests.datasets.rules import Rules
from tests.datasets.test_leaks import BOUND, best_rule, traits

rules = Rules()

# What is drawn of each part: how many items, how many choices.
PARTS = {
    ("cp2-crm", "outils"): (6, 8),
    ("cp2-segments", "groupes"): (8, 2),
    ("cp2-segments", "conditions"): (0, 4),
    ("cp3-content", "brouillons"): (8, 4),
    ("cp3-content", "refus"): (0, 4),
    ("cp3-content", "profil"): (6, 2),
    ("cp3-content", "travers"): (0, 3),
    ("cp5-avatar", "verbatims"): (8, 4),
    ("cp5-avatar", "parcours"): (6, 3),
    ("cp5-crm", "droits"): (3, 4),
    ("cp5-hours", "conclusions"): (6, 2),
    ("cp5-mailing", "pieds"): (6, 3),
    ("cp5-script", "phrases"): (8, 4),
    **{
        ("cp6-discovery", f"fiche-{line}"): (1, 4)
        for line in ("eau", "projet", "decision", "entretien", "paiement", "fermeture")
    },
    ("cp6-prepare", "lignes"): (15, 3),
    ("cp6-prepare", "buts"): (10, 3),
    ("cp6-prepare", "manques"): (0, 3),
    ("cp6-prepare", "sac"): (10, 2),
    ("cp6-quote", "mentions"): (12, 2),
    ("cp6-quote", "droit"): (12, 2),
    ("cp6-rephrase", "cartes"): (15, 4),
    ("cp6-rephrase", "ecarts"): (0, 4),
    ("cp6-sizing", "usages"): (4, 4),
    ("cp6-sizing", "local"): (7, 2),
    ("cp6-sizing", "raisons"): (8, 2),
    ("cp6-spin", "questions"): (20, 5),
    ("cp6-spin", "couts"): (5, 5),
    ("cp6-spin", "gains"): (5, 5),
    ("cp7-cap", "chaines"): (6, 9),
    ("cp7-cap", "preuves"): (0, 8),
    ("cp7-cap", "personnes"): (4, 6),
    ("cp7-cap", "premiers"): (0, 6),
    ("cp7-closing", "intrus"): (1, 2),
    ("cp7-objections", "assauts"): (2, 4),
    ("cp7-price", "phrases"): (8, 5),
    ("cp7-support", "situations"): (6, 8),
    ("cp7-support", "moments"): (0, 4),
}
STEPS = {"cp3-follow": 8, "cp5-script": 10, "cp6-sizing": 6, "cp7-closing": 8}
# Pairs of steps that matter. Of 28 one is free: one bills before or after the machine is started; four may be
# in any order before the opening of a call, and the moment is asked before or after it; of 15 two are, the
# receiver may stand before or after the filter and the dryer.
PAIRS = {"cp3-follow": 27, "cp5-script": 24, "cp6-sizing": 13, "cp7-closing": 28}
# Steps that nothing must precede, and those that have no place.
FIRST = {"cp3-follow": 1, "cp5-script": 3, "cp6-sizing": 1, "cp7-closing": 1}
OUT = {"cp5-script": 2}
# What is a set to keep, not a row of answers: how many of three times as many.
KEPT = {("cp5-hours", "conclusions"): 2}
# Of six items with three answers, two each: one answer after the other, in whatever order, is rarely right.
TURNED = {("cp5-avatar", "parcours"): 3}
# Traits that are lawful evidence, with the reason: a word of the draft says to whom it speaks, and its length
# follows; nobody counts accents or commas, and each draft has two wordings: chance.
CHANCE = {"accents", "signs"}


def place(row):
    return row.exercise, row.part


@rules.rule
def every_part_has_what_it_should(case):
    items, choices = Counter(map(place, case.quiz_items)), Counter(map(place, case.quiz_choices))
    assert {part: (items[part], choices[part]) for part in items | choices} == PARTS
    assert Counter(row.exercise for row in case.quiz_steps) == STEPS


@rules.rule
def an_answer_is_a_choice_of_its_part_and_a_flaw_one_of_another(case, truth):
    parts = {row.choice_id: place(row) for row in case.quiz_choices}
    labels = truth.of("quiz_items")
    flaws = defaultdict(set)
    for row in case.quiz_items:
        label = labels[row.item_id]
        for code in (label.right, *(label.also or "").split()):
            assert parts[code] == place(row)
        if label.flaw:
            assert parts[label.flaw] != place(row)
            flaws[place(row)].add(parts[label.flaw])
    assert {len(found) for found in flaws.values()} == {1}


@rules.rule
def a_second_answer_is_a_choice_of_one_other_part(case, truth):
    """Feature, advantage and proof; person, motive and chain; situation, support and moment."""
    parts = {row.choice_id: place(row) for row in case.quiz_choices}
    labels, found = truth.of("quiz_items"), defaultdict(set)
    for row in case.quiz_items:
        second = labels[row.item_id].second
        found[place(row)].add(parts[second] if second else None)
    assert {len(others) for others in found.values()} == {1}
    assert {part: other for part, (other,) in found.items() if other} == {
        ("cp7-cap", "chaines"): ("cp7-cap", "preuves"),
        ("cp7-cap", "personnes"): ("cp7-cap", "premiers"),
        ("cp7-support", "situations"): ("cp7-support", "moments"),
    }


@rules.rule
def a_flaw_goes_with_one_answer_only_and_always(truth):
    """What is refused has a reason for it, and nothing else has."""
    flawed = defaultdict(set)
    for row in truth.quiz_items:
        flawed[row.right].add(row.flaw is not None)
    assert {len(found) for found in flawed.values()} == {1}


@rules.rule
def answers_are_as_even_as_they_can_be(case, truth):
    """No answer given everywhere passes five items of eight; of some, so many are kept and no more.

    A part of one item is a line of a sheet.
    """
    labels, found = truth.of("quiz_items"), defaultdict(Counter)
    for row in case.quiz_items:
        found[place(row)][labels[row.item_id].right] += 1
    for part, sizes in found.items():
        if part in KEPT:
            assert sizes.total() == 3 * KEPT[part] == 3 * min(sizes.values()), part
        else:
            assert sizes.total() == 1 or max(sizes.values()) / sizes.total() <= 5 / 8, part


@rules.rule
def no_place_tells_an_answer(case, truth):
    """What is to be kept lies at neither end; answers given in turn are right once too often at most."""
    labels, listed = truth.of("quiz_items"), defaultdict(list)
    for row in case.quiz_items:
        listed[place(row)].append(labels[row.item_id].right)
    for part, size in KEPT.items():
        few = min(set(listed[part]), key=listed[part].count)
        assert {few} not in (set(listed[part][:size]), set(listed[part][-size:])), part
    for part, most in TURNED.items():
        for order in permutations(set(listed[part])):
            assert sum(map(eq, listed[part], cycle(order))) <= most, part


@rules.rule
def texts_are_unlike_and_of_comparable_length(case):
    for rows in (case.quiz_items, case.quiz_choices, case.quiz_steps):
        assert len({(row.exercise, row.text) for row in rows}) == len(rows)
    for part in {place(row) for row in case.quiz_items}:
        lengths = [len(row.text) for row in case.quiz_items if place(row) == part]
        assert max(lengths) <= 2.2 * min(lengths), part


@rules.rule
def steps_lead_from_one_beginning_to_one_end_and_are_not_listed_so(case, truth):
    after = {row.step_id: set((row.after or "").split()) for row in truth.quiz_steps}
    assert [code for code, found in after.items() if not found <= after.keys()] == []
    done, left = set(), dict(after)
    while left:
        ready = {code for code, found in left.items() if found <= done}
        assert ready, f"turning in circles: {sorted(left)}"
        done |= ready
        left = {code: found for code, found in left.items() if code not in ready}
    home, labels = {row.step_id: row.exercise for row in case.quiz_steps}, truth.of("quiz_steps")
    out = {code for code in home if labels[code].out}
    assert Counter(home[code] for code in out) == OUT
    assert not {code for code in after if after[code] & out or (code in out and after[code])}
    assert Counter(home[code] for code in after.keys() - out if not after[code]) == FIRST
    rank = {row.step_id: number for number, row in enumerate(case.quiz_steps)}
    found = defaultdict(set)
    for then in after:
        found[home[then]] |= {(first, then) for first in ancestors(then, after)}
    assert {exercise: len(pairs) for exercise, pairs in found.items()} == PAIRS
    for pairs in found.values():
        assert sum(rank[first] < rank[then] for first, then in pairs) <= len(pairs) / 2


def ancestors(code, after):
    return after[code].union(*(ancestors(first, after) for first in after[code]))


@rules.rule
def answers_copied_from_the_class_data_are_wrong(variant, truth):
    """Codes are drawn: a neighbour's answers, code by code, are mostly wrong."""
    if variant == "00":
        return
    former = {row.item_id: row.right for row in truths.load("00").quiz_items}
    same = sum(former.get(row.item_id) == row.right for row in truth.quiz_items)
    assert same <= len(truth.quiz_items) / 2


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)


@cache
def pooled():
    """For each part, the texts asked with their right answer, all variants together."""
    found = defaultdict(list)
    for variant in VARIANTS:
        case, labels = load(variant), truths.load(variant).of("quiz_items")
        texts = {row.choice_id: row.reason for row in truths.load(variant).quiz_choices}
        for row in case.quiz_items:
            found[place(row)].append((row.text, texts[labels[row.item_id].right]))
    return found


CLASSES = [
    pytest.param(part, right, id=f"{part[0]}-{part[1]}-{rank}")
    for part, rows in sorted(pooled().items())
    for rank, right in enumerate(sorted({right for _, right in rows}))
    # An answer that one item bears is the name of that item.
    if Counter(right for _, right in rows)[right] > len(VARIANTS)
]


def test_every_class_is_looked_at():
    assert len(CLASSES) == 52


@pytest.mark.parametrize(("part", "right"), CLASSES)
def test_no_look_of_a_text_tells_its_answer(part, right):
    told = defaultdict(list)
    for text, known in pooled()[part]:
        for name, trait in traits(text):
            told[name].append((trait, known == right))
    scores = {name: round(best_rule(pairs), 2) for name, pairs in told.items() if name not in CHANCE}
    assert {name: score for name, score in scores.items() if name != "value" and score > BOUND} == {}
