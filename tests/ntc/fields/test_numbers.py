"""Numbers as French learners type them: every expected value is written by hand."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.fields.numbers import MAX_LENGTH, parse_number, show_number
from ntc.fields.outcome import Blank, Unreadable, Value

UNITS = (
    "",
    "€",
    "€ HT",
    "€ TTC",
    "%",
    "pour 100",
    "points",
    "jours",
    "mois",
    "heures",
    "visites",
    "commandes",
)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1234", "", "1234"),
        ("1 234,5", "€", "1234.5"),
        ("1\u00a0234,5", "€", "1234.5"),
        ("1\u202f234,5", "€", "1234.5"),
        ("1\u2009234\u2009567", "€", "1234567"),
        ("1.234,50 €", "€", "1234.50"),
        ("1.234.567", "€", "1234567"),
        ("12.5", "", "12.5"),
        ("0.125", "", "0.125"),
        ("1234.567", "", "1234.567"),
        ("1,234", "", "1.234"),
        (",5", "", "0.5"),
        ("12,", "", "12"),
        ("-3", "", "-3"),
        ("\u2212 3", "", "-3"),
        ("\u20133", "", "-3"),
        ("(3)", "", "-3"),
        ("(1 200 €)", "€", "-1200"),
        ("(1 200) €", "€", "-1200"),
        ("+5,3", "", "5.3"),
        ("\u200e42\u200b", "", "42"),
        ("007", "", "7"),
        ("€ 15", "€", "15"),
        ("15 k€", "€", "15000"),
        ("15K", "€", "15000"),
        ("1,2 M€", "€ HT", "1200000"),
        ("1,2 million d'euros", "€", "1200000"),
        ("1,2 millions d’euros HT", "€ HT", "1200000"),
        ("0,5 Md€", "€", "500000000"),
        ("15 euros", "€", "15"),
        ("1 234,50 € H.T.", "€ HT", "1234.50"),
        ("1234 hors taxes", "€ HT", "1234"),
        ("1234 euros H.T", "€ HT", "1234"),
        ("12 %.", "%", "0.12"),
        ("12.", "%", "0.12"),
        ("12 %", "%", "0.12"),
        ("12", "%", "0.12"),
        ("1", "%", "0.01"),
        ("0", "%", "0"),
        ("0,12", "%", "0.12"),
        ("-0,05", "%", "-0.05"),
        ("0,12 %", "%", "0.0012"),
        ("12 pour cent", "%", "0.12"),
        ("95,24 %", "", "0.9524"),
        ("3 points", "points", "3"),
        ("-3 pts", "points", "-3"),
        ("45 j", "jours", "45"),
        ("1 jour", "jours", "1"),
        ("3 visites", "visites", "3"),
        ("14,1 L", "litres", "14.1"),
        ("14,1 l.", "litres", "14.1"),
        ("900 litres", "L", "900"),
        ("43,7 kg CO2e", "kg", "43.7"),
        ("43,7 kg de CO₂e", "kg", "43.7"),
        ("12,3 t CO2e", "t CO₂e", "12.3"),
        ("5,2 m3/min", "m³/min", "5.2"),
        ("850 litres par minute", "L/min", "850"),
        ("1 200 kWh", "kWh", "1200"),
        ("12 rdv", "rendez-vous", "12"),
        ("1 visite", "visites", "1"),
        ("2 k", "visites", "2000"),
        ("7 h", "heures", "7"),
        ("9 bars", "bar", "9"),
        ("12 L", "litres", "12"),
        ("2 617 l/mn", "L/min", "2617"),
        ("5,83 m3/min", "m³/min", "5.83"),
        ("5,83m3/min", "m³/min", "5.83"),
        ("9900 bar.L", "bar·L", "9900"),
        ("5,88 t CO2e", "t CO₂e", "5.88"),
        ("5,88 tonnes", "t CO₂e", "5.88"),
        ("35 degrés", "°C", "35"),
        ("12 kilos", "kg", "12"),
        ("28 mille", "€", "28000"),
        ("28 mille euros", "€", "28000"),
        ("2,4M", "€", "2400000"),
        ("2,4M HT", "€ HT", "2400000"),
        ("2,4 M", "€ HT", "2400000"),
        ("281,5 h", "heures", "281.5"),
        ("13h51", "heures", "13.85"),
        *((f"20{between}", "heures", "20.08") for between in ("h5", " h 5", " h 05", " h 5 min", ":05")),
        ("20 heures 5 minutes", "heures", "20.08"),
        ("13 heures et 51 minutes", "heures", "13.85"),
        ("13:51", "heures", "13.85"),
        ("831 min", "heures", "13.85"),
        ("60 minutes", "heures", "1"),
        ("13 h 20 min", "heures", "13.33"),
        ("-1h30", "heures", "-1.5"),
        ("2'400'000", "€", "2400000"),
        ("2’400’000,50", "€", "2400000.50"),
        ("\u20143", "", "-3"),
        ("\u20113", "", "-3"),
        ("\u20153", "", "-3"),
        ("\uff0d3", "", "-3"),
        ("moins 97 650", "€", "-97650"),
        ("Moins 97 650 €", "€", "-97650"),
        ("plus 3", "", "3"),
        ("environ 12", "", "12"),
        ("32 % environ", "%", "0.32"),
        ("32% env.", "%", "0.32"),
        ("2 280 021 € (arrondi)", "€", "2280021"),
        ("~ 16 h 45 à peu près", "heures", "16.75"),
        ("env. 12 %", "%", "0.12"),
        ("≈ 12", "", "12"),
        ("à peu près 1 200 €", "€", "1200"),
        ("12 € par visite", "€", "12"),
        ("12,50 €/visite", "€", "12.50"),
        ("12 € HT par commande", "€ HT", "12"),
        ("12 par visite", "€", "12"),
        ("=97 650/313", "€", "311.98"),
        ("=701100/0,3304", "€ HT", "2121973.37"),
        ("=17700/4,7822", "€", "3701.23"),
        ("=1/7", "€", "0.1429"),
        ("=400/6,7912", "jours", "58.9"),
        ("58,89999977", "jours", "58.9"),
        ("57,10000014", "jours", "57.1"),
        ("3,21000006 %", "%", "0.0321"),
        ("0,123456", "", "0.123456"),
        ("=(12+3)*2,5", "", "37.5"),
        ("=(19,2/17,776)^(1/3)-1", "%", "0.02602"),
        ("=2^10", "", "1024"),
        ("=4^-0,5", "", "0.5"),
        ("=2×3^2", "", "18"),
        ("= 1'200 × 3 − 50 ÷ 2", "", "3575"),
        ("=1.234,50+0,50", "€", "1235"),
        ("=12/48", "%", "0.25"),
        ("=12/48*100", "%", "0.25"),
        ("=150%", "%", "1.5"),
        ("=2 400 000 × 12 %", "€", "288000"),
        ("=-3+5", "", "2"),
        ("=2×−3", "", "-6"),
        ("=1/3", "", "0.33333333"),
        ("=3 € × 4", "€", "12"),
    ],
)
def test_a_number_is_understood(text, unit, value):
    assert parse_number(text, unit).value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit", "why"),
    [
        ("1.234", "€", "de deux façons"),
        ("1,234.50", "€", "à l’anglaise"),
        ("1,234,567", "€", "à l’anglaise"),
        ("12 34", "", "groupes de trois"),
        ("1 234 5", "", "groupes de trois"),
        ("1.2.3", "", "pas un nombre lisible"),
        ("1,2,3", "", "pas un nombre lisible"),
        ("12 et 14", "", "une seule valeur"),
        ("12-14", "", "une seule valeur"),
        ("12\n14", "", "une seule valeur"),
        ("=A1*2", "", "pas le calcul"),
        ("3+4", "", "pas le calcul"),
        ("3 × (4)", "", "pas le calcul"),
        ("1e5", "", "puissance de dix"),
        ("beaucoup", "€", "chiffres"),
        ("€", "€", "chiffres"),
        ("-", "", "chiffres"),
        ("vers 12", "", "seulement le nombre"),
        ("13h51", "jours", "nombre en jours est attendu"),
        ("281,5 h", "€", "nombre en € est attendu"),
        ("15 m", "€ HT", "nombre en € HT est attendu"),
        ("2'40", "", "une seule valeur"),
        ("=12/0", "", "divise pas par zéro"),
        ("=(12+3", "", "parenthèse fermante"),
        ("=12+", "", "n’est pas compris"),
        ("=", "", "n’est pas compris"),
        ("=2&3", "", "n’est pas compris"),
        ("=(1-3)^0,5", "", "nombre positif"),
        ("=2^100", "", "exposant"),
        ("=((9^99)^99)^99", "", "trop de chiffres"),
        ("=1.234/2", "", "de deux façons"),
        ("=SOMME(1)", "", "nombres seulement"),
        ("=999999999999999*9", "", "vérifiez le calcul"),
        ("(-3)", "", "pas les deux"),
        ("12 TTC", "€ HT", "demande un montant HT"),
        ("12 € HT", "€ TTC", "demande un montant TTC"),
        ("12 HT", "jours", "ne convient pas"),
        ("12 €", "%", "nombre en % est attendu"),
        ("12 %", "€", "nombre en € est attendu"),
        ("12 mois", "jours", "nombre en jours est attendu"),
        ("3 %", "points", "se dit en points"),
        ("12 kg", "", "sans unité"),
        ("15 m", "€", "nombre en € est attendu"),
        ("10²", "", "sans unité"),
        ("\u0661\u0662", "", "chiffres"),
        ("1" * 16, "", "arrondissez"),
        ("0,123456789", "", "arrondissez"),
        ("1" * (MAX_LENGTH + 1), "", "trop longue"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_the_reason(text, unit, why):
    outcome = parse_number(text, unit)
    assert isinstance(outcome, Unreadable)
    assert why in outcome.message.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("text", ["", " ", "\u00a0\u202f", "\t", "\u200b"])
def test_nothing_is_blank(text):
    assert parse_number(text, "€") == Blank()


@pytest.mark.parametrize(
    ("text", "unit", "echo"),
    [
        ("1234,5", "€ HT", "1 234,50 € HT"),
        ("1234,5", "€", "1 234,50 €"),
        ("1234,5 TTC", "€", "1 234,50 € TTC"),
        ("15 k€", "€", "15 000,00 €"),
        ("0,125", "€", "0,125 €"),
        ("-3", "points", "−3 points"),
        ("1,5", "jours", "1,5 jour"),
        ("2", "jours", "2 jours"),
        ("1", "mois", "1 mois"),
        ("1", "jours ouvrés", "1 jour ouvré"),
        ("0,12", "%", "12 %"),
        ("32,86", "%", "32,86 %"),
    ],
)
def test_the_echo_says_what_was_understood(text, unit, echo):
    assert parse_number(text, unit).echo.replace("\u00a0", " ").replace("\u202f", " ") == echo


def test_a_bare_ratio_in_a_percent_field_is_remarked_upon():
    assert "0,12\u00a0%" in parse_number("0,12", "%").note
    assert parse_number("12", "%").note == ""
    assert parse_number("0,12 %", "%").note == ""


def test_a_bare_ratio_for_a_hundred_is_read_and_remarked_upon():
    outcome = parse_number("0,238", "pour 100")
    assert outcome.value == Decimal("23.8")
    assert outcome.echo == "23,8\u00a0pour 100"
    assert "«\u00a00,238 pour 100\u00a0»" in outcome.note
    for typed in ("23,8", "23,8 pour 100", "23,8/100", "23,8 %", "0,238 pour cent"):
        plain = parse_number(typed, "pour 100")
        assert (plain.value, plain.note) == (Decimal(typed.split("/")[0].split(" ")[0].replace(",", ".")), "")


@pytest.mark.parametrize("typed", ["83/100", "83 / 100", "83 sur 100", "83 points", "83"])
def test_a_score_may_say_out_of_how_many(typed):
    assert parse_number(typed, "points") == Value(Decimal(83), "83\u00a0points")
    assert isinstance(parse_number("16/20", "points"), Unreadable)


numbers = st.decimals(min_value=-(10**12), max_value=10**12, places=6, allow_nan=False, allow_infinity=False)


@given(numbers, st.sampled_from(UNITS))
def test_what_is_written_is_read_back(value, unit):
    assert parse_number(show_number(value, unit), unit).value == value


@given(st.text(max_size=80), st.sampled_from(UNITS))
def test_no_text_at_all_makes_it_fail(text, unit):
    outcome = parse_number(text, unit)
    if isinstance(outcome, Value):
        assert parse_number(outcome.echo, unit).value == outcome.value


near_numbers = st.text(alphabet="0123456789.,  \u202f-\u2212()+%€kMdeHTCjours'", max_size=24)


@given(near_numbers, st.sampled_from(UNITS))
def test_the_echo_of_whatever_looks_like_a_number_is_read_back_to_the_same_value(text, unit):
    outcome = parse_number(text, unit)
    if isinstance(outcome, Value):
        again = parse_number(outcome.echo, unit)
        assert (again.value, again.echo) == (outcome.value, outcome.echo)


def test_what_is_worked_out_is_shown_as_it_was_understood():
    outcome = parse_number("=97650/313*(1-12%)", "€")
    assert outcome.note.replace("\u00a0", " ").replace("\u202f", " ") == "calcul : 97 650 ÷ 313 × (1 − 12 %)"
    assert outcome.echo.replace("\u00a0", " ") == "274,54 €"


def test_what_is_left_out_is_said():
    assert parse_number("environ 12", "").note == "lu sans «\u00a0environ\u00a0»"
    assert parse_number("12 env.", "").note == "lu sans «\u00a0env.\u00a0»"


terms = st.recursive(
    st.integers(1, 999).map(str),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map("({0[0]}{0[1]}{0[2]})".format),
    max_leaves=6,
)


@given(terms)
def test_a_calculation_comes_to_what_python_s_own_comes_to(text):
    """The other method: exact fractions, through Python's own reader of expressions."""
    expected = exact(text)
    outcome = parse_number(f"={text}", "")
    if len(text) >= MAX_LENGTH or expected is None:
        assert isinstance(outcome, Unreadable)
    else:
        assert abs(Fraction(outcome.value) - expected) <= Fraction(1, 10**8)
        assert parse_number(outcome.echo, "").value == outcome.value


def exact(text):
    try:
        return eval(re.sub("([0-9]+)", r"Fraction(\1)", text), {"Fraction": Fraction})
    except ZeroDivisionError:
        return None


@given(st.text(alphabet="0123456789 ,.()+-−×÷*/:%€=x'^", max_size=40), st.sampled_from(UNITS))
def test_no_calculation_makes_it_fail(text, unit):
    outcome = parse_number(f"={text}", unit)
    if isinstance(outcome, Value):
        assert parse_number(outcome.echo, unit).value == outcome.value
