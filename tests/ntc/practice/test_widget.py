"""The drill on the page, as Python sees it; the page itself is tested in a browser."""

import random

import pytest

from ntc.practice import Drill, drills
from ntc.practice.check import show


@pytest.fixture
def drill():
    return Drill("marge-ou-marque", rng=random.Random(3))


def say(drill, **content):
    drill._handle_custom_msg(content, [])


def test_a_question_is_there_at_once_without_its_answer(drill):
    assert drill.title == "Marge ou marque"
    assert drill.question["ask"].endswith("?")
    assert drill.reply == {}
    right = show(drill._draw)
    assert all(right not in str(value) for value in drill.get_state().values())


@pytest.mark.parametrize("name", drills.ids())
def test_every_drill_can_be_shown(name):
    drill = Drill(name)
    assert drill.question["statement"]


def test_an_unknown_drill_is_refused():
    with pytest.raises(KeyError):
        Drill("inconnu")


def test_blank_and_unreadable_answers_explain_nothing_yet(drill):
    for raw, kind in (("", "blank"), ("beaucoup", "unreadable")):
        say(drill, do="answer", raw=raw)
        assert drill.reply["kind"] == kind
        assert drill.reply["steps"] == []


def test_a_first_wrong_answer_brings_a_hint_and_a_second_one_the_correction(drill):
    say(drill, do="answer", raw="1 %")
    assert drill.reply["kind"] == "wrong"
    assert drill.reply["hint"] == drill._draw.hint != ""
    assert drill.reply["steps"] == []
    say(drill, do="answer", raw="2 %")
    assert drill.reply["kind"] == "wrong"
    assert drill.reply["hint"] == ""
    assert drill.reply["steps"] == list(drill._draw.steps)


def test_what_cannot_be_read_uses_up_no_try(drill):
    for raw in ("", "beaucoup", "1 %", "", "beaucoup"):
        say(drill, do="answer", raw=raw)
        assert drill.reply["steps"] == []
    say(drill, do="answer", raw="1 %")
    assert drill.reply["steps"]


def test_a_right_second_try_shows_the_way_too(drill):
    say(drill, do="answer", raw="1 %")
    say(drill, do="answer", raw=show(drill._draw))
    assert drill.reply["kind"] == "right"
    assert drill.reply["steps"] == list(drill._draw.steps)


def test_the_next_question_has_its_two_tries(drill):
    say(drill, do="answer", raw="1")
    say(drill, do="next")
    say(drill, do="answer", raw="1")
    assert drill.reply["hint"] == drill._draw.hint


def test_a_choice_is_offered_and_judged():
    drill = Drill("symptome-ou-cause", rng=random.Random(3))
    assert len(drill.question["options"]) == 4
    wrong = next(key for key, _ in drill._draw.options if key != drill._draw.right)
    say(drill, do="answer", raw="")
    assert drill.reply["kind"] == "blank"
    say(drill, do="answer", raw=wrong)
    assert (drill.reply["kind"], drill.reply["title"]) == ("wrong", "Pas encore")
    say(drill, do="answer", raw=drill._draw.right)
    assert (drill.reply["kind"], drill.reply["title"]) == ("right", "C’est juste")


def test_the_streak_counts_first_answers_only(drill):
    for _ in range(3):
        say(drill, do="answer", raw=show(drill._draw))
        say(drill, do="answer", raw=show(drill._draw))
        say(drill, do="next")
    assert drill.streak == "3 réponses justes d’affilée"
    say(drill, do="answer", raw="1 %")
    assert drill.streak == ""
    say(drill, do="answer", raw=show(drill._draw))
    assert drill.reply["kind"] == "right"
    assert drill.streak == ""
    say(drill, do="next")
    say(drill, do="answer", raw=show(drill._draw))
    assert drill.streak == "1 réponse juste"


def test_another_question_clears_the_reply(drill):
    before = drill.question
    say(drill, do="answer", raw="1 %")
    say(drill, do="next")
    assert drill.reply == {}
    assert drill.question != before


def test_an_unknown_message_changes_nothing(drill):
    before = (drill.question, drill.reply, drill.streak)
    say(drill, do="reveal")
    assert (drill.question, drill.reply, drill.streak) == before


def test_while_grading_a_line_stands_in_for_the_drill(drill, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    shown = drill._repr_mimebundle_()
    assert set(shown) == {"text/html", "text/plain"}
    assert "Marge ou marque" in shown["text/html"]
    monkeypatch.delenv("NBGRADER_EXECUTION")
    assert "application/vnd.jupyter.widget-view+json" in drill._repr_mimebundle_()[0]
