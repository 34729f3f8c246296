import pytest

from ntc import exercises
from ntc.fields.entries import NumberEntry


@pytest.mark.parametrize("unit", ["k€", "M€", "\u202f€"])
def test_a_unit_that_makes_a_bare_number_ambiguous_is_refused(unit):
    with pytest.raises(ValueError, match="entered in €"):
        NumberEntry(unit)


INVITED = "En M€ avec une décimale au moins, ou en euros."


@pytest.mark.parametrize(
    ("typed", "remark"),
    [
        ("16,2", "lu en euros\u202f; pour des millions, écrivez «\u00a016,2\u00a0M€\u00a0»"),
        ("16,2 €", "lu en euros\u202f; pour des millions, écrivez «\u00a016,2\u00a0M€\u00a0»"),
        ("16,2 M€", ""),
        ("16 200 000", ""),
        ("0", ""),
    ],
)
def test_an_amount_that_lost_its_millions_is_remarked_upon(typed, remark):
    assert NumberEntry("€ HT", INVITED).parse(typed).note == remark
    assert NumberEntry("€ HT", "Au centime.").parse(typed).note == ""


def test_whatever_may_be_written_in_millions_is_watched():
    parts = [part for one in exercises.load().values() for part in one.parts.values() if "M€" in part.help]
    assert parts
    assert all(NumberEntry(part.unit, part.help).parse("16,2").note for part in parts)
