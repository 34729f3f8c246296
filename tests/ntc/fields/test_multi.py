import pytest

from ntc.fields import MultiField


@pytest.mark.parametrize("keep", [0, 3])
def test_one_cannot_be_asked_to_keep_more_than_there_is(keep):
    with pytest.raises(ValueError, match="among 2 options"):
        MultiField("cp4-indicators-board", [("a", "A"), ("b", "B")], keep=keep)


def test_the_static_page_lists_labels_in_the_order_of_the_exercise():
    page = MultiField("cp4-indicators-board", [("a", "Avis"), ("b", "Budget")]).html(["b", "a"])
    assert "<ul><li>Avis</li><li>Budget</li></ul>" in page
