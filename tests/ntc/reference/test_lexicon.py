"""The glossary's page holds every term, in French order, and a lesson's bold terms open their definitions."""

import re

import pytest

from ntc import glossary
from ntc.catalogue import activities
from ntc.lesson import shipped
from ntc.reference.lexicon import Lexicon, bold, terms_in

READY = [lesson.name for activity in activities() for lesson in activity.ready]


def test_every_term_is_there_in_the_order_of_a_dictionary():
    shown = [entry["term"] for entry in Lexicon().terms]
    assert sorted(shown) == sorted(term.term for term in glossary.load().values())
    position = {term: rank for rank, term in enumerate(shown)}
    assert position["Échéance"] < position["Échu"] < position["Écoconduite"] < position["Encours client"]


def test_only_competencies_that_have_terms_are_offered():
    assert set(Lexicon().competencies) == {*(f"cp{n}" for n in range(1, 8)), "ct1", "ct2"}


def test_a_graded_page_is_still_and_escaped(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    page = Lexicon()._repr_mimebundle_()["text/html"]
    assert page.count("<dt>") == len(glossary.load())
    assert "DSO" in page


def test_terms_in_bold_are_found_by_the_wording_of_the_lesson():
    cells = [
        {
            "cell_type": "markdown",
            "source": ["Le **seuil de rentabilité** et le **chocolat**.\n", "Les **devis**."],
        },
        {"cell_type": "code", "source": ["**marge**"]},
    ]
    assert {wording: found["term"] for wording, found in terms_in({"cells": cells}).items()} == {
        "seuil de rentabilité": "Seuil de rentabilité",
        "devis": "Devis",
    }


def test_bold_is_read_across_lines_but_not_in_heads():
    table = "| **Mois** | CA |\n|:--|--:|\n| **mai** | 3 |"
    source = f"## Le **bilan**\n\n{table}\n\n> La **marge sur\n> coût** baisse."
    cells = [{"cell_type": "markdown", "source": source.splitlines(keepends=True)}]
    assert list(bold({"cells": cells})) == ["mai", "marge sur\n> coût"]


@pytest.mark.parametrize("lesson", READY)
def test_all_that_a_lesson_sets_in_bold_is_a_term_of_the_glossary(lesson):
    notebook = shipped(lesson)
    assert [wording for wording in bold(notebook) if not glossary.find(wording)] == []
    assert len(terms_in(notebook)) >= 5
    assert not re.search(
        r"<(?:b|strong)\b|__",
        "".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"),
    )
