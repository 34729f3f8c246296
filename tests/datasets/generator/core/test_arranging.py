"""Blocks laid on a line: found whenever possible, as every combination tried one by one tells."""

from itertools import product

import pytest
from generator.core.arranging import Block, arrange
from generator.core.stream import Stream

DAY, DRIVING = 6, 60


def day(start):
    return start // DAY


def lawful(blocks, plan):
    taken = [place for code, start in plan.items() for place in range(start, start + blocks[code].length)]
    driven = [
        sum(blocks[code].driving for code, start in plan.items() if day(start) == number) for number in (0, 1)
    ]
    return len(set(taken)) == len(taken) and max(driven) <= DRIVING


def by_brute_force(blocks):
    return any(
        lawful(blocks, dict(zip(blocks, starts, strict=True)))
        for starts in product(*(block.starts for block in blocks.values()))
    )


def draw(stream):
    """Four blocks on two days of six half-hours: about half of the draws can be laid."""
    blocks = {}
    for code in "abcd":
        length = stream.between(2, 4)
        starts = [start for start in range(2 * DAY) if start % DAY + length <= DAY]
        blocks[code] = Block(length, 20 * stream.below(3), stream.sample(starts, min(len(starts), 4)))
    return blocks


@pytest.mark.parametrize("number", range(60))
def test_an_arrangement_is_found_when_there_is_one(number):
    blocks = draw(Stream("arranging", str(number)))
    plan = arrange(blocks, day, DRIVING)
    assert (plan is not None) == by_brute_force(blocks)
    if plan is not None:
        assert plan.keys() == blocks.keys()
        assert lawful(blocks, plan)
        assert all(start in blocks[code].starts for code, start in plan.items())


def test_both_outcomes_are_drawn():
    found = [by_brute_force(draw(Stream("arranging", str(number)))) for number in range(60)]
    assert 10 < sum(found) < 50


def test_the_driving_of_a_day_is_bounded():
    blocks = {"a": Block(1, 40, (0, 1)), "b": Block(1, 40, (0, 1))}
    assert arrange(blocks, day, 80)
    assert arrange(blocks, day, 79) is None


def test_places_are_tried_in_the_order_preferred():
    assert arrange({"a": Block(2, 0, (4, 0))}, day, DRIVING) == {"a": 4}
    assert arrange({}, day, DRIVING) == {}
