"""A long answer that is contested: read card by card, what was answered beside what is right."""

import pytest

from autograder.desk.contesting import _pairs
from autograder.mark import PartMark

RIGHT = (
    "DOC04 · Étude : acheter en ligne → à écarter · DOC06 · Lettre → fiable · Un avis → opinion · "
    "Une hausse → à vérifier ou fiable · Un tarif → fait"
)
GIVEN = "DOC06 · Lettre → à écarter · DOC04 · Étude : acheter en ligne → à écarter · Une hausse → fiable"


def marked(given: str, expected: str) -> PartMark:
    return PartMark("p", "Trier", "partial", 0.5, given=given, expected=expected)


def test_each_card_stands_once_whatever_its_own_name_holds():
    assert _pairs(marked(GIVEN, RIGHT)) == [
        ["DOC04 · Étude : acheter en ligne", "à écarter", "à écarter"],
        ["DOC06 · Lettre", "à écarter", "fiable"],
        ["Un avis", "—", "opinion"],
        ["Une hausse", "fiable", "à vérifier ou fiable"],
        ["Un tarif", "—", "fait"],
    ]


def test_what_was_set_aside_and_should_not_is_read_too():
    """Of a list that says why each record is left out."""
    right = " · ".join(f"Maison {name} · Angers\u00a0: déjà cliente" for name in "ABCDE")
    given = "Maison A · Angers\u00a0: opposition · Maison Z · Blain\u00a0: opposition"
    rows = _pairs(marked(given, right))
    assert rows[0] == ["Maison A · Angers", "opposition", "déjà cliente"]
    assert rows[-1] == ["Maison Z · Blain", "opposition", "—"]
    assert len(rows) == 6


@pytest.mark.parametrize(
    "told", ["", "42,50", "Laiterie · Craon · Menuiserie · Blain · Tôlerie · Cholet", "A → un · B → deux"]
)
def test_what_is_no_long_list_of_pairs_is_left_as_it_is(told: str):
    assert _pairs(marked(told, told)) == []
