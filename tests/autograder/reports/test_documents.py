import csv
import io
import re
from dataclasses import replace
from datetime import datetime

import pytest

from autograder.reports.blocks import Heading, Items, Paragraph, Quoted, Strong, Table
from autograder.reports.class_document import class_document
from autograder.reports.command import class_sheets
from autograder.reports.levels import CONDITIONS, RESERVES
from autograder.reports.rendering.html import html_page
from autograder.reports.rendering.pdf import pdf_file
from autograder.reports.sheet import CriterionLine, Evidence, Sheet
from autograder.reports.sheet_document import sheet_document
from autograder.reports.table import class_table
from ntc import exercises, referential
from ntc.french import NBSP, typeset
from tests.autograder.conftest import found, part

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
    classroom.hand_in("dupont.m", full | {"cp4-remedies": 3.0}, {"cp4-note-2": 6.0})
    (sheet,) = class_sheets(classroom.root)
    document = sheet_document(sheet, NOW)
    titles = [
        str(block.line[2]) for block in document.blocks if isinstance(block, Heading) and len(block.line) > 2
    ]
    # Line 3 of the note waits, three points of ten for the remedies are under a third; c3 has no level yet.
    waiting = ", provisoire\u00a0: une note attend le correcteur"
    assert titles == [f"{waiting}, sauf\u00a0: «\u00a0Le plan de correction, à lancer lundi\u00a0»"]
    summary = next(block for block in document.blocks if isinstance(block, Table))
    assert [[line[0] for line in row[3]] for row in summary.rows] == [
        ["reste à constater"],
        [],
        [],
        ["provisoire", "sauf 1\u00a0preuve", "reste à constater"],
    ]
    view = next(
        block for block in class_document([sheet], NOW).blocks if isinstance(block, Table) and block.wide
    )
    assert [[line[0] for line in cell[2:]] for cell in view.rows[0][1:]] == [
        [],
        [],
        [],
        ["provisoire", "sauf 1\u00a0preuve"],
    ]
    rows = {row["critère"]: row for row in csv.DictReader(io.StringIO(class_table([sheet])), delimiter=";")}
    assert (rows["cp4.c1"]["niveau"], rows["cp4.c1"]["réserves"]) == ("montré", "")
    # 3 and 1.4 of 11.4: in part.
    assert rows["cp4.c4"]["niveau"] == "en partie, provisoire"
    assert "une note attend" in rows["cp4.c4"]["réserves"]
    assert "plan de correction" in rows["cp4.c4"]["réserves"]
    assert rows["cp4.c3"]["niveau"] == "en attente de correction"


NOTE = exercises.load()["cp4-note"].title
TEXT = "Objet : <script>alert(1)</script> & 92 %\n\nSituation\n李明, שלום, محمد : " + "W" * 300


def test_what_a_learner_wrote_is_annexed_as_it_was_handed_in(classroom):
    classroom.hand_in("dupont.m")
    classroom.record("dupont.m", {"cp4-note": replace(found(written=True), annexed=((NOTE, TEXT),))})
    classroom.enrol("zola.e")
    sheet, other = class_sheets(classroom.root)
    document = sheet_document(sheet, NOW)
    *_, heading, about, quoted = document.blocks
    assert heading.line == (f"Annexe\u00a0: {NOTE}",)
    assert quoted == Quoted(TEXT)
    # The hand-in that the record names, and the seal that the receipt must bear.
    assert "remises le 12/01/2026" in about.line[0]
    assert about.line[0].endswith(f"scellé {' '.join(['ab12'] * 16)}.")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; 92 %\n\nSituation\n李明" in html_page(document)
    assert packed("Objet:<script>alert(1)</script>&92%Situation▯▯,") in said_on_paper(
        pdf_file(document), document
    )
    assert not [block for block in sheet_document(other, NOW).blocks if isinstance(block, Quoted)]


def test_answers_of_several_fields_are_annexed_each_under_its_heading(classroom):
    classroom.hand_in("dupont.m")
    pieces = (("La vue du marché", "2025 : 19,2\u00a0M€"), ("L’avis choisi", "« Jamais rappelé. »"))
    classroom.record("dupont.m", {"cp1-brief": replace(found(written=True), annexed=pieces)})
    (sheet,) = class_sheets(classroom.root)
    *_, first, one, second, two = sheet_document(sheet, NOW).blocks
    assert [(block.line, block.rank) for block in (first, second)] == [
        ((heading,), 3) for heading, _ in pieces
    ]
    assert [one, two] == [Quoted(lines) for _, lines in pieces]


def test_one_answer_of_several_fields_still_bears_its_heading(classroom):
    classroom.hand_in("dupont.m")
    classroom.record("dupont.m", {"cp4-note": replace(found(written=True), annexed=(("La visite", "Vu."),))})
    (sheet,) = class_sheets(classroom.root)
    *_, heading, quoted = sheet_document(sheet, NOW).blocks
    assert (heading.line, heading.rank, quoted) == (("La visite",), 3, Quoted("Vu."))


def test_the_first_page_tells_what_a_level_leaves_open_and_in_which_conditions(classroom):
    """No jury takes for the exam what was done in class, nor for a habit what was seen once."""
    full = {exercise.id: exercise.points for exercise in exercises.load().values() if not exercise.written}
    classroom.hand_in("dupont.m", full | {"cp4-break-even": 2.0})
    right = replace(part("Écart total", "right"), carried=True)
    classroom.record("dupont.m", {"cp4-dashboard": found(right)})
    (sheet,) = class_sheets(classroom.root)
    blocks = sheet_document(sheet, NOW).blocks
    summary = next(block for block in blocks if isinstance(block, Table))
    rank = blocks.index(summary)
    assert Paragraph((typeset(CONDITIONS),)) in blocks[:rank]
    assert not [block for block in blocks[:rank] if isinstance(block, Table | Items)]
    assert [line[0] for line in summary.rows[0][3]] == [
        "sauf 1\u00a0preuve",
        "reste à constater",
        "1\u00a0erreur reportée",
    ]
    said = [line for block in blocks if isinstance(block, Table) for row in block.rows for line in row[-1]]
    assert (
        Strong("Erreur reportée\u00a0:"),
        " Compté comme juste, à partir d’une réponse fausse\u00a0: Écart total.",
    ) in said
    # Each word of the first page is explained after it.
    (explained,) = [block.line[0] for block in blocks[rank:] if block == Paragraph((typeset(RESERVES),))]
    for word in ("Provisoire", "Sauf", "Reste à constater", "À observer", "Erreur reportée"):
        assert f"«\u00a0{word}\u00a0»" in explained


def test_the_first_page_holds_all_that_a_learner_shows_of_an_activity():
    """Every criterion of the four lessons and those across them on page 1, however each of them is reserved.

    One piece of each is too low, figures carry a mistake, and what a lesson says to be unseen is.
    """
    evidence, unseen = {}, {}
    for path in exercises.declarations():
        unseen |= exercises.unseen(path)
    for exercise in exercises.load().values():
        for criterion in exercise.criteria:
            carried = ("Total",) if criterion in {"cp1.c3", "cp2.c1", "cp3.c1", "cp4.c1"} else ()
            found = evidence.setdefault(criterion, [])
            share = exercise.points / len(exercise.criteria) - 0.01
            found += [Evidence(exercise.id, exercise.title, share, share - 0.33, True, carried=carried)]
    for criterion, pieces in evidence.items():
        pieces.append(Evidence(criterion, "Une preuve trop basse", 0.67, 0.0, True))
    sections = tuple(
        (
            competency,
            tuple(
                CriterionLine(item, tuple(evidence.get(item.id, ())), unseen.get(item.id, ""))
                for item in competency.criteria
            ),
        )
        for competency in referential.load().competencies.values()
        if competency.id in {"cp1", "cp2", "cp3", "cp4", "ct1", "ct2"}
    )
    document = sheet_document(Sheet("dupont.m", "Marie Dupont", "07", sections), NOW)
    summary = next(block for block in document.blocks if isinstance(block, Table))
    assert len(summary.rows) == 23
    before = document.blocks[: document.blocks.index(summary) + 1]
    paper = pdf_file(replace(document, blocks=before))
    assert paper.count(b"/Type /Page\n") == 1


def test_a_criterion_that_a_lesson_works_on_and_no_exercise_shows_is_left_to_observe():
    """The level says that nothing shows it, the first page who is to see it, and a table leaves the room."""
    competency = referential.load().competencies["cp1"]
    claimed = {criterion for exercise in exercises.load().values() for criterion in exercise.criteria}
    (withdrawn,) = [item for item in competency.criteria if item.id not in claimed]
    assert withdrawn.id == "cp1.c4"
    lines = tuple(
        CriterionLine(item, () if item is withdrawn else (Evidence("e", "E", 4, 4, True),))
        for item in competency.criteria
    )
    sheet = Sheet("dupont.m", "Marie Dupont", "07", ((competency, lines),), observed={"cp1": (withdrawn,)})
    blocks = sheet_document(sheet, NOW).blocks
    tables = [block for block in blocks if isinstance(block, Table)]
    (row,) = [row for row in tables[0].rows if "c4" in row[0][0][0]]
    assert row[1][0][0].words == "pas encore évalué"
    assert row[3] == (("à observer",),)
    assert [[row[0][0][0] for row in table.rows] for table in tables if table.columns[0].head[0][0] ==
            "Ce qui est travaillé"] == [[withdrawn.label]]  # fmt: skip


def test_a_grid_of_observation_has_room_for_who_watches(marked):
    sheet, nothing = class_sheets(marked.root)
    blocks = sheet_document(sheet, NOW).blocks
    (grid,) = [grid for path in exercises.declarations() if path.stem == "cp4-bilan"
               for grid in exercises.grids(path).values() if grid.observed]  # fmt: skip
    title = typeset(f"Grille d’observation : {grid.title}")
    rank = next(rank for rank, block in enumerate(blocks) if block == Heading((title,), 3))
    table = blocks[rank + 1]
    assert [row[0][0][0] for row in table.rows] == [part.label for part in grid.parts.values()]
    assert {cell for row in table.rows for cell in row[1:]} == {((NBSP,), (NBSP,))}
    assert not nothing.watched
    # Each lesson that is ready plays a scene.
    observed = [grid.id for path in exercises.declarations() for grid in exercises.grids(path).values()
                if grid.observed]  # fmt: skip
    assert {each.split("-")[0] for each in observed} >= {"cp1", "cp2", "cp3", "cp4"}


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
    assert unseen.keys() == {"cp4.c1", "cp4.c4"}
    assert [said.count(typeset(sentence)) for sentence in unseen.values()] == [1, 1]


@pytest.mark.parametrize("learner", [0, 1])
def test_each_criterion_with_evidence_has_its_line_and_its_level(marked, learner):
    sheet = class_sheets(marked.root)[learner]
    titles = [block for block in sheet_document(sheet, NOW).blocks if isinstance(block, Heading)]
    levels = [block.line[1].words for block in titles if len(block.line) > 1]
    expected = (["montré", "en partie", "montré", "montré"], ["non rendu"] * 4)[learner]
    assert levels == expected
