"""What the generator composes is French: elisions, contractions and spaces, in every text of every table."""

import re

import pytest

from ntc.case import people, schema
from ntc.french import MONTHS
from tests.datasets.rules import Rules

rules = Rules()

# « de » and its like lose their vowel before a name: capitals only, since « de onze » is right.
RULES = {
    "elision": r"\b([Dd]e|[Qq]ue|[Jj]usque|[Ll]orsque|[Pp]uisque) (?=[AEIOUYÉÈÊÀÂÎÔŒ][a-zéèêàâîôœç])",
    "contraction": r"\b([Dd]e|[Àà]) [Ll]es? (?=[A-ZÉ])",
    "spaces": r"  | [:;!?»%€]|« |\w'\w|\s[,.]",
    "a word twice": r"(?i)\b([a-zéèêàâîôûç]{3,}) \1\b",
    "first of a month": rf"\b1[ \xa0]({'|'.join(MONTHS)})\b",
    "a hyphen for a minus": r"(?:^|[\s(«])-\d",
    "a power cut at its comma": r"(?i)compresseur à vis \d+(?![\d,]*\s?kW)",
    "a formula without its small figure": r"\bCO2",
    "English": r"(?i)\b(hotline|deadline|feedback|challenge|business|reporting|mail)\b",
}
PRONOUNS = {"nous nous", "vous vous"}


def texts(case, truth):
    """Every text of more than one word, with its table and column."""
    for name, table in schema().items():
        for source, columns in ((case, table.public), (truth, table.labels)):
            for column in columns:
                rows = [case.company] if name == "company" else getattr(source, name)
                for row in rows:
                    value = getattr(row, column.name)
                    if isinstance(value, str) and " " in value:
                        yield f"{name}.{column.name}", value


@rules.rule
def no_text_breaks_a_rule_of_french(case, truth):
    patterns = {name: re.compile(pattern) for name, pattern in RULES.items()}
    # A table says the same again and again: each text is read once.
    for where, text in dict.fromkeys(texts(case, truth)):
        for name, pattern in patterns.items():
            for found in pattern.finditer(text):
                if found[0].lower() not in PRONOUNS:
                    yield f"{where}: {name}, {found[0]!r} in {text!r}"


@rules.rule
def the_head_of_sales_is_named_in_the_right_gender(case, truth):
    wrong = {True: r"(?<!f)\bchef des ventes", False: "cheffe des ventes"}
    woman = people.is_woman(people.holder(case, "Chef des ventes"))
    for where, text in dict.fromkeys(texts(case, truth)):
        # Alone, it is a code.
        if text.lower() != "chef des ventes" and re.search(wrong[woman], text, re.IGNORECASE):
            yield f"{where}: {text!r}"


def test_a_variant_keeps_every_rule(variant):
    rules.check(variant)


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("elision", "les salariés de Usinage Talroudec", "les salariés d’Usinage Talroudec"),
        ("contraction", "près de Le Mans", "près du Mans"),
        ("spaces", "Qui décroche ?", "Qui décroche\u202f?"),
        ("a word twice", "le délai délai promis", "le délai promis"),
        ("first of a month", "dès le 1\xa0juin", "dès le 1er\xa0juin, ou le 11\xa0juin"),
        ("a hyphen for a minus", "un sécheur à -40 °C", "un sécheur à −40 °C, le GV-30, 2025-11"),
        ("a power cut at its comma", "un compresseur à vis 7 livré", "un compresseur à vis 7,5 kW"),
        ("English", "une hotline de nuit", "une astreinte de nuit"),
    ],
)
def test_each_rule_finds_the_wrong_and_leaves_the_right(rule, wrong, right):
    assert re.search(RULES[rule], wrong)
    assert not re.search(RULES[rule], right)
