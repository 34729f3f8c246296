import pytest

from ntc.fields.entries import NumberEntry


@pytest.mark.parametrize("unit", ["k€", "M€", "\u202f€"])
def test_a_unit_that_makes_a_bare_number_ambiguous_is_refused(unit):
    with pytest.raises(ValueError, match="entered in €"):
        NumberEntry(unit)
