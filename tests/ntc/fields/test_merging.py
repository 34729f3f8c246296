from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.fields.merging import merge


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("1", "2", "1", "2"),
        ("1", "1", "3", "3"),
        ("1", "2", "3", "2"),
        (None, {"a": {"x": "1"}}, {"b": {"x": "2"}}, {"a": {"x": "1"}, "b": {"x": "2"}}),
        ({"a": {"x": "1"}}, {"a": {"x": "1", "y": "2"}}, {"a": {"x": "9"}}, {"a": {"x": "9", "y": "2"}}),
        ({"a": {"x": "1"}, "b": {}}, {"b": {}}, {"a": {"x": "1"}, "b": {}, "c": {}}, {"b": {}, "c": {}}),
        ({"q": "a"}, {}, {"q": "a", "r": "b"}, {"r": "b"}),
        # A row emptied here, filled there; the other way round; emptied here, changed there in the same cell.
        ({"a": {"x": "1"}}, {}, {"a": {"x": "1", "y": "2"}}, {"a": {"y": "2"}}),
        ({"a": {"x": "1"}}, {"a": {"x": "1", "y": "2"}}, {}, {"a": {"y": "2"}}),
        ({"a": {"x": "1"}}, {}, {"a": {"x": "2"}}, {}),
        ({"a": {"x": "1"}}, {"a": {"x": "2"}}, {}, {"a": {"x": "2"}}),
        ({"a": {"x": "1"}}, {"a": {}}, {"a": {"x": "1", "y": "2"}}, {"a": {"y": "2"}}),
        # An item of a plan: left out here, given an owner there; left out here, its owner taken back there.
        ({"b": {}}, {}, {"b": {"owner": "o1"}}, {"b": {"owner": "o1"}}),
        ({"b": {"owner": "o1"}}, {}, {"b": {}}, {}),
        (["a"], ["a", "b"], ["a", "c"], ["a", "c", "b"]),
        (["a", "b"], ["b"], ["a", "b", "c"], ["b", "c"]),
        (["a", "b"], ["b", "a"], ["a", "b"], ["b", "a"]),
        ([], ["b", "a"], ["a", "b"], ["b", "a"]),
    ],
)
def test_each_keeps_what_the_other_left_alone(base, mine, theirs, both):
    assert merge(base, mine, theirs) == both


cells = st.dictionaries(
    st.sampled_from("abc"), st.dictionaries(st.sampled_from("xy"), st.text("123", min_size=1, max_size=2))
)


@given(cells, cells, cells)
def test_a_cell_comes_from_who_changed_it(base, mine, theirs):
    both = merge(base, mine, theirs)
    for row in "abc":
        for name in "xy":
            was, here, there = (answer.get(row, {}).get(name) for answer in (base, mine, theirs))
            assert both.get(row, {}).get(name) == (there if here == was else here)


@given(cells, cells)
def test_who_changed_nothing_takes_the_other_s(base, theirs):
    assert merge(base, base, theirs) == theirs
    assert merge(base, theirs, base) == theirs


@pytest.mark.parametrize("base", [["a", "b"], ["b", "a"], []])
@pytest.mark.parametrize("mine", list(permutations("abc")))
def test_the_same_boxes_in_another_order_are_mine(base, mine):
    assert merge(base, list(mine), base) == list(mine)
    assert merge(base, list(mine), ["c", "b", "a"]) == list(mine)
