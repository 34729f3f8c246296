"""Names, calendar and wording of the generator."""

from datetime import date
from fractions import Fraction

import pytest
from generator import workdays
from generator.codes import coded
from generator.names import Names, domain, email, luhn, misspelt, spelt
from generator.stream import Stream
from generator.wording import elided, euros, percent, typeset


@pytest.mark.parametrize(
    ("year", "day"), [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2026, date(2026, 4, 5))]
)
def test_easter(year, day):
    assert workdays.easter(year) == day


def test_holidays_of_2025():
    days = [day for day in workdays.every_day(date(2025, 1, 1), date(2025, 12, 31)) if workdays.holiday(day)]
    assert len(days) == 11
    assert date(2025, 5, 29) in days
    assert date(2025, 6, 9) in days
    assert len(workdays.working_days(date(2025, 1, 1), date(2025, 12, 31))) == 251


def test_month_ends_and_next_working_day():
    assert workdays.month_end(date(2024, 2, 10)) == date(2024, 2, 29)
    assert workdays.month_end(date(2025, 12, 1)) == date(2025, 12, 31)
    assert workdays.next_working(date(2025, 5, 1)) == date(2025, 5, 2)
    assert workdays.next_working(date(2025, 12, 25)) == date(2025, 12, 26)


def test_days_of_work_later():
    assert workdays.after(date(2025, 12, 30), 10) == date(2026, 1, 14)
    assert workdays.after(date(2026, 1, 10), 1) == date(2026, 1, 12)


def test_luhn():
    assert luhn("732829320")
    assert not luhn("732829321")


def test_two_variants_share_no_name():
    one, other = Names("00"), Names("05")
    mine, theirs = ([names.company("SEG02") for _ in range(420)] for names in (one, other))
    assert len(set(mine)) == 420
    assert not set(mine) & set(theirs)


def test_addresses_and_misspelling():
    assert email("Élodie Œuvrard", "galerne-air") == "elodie.oeuvrard@galerne-air.example"
    assert email("Élodie Œuvrard", "galerne-air", "{initial}.{last}") == "e.oeuvrard@galerne-air.example"
    assert domain("Kerdréan (chantier naval) SARL") == "kerdrean-chantier-naval"


def test_duplicates_are_spelt_in_every_way_and_never_alike():
    stream = Stream("00", "spelling")
    found = {misspelt("Menuiserie Kerdréan", stream) for _ in range(200)}
    assert found == {
        "MEN. KERDREAN",
        "Menuiserie Kerdrean",
        "Men. Kerdréan",
        "Kerdréan (menuiserie)",
        "Menuiserie Kerdréan SARL",
        "Menuiserie Kerdréan SAS",
        "Mennuiserie Kerdréan",
    }


def test_most_honest_names_are_spelt_well():
    stream = Stream("00", "spelling")
    careless = sum(spelt("Ville de Kerdréan", stream) != "Ville de Kerdréan" for _ in range(1_000))
    assert 210 < careless < 310


def test_codes_depend_on_the_stream():
    items = list("abcdefgh")
    codes = [coded("k", items, Stream(variant, "codes")) for variant in ("00", "01")]
    assert codes[0] != codes[1]
    assert sorted(item for _, item in codes[0]) == items
    assert [code for code, _ in codes[0]][:2] == ["k01", "k02"]


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
