"""No column that a learner reads gives a planted label away by its look: what a trap needs is judgement.

Every column is turned into simple traits (a value, a length, capitals, a date in the text …). The best rule
on one trait, a threshold or an equality, must stay near tossing a coin over the 17 variants together, unless
the column is the lawful evidence of the label.
"""

import re
from collections import Counter
from datetime import date

import pytest

from autograder import truth as truths
from ntc.case import VARIANTS, load, schema

BOUND = 0.70
# Table, label, what is planted, who is asked about, and columns that are evidence, with the reason.
PLANTED = [
    pytest.param(
        "clients",
        lambda label: label.status == "perdu",
        lambda row: True,
        # Tier and terms follow from what was invoiced in 2025 (R04, R07): nothing, for a lost client.
        {"tier", "terms"},
        id="lost clients",
    ),
    pytest.param(
        "clients",
        lambda label: label.status == "doublon",
        lambda row: True,
        # The same: an account without orders has no tier.
        {"tier", "terms"},
        id="clients written twice",
    ),
    pytest.param(
        "clients",
        lambda label: label.status == "dormant",
        lambda row: True,
        {"tier", "terms"},
        id="dormant clients",
    ),
    pytest.param(
        "prospects",
        lambda label: label.is_client_dup is not None,
        lambda row: True,
        set(),
        id="prospects that are clients",
    ),
    pytest.param(
        "prospects",
        lambda label: label.out_of_sector,
        lambda row: True,
        # The town is what puts an account outside the sector.
        {"town_id"},
        id="prospects outside the sector",
    ),
    pytest.param(
        "contacts",
        lambda label: label.comment_fault is not None,
        lambda row: row.comment is not None,
        set(),
        id="forbidden comments",
    ),
]


def traits(value):
    """What anybody sees of a value without understanding it."""
    yield "given", value is not None
    if isinstance(value, date):
        yield "value", value.toordinal()
    elif isinstance(value, str):
        yield "value", value
        yield "length", len(value)
        yield "sentences", len(re.findall(r"[.!?](?:\s|$)", value))
        yield "digits", sum(letter.isdigit() for letter in value)
        yield "year", re.search(r"\b20\d\d\b", value) is not None
        yield "capitals", sum(letter.isupper() for letter in value)
        yield "all in capitals", value.isupper()
        yield "accents", sum(letter in "éèêëàâîïôûùç" for letter in value)
        yield "signs", sum(letter in "().,;:’«»" for letter in value)
    elif value is not None:
        yield "value", value


def best_rule(pairs):
    """The best balanced accuracy of a threshold or an equality on one trait; pairs of trait and label."""
    planted = sum(label for _, label in pairs)
    others = len(pairs) - planted
    hits, misses = Counter(), Counter()
    for value, label in pairs:
        (hits if label else misses)[value] += 1
    values = sorted(hits.keys() | misses.keys())
    best, found, wrong = 0.5, 0, 0
    for value in values:
        alone = abs(hits[value] / planted - misses[value] / others)
        found, wrong = found + hits[value], wrong + misses[value]
        below = abs(found / planted - wrong / others) if not isinstance(value, str) else 0
        best = max(best, 0.5 + alone / 2, 0.5 + below / 2)
    return best


def test_the_best_rule_is_found():
    shown = [(3, True), (3, True), (10, False), (12, False), (1, False)]
    assert best_rule(shown) == 1.0
    assert best_rule([(size, size > 4) for size in range(8)]) == 1.0
    assert best_rule([(size, size % 2 == 0) for size in range(8)]) == 0.625


@pytest.mark.parametrize(("table", "planted", "asked", "evidence"), PLANTED)
def test_no_column_gives_a_label_away(table, planted, asked, evidence):
    pairs = {}
    for variant in VARIANTS:
        key, labels = schema()[table].key[0], truths.load(variant).of(table)
        for row in filter(asked, getattr(load(variant), table)):
            label = planted(labels[getattr(row, key)])
            for column in {column.name for column in schema()[table].public} - {key, *evidence}:
                for name, trait in traits(getattr(row, column)):
                    pairs.setdefault((column, name), []).append((trait, label))
    told = {rule: best_rule(found) for rule, found in pairs.items() if len({label for _, label in found}) > 1}
    assert told
    assert {rule: round(score, 2) for rule, score in told.items() if score > BOUND} == {}


def test_those_who_opted_out_have_comments_as_often_as_others():
    said = {True: [], False: []}
    for variant in VARIANTS:
        for row in load(variant).contacts:
            said[row.opposition].append(row.comment is not None)
    opposed, others = (sum(found) / len(found) for found in (said[True], said[False]))
    assert abs(opposed - others) < 0.12


def test_honest_cards_are_as_carelessly_written_as_some_duplicates():
    capitals = Counter()
    for variant in VARIANTS:
        case, truth = load(variant), truths.load(variant)
        labels = truth.of("prospects")
        capitals += Counter(
            labels[row.prospect_id].is_client_dup is None for row in case.prospects if row.name.isupper()
        )
    assert capitals[True] > 3 * capitals[False] > 0
