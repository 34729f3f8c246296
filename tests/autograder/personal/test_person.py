import json

import pytest

from autograder.personal.person import Person
from tests.autograder.personal.class_of_two import zipped

MARIE = Person("dupont.m", "Dupont", "Marie", "Marie.D@exemple.fr")
EMILE = Person("zola.e", "Zola", "Émile")


@pytest.mark.parametrize(
    "text",
    [
        "dupont.m",
        "relevé de « dupont.m ».",
        "chez dupont.m, zola.e",
        "sheets/dupont.m.html",
        "dupont.m_at1-strategie_2026.zip",
        "Marie Dupont",
        "DUPONT  Marie",
        "dupont;marie;",
        "<td>marie\u00a0dupont</td>",
        "marie.d@exemple.fr",
    ],
)
def test_somebody_is_seen_however_they_are_named(text):
    assert MARIE.is_in(text)
    assert MARIE.is_in_bytes(text.encode())
    assert not MARIE.is_in(MARIE.replaced_in(text, "personne"))


@pytest.mark.parametrize(
    "text",
    [
        "dupont.m.2",
        "dupont.marie",
        "dupont.martin",
        "jean-dupont.m2",
        "Marie Dupontel",
        "Marie",
        "M. Dupont",
        "",
    ],
)
def test_others_are_not_taken_for_them(text):
    assert not MARIE.is_in(text)
    assert not MARIE.is_in_bytes(text.encode())
    assert MARIE.replaced_in(text, "x") == text


@pytest.mark.parametrize("text", ["Emile ZOLA", "Zola Émile", "E\u0301mile Zola"])
def test_accents_hide_nobody(text):
    assert EMILE.is_in(text)
    assert EMILE.replaced_in(f"à {text} !", "x") == "à x !"


def test_what_is_packed_or_escaped_is_read():
    escaped = json.dumps({"nom": "Émile Zola"}).encode()
    assert b"\\u00c9" in escaped
    assert EMILE.is_in_bytes(escaped)
    packed = zipped({"a": zipped({"b": b"", "c": "reçu de zola.e".encode()})})
    assert EMILE.is_in_bytes(packed)
    assert not MARIE.is_in_bytes(packed)
    assert MARIE.is_in_bytes(zipped({"Dupont Marie_7/x": b""}))
