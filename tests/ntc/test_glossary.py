"""The glossary is complete, linked and found by the wordings that lessons use."""

import re
from dataclasses import replace

import pytest

from ntc import glossary
from ntc.french import typeset
from tests.violations import assert_none

TERMS = glossary.load()
COMPETENCIES = {f"cp{n}" for n in range(1, 8)} | {"ct1", "ct2"}


def test_there_are_enough_terms_and_all_those_of_the_reference():
    assert len(TERMS) >= 84
    assert sum(term.reference for term in TERMS.values()) == 16


def faults(term):
    """Yield what is wrong with a term."""
    if not term.competencies or not set(term.competencies) <= COMPETENCIES:
        yield f"{term.id}: competencies {term.competencies}"
    if lost := set(term.related) - (TERMS.keys() - {term.id}):
        yield f"{term.id}: related to {lost}"
    if not term.definition.endswith((".", "!", "?")):
        yield f"{term.id}: the definition is no sentence"
    if term.definition.casefold() == term.example.casefold():
        yield f"{term.id}: the example is the definition"
    if found := re.search(r' [:;!?%€»]|« |"|[a-zà-ÿ]\'[a-zà-ÿ]', f"{term.definition} {term.example}"):
        where = next(text for text in (term.definition, term.example) if found[0] in text)
        yield f"{term.id}: French typography, {found[0]!r}: write {typeset(where)!r}"


def test_terms_are_complete_and_linked():
    assert_none(fault for term in TERMS.values() for fault in faults(term))


def test_each_fault_of_a_term_is_seen():
    term = next(iter(TERMS.values()))
    spoilt = [
        {"competencies": ()},
        {"competencies": ("cp9",)},
        {"related": ("no_such_term",)},
        {"related": (term.id,)},
        {"definition": "Sans point"},
        {"example": term.definition.upper()},
        {"example": "Vraiment ?"},
    ]
    assert list(faults(term)) == []
    assert [len(list(faults(replace(term, **change)))) for change in spoilt] == [1] * len(spoilt)


def test_no_two_terms_share_a_wording():
    owners = {}
    for term in TERMS.values():
        for name in term.names:
            owners.setdefault(glossary._canonical(name), set()).add(term.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("seuil de rentabilité", "break_even"),
        ("Seuils de rentabilite", "break_even"),
        ("taux de marque", "margin_rate"),
        ("taux de marge", "markup_rate"),
        ("coûts fixes", "fixed_cost"),
        ("MCV", "contribution_margin"),
        ("DSO", "dso"),
        ("encours client", "receivables"),
    ],
)
def test_a_wording_finds_its_term(wording, expected):
    assert glossary.find(wording).id == expected


def test_an_unknown_wording_finds_nothing():
    assert glossary.find("machine à café") is None
