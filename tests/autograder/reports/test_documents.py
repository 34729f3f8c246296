import csv
import io
import re
from dataclasses import replace
from datetime import datetime

import pytest

from autograder.reports.blocks import Heading, Paragraph, Quoted, Table
from autograder.reports.class_document import class_document
from autograder.reports.command import class_sheets
from autograder.reports.rendering.html import html_page
from autograder.reports.rendering.pdf import pdf_file
from autograder.reports.sheet_document import sheet_document
from autograder.reports.table import class_table
from ntc import exercises, referential
from ntc.french import NBSP, typeset

from .conftest import found
from .reading import packed, said_on_page, said_on_paper, texts_on_page

NOW = datetime(2026, 11, 24, 14, 32)


def documents(sheets):
    return [*(sheet_document(sheet, NOW) for sheet in sheets), class_document(sheets, NOW)]


@pytest.mark.slow
def test_page_and_paper_of_a_real_class_say_the_same_sentences_in_the_same_order(marked):
    made = documents(class_sheets(marked.root))
    assert len(made) == 3
    for document in made:
        said = said_on_page(html_page(document))
        assert len(said) > 300
        assert said_on_paper(pdf_file(document), document) == said


def test_all_that_a_page_says_is_set_as_french_prints_it(marked):
    """Signs stand after words; the « ? » of a level, after a comma, is none."""
    for document in documents(class_sheets(marked.root)):
        lines = "".join(texts_on_page(html_page(document))).splitlines()
        assert len(lines) > 20
        assert [line for line in lines if re.search(r"[\w»)] [:;!?»%€](?!\w)|« ", line)] == []


def test_the_class_view_has_a_table_by_competency_that_has_evidence(marked):
    document = class_document(class_sheets(marked.root), NOW)
    _, table = (block for block in document.blocks if isinstance(block, Table))
    assert table.caption == "CP4 · Réaliser le bilan de l’activité commerciale et rendre compte"
    assert len(table.columns) == 1 + 4
    assert [row[0][0][0].link for row in table.rows] == ["dupont.m.html", "zola.e.html"]


def test_a_class_without_evidence_or_remarks_is_said():
    said = packed("".join(str(block) for block in class_document([], NOW).blocks))
    assert packed("Aucun critère n’a encore été évalué.") in said
    assert packed("Rien à signaler.") in said


def test_a_level_that_may_change_or_makes_up_for_a_gap_says_so_everywhere(classroom):
    full = {exercise.id: exercise.points for exercise in exercises.load().values() if not exercise.written}
    classroom.hand_in("dupont.m", full | {"cp4-causes": 2.0}, {"cp4-note-3": 6.0})
    (sheet,) = class_sheets(classroom.root)
    document = sheet_document(sheet, NOW)
    titles = [
        str(block.line[2]) for block in document.blocks if isinstance(block, Heading) and len(block.line) > 2
    ]
    # Line 2 of the note waits, two points of twelve for the causes are under a third; c3 has no level yet.
    waiting = ", provisoire\u00a0: une note attend le correcteur"
    assert titles == [f"{waiting}, sauf\u00a0: «\u00a0Remonter des indices aux causes\u00a0»"]
    summary = next(block for block in document.blocks if isinstance(block, Table))
    assert [len(row[1]) - 1 for row in summary.rows] == [0, 2, 0, 0]
    view = next(
        block for block in class_document([sheet], NOW).blocks if isinstance(block, Table) and block.wide
    )
    assert [[line[0] for line in cell[2:]] for cell in view.rows[0][1:]] == [
        [],
        ["provisoire", "sauf 1\u00a0preuve"],
        [],
        [],
    ]
    rows = {row["critère"]: row for row in csv.DictReader(io.StringIO(class_table([sheet])), delimiter=";")}
    assert (rows["cp4.c1"]["niveau"], rows["cp4.c1"]["réserves"]) == ("montré", "")
    # 12 and 2 of 24: in part.
    assert rows["cp4.c2"]["niveau"] == "en partie, provisoire"
    assert "une note attend" in rows["cp4.c2"]["réserves"]
    assert "indices" in rows["cp4.c2"]["réserves"]
    assert rows["cp4.c3"]["niveau"] == "en attente de correction"


TEXT = "Objet : <script>alert(1)</script> & 92 %\n\nSituation\n李明, שלום, محمد : " + "W" * 300


def test_what_a_learner_wrote_is_annexed_as_it_was_handed_in(classroom):
    classroom.hand_in("dupont.m")
    classroom.record("dupont.m", {"cp4-note": replace(found(written=True), text=TEXT)})
    classroom.enrol("zola.e")
    sheet, other = class_sheets(classroom.root)
    document = sheet_document(sheet, NOW)
    *_, heading, about, quoted = document.blocks
    assert heading.line == ("Annexe\u00a0: La note de synthèse",)
    assert quoted == Quoted(TEXT)
    # The hand-in that the record names, and the seal that the receipt must bear.
    assert "remis le 12/01/2026" in about.line[0]
    assert about.line[0].endswith(f"scellé {' '.join(['ab12'] * 16)}.")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; 92 %\n\nSituation\n李明" in html_page(document)
    assert packed("Objet:<script>alert(1)</script>&92%Situation▯▯,") in said_on_paper(
        pdf_file(document), document
    )
    assert not [block for block in sheet_document(other, NOW).blocks if isinstance(block, Quoted)]


def test_what_is_worked_on_and_not_assessed_is_left_for_a_person_to_observe(marked):
    sheet, nothing = class_sheets(marked.root)
    table = next(
        block
        for block in sheet_document(sheet, NOW).blocks
        if isinstance(block, Table) and block.columns[0].head == (("Ce qui est travaillé",),)
    )
    (declaration,) = (path for path in exercises.declarations() if path.stem == "cp4-bilan")
    served = exercises.passages(declaration)
    assert [column.head[0][0] for column in table.columns[1:]] == ["Date", "Observateur", "Constat"]
    assert [row[0][0][0] for row in table.rows] == [
        item.label for item in referential.load().items.values() if item.id in served
    ]
    assert len(table.rows) == 8
    assert {cell for row in table.rows for cell in row[1:]} == {((NBSP,), (NBSP,))}
    # Who handed nothing in has worked on nothing that could be observed.
    assert not nothing.observed


def test_what_no_exercise_can_show_of_a_criterion_is_said_beside_it(marked):
    said = [str(block.line[0]) for block in sheet_document(class_sheets(marked.root)[0], NOW).blocks
            if isinstance(block, Paragraph)]  # fmt: skip
    (declaration,) = (path for path in exercises.declarations() if path.stem == "cp4-bilan")
    unseen = exercises.unseen(declaration)
    assert unseen.keys() == {"cp4.c1"}
    assert [said.count(typeset(sentence)) for sentence in unseen.values()] == [1]


@pytest.mark.parametrize("learner", [0, 1])
def test_each_criterion_with_evidence_has_its_line_and_its_level(marked, learner):
    sheet = class_sheets(marked.root)[learner]
    titles = [block for block in sheet_document(sheet, NOW).blocks if isinstance(block, Heading)]
    levels = [block.line[1].words for block in titles if len(block.line) > 1]
    expected = (["montré", "en partie", "montré", "montré"], ["non rendu"] * 4)[learner]
    assert levels == expected
