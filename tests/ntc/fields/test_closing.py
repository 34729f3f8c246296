import random
from decimal import ROUND_HALF_UP, Decimal

import pytest

from ntc.fields import TableField
from ntc.fields.closing import closes


def variance(**figures):
    return {row: {"ca": text} for row, text in figures.items()}


@pytest.mark.parametrize(
    ("figures", "closed"),
    [
        ({"volume": "10", "mix": "20", "price": "-5", "total": "25"}, True),
        ({"volume": "10", "mix": "20", "price": "-5", "total": "35"}, False),
        ({"volume": "1,2 k€", "mix": "2,4 k€", "price": "3,1 k€", "total": "6 749"}, True),
        ({"volume": "1,2 k€", "mix": "2,4 k€", "price": "3,1 k€", "total": "7 749"}, False),
        ({"volume": "0", "mix": "0", "price": "0", "total": "0"}, True),
        ({"volume": "0", "mix": "0", "price": "0", "total": "1"}, False),
        ({"volume": "10", "mix": "20", "price": "-5"}, True),
        ({"volume": "10", "mix": "20", "price": "?", "total": "35"}, True),
    ],
)
def test_parts_that_do_not_come_to_their_total_are_told(figures, closed):
    said = " ".join(TableField("cp4-variance", ca="€").remarks(variance(**figures)))
    assert ("ne tombe pas juste" in said) != closed


def test_a_table_without_a_declared_sum_and_rows_of_its_own_are_left_alone():
    assert not any("somme" in one for one in TableField("cp4-break-even").remarks({"safety": {"value": "1"}}))
    rows = TableField("cp4-variance", ["volume", "total"], ca="€")
    assert rows.remarks(variance(volume="1", total="2")) == []


def test_rounding_never_breaks_a_sum_and_a_tenth_of_it_always_does():
    draw = random.Random(9)
    for _ in range(2000):
        parts = [Decimal(draw.randrange(-(10**8), 10**8)) / 100 for _ in range(draw.randint(2, 6))]
        total = sum(parts, Decimal(0))
        unit = Decimal(draw.choice(("0.01", "1")))
        figures = [(one / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit for one in (*parts, total)]
        assert closes(figures)
        figures[-1] += max(map(abs, figures)) / 10 + unit
        assert not closes(figures)
