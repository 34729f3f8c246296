import pytest

from autograder.grading.places import Places
from autograder.second import store
from autograder.second.store import Second


@pytest.fixture
def places(tmp_path):
    return Places(tmp_path)


def test_what_was_given_is_read_again_for_the_same_answers_only(places):
    second = store.given(Second("a1"), "x-1", 4.0, "Daté.")
    second = store.given(second, "x-2", 2.67, "")
    store.write(places, "dupont.m", "x", second)
    assert store.read(places, "dupont.m", "x", "a1") == Second(
        "a1", {"x-1": 4.0, "x-2": 2.67}, {"x-1": "Daté."}
    )
    assert store.read(places, "dupont.m", "x", "b2") == Second("b2")
    assert store.read(places, "zola.e", "x", "a1") == Second("a1")


def test_points_are_taken_back_and_a_decision_keeps_the_first_ones_once():
    second = store.given(Second("a1", {"x-1": 4.0}), "x-1", None, "")
    assert second.points == {}
    decided = store.decided(store.decided(second, "x-1", 2.0), "x-1", 3.0)
    assert decided.firsts == {"x-1": 2.0}


def test_a_damaged_file_is_nothing(places):
    path = places.seconds / "dupont.m" / "x.json"
    path.parent.mkdir(parents=True)
    for content in (
        "",
        "{",
        "[]",
        '{"said": 1}',
        '{"said": "a1", "points": {"x": "y"}, "comments": {}, "firsts": {}}',
    ):
        path.write_text(content, encoding="utf-8")
        assert store.read(places, "dupont.m", "x", "a1") == Second("a1")
