"""The counts are those of the referential's own pages (table of the domain reference, §1)."""

import re
from collections import Counter

import pytest

from ntc import referential

# competency: criteria, technique, relationnel, organisationnel, connaissances, pages
TABLE = {
    "cp1": (5, 12, 1, 1, 13, range(13, 15)),
    "cp2": (4, 9, 0, 5, 7, range(15, 16)),
    "cp3": (5, 12, 7, 3, 9, range(17, 19)),
    "cp4": (4, 9, 3, 3, 5, range(19, 20)),
    "cp5": (5, 15, 12, 5, 13, range(21, 23)),
    "cp6": (5, 9, 7, 5, 9, range(23, 25)),
    "cp7": (5, 11, 11, 5, 12, range(25, 27)),
    "ct1": (2, 0, 0, 0, 0, range(27, 28)),
    "ct2": (3, 0, 0, 0, 0, range(27, 28)),
}
KINDS = ("criterion", "technique", "relationnel", "organisationnel", "connaissance")


@pytest.mark.parametrize("competency_id", TABLE)
def test_each_competency_has_the_items_and_pages_of_its_source(competency_id):
    competency = referential.load().competencies[competency_id]
    *counts, pages = TABLE[competency_id]
    kinds = Counter(item.kind for item in competency.items)
    assert [kinds[kind] for kind in KINDS] == counts
    assert {item.page for item in competency.items} == set(pages)
    assert competency.pages == (pages[0], pages[-1])


def test_the_title_has_251_items_each_under_one_id():
    title = referential.load()
    kinds = Counter(item.kind for item in title.items.values())
    professional = [c for c in title.competencies.values() if c.activity]
    assert len(title.items) == sum(len(c.items) for c in title.competencies.values()) == 251
    assert sum(len(c.criteria) for c in professional) == 33
    assert kinds["criterion"] == 33 + 5
    assert [kinds[kind] for kind in KINDS[1:]] == [77, 41, 27, 68]
    assert sum(len(c.skills) for c in title.competencies.values()) == 145
    assert sum(len(c.knowledge) for c in title.competencies.values()) == 68


@pytest.mark.parametrize("competency_id", TABLE)
def test_ids_are_numbered_without_a_gap_and_kinds_follow_their_prefix(competency_id):
    competency = referential.load().competencies[competency_id]
    for prefix, items in (("c", competency.criteria), ("sf", competency.skills), ("s", competency.knowledge)):
        assert [item.id for item in items] == [
            f"{competency_id}.{prefix}{n}" for n in range(1, len(items) + 1)
        ]
    assert all(item.competency == competency_id for item in competency.items)


def test_every_competency_belongs_to_an_activity_or_is_transversal():
    title = referential.load()
    assert [c.activity for c in title.competencies.values()] == ["at1"] * 4 + ["at2"] * 3 + [None] * 2
    assert set(title.activities) == {"at1", "at2"}
    assert title.activities["at1"].pages == (9, 10)
    assert title.competencies["cp4"].title.startswith("Réaliser le bilan")
    assert title.label("cp4.c2") == "Origine des écarts trouvée"
    assert (title.code, title.edition) == ("TP-00338", "REAC 06")


def test_labels_are_short_distinct_lines_of_french_typography():
    title = referential.load()
    for competency in title.competencies.values():
        labels = [item.label for item in competency.items]
        assert len(set(labels)) == len(labels)
        for label in labels:
            assert label == label.strip()
            assert 0 < len(label) < 80
            assert not re.search(r" [:;!?]", label), label


def test_an_unknown_id_is_refused():
    with pytest.raises(KeyError):
        referential.load().label("cp4.c5")
