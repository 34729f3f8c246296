"""F85."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.calc.discounts import instalments
from ntc.calc.quotes import Line, quote

OR_TIER_THEN_4 = (D("0.03"), D("0.04"))
AIR_STATION = [
    Line(1, 15800, 10270, OR_TIER_THEN_4, D("9.60")),
    Line(1, 4150, 2670, OR_TIER_THEN_4, D("6.20")),
    Line(1, 1650, 1060, OR_TIER_THEN_4),
    Line(1, 340, 195, OR_TIER_THEN_4),
    Line(1, 365, 210, OR_TIER_THEN_4),
    Line(1, 520, 310),
]


def test_the_whole_quote():
    equipment = quote(AIR_STATION[:5])
    assert (equipment.gross, equipment.net) == (22305, D("20770.42"))
    assert round(float(1 - equipment.net / equipment.gross), 4) == 0.0688
    whole = quote(AIR_STATION)
    assert (whole.ht, whole.vat, whole.ttc) == (D("21306.22"), D("4261.24"), D("25567.46"))
    assert (whole.net, whole.eco_fee, whole.margin) == (D("21290.42"), D("15.80"), D("6575.42"))
    assert round(float(whole.margin_rate), 4) == 0.3088


def test_its_instalments_follow():
    assert instalments(quote(AIR_STATION).ttc, [D("0.3"), D("0.6"), D("0.1")])[0] == D("7670.24")


@given(st.lists(st.integers(0, 5), min_size=6, max_size=6).filter(any))
def test_a_quote_is_the_sum_of_its_lines(quantities):
    lines = [line._replace(quantity=q) for line, q in zip(AIR_STATION, quantities, strict=True)]
    alone = [quote([line]) for line in lines if line.quantity]
    whole = quote(lines)
    assert whole.ht == sum(part.ht for part in alone)
    assert whole.margin == sum(part.margin for part in alone)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "price must be above zero"),
        ([Line(-1, 100, 50)], "quantity must not be negative"),
        ([Line(1, -100, 50)], "list_price must not be negative"),
        ([Line(1, 100, 50, [8])], "discount must be a ratio"),
    ],
)
def test_senseless_input(lines, message):
    with pytest.raises(ValueError, match=message):
        quote(lines)
