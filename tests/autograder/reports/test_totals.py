"""Totals and lateness on sheets and in the table of a class; no cell of a table is ever computed."""

import csv
import io
from dataclasses import asdict
from datetime import timedelta

import pytest
from nbgrader.api import Gradebook

from autograder.grading import deadlines
from autograder.reports.command import class_sheets, main
from autograder.reports.sheet import Total
from autograder.reports.table import TOTALS, safe
from autograder.reports.wording import late, total
from ntc.french import typeset

ASSIGNMENT = "at1-strategie"


def rows(marked):
    text = (marked.root / "classroom/sheets/notes.csv").read_text(encoding="utf-8-sig")
    return {row["identifiant"]: row for row in csv.DictReader(io.StringIO(text), delimiter=";")}


def test_each_learner_has_a_total(marked):
    assert main([]) == 0
    found = rows(marked)
    assert list(found["dupont.m"]) == list(TOTALS)
    # 76 by machine less 6 of cp4-variance and 8 of cp4-causes (12 and 14 points), 21 by hand
    (sheet, _) = class_sheets(marked.root)
    by_cell = {piece.exercise: piece for line in sheet.lines for piece in line.evidence}
    assert float(found["dupont.m"]["sur"]) == 100
    assert sheet.total.waiting == 0
    assert sheet.total.points == 100
    assert by_cell["cp4-note-2"].earned == 3
    assert found["zola.e"]["total"] == ""
    assert found["zola.e"]["remis"] == "non rendu"
    page = (marked.root / "classroom/sheets/dupont.m.html").read_text(encoding="utf-8")
    assert f"{found['dupont.m']['total']}\u00a0/\u00a0100" in page
    assert "Totaux" in (marked.root / "classroom/sheets/classe.html").read_text(encoding="utf-8")


def limits(marked, *lines):
    path = marked.root / "classroom/delais.csv"
    path.write_text("\n".join(("activité,identifiant,date limite", *lines)) + "\n", encoding="utf-8")
    deadlines.apply(path, marked.url, ASSIGNMENT, "dupont.m")
    (sheet, _) = class_sheets(marked.root)
    return sheet.works[0]


def test_lateness_is_told_and_an_extension_takes_it_away(marked):
    """Of what was handed in on 12 January."""
    work = limits(marked, f"{ASSIGNMENT},,10/01/2026 18:00")
    assert timedelta(days=1) < work.late < timedelta(days=2)
    assert late(work).startswith("1\u00a0jour après la date limite (le 10/01/2026 à 18:00")
    work = limits(marked, f"{ASSIGNMENT},,10/01/2026 18:00", f"{ASSIGNMENT},dupont.m,13/01/2026")
    assert not work.late
    assert late(work) == ""
    work = limits(marked, f"{ASSIGNMENT},,10/01/2026 18:00")
    assert work.late, "an extension that was taken back"


def test_what_nbgrader_withholds_is_taken_off_and_said(marked):
    with Gradebook(marked.url, "ntc") as gradebook:
        gradebook.find_submission_notebook("cp4-bilan", ASSIGNMENT, "dupont.m").late_submission_penalty = 5
        gradebook.db.commit()
    before = class_sheets(marked.root)[0].total
    assert before.withheld == 5
    assert "dont 5\u00a0points de moins pour remise tardive" in total(before)


def test_a_total_is_of_what_is_marked_and_says_what_waits():
    slash = "\u00a0/\u00a0"
    assert total(Total(60, 100)) == f"60{slash}100"
    assert total(Total(60, 76, 4, 0, 24)) == typeset(
        f"60{slash}76 points notés ; 24\u00a0points attendent le correcteur"
    )
    assert total(Total(0, 1, 1, 2, 1.5)) == typeset(
        f"0{slash}1 point noté, dont 2\u00a0points de moins pour remise tardive ; "
        "1,5\u00a0point attend le correcteur"
    )
    assert asdict(Total(1, 2)) == {
        "earned": 1,
        "points": 2,
        "waiting": 0,
        "withheld": 0.0,
        "awaited": 0.0,
    }


@pytest.mark.parametrize("sign", "=+-@＝＋－＠﹢﹣−")
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\u200b", "\ufeff", "\u202e", "\u3000", "\x00", "\t "])
def test_no_cell_is_computed(sign, before):
    cell = f"{before}{sign}cmd|' /C calc'!A0"
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("sign", "\t\r\n")
def test_no_cell_begins_with_what_a_spreadsheet_skips(sign):
    assert safe(f"{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize("cell", ["Marie Dupont", "12 % de remise", "a=b", "", " "])
def test_other_cells_are_left_alone(cell):
    assert safe(cell) == cell


def test_a_damaged_record_costs_nobody_else_their_rows(marked):
    from tests.autograder.reports.test_export import exported

    marked.record("zola.e")
    (marked.root / "classroom/records/zola.e/cp4-bilan.json").write_bytes(b"[" * 100_000)
    assert {row["identifiant"] for row in exported(marked)} == {"dupont.m"}
