"""The decimal that a question asks for: told when it is missing, however the unit is typed."""

import pytest

from ntc import exercises
from ntc.fields.precision import lacks_decimal

ASKED = [
    part
    for exercise in exercises.load().values()
    for part in exercise.parts.values()
    if part.help.endswith("une décimale au moins.")
]
CARBON = [part for part in ASKED if part.label.startswith("CO₂e")]


@pytest.mark.parametrize("typed", ["6", "6 kg", "6 kg CO2e", "6 kg de CO₂e", "6 kg éq. CO2", "1 006 kg co2"])
def test_the_digit_of_a_unit_is_no_decimal(typed):
    assert len(CARBON) > 1
    for part in CARBON:
        assert lacks_decimal(part, typed)
        assert not lacks_decimal(part, typed.replace("6", "6,0"))


def test_no_unit_hides_what_is_missing():
    for part in ASKED:
        unit = part.unit.translate(str.maketrans("₂³", "23"))
        assert lacks_decimal(part, f"6 {unit}"), part.label
        assert not lacks_decimal(part, f"6,0 {unit}"), part.label
