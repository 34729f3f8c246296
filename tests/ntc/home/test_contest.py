"""Contests of a mark: the file and the message say the same, and nothing else is read as one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntc.home.contest import (
    MAX_BYTES,
    MAX_WORDS,
    Contest,
    ContestError,
    as_json,
    as_message,
    checked_words,
    is_contest,
    read,
)
from tests.spaces import plain

SEAL = "0123456789abcdef" * 4
ONE = Contest("dupont.m", "at1-strategie", "cp4-bilan", "cp4-dashboard", SEAL, "Ma marge est juste.")


@given(st.text(max_size=200))
def test_a_file_is_read_as_it_was_written_whatever_was_typed(words):
    try:
        kept = checked_words(words)
    except ContestError:
        return
    contest = Contest("dupont.m", "at1-strategie", "cp4-bilan", "cp4-dashboard", SEAL, kept, "growth")
    assert read(as_json(contest).encode()) == contest
    assert is_contest(as_json(contest).encode())


def test_a_message_is_read_as_a_mailbox_gives_it_back():
    message = as_message(ONE, "Évolution du CA")
    quoted = "Bonjour,\n\n" + "\n".join(f"> {line}" for line in message.splitlines())
    wrapped = quoted.replace("at1-strategie / ", "at1-strategie /\n> ").replace("4567 89ab", "4567\n> 89ab")
    for text in (
        message,
        quoted,
        wrapped,
        wrapped.replace("\u00a0", " ").upper().replace("MES RAISONS", "Mes raisons"),
    ):
        found = read(text.encode())
        assert (found.learner, found.lesson, found.exercise, found.seal) == (
            "dupont.m",
            "cp4-bilan",
            "cp4-dashboard",
            SEAL,
        )
        assert found.words.casefold() == "ma marge est juste."
        assert plain(found.asked).casefold() == "évolution du ca"
        assert is_contest(text.encode())
    assert read(as_message(ONE).encode("utf-8-sig")).asked == ""
    assert read(as_message(ONE).encode("cp1252")).words == ONE.words


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"seal": "x" * 64}, "quelle remise"),
        ({"seal": SEAL[:-1]}, "quelle remise"),
        ({"learner": "../autre"}, "de qui"),
        ({"learner": ["dupont.m"]}, "forme"),
        ({"lesson": "../../cours"}, "quelle remise"),
        ({"exercise": "<b>x</b>"}, "quelle remise"),
        ({"part": "a/b"}, "quelle remise"),
        ({"words": "  \x00 "}, "en quelques mots"),
        ({"words": "a" * (MAX_WORDS + 1)}, "trop long"),
        ({"contest": True}, "pas une contestation"),
        ({"contest": 2}, "pas une contestation"),
    ],
)
def test_what_is_not_well_formed_is_refused(changes, why):
    with pytest.raises(ContestError, match=why):
        read(json.dumps(json.loads(as_json(ONE)) | changes).encode())


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[" * 5000, b"\xff\xfe\x00", b"Bonjour", b'{"answers": {}, "contest": 1}']
)
def test_what_is_something_else_is_refused(content):
    assert not is_contest(content) or content.startswith(b"{")
    with pytest.raises(ContestError):
        read(content)


def test_ten_megabytes_are_not_read():
    with pytest.raises(ContestError, match="trop gros"):
        read(as_json(ONE).encode() + b" " * 10_000_000)
    assert MAX_BYTES < 100_000


def test_answers_and_receipts_are_no_contests():
    assert not is_contest(b'{"schema": 1, "answers": {}}')
    assert not is_contest(b'{"schema": 1, "handed_in": "2026-01-01"}')
    assert not is_contest(f"<!DOCTYPE html><textarea>{as_message(ONE)}</textarea>".encode())
