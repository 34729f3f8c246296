"""F16–F18."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc.vat import add_vat, remove_vat


def test_worked_numbers():
    assert add_vat(11040) == (D("11040.00"), D("2208.00"), D("13248.00"))
    assert remove_vat(13248) == (D("11040.00"), D("2208.00"), D("13248.00"))
    assert remove_vat(D("24.20"), D("0.10")).ht == D("22.00")
    assert remove_vat(D("31.65"), D("0.055")).ht == D("30.00")


def test_the_vat_is_rounded_once_on_the_rounded_base():
    assert add_vat(D("10.125")).vat == D("2.03")


@given(st.decimals(0, 10**7, places=2), st.sampled_from([D("0.20"), D("0.10"), D("0.055")]))
def test_removing_gives_back_what_was_added(ht, rate):
    taxed = add_vat(ht, rate)
    assert remove_vat(taxed.ttc, rate) == taxed


def test_senseless_input():
    with pytest.raises(ValueError, match="rate must not be negative"):
        add_vat(100, D("-0.2"))
