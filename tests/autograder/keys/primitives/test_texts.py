"""The helps shown to whoever marks a text: they point out and give no points."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.keys.primitives import text_helps
from autograder.keys.primitives.texts import written_numbers

FIGURES = {"CA 2025": Decimal(2400000), "taux de réalisation": Decimal(2400000) / Decimal(2520000)}


def helps(text, headings=("Situation", "Écarts")):
    return text_helps(text, words=(5, 12), headings=headings, figures=FIGURES)


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2 400 000 €", "2400000", "0.5"),
        ("2\u202f400\u202f000\u00a0€", "2400000", "0.5"),
        ("95,2 %", "0.952", "0.0005"),
        ("2,4 M€", "2400000", "50000"),
        ("120 k€", "120000", "500"),
        ("725", "725", "0.5"),
    ],
)
def test_a_figure_is_read_with_its_unit_and_precision(text, value, precision):
    assert written_numbers(f"Vu {text} ici.") == [(text, Decimal(value), Decimal(precision))]


def test_figures_of_the_data_are_found_at_the_precision_they_are_written_with():
    assert helps("Situation : 2,4 M€, soit 95,2 % de l’objectif. Écarts : 31 250 €.") == (
        "10\u00a0mots (5 à 12 demandés).",
        "Toutes les rubriques demandées sont là.",
        "Chiffres retrouvés dans les données\u00a0: 2,4 M€ (CA 2025) et 95,2\u00a0% (taux de réalisation). "
        "Chiffres à vérifier à la main\u00a0: 31\u202f250\u00a0€.",
    )


def test_a_missing_heading_is_named_and_small_counts_are_not_called_figures():
    words, headings, figures = helps("SITUATION. Trois causes, 2 décisions.")
    assert words == "5\u00a0mots (5 à 12 demandés)."
    assert headings == "Rubriques introuvables\u00a0: «\u00a0Écarts\u00a0»."
    assert figures == "Aucun chiffre dans le texte."


@given(st.text())
def test_any_text_at_all_gets_its_three_helps(text):
    assert all(helps(text))
