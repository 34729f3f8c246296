import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.reports.rendering.characters import joined, settled


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Une phrase\u00a0: 12\u202f345\u00a0€.\nDeux.", "Une phrase\u00a0: 12\u202f345\u00a0€.\nDeux."),
        ("e\u0301", "é"),
        ("q" + "\u0301" * 60 + "a", "q\u0301\u0301\u0301a"),
        ("\u202eeiraM\u202c \u200fא\u2066", "eiraM א"),
        ("\u0301", "◌\u0301"),
        ("a\x00b\x1bc\td\r\n", "abc d\n"),
        ("\ud83dé", "\ufffdé"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),  # Persian writes with a non-joiner
    ],
)
def test_a_text_is_kept_in_its_box(typed, shown):
    assert settled(typed) == shown


@given(st.text(st.characters(exclude_categories=())))
def test_a_settled_text_can_be_written_and_stays_settled(text):
    once = settled(text)
    once.encode("utf-8")
    assert settled(once) == once
    assert all(
        unicodedata.bidirectional(letter) not in ("RLO", "LRO", "RLE", "RLI", "PDF") for letter in once
    )


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("محمد", "\ufee3\ufea4\ufee4\ufeaa"),  # first, between, between, last
        ("العربي", "\ufe8d\ufedf\ufecc\ufeae\ufe91\ufef2"),  # alef and reh reach no further
        ("سلام", "\ufeb3\ufefc\ufee1"),  # lam and alef are one
        ("پرویز", "\ufb58\ufeae\ufeed\ufbfe\ufeb0"),  # Persian
        ("م\u064eح", "\ufee3\u064e\ufea2"),  # a vowel stands between without parting
        ("م م", "\ufee1 \ufee1"),
        ("Latin é", "Latin é"),
    ],
)
def test_arabic_letters_take_the_form_of_their_place(word, forms):
    assert joined(word) == forms
