"""Figures and names as a French sentence has them."""

from fractions import Fraction

from generator.core.wording import elided, euros, percent, typeset


def test_figures_in_french():
    assert euros(-8_600_000) == "\u221286\u202f000\u00a0€"
    assert percent(Fraction(41, 1_000)) == "4,1\u00a0%"
    assert percent(Fraction(1, 8), 0) == "13\u00a0%"
    assert percent(Fraction(60_549, 10**6), 2) == "6,05\u00a0%"


def test_names_are_elided_into_their_sentence():
    assert elided("Ville de Arlirec") == "Ville d'Arlirec"
    assert elided("De Établissements Talvadec à la ville de Laval, de onze à midi") == (
        "D'Établissements Talvadec à la ville de Laval, de onze à midi"
    )


def test_texts_are_typeset():
    assert typeset("d'abord : 2 000 L ; « oui » 5 % ?") == (
        "d\u2019abord\u00a0: 2\u202f000 L\u202f; «\u00a0oui\u00a0» 5\u00a0%\u202f?"
    )
    assert typeset("02 61 91 12 34") == "02 61 91 12 34"
