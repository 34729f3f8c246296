"""A bet shown again: what was said, row by row, as the answers file has it now."""

import pytest

from ntc.fields import session
from ntc.fields.answers import AnswersFile
from ntc.instruments.recall import Recall

GRID, HEARD = "cp1-bet", "cp3-bet"


@pytest.fixture
def answers(tmp_path):
    answers = AnswersFile(tmp_path / "cp1-veille.answers.json", "cp1-veille", "test.eleve", "07")
    session.open_answers(answers)
    yield answers
    session.close_answers()


def test_what_was_said_is_shown_row_by_row_and_nothing_of_rows_left_alone(answers):
    answers.set(HEARD, {"call": "leaves", "note": "stays"})
    (part,) = Recall([HEARD]).parts
    assert part["label"] == "Votre pari\u00a0: lequel est en train de partir\u202f?"
    assert [said for _, said in part["rows"]] == ["Il s’en va", "Il reste"]
    assert "standard" in part["rows"][0][0]


def test_a_bet_that_nobody_made_has_no_rows(answers):
    assert [part["rows"] for part in Recall([GRID, HEARD]).parts] == [[], []]


def test_a_change_above_is_seen_below_at_once(answers):
    recalled = Recall([HEARD])
    answers.set(HEARD, {"card": "maybe"})
    assert [said for _, said in recalled.parts[0]["rows"]] == ["J’hésite"]


def test_what_cannot_be_read_is_shown_as_nothing(answers):
    answers.set(HEARD, {"call": "nowhere"})
    assert Recall([HEARD]).parts[0]["rows"] == []


def test_without_a_lesson_it_says_what_comes_first():
    session.close_answers()
    with pytest.raises(RuntimeError, match="open_lesson"):
        Recall([HEARD])
