from decimal import Decimal

import pytest

from ntc.fields import TextField
from ntc.fields.kinds.text import count_words, figures_found, figures_left

NOTE = """# Note au chef des ventes

1. Situation
Le CA 2025 est de 2 400 k€, soit 95,2 % de l'objectif ; il recule de 4,8 % sur un an (−120 000 €).

II) ECARTS : la marge perd 1,9 point.
Décision demandée :
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n ", 0),
        ("L'agence : 4 causes.", 3),
        ("un — deux", 2),
        ("95,2\u00a0%", 1),
        ("a\nb\tc", 3),
    ],
)
def test_words_are_counted_as_a_word_processor_does(text, words):
    assert count_words(text) == words


def test_headings_are_found_numbered_in_capitals_or_without_accents():
    field = TextField("cp4-note", headings=("Situation", "Écarts", "Causes", "Décision demandée"))
    assert field.helps(NOTE).missing_headings == ("Causes",)


def test_a_heading_is_a_line_not_a_word_of_a_sentence():
    field = TextField("cp4-note", headings=("Causes", "Situation"))
    assert field.helps("Les causes sont deux.\nSituations diverses").missing_headings == (
        "Causes",
        "Situation",
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal(2_400_000), "2 400 k€"),
        (Decimal("2400400"), "2 400 k€"),
        (Decimal("2400600"), None),
        (Decimal("0.9524"), "95,2 %"),
        (Decimal("0.953"), None),
        (Decimal("-0.048"), "4,8 %"),
        (Decimal(120_000), "−120 000 €"),
        (Decimal("1.9"), "1,9"),
        (Decimal("0.4"), None),
    ],
)
def test_a_figure_is_found_to_the_precision_written(value, shown):
    assert figures_found(NOTE, {"x": value}) == ({"x": shown} if shown else {})


def test_figures_on_both_sides_of_a_comma_are_two():
    said = figures_found("En 2025, 17,3 M€ ; en 2024, 16,9 M€.", {"x": 17_300_000, "y": 16_900_000})
    assert said == {"x": "17,3 M€", "y": "16,9 M€"}


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("17,3 M€", ()),  # a value
        ("17 300 000 €, soit 17 290 000 €", ()),  # a value, and nearly
        ("17 250 000 €", ("17 250 000 €",)),
        ("0,44 fois le premier", ()),  # a ratio written as such
        ("5,1 %", ("5,1 %",)),
        ("16,9 M€ et 16,9 M€", ("16,9 M€",)),
        ("105 appels en 2025, du 12 au 31 janvier", ()),  # told by a document, a year, days
        ("106 appels", ("106",)),
        ("64 %", ()),  # told by a document, as a rate
        ("64 appels", ("64",)),  # not as a count
        ("12 % de hausse", ("12 %",)),
    ],
)
def test_figures_that_nothing_gives_are_left(written, left):
    said = "105 appels de panne ; 64 % des acheteurs cherchent en ligne."
    assert figures_left(written, (Decimal(17_300_000), Decimal("0.44")), said) == left


def test_the_helps_of_something_that_is_no_text_are_those_of_nothing():
    helps = TextField("cp4-note", words=(5, 8), headings=("Situation",)).helps({"a": "b"}, {"x": 1})
    assert (helps.words, helps.target, helps.missing_headings, helps.figures) == (
        0,
        (5, 8),
        ("Situation",),
        {},
    )


def test_the_learner_is_told_which_headings_are_missing_only():
    field = TextField("cp4-note", words=(1, 9), headings=("Situation", "Causes"))
    assert field.feedback("Situation\nx").message == "intertitre à ajouter\u00a0: Causes"
    assert field.feedback("rien").message == "intertitres à ajouter\u00a0: Situation et Causes"
    assert field.feedback("Situation\nCauses").message == "2\xa0intertitres sur 2"
    assert field.remarks("Situation\nCauses") == []


@pytest.mark.parametrize(
    ("words", "complete"), [(1, False), (25, False), (124, False), (125, True), (300, True)]
)
def test_a_text_of_less_than_half_of_what_is_expected_is_not_complete(words, complete):
    field = TextField("cp4-note", words=(250, 450))
    assert field.parse("mot " * words).complete == complete
    assert ("encore trop court" in field.feedback("mot " * words).message) != complete


def test_lines_are_kept_and_markup_is_not():
    page = TextField("cp4-note").html("a\n<b>b</b>")
    assert 'style="white-space: pre-wrap">a\n&lt;b&gt;b&lt;/b&gt;</div>' in page
