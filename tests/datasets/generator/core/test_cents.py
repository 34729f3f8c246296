"""Cents: HALF_UP, shares, and lines made to add up."""

import pytest
from generator.core.cents import Line, Unreachable, apportion, close_on, half_up, money, total, vat


def line(price, qty=1, discount=400):
    return Line("X", "pièces", "pièces", qty, price, discount, price // 2)


@pytest.mark.parametrize(
    ("top", "bottom", "rounded"), [(5, 2, 3), (-5, 2, -3), (7, 3, 2), (8, 3, 3), (-7, -2, 4), (0, 9, 0)]
)
def test_half_up(top, bottom, rounded):
    assert half_up(top, bottom) == rounded


def test_a_line_is_rounded_half_up():
    assert line(100_500, discount=9_750).net == 2_513  # 2.5 % of 1 005.00 is 25.125
    assert vat(13) == 3  # 2.6
    assert str(money(-5)) == "-0.05"


@pytest.mark.parametrize("goal", [95_000, 96_123, 97_999, 93_001])
def test_lines_add_up_to_the_cent(goal):
    lines = [line(31_700), line(7_400, 3), line(18_900), line(27_200)]
    close_on(lines, goal, 0, 800)
    assert total(lines) == goal
    assert all(0 <= item.discount <= 800 for item in lines)


def test_heavy_lines_are_closed_by_pairs():
    lines = [line(549_000), line(729_000), line(935_000), line(1_200_000)]
    close_on(lines, 3_276_543, 0, 800)
    assert total(lines) == 3_276_543


def test_a_total_out_of_reach_is_refused():
    with pytest.raises(Unreachable):
        close_on([line(10_000), line(20_000)], 15_000, 0, 800)


def test_a_slack_is_enough():
    lines = [line(245_000) for _ in range(4)]
    close_on(lines, 931_010, 0, 800, slack=13)
    assert abs(total(lines) - 931_010) <= 13


def test_shares_add_up():
    assert apportion([1, 1, 1], 10) == [4, 3, 3]
    assert apportion([80, 92, 110], 1_000) == [284, 326, 390]
    assert sum(apportion([7, 0, 13, 5], 99)) == 99
