"""A line kept for oneself: it is saved, nothing marks it, nothing waits for it."""

import pytest

from ntc import exercises
from ntc.fields import session
from ntc.fields.answers import AnswersFile, read_answers
from ntc.instruments.kept import KeptLine

ID = "cp7-first-line"


def test_it_is_no_exercise_and_nothing_is_remarked_of_it():
    line = KeptLine(ID)
    assert not line.assessed
    assert line.label == "La phrase qui vous vient"
    assert line.spec()["badges"] == []
    assert line.spec()["help"].startswith("Sans note")
    assert line.remarks("") == line.remarks("x" * 100_000) == []


def test_it_says_who_reads_it():
    """Nobody, unless the text that a person marks brings it along."""
    read = [one for each in exercises.load().values() if each.written for one in each.annexed]
    assert read
    for line in read:
        assert "formateur" in KeptLine(line).spec()["help"]
    assert "formateur" not in KeptLine(ID).spec()["help"]


def test_a_word_is_enough():
    assert KeptLine(ID).feedback("Non.").state == "answered"
    assert KeptLine(ID).feedback("").state == "blank"


def test_one_that_no_lesson_declares_is_an_error():
    with pytest.raises(KeyError, match="nowhere"):
        KeptLine("nowhere")


def test_it_is_kept_with_the_answers(tmp_path):
    file = AnswersFile(tmp_path / "cp7-negociation.answers.json", "cp7-negociation", "test.eleve", "07")
    session.open_answers(file)
    try:
        KeptLine(ID).widget().raw = "Je m’aligne."
    finally:
        session.close_answers()
    assert read_answers(file.path)["answers"][ID]["raw"] == "Je m’aligne."
