"""Whatever a document says, page and paper say it in the same words and the same order."""

import io
from datetime import datetime
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from autograder.reports.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Kind,
    Paragraph,
    Quoted,
    Signatures,
    State,
    Strong,
    Table,
    Tone,
)
from autograder.reports.rendering.html import html_page
from autograder.reports.rendering.paper import NOTICE
from autograder.reports.rendering.pdf import pdf_file

from ..reading import packed, said_on_page, said_on_paper

NOW = datetime(2026, 11, 24, 14, 32)
FOOT = "Marie Dupont (dupont.m)"
GOOD = State("●", "montré", Tone.GOOD)


def table(cell, wide=False):
    """One row with a column of each kind."""
    columns = tuple(Column(((f"Tête {kind.value}",),), 1, kind) for kind in Kind)
    cells = {Kind.STATE: ((GOOD,), (cell,)), Kind.LIST: ((Strong("Dit :"), cell), (cell,))}
    return Table("Légende", columns, (tuple(cells.get(kind, ((cell,),)) for kind in Kind),), wide)


SPECIMENS = (
    Heading(("Titre — ", GOOD), 1),
    Heading(("Partie",), 2),
    Heading(("Morceau",), 3),
    Paragraph(("Une phrase, ", Strong("forte"), ", <b>telle</b> **quelle** & __nue__.")),
    Paragraph(("Douce.",), soft=True),
    Facts((("Apprenant", "Marie Dupont"), ("Jeu", "07"))),
    Items(((GOOD, " : deux tiers"), ("sans signe",))),
    table("13,33 / 16"),
    table("x", wide=True),
    Quoted("Objet : <b>tel</b> quel\n\nSituation\n  Le CA & la marge."),
    Signatures(("Le formateur", "L’apprenant")),
)


def on_page(made):
    return said_on_page(html_page(made))


def on_paper(made):
    return said_on_paper(pdf_file(made), made)


def document(*blocks, foot=FOOT):
    return Document("Fiche", blocks, NOW, foot)


def test_there_is_a_specimen_of_each_type_of_block():
    assert {type(block) for block in SPECIMENS} == set(get_args(Block))
    assert len(get_args(Block)) == 7


@pytest.mark.parametrize("block", SPECIMENS, ids=lambda block: type(block).__name__)
def test_page_and_paper_say_the_same(block):
    said = on_page(document(block))
    assert said
    assert on_paper(document(block)) == said


def test_a_block_of_no_known_type_is_refused():
    with pytest.raises(AttributeError):
        html_page(document("not a block"))
    with pytest.raises(AssertionError):
        pdf_file(document("not a block"))


def test_what_anybody_typed_is_text_on_the_page():
    page = html_page(document(*SPECIMENS))
    assert "&lt;b&gt;telle&lt;/b&gt; **quelle** &amp; __nue__" in page
    # Two rows, which two kinds of cells name.
    assert page.count('<th scope="row"') == 2 * 2


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(text=st.text(st.characters(exclude_categories=()), min_size=1, max_size=60))
def test_whatever_is_typed_both_can_be_made(text):
    blocks = (Heading((text, GOOD), 2), Facts(((text, text),)), Items(((text,),)), Quoted(text), table(text))
    made = document(*blocks, Signatures((text,)), foot=text)
    html_page(made).encode("utf-8")
    assert PdfReader(io.BytesIO(pdf_file(made))).pages


def test_signs_that_the_font_lacks_are_shown_and_said_on_paper():
    made = document(Paragraph(("李明 (Li Ming), नम",)))
    assert "李明" in html_page(made)
    text = PdfReader(io.BytesIO(pdf_file(made))).pages[0].extract_text()
    assert "▯▯ (Li Ming), ▯▯" in text
    assert NOTICE in text.replace("\n", " ")
    assert "▯" not in PdfReader(io.BytesIO(pdf_file(document(*SPECIMENS)))).pages[0].extract_text()


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ἀλέξανδρος Иван Ђорђе", "Ἀλέξανδρος Иван Ђорђе"),
        ("Ողջույն გიორგი Nguyễn Łukasz", "Ողջույն გიორგი Nguyễn Łukasz"),
        ("שלום", "םולש"),  # drawn from the left: what is read last comes first
        ("محمد", "\ufeaa\ufee4\ufea4\ufee3"),
    ],
)
def test_names_in_the_scripts_of_the_font_are_drawn_as_they_are_read(name, letters):
    raw = pdf_file(document(Paragraph((Strong(name),))))
    text = PdfReader(io.BytesIO(raw)).pages[0].extract_text()
    assert NOTICE not in text
    drawn = text.splitlines()[0]
    assert drawn in (letters, letters[::-1])  # a reader may turn right-to-left letters back itself


@pytest.mark.slow
@pytest.mark.parametrize("text", ["m" * 50_000, "Une phrase. " * 4_000])
def test_a_row_too_high_for_a_page_goes_on_over_the_page_under_its_heads(text):
    columns = (Column((("Exercice",),), 1, Kind.HEAD), Column((("Observations",),), 2, Kind.LIST))
    made = document(Table("", columns, ((((("Note",),)), ((text,),)),)))
    pages = PdfReader(io.BytesIO(pdf_file(made))).pages
    assert len(pages) > 5
    assert on_paper(made) == on_page(made) == "ExerciceObservationsNote" + packed(text)
    assert all(page.extract_text().startswith("Exercice Observations") for page in pages)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["m" * 20_000, "Une phrase.\n" * 400, "mot " * 5_000])
def test_a_quoted_text_keeps_its_lines_and_goes_on_over_the_page(text):
    made = document(Heading(("Annexe",), 2), Quoted(text))
    assert on_paper(made) == on_page(made) == "Annexe" + packed(text)
    pages = PdfReader(io.BytesIO(pdf_file(made))).pages
    assert len(pages) > 3
    if "\n" in text:
        assert all(line in ("Annexe", "Une phrase.") or FOOT in line or "page" in line
                   for page in pages for line in page.extract_text().splitlines())  # fmt: skip


def test_a_name_of_50_000_letters_keeps_foot_and_page_number():
    made = document(Paragraph(("Bref.",)), foot="W" * 50_000)
    text = PdfReader(io.BytesIO(pdf_file(made))).pages[0].extract_text()
    assert "page 1 sur 1" in text
    assert 40 < text.count("W") < 120


@pytest.mark.parametrize("before", range(40, 62, 3))
def test_neither_a_title_nor_the_heads_of_a_table_stand_alone_at_the_foot_of_a_page(before):
    columns = (Column((("Exercice",),), 1, Kind.HEAD), Column((("Observations",),), 1))
    rows = tuple((((f"ligne {row}",),), (("a",), ("b",), ("c",))) for row in range(3))
    blocks = (Heading(("Partie",), 2), Heading(("Morceau",), 3), Table("Légende", columns, rows))
    made = document(Items((("point",),) * before), *blocks)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf_file(made))).pages]
    whole = "Partie Morceau Légende Exercice Observations ligne 0"
    assert sum(whole in " ".join(page.split()) for page in pages) == 1
