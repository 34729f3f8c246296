"""The helps shown to whoever marks a text: they point out and give no points."""

from datetime import date
from decimal import Decimal

import pytest

from autograder.keys.primitives import text_helps
from autograder.keys.primitives.texts import cites, counts, tells_refusal
from ntc.fields.kinds.text import TextHelps


def helps(words=300, missing=(), figures=None):
    return text_helps(TextHelps(words, (250, 450), missing, figures or {}))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (249, "249\u00a0mots pour 250 à 450 demandés\u00a0: c’est court."),
        (250, "250\u00a0mots pour 250 à 450 demandés."),
        (450, "450\u00a0mots pour 250 à 450 demandés."),
        (451, "451\u00a0mots pour 250 à 450 demandés\u00a0: c’est long."),
        (1, "1\u00a0mot pour 250 à 450 demandés\u00a0: c’est court."),
    ],
)
def test_the_length_is_compared_with_what_was_asked(words, said):
    assert helps(words)[0] == said


def test_missing_headings_are_named():
    assert helps()[1] == "Toutes les rubriques demandées sont là."
    assert helps(missing=("Écarts", "Causes"))[1] == (
        "Rubriques introuvables\u00a0: «\u00a0Écarts\u00a0» et «\u00a0Causes\u00a0»."
    )


def test_figures_found_are_listed_as_written_with_their_name():
    assert helps()[2] == "Aucun chiffre du texte n’a été retrouvé dans les données du secteur."
    assert helps(figures={"CA 2025": "2,4 M€", "seuil": "1 890 000 €"})[2] == (
        "Chiffres retrouvés dans les données\u00a0: 2,4 M€ (CA 2025) et 1\u202f890\u202f000\u00a0€ (seuil)."
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pour vous opposer, répondez « non ».", True),
        ("Pour ne plus rien recevoir de moi, un mot suffit.", True),
        ("STOP", True),
        ("Bien à vous, Alice Ollégard.", False),
    ],
)
def test_a_way_to_refuse_is_found_by_its_words(text, found):
    assert tells_refusal(text) == found


def test_a_day_is_found_in_words_and_in_figures():
    day = date(2026, 2, 1)
    assert all(cites(text, day) for text in ("le 1er février", "le 1 FEVRIER", "01/02/2026"))
    assert not any(cites(text, day) for text in ("le 11 février", "le 1er mars", "01/03"))


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("Vos 13 samedis de reprise.", True),
        ("Treize\u00a0samedis, cette année.", True),
        ("Vos 113 samedis.", False),
        ("Vos 13 semaines, un samedi.", False),
        ("Vos trois samedis.", False),
    ],
)
def test_so_many_of_a_thing_are_counted_in_figures_or_in_words(text, is_there):
    assert counts(text, Decimal(13), "samedi") is is_there
