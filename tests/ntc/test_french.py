"""French display of numbers, dates and quantities."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc import french

D = Decimal


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (D("2400000"), 2, "2\u202f400\u202f000,00"),
        (1234.5, None, "1\u202f234,5"),
        (D("1234.50"), None, "1\u202f234,5"),
        (D("1E+3"), None, "1\u202f000"),
        (D("-120000"), 0, "\u2212120\u202f000"),
        (D("25.125"), 2, "25,13"),
        (D("-25.125"), 2, "\u221225,13"),
        (D("-0.004"), 2, "0,00"),
        (0, None, "0"),
        (999, 0, "999"),
    ],
)
def test_number(value, decimals, expected):
    assert french.number(value, decimals) == expected


def test_signed_numbers_show_a_plus_but_never_on_zero():
    assert french.number(5, signed=True) == "+5"
    assert french.number(D("0.001"), 2, signed=True) == "0,00"
    assert french.percent(D("0.0526"), 1, signed=True) == "+5,3\u00a0%"
    assert french.euros(D("-97650"), 0, signed=True) == "\u221297\u202f650\u00a0€"


@pytest.mark.parametrize("senseless", [float("nan"), float("inf"), D("NaN"), D("-Infinity")])
def test_what_is_not_a_number_is_refused(senseless):
    with pytest.raises(ValueError, match="finite"):
        french.number(senseless)


def test_units():
    assert french.euros(D("1234.5")) == "1\u202f234,50\u00a0€"
    assert french.euros(1890000, 0) == "1\u202f890\u202f000\u00a0€"
    assert french.kiloeuros(D("2478700")) == "2\u202f479\u00a0k€"
    assert french.kiloeuros(1500, 1) == "1,5\u00a0k€"
    assert french.percent(D("0.328571")) == "32,86\u00a0%"
    assert french.percent(D("0.2125"), 1) == "21,3\u00a0%"


@pytest.mark.parametrize(
    ("difference", "expected"),
    [("0.019", "1,9\u00a0point"), ("-0.03", "\u22123,0\u00a0points"), ("0.01999", "2,0\u00a0points")],
)
def test_points_take_the_plural_from_two_as_shown(difference, expected):
    assert french.points(D(difference)) == expected


@pytest.mark.parametrize(
    ("quantity", "noun", "several", "expected"),
    [
        (0, "réponse", None, "0\u00a0réponse"),
        (1, "réponse", None, "1\u00a0réponse"),
        (12, "réponse", None, "12\u00a0réponses"),
        (D("1.5"), "jour", None, "1,5\u00a0jour"),
        (3, "mois", None, "3\u00a0mois"),
        (2, "bureau", None, "2\u00a0bureaux"),
        (4, "total", None, "4\u00a0totaux"),
        (3, "prix", None, "3\u00a0prix"),
        (5, "jour ouvré", "jours ouvrés", "5\u00a0jours ouvrés"),
        (-2, "jour", None, "\u22122\u00a0jours"),
    ],
)
def test_count(quantity, noun, several, expected):
    assert french.count(quantity, noun, several) == expected


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("contrats", "de contrats"),
        ("audits", "d’audits"),
        ("Éoliennes", "d’Éoliennes"),
        ("études", "d’études"),
    ],
)
def test_of(noun, expected):
    assert french.of(noun) == expected


def test_inside_a_sentence_only_the_decimals_that_say_something():
    assert french.eur(D("12000.00")) == "12\u202f000\u00a0€"
    assert french.eur(D("11923.2")) == "11\u202f923,20\u00a0€"
    assert french.pct(D("0.08")) == "8\u00a0%"
    assert french.pct(D("0.538461")) == "53,85\u00a0%"
    assert french.num(D("15.5555")) == "15,56"
    assert french.num(D("0.9216"), 3) == "0,922"


def test_listing():
    assert french.listing([]) == ""
    assert french.listing(["prix"]) == "prix"
    assert french.listing(["volume", "mix", "prix"]) == "volume, mix et prix"


def test_dates_and_hours():
    assert french.day(date(2025, 10, 7)) == "07/10/2025"
    assert french.day_in_words(date(2025, 10, 27)) == "27\u00a0octobre\u00a02025"
    assert french.day_in_words(date(2026, 1, 1)) == "1er\u00a0janvier\u00a02026"
    assert french.hour(datetime(2026, 1, 12, 14, 32, 59)) == "14:32"
    assert french.hour(time(9, 5)) == "09:05"


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        ("Attention : 8 % de 12 €", "Attention\u00a0: 8\u00a0% de 12\u00a0€"),
        ("« oui » ? Non ; non !", "«\u00a0oui\u00a0»\u202f? Non\u202f; non\u202f!"),
        ("l'an 2025, à 14:32", "l’an 2025, à 14:32"),
        ("1 234 567,50 et 12 3", "1\u202f234\u202f567,50 et 12 3"),
        ("le 3 2025 fut", "le 3 2025 fut"),
    ],
)
def test_typeset(plain, printed):
    assert french.typeset(plain) == printed


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_number_is_read_back_as_it_was_written(value):
    shown = french.number(value)
    assert D(shown.replace("\u202f", "").replace(",", ".").replace("\u2212", "-")) == value


@given(st.integers(-(10**6), 10**6))
def test_half_up_moves_halves_away_from_zero(n):
    half = D(n) + D("0.5") * (1 if n >= 0 else -1)
    assert french.half_up(half) == n + (1 if n >= 0 else -1)
