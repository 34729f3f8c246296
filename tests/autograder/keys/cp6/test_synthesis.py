"""The synthesis: the machine gives no points, and points out what each line of the grid looks for."""

import pytest

from autograder import truth
from autograder.keys import Lesson, mark
from autograder.keys.cp6 import synthesis
from ntc.case import load
from ntc.lesson import fields_of, shipped


def told(text):
    fields = fields_of(shipped("cp6-solution"), load("00"))
    result = mark(synthesis.ID, load("00"), truth.load("00"), Lesson.read(fields, {synthesis.ID: text}))
    assert result.fraction == 0
    return " ".join(result.comments).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("text", ["Onze samedis l’an dernier.", "Vos 11 samedis.", "ONZE samedis !"])
def test_her_figures_are_found_in_words_or_not(text):
    assert "les samedis de reprise" in told(text).split("Repères")[0]


def test_what_is_missing_or_comes_too_soon_is_told():
    said = told("Nous vous proposons un contrat d’entretien, voilà tout.")
    assert "aucun de ses chiffres" in said
    assert "aucune question" in said
    assert "une solution ?" in said


def test_an_agreement_that_is_asked_is_told():
    assert "demande d’accord" in told("Plus un samedi. Est-ce bien cela ? Qu’ai-je oublié ?")
