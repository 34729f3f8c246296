"""Figures and names as a French sentence has them."""

from datetime import date
from fractions import Fraction

from generator.core.wording import capital, clock, day_of_month, elided, euros, in_words, percent, spoken


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


def test_hours_and_days_in_french():
    assert [clock(minutes) for minutes in (0, 510, 1_045)] == ["00:00", "08:30", "17:25"]
    assert [spoken(minutes) for minutes in (480, 545)] == ["8\u00a0h", "9\u00a0h\u00a005"]
    assert day_of_month(date(2026, 8, 14)) == "14\u00a0août"


def test_small_numbers_are_written_in_words():
    assert [in_words(number) for number in (1, 2, 13, 14)] == ["1", "deux", "treize", "14"]


def test_a_sentence_begins_with_a_capital():
    assert capital("état des lieux à Laval") == "État des lieux à Laval"
