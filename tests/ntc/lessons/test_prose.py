"""Figures take the place of their names in the prose of a lesson."""

import re

import pytest

from ntc.case import VARIANTS, load
from ntc.catalogue import lessons
from ntc.lessons.cp4 import prose as cp4
from ntc.lessons.prose import fill, placeholders, prose


def test_fill_puts_figures_in_the_place_of_their_names():
    assert fill("[A](#=a) et [b 2](#=b-2) et [A](#=a)", {"a": "1", "b-2": "2"}) == "1 et 2 et 1"


def test_fill_refuses_an_unknown_name():
    with pytest.raises(KeyError, match="inconnu"):
        fill("[inconnu](#=inconnu)", {})


def test_placeholders_lists_names_once():
    assert placeholders("[a](#=a) [b](#=b) [un](#=a) [pas un nom](#titre)") == {"a", "b"}


def test_a_lesson_names_its_own_figures():
    assert prose("cp4-bilan", load("05")) == cp4.prose(load("05"))


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("lesson", [each.name for each in lessons()])
def test_figures_are_written_in_french(lesson, variant):
    figures = prose(lesson, load(variant))
    assert figures
    for name, text in figures.items():
        assert text, name
        # The point of a NAF code (46.69B) is no decimal one.
        assert not re.search(r"\d\.\d(?!\d[A-Z])|\d \d| [€%]|None|Decimal", text), (name, text)


def test_a_lesson_without_figures_names_none():
    assert prose("cp9-rien", load("00")) == {}
