"""F83, F84."""

from decimal import Decimal as D

import pytest

from ntc.calc import negotiation
from ntc.calc.margins import floor_price


def test_zone_of_agreement():
    floor = floor_price(10270, D("0.24"))
    assert floor == D("13513.16")
    zone = negotiation.zopa(floor, negotiation.buyer_ceiling(14600, 400))
    assert zone == (D("13513.16"), 15000)
    assert zone.width == D("1486.84")


def test_no_agreement_is_a_negative_width():
    assert negotiation.zopa(15000, 14000).width == -1000


def test_what_concessions_cost_and_are_worth():
    assert negotiation.concession(15800, D("0.02"), D("0.02")) == (316, 316)
    assert negotiation.concession(15800, D("0.009"), D("0.025")) == (D("142.20"), 395)
    assert negotiation.longer_terms(18960, 30, D("0.045"), D("0.09")) == (D("70.13"), D("140.25"))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: negotiation.zopa(-1, 5), "seller_floor must not be negative"),
        (lambda: negotiation.buyer_ceiling(-1), "rival_price must not be negative"),
        (lambda: negotiation.concession(1, -1, 0), "cost_rate must not be negative"),
    ],
)
def test_senseless_input(call, message):
    with pytest.raises(ValueError, match=message):
        call()
