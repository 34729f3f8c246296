from typing import NamedTuple

import pytest

from ntc.fields.options import option_labels


class Remedy(NamedTuple):
    id: str
    label: str
    cost: int


def test_pairs_and_records_give_labels_in_their_order():
    assert list(option_labels([("b", "B"), ("a", "A")]).items()) == [("b", "B"), ("a", "A")]
    assert option_labels([Remedy("r1", "Relancer", 200)]) == {"r1": "Relancer"}
    assert option_labels((id, label) for id, label in [("x", "X")]) == {"x": "X"}


@pytest.mark.parametrize("options", [[], [("a", "A"), ("a", "B")]])
def test_options_need_ids_each_of_them_once(options):
    with pytest.raises(ValueError, match="each of them once"):
        option_labels(options)
