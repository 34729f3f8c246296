"""A way of counting that is kept is charged where it first shows, and named; nothing else is guessed at."""

import pytest

from autograder.keys.primitives import Kept
from autograder.keys.primitives.kept import EXACT, ONCE

RIGHT = {"a": 100, "b": 200, "c": 300}
WHY = {"half": "La moitié seule.", "more": "Un de trop.", "rare": "Jamais vu."}


def values(ways):
    """Half of everything, one more, or one thing that only « c » shows."""
    found = {name: value // 2 if "half" in ways else value for name, value in RIGHT.items()}
    if "more" in ways:
        found = {name: value + 1 for name, value in found.items()}
    return found | ({"a": 50, "c": 7} if ways == {"rare"} else {})


def sheet(**given):
    return Kept(values, WHY, lambda name, one, other: one == other, given)


def read(**given):
    kept = sheet(**given)
    return [kept.read(name, value, "Relisez la règle.") for name, value in given.items()]


def test_a_way_of_counting_is_named_once_and_carried_after():
    first, second, third = read(a=50, b=100, c=300)
    assert (first.sound, first.slip, first.said) == (False, "half", "La moitié seule.")
    assert (second.sound, second.carried, second.slip, second.said) == (True, True, None, ONCE)
    assert (third.sound, third.carried, third.said) == (True, False, EXACT)


def test_what_explains_most_is_thought_of_first():
    # « a » at 50 is half as well as the rare one: « c » tells which.
    assert read(a=50, c=150)[0].slip == "half"
    assert [each.slip for each in read(a=50, c=7)] == ["rare", None]


def test_a_second_way_beside_one_that_was_charged_is_charged_in_its_turn():
    assert [each.slip for each in read(a=50, b=101, c=151)] == ["half", "more", None]


@pytest.mark.parametrize("given", [{"a": 51}, {"b": 199}])
def test_two_ways_at_once_or_none_are_no_diagnosis(given):
    (found,) = read(**given)
    assert (found.sound, found.slip, found.explained, found.said) == (False, None, False, "Relisez la règle.")


@pytest.mark.parametrize("given", [100, 149, 51, 7000])
def test_others_may_be_built_on_what_is_right_near_or_the_work_of_a_known_mistake(given):
    wide = Kept(
        lambda ways: {"a": 7000 if "half" in ways else 100}, WHY, lambda name, one, other: one == other, {}
    )
    assert wide.plausible("a", given)


@pytest.mark.parametrize("given", [0, 1, 151, 6999])
def test_nothing_is_built_on_nonsense(given):
    wide = Kept(
        lambda ways: {"a": 7000 if "half" in ways else 100}, WHY, lambda name, one, other: one == other, {}
    )
    assert not wide.plausible("a", given)
