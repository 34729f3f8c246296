"""How much CP4 asks in figures, and how many mistakes it names; ``tests/every`` tells them apart."""

from autograder import truth
from autograder.keys.asked.declared import graph_of
from ntc.case import load


def test_the_questions_are_all_there():
    graph = graph_of("cp4-dashboard", load("00"), truth.load("00"))
    figures = [name for name, question in graph.questions.items() if question.choices is None]
    assert len(figures) == 12 + 6 + 8 + 8 + 4
    assert sum(len(graph.slips(name)) for name in figures) >= 50
