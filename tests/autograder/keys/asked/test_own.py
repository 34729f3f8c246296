"""What an exercise with a key of its own says that it asks: names, readings, raw answers."""

from decimal import Decimal

import pytest

from autograder.keys.asked import own
from autograder.keys.asked.exercise import answers_to
from autograder.keys.asked.nature import CHOICE, COUNT
from autograder.keys.asked.own import Own, kept, own_graph, read_at, within, worked_at
from autograder.keys.asked.question import Place
from ntc.calc.slips import Slip

ID = "cp9-essai"
TWICE = Slip("trap.twice", Decimal(80), "Deux fois trop.")


@pytest.fixture
def graph(monkeypatch):
    """Forty calls, half of which reach somebody; a decision; two choices; a match."""
    said = {
        "calls": read_at(COUNT, Place("calls-field"), Decimal(40), TWICE),
        "reached": worked_at(
            within("0.5"), Place("table", "row", "reached"), lambda calls: calls / 2, "calls"
        ),
        "go": worked_at(CHOICE, Place("table", "row", "go"), lambda n: "yes" if n > 15 else "no", "reached"),
        "two": read_at(CHOICE, Place("set"), ("a", "b")),
        "pairs": read_at(CHOICE, Place("pairs"), (("a", "1"), ("b", "2"))),
        "one": read_at(CHOICE, Place("match", "a", ""), "1"),
    }
    ways = {"trap.less": "Moins.", "trap.none": "Rien ne change."}
    readings = kept(ways, lambda made: {"calls": Decimal(20 if "trap.less" in made else 40)})
    monkeypatch.setitem(own.OWN, ID, lambda case, truth: Own(said, readings))
    return own_graph(ID, None, None)


def test_what_follows_is_worked_out_from_what_was_answered(graph):
    assert graph.follow({f"{ID}.calls": Decimal(20)})[f"{ID}.reached"] == 10
    assert graph.follow({f"{ID}.calls": Decimal(20)})[f"{ID}.go"] == "no"
    assert graph.follow({})[f"{ID}.go"] == "yes"
    assert graph.slips(f"{ID}.calls") == (TWICE,)


def test_a_way_of_counting_that_changes_nothing_is_no_reading(graph):
    (reading,) = graph.ground.readings
    assert (reading.id, reading.values) == ("trap.less", {f"{ID}.calls": Decimal(20)})


def test_each_answer_is_sent_as_its_page_would(graph):
    right = {name: graph.right(name) for name in graph.questions}
    assert answers_to(graph, right) == {
        "calls-field": "40",
        "table": {"row": {"reached": "20", "go": "yes"}},
        "set": ["a", "b"],
        "pairs": {"a": "1", "b": "2"},
        "match": {"a": "1"},
    }


def test_an_exercise_says_once_what_it_asks(monkeypatch):
    monkeypatch.setitem(own.OWN, ID, lambda case, truth: Own({}))
    with pytest.raises(ValueError, match=f"{ID} is registered twice"):
        own.figures(ID)(lambda case, truth: Own({}))
