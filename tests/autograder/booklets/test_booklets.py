"""A booklet holds every competency of the title, what was marked by hand, and room to decide."""

import io
import re
from datetime import datetime

import pytest
from pypdf import PdfReader

from autograder.booklets.command import main
from autograder.booklets.document import booklet_document
from autograder.grading.places import Places
from autograder.reports.blocks import Heading, Signatures, Table
from autograder.reports.command import class_sheets
from autograder.reports.rendering.html import html_page
from autograder.reports.rendering.pdf import pdf_file
from autograder.stamps.verifying import verify_code, verify_file
from ntc import referential
from tests.autograder.reports.reading import said_on_page, said_on_paper, texts_on_page

NOW = datetime(2026, 11, 24, 14, 32)


@pytest.fixture
def documents(marked):
    return [booklet_document(sheet, (), NOW) for sheet in class_sheets(marked.root)]


def cell(cell):
    return " ".join(
        str(getattr(piece, "words", getattr(piece, "text", piece))) for line in cell for piece in line
    )


def test_the_booklets_of_the_class_are_written_and_vouched_for(marked, capsys):
    assert main([]) == 0
    folder = marked.root / "classroom" / "livrets"
    names = {f"{learner}.{kind}" for learner in ("dupont.m", "zola.e") for kind in ("html", "pdf")}
    assert {path.name for path in folder.iterdir()} == names
    assert len(capsys.readouterr().out.splitlines()) == len(names)
    places = Places(marked.root)
    for path in folder.iterdir():
        content = path.read_bytes()
        assert verify_file(places, content).vouched
        assert not verify_file(places, content.replace(b"6", b"9", 1)).vouched
    page = (folder / "dupont.m.html").read_text(encoding="utf-8")
    found = verify_code(places, re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", page)[0])
    assert dict(found.told)["Apprenant"] == "Marie Dupont (dupont.m)"
    assert any(label.startswith("CP4 ") and "montré" in said for label, said in found.told)


def test_every_criterion_of_the_title_stands_once_with_room_to_decide(documents):
    title = referential.load()
    for document in documents:
        tables = [block for block in document.blocks if isinstance(block, Table)]
        heads = [cell(column.head) for table in tables for column in table.columns[:1]]
        assert heads.count("Critère") == len(title.competencies)
        criteria = [
            cell(row[0]) for table in tables if cell(table.columns[0].head) == "Critère" for row in table.rows
        ]
        assert len(criteria) == len({*criteria}) == 33 + 5
        opinions = [table.caption for table in tables if table.caption.startswith("Avis du formateur")]
        assert opinions == [f"Avis du formateur sur {each.upper()}" for each in title.competencies]
        headings = [cell((block.line,)) for block in document.blocks if isinstance(block, Heading)]
        assert sum(heading.startswith("Activité ") for heading in headings) == 2
        signed = [block for block in document.blocks if isinstance(block, Signatures)]
        assert len(signed) == 2 + 1


def test_what_was_marked_by_hand_is_there_with_the_remark(documents):
    mine, other = documents
    (written,) = [
        table
        for table in mine.blocks
        if isinstance(table, Table) and cell(table.columns[0].head).startswith("Écrit noté")
    ]
    assert [cell(row[0])[-len("ligne 1 de la grille") :] for row in written.rows] == [
        f"ligne {line} de la grille" for line in "1234"
    ]
    assert cell(written.rows[1][1]).replace("\u00a0", " ") == "3 / 6"
    assert "Prouvez <b>chaque</b> cause" in cell(written.rows[1][2])
    assert "« partiel »" in cell(written.rows[1][2]).replace("\u00a0", " ")
    assert not [
        table
        for table in other.blocks
        if isinstance(table, Table) and cell(table.columns[0].head).startswith("Écrit noté")
    ]


def test_the_summary_counts_the_levels_and_adds_up_the_points(documents):
    summary = next(block for block in documents[0].blocks if isinstance(block, Table))
    rows = {cell(row[0])[:3]: row for row in summary.rows}
    assert [*rows] == [each.upper() for each in referential.load().competencies]
    # Three criteria shown, one in part; cp4 is worth 100, less what test_command's class lost:
    # 6 of 12 for variance, 6 of 12 for causes, 3 of 6 for a line.
    assert [line[0] for line in rows["CP4"][1]] == ["3 ● montré", "1 ◐ en partie"]
    assert cell(rows["CP4"][2]).replace("\u00a0", " ") == "85 / 100"
    assert cell(rows["CP4"][3]) == "12/01/2026"
    assert cell(rows["CP1"][2]) == ""


def test_page_and_paper_say_the_same_set_as_french_prints_it(documents):
    document = documents[0]
    page = html_page(document)
    assert said_on_paper(pdf_file(document), document) == said_on_page(page)
    lines = "".join(texts_on_page(page)).splitlines()
    assert [line for line in lines if re.search(r"[\w»)] [:;!?»%€](?!\w)|« ", line)] == []


def test_nothing_that_is_the_instructors_is_in_a_booklet(marked, capsys):
    assert main(["--learner", "dupont.m"]) == 0
    folder = marked.root / "classroom" / "livrets"
    assert {path.name for path in folder.iterdir()} == {"dupont.m.html", "dupont.m.pdf"}
    page = (folder / "dupont.m.html").read_text(encoding="utf-8")
    text = "".join(
        each.extract_text() for each in PdfReader(io.BytesIO((folder / "dupont.m.pdf").read_bytes())).pages
    )
    for said in (page, text):
        assert "SECRET" not in said
        assert "Copie probable" not in said
        assert "zola" not in said


def test_who_is_unknown_is_said(marked, capsys):
    assert main(["--learner", "absent"]) == 1
    assert "Il contient\u00a0: dupont.m, zola.e" in capsys.readouterr().err
