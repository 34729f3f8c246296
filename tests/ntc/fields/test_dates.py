from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.fields.dates import parse_date
from ntc.fields.outcome import Blank, Unreadable, Value
from ntc.french import day_in_full


@pytest.mark.parametrize(
    "text",
    [
        "15/10/2025",
        "15/10/25",
        "15.10.2025",
        "15-10-2025",
        "15 10 2025",
        "15 / 10 / 2025",
        "2025-10-15",
        "2025/10/15",
        "15 octobre 2025",
        "15 Octobre 2025",
        "15 oct. 2025",
        "15 oct 25",
        "le 15 octobre 2025",
        "mercredi 15 octobre 2025",
        "le mercredi 15 octobre 2025",
        "15\u00a0octobre\u00a02025",
    ],
)
def test_a_date_is_understood_however_it_is_written(text):
    assert parse_date(text) == Value(date(2025, 10, 15), "mercredi 15\u00a0octobre\u00a02025")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1er janvier 2026", date(2026, 1, 1)),
        ("29/02/2024", date(2024, 2, 29)),
        ("3 aout 2025", date(2025, 8, 3)),
        ("3 décembre 2025", date(2025, 12, 3)),
        ("3 juin 2025", date(2025, 6, 3)),
    ],
)
def test_months_and_first_days(text, value):
    assert parse_date(text).value == value


@pytest.mark.parametrize("text", ["15/10", "15 octobre", "mercredi 15 octobre"])
def test_the_year_of_the_field_completes_a_date(text):
    assert parse_date(text, year=2025).value == date(2025, 10, 15)


def test_a_year_that_is_written_wins_over_that_of_the_field():
    assert parse_date("15/10/2026", year=2025).value == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("15/10", "Ajoutez l’année"),
        ("31/02/2026", "31 février 2026 n’existe pas"),
        ("29/02/2025", "29 février 2025 n’existe pas"),
        ("0/10/2025", "n’existe pas"),
        ("10/15/2025", "d’abord le jour"),
        ("15/13/2025", "pas de mois 13"),
        ("15/0/2025", "pas de mois 0"),
        ("15/10/1925", "1925 n’est pas plausible"),
        ("jeudi 15 octobre 2025", "est un mercredi, pas un jeudi"),
        ("3 jui 2025", "Aucune date"),
        ("octobre 2025", "Aucune date"),
        ("demain", "Aucune date"),
        ("15/10/2025 ou 16/10/2025", "Aucune date"),
        ("45", "Aucune date"),
        ("x" * 61, "trop longue"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text, why):
    outcome = parse_date(text)
    assert isinstance(outcome, Unreadable)
    assert why in outcome.message.replace("\u00a0", " ")


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "\u200b"])
def test_nothing_is_blank(text):
    assert parse_date(text, year=2025) == Blank()


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_what_is_written_is_read_back(day):
    for text in (day_in_full(day), f"{day:%d/%m/%Y}", day.isoformat()):
        assert parse_date(text).value == day


@given(st.text(max_size=70) | st.text(alphabet="0123456789/-. ermaijunovctbl", max_size=20), st.booleans())
def test_no_text_at_all_makes_it_fail(text, with_year):
    outcome = parse_date(text, 2025 if with_year else None)
    if isinstance(outcome, Value):
        assert parse_date(outcome.echo) == outcome
