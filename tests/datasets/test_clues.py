"""The clues of CP4 tell where to look and not what is there; what the remedies quote is in the tables."""

import re
from collections import Counter

import pytest

from autograder import truth as truths
from ntc.case import VARIANTS, load
from ntc.french import euros, number
from tests.datasets.rules import Rules

rules = Rules()

PROVING = 5


def has(text, *figures):
    assert [figure for figure in figures if figure not in text] == []


@rules.rule
def half_of_the_clues_prove_a_cause_and_each_story_has_both_kinds(case, truth):
    proving = [row for row in truth.clues if row.cause]
    assert (len(case.clues), len(proving)) == (2 * PROVING, PROVING)
    stories = {row.trap: row.id for row in truth.causes if row.trap}
    assert all(row.cause == stories[row.trap] for row in proving)
    for story in stories:
        kinds = Counter(row.cause is not None for row in truth.clues if row.trap == story)
        assert {1, 2} >= set(kinds.values())
        assert kinds.keys() == {True, False}


@rules.rule
def no_client_is_named_twice(case):
    named = Counter(client.name for client in case.clients for row in case.clues if client.name in row.label)
    assert named
    assert set(named.values()) == {1}


@rules.rule
def a_clue_says_what_to_compare_and_never_what_is_found(case):
    for row in case.clues:
        figures = re.sub(r"\b202[45]\b", "", row.label)
        assert not re.search(r"\d", figures), row.label
        assert not re.search(r"[€%]|baiss|hausse|moins|plus|recul|chut|grimp|seulement", row.label), row.label


@rules.rule
def what_the_office_took_is_compared_in_every_variant(case, truth):
    """It alone says that the time went to the office; visits not made say only that it was short."""
    labels = truth.of("clues")
    (row,) = [
        row for row in case.clues if "«\u00a0administratif\u00a0»" in row.label and labels[row.id].cause
    ]
    assert "2025" in row.label


@rules.rule
def quotes_to_follow_up(variant, case):
    asleep = [row for row in case.quotes if row.status == "en cours" and row.followups == 0]
    code = next(row.id for row in truths.load(variant).remedies if row.lever == "T11")
    remedy = next(row for row in case.remedies if row.id == code)
    has(remedy.label, f"{number(len(asleep), 0)} devis", euros(sum(row.amount for row in asleep), 0))
    assert len(asleep) >= 5
    assert remedy.cost < remedy.margin / 20


@pytest.mark.parametrize(
    "table", ["clues", "causes", "remedies", "indicators", "indicator_questions", "complaints"]
)
def test_texts_are_set_as_french_prints_them(table):
    for variant in VARIANTS:
        for row in getattr(load(variant), table):
            for text in row:
                if isinstance(text, str):
                    assert "'" not in text
                    assert not any(pair in text for pair in (" :", " ;", " ?", " !", " %", " €", "« ", " »"))


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)
