"""All that a notebook of the course says is set as French prints it, figures in place, on every variant."""

import json
import re
from dataclasses import asdict

import pytest

from autograder import canonical
from ntc import exercises
from ntc.case import VARIANTS, load
from ntc.french import starts_on_a_vowel, typeset
from ntc.lessons.prose import fill, placeholders, prose
from ntc.reference.house import prose as house
from tests.violations import assert_none


def texts(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [(cell["id"], "".join(cell["source"])) for cell in cells if cell["cell_type"] == "markdown"]


def rendered(notebook, case):
    """The text of each cell with the figures of this case, from wherever its page takes them."""
    known = {**house(case), **prose(notebook.stem, case)}
    return [(cell, fill(text, known)) for cell, text in texts(notebook)]


# The addresses of links keep to what a keyboard has: « [CO₂](#=co2-litre) ».
PLAIN_FORMULA = re.compile(r"(?<!=)\b(?:CO2|m[23]\b)(?![^\[\]]*\])")


def ill_set(text):
    return [line for line in text.splitlines() if typeset(line) != line or PLAIN_FORMULA.search(line)]


@pytest.mark.parametrize("notebook", canonical.notebooks(), ids=lambda path: path.stem)
def test_every_page_is_set_in_french(notebook):
    assert texts(notebook)
    variants = VARIANTS if any(placeholders(text) for _, text in texts(notebook)) else VARIANTS[:1]
    found = {
        f"{variant}, {cell}": lines
        for variant in variants
        for cell, text in rendered(notebook, load(variant))
        if (lines := ill_set(text))
    }
    assert found == {}


# A small word before a figure: what comes after it is drawn, and may begin with a vowel.
BEFORE = re.compile(r"(?<![\w’])(de|que|le|la|se|ne|je) \[[^\]\n]*\]\(#=([a-z0-9-]+)\)", re.IGNORECASE)
# Numbers in words are said as figures are: « de un à trois ».
NUMBERS = re.compile(r"(?:un|une|onze|huit)\b")


def not_elided(text, figures):
    return [
        f"{word} {figures[name]}"
        for word, name in BEFORE.findall(text)
        if starts_on_a_vowel(figures[name]) and not NUMBERS.match(figures[name])
    ]


@pytest.mark.parametrize("notebook", canonical.notebooks(), ids=lambda path: path.stem)
def test_no_small_word_stands_before_a_drawn_vowel(notebook):
    found = {}
    for variant in VARIANTS:
        case = load(variant)
        known = {**house(case), **prose(notebook.stem, case)}
        for cell, text in texts(notebook):
            if lines := not_elided(text, known):
                found[variant, cell] = lines
    assert found == {}


def test_a_small_word_before_a_drawn_vowel_is_seen():
    text = "Le mot de [qui](#=qui) que [qui](#=qui) lit, de [combien](#=combien), de [sigle](#=sigle)."
    figures = {"qui": "Élise Godinais", "combien": "un", "sigle": "Rémi"}
    assert not_elided(text, figures) == ["de Élise Godinais", "que Élise Godinais"]


@pytest.mark.parametrize(
    "line", ["Deux mots : un.", "Un ; deux", "« mot »", "l'air", "12 %", "5 tonnes de CO2"]
)
def test_an_ordinary_space_is_seen(line):
    assert ill_set(line) == [line]


# What is said to one man only: an adjective or a participle in the masculine, of whoever reads.
TO_A_MAN = re.compile(
    r"\bvous (?:êtes|serez|seriez|étiez|soyez|restez) (?!en |où |dans |sur |à |utile|quit|d’)"
    r"(?:\w*(?:é|i|u|ris|rêt|ûr)|seul|certain|content|assis|négociateur|nouveau)\b(?!e)"
    r"|\b(?:pour|par|à) vous seul\b|\bvous \w+ (?:seul|sûr|prêt)\b|\bsuis-je (?:seul|sûr|prêt)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("notebook", canonical.notebooks(), ids=lambda path: path.stem)
def test_no_page_speaks_to_a_man_only(notebook):
    assert [(cell, found[0]) for cell, text in texts(notebook) if (found := TO_A_MAN.search(text))] == []


@pytest.mark.parametrize(
    "line",
    [
        *("une offre sont pour vous seul", "Comment vous serez évalué", "Que suis-je seul à pouvoir faire"),
        *("quand vous êtes prêt", "Vous êtes négociateur technico-commercial", "vous engager seul"),
    ],
)
def test_what_is_said_to_a_man_only_is_seen(line):
    assert TO_A_MAN.search(line)


@pytest.mark.parametrize(
    "line", ["Dites qui vous êtes", "quand vous serez sur la route", "vous êtes tout près"]
)
def test_what_is_said_to_anybody_is_let_through(line):
    assert not TO_A_MAN.search(line)


def test_what_exercises_say_is_set_in_french():
    """Titles, labels, help, choices, anchors: whatever a declaration says that anybody reads."""
    said = [text for exercise in exercises.load().values() for text in _strings(asdict(exercise))]
    assert len(said) >= 5 * len(exercises.load())
    # Shown as Python writes it, no-break spaces can be seen and copied.
    assert_none(f"write {typeset(text)!r}" for text in said if ill_set(text))


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)
