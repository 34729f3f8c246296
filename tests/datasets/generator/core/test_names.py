"""Invented names: disjoint between variants, impossible in life, misspelt as colleagues do."""

from generator.core.names import Names, domain, email, luhn, misspelt, spelt
from generator.core.stream import Stream


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
