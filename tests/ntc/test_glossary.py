"""The glossary is complete, linked and found by the wordings that lessons use."""

import re

import pytest

from ntc import glossary

TERMS = glossary.load()
COMPETENCIES = {f"cp{n}" for n in range(1, 8)} | {"ct1", "ct2"}


def test_there_are_enough_terms_and_all_those_of_the_reference():
    assert len(TERMS) >= 84
    assert sum(term.reference for term in TERMS.values()) == 16


@pytest.mark.parametrize("term", TERMS.values(), ids=TERMS)
def test_a_term_is_complete_and_linked(term):
    assert term.competencies
    assert set(term.competencies) <= COMPETENCIES
    assert set(term.related) <= TERMS.keys() - {term.id}
    assert term.definition.endswith((".", "!", "?"))
    assert term.definition.casefold() != term.example.casefold()
    text = f"{term.definition} {term.example}"
    assert not re.search(r' [:;!?%€»]|« |"|[a-zà-ÿ]\'[a-zà-ÿ]', text), "French typography"


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
