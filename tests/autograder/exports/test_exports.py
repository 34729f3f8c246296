"""The marks of a class for other programs: the right figures, and nothing that a spreadsheet would run."""

import csv
import io
import json
import uuid
from datetime import datetime

import pytest
from openpyxl import load_workbook

from autograder.exports.command import main
from autograder.exports.moodle import moodle_table
from autograder.reports.sheet import Sheet, Total, Work
from ntc.roster import read_roster

NAMES = ("notes.xlsx", "notes.csv", "criteres.csv", "moodle.csv", "xapi.json")
TITLE = "Réaliser le bilan de l’activité commerciale et rendre compte"
FORMULAS = tuple("=+-@\t\r")


@pytest.fixture
def folder(marked, capsys):
    listed = "identifiant,nom,prénom,courriel\ndupont.m,Dupont,Marie,marie@exemple.fr\nzola.e,Zola,=Émile,\n"
    (marked.root / "classroom" / "roster.csv").write_text(listed, encoding="utf-8")
    assert len(read_roster(marked.root / "classroom" / "roster.csv")) == 2
    assert main(["--home", "https://centre.exemple.fr/"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(NAMES)
    return marked.root / "classroom" / "exports"


def test_the_workbook_has_figures_as_figures_and_no_formula(folder):
    book = load_workbook(folder / "notes.xlsx")
    assert book.sheetnames == ["Notes", "Critères"]
    rows = [
        dict(zip([cell.value for cell in book["Notes"][1]], row, strict=True)) for row in book["Notes"].values
    ]
    mine = next(row for row in rows if row["identifiant"] == "dupont.m")
    assert (mine["total"], mine["sur"]) == (85, 100)
    heads = [cell.value for cell in book["Critères"][1]]
    second = next(
        row
        for row in book["Critères"].iter_rows(min_row=2)
        if (row[0].value, row[heads.index("critère")].value) == ("dupont.m", "cp4.c2")
    )
    assert second[heads.index("part")].value == 0.5
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [
        cell.value for cell in cells if isinstance(cell.value, str) and cell.value.startswith(FORMULAS)
    ]
    dated = next(
        row[heads.index("dernière réponse")]
        for row in book["Critères"].iter_rows(min_row=2)
        if row[heads.index("dernière réponse")].value
    )
    assert dated.value == datetime(2026, 1, 12)


def test_moodle_gets_whole_totals_only(folder, marked):
    def table():
        return list(csv.DictReader(io.StringIO((folder / "moodle.csv").read_text(encoding="utf-8"))))

    mine, other = table()
    assert mine == {
        "Nom d’utilisateur": "dupont.m",
        "Prénom": "Marie",
        "Nom": "Dupont",
        "Adresse de courriel": "marie@exemple.fr",
        TITLE: "85.00",
    }
    assert (other["Nom d’utilisateur"], other["Prénom"], other[TITLE]) == ("zola.e", "'=Émile", "")
    marked.hand_in("dupont.m", {"cp4-time": 8.0}, {})
    assert main([]) == 0
    assert table()[0][TITLE] == ""  # four lines await a person


def test_moodle_gets_no_zero_for_what_could_not_be_read():
    total = Total(0.0, 100.0)
    works = [Work(TITLE, None, "ab12", total), Work(TITLE, None, "", total)]
    sheets = [Sheet("dupont.m", "Marie", "07", (), (work,)) for work in works]
    lines = moodle_table(sheets, {}).splitlines()[1:]
    assert [line.rpartition(",")[2] for line in lines] == ["0.00", ""]


def test_moodle_gets_the_zero_of_a_person_who_saw_what_came(folder, marked):
    marked.hand_in("dupont.m", {}, {f"cp4-note-{line}": 0.0 for line in "1234"})
    marked.record("dupont.m", unreadable=True)
    assert main([]) == 0
    text = (folder / "moodle.csv").read_text(encoding="utf-8")
    assert next(csv.DictReader(io.StringIO(text)))[TITLE] == "0.00"


def test_statements_are_well_formed_and_the_same_each_time(folder, marked):
    said = json.loads((folder / "xapi.json").read_text(encoding="utf-8"))
    assert len({each["id"] for each in said}) == len(said) == 1 + 4
    for each in said:
        assert uuid.UUID(each["id"]).version == 5
        assert each["actor"]["account"] == {"homePage": "https://centre.exemple.fr", "name": "dupont.m"}
        assert each["verb"]["id"].endswith("/scored")
        score = each["result"]["score"]
        assert 0 <= score["scaled"] <= 1
        assert score["min"] <= score["raw"] <= score["max"]
        assert score["scaled"] == round(score["raw"] / score["max"], 4)
        assert each["object"]["id"].startswith("https://centre.exemple.fr/")
        if "timestamp" in each:
            assert datetime.fromisoformat(each["timestamp"]).tzinfo
    work = said[0]
    assert (work["result"]["score"]["raw"], work["result"]["score"]["max"]) == (85, 100)
    assert work["object"]["id"].endswith("/lecons/cp4-bilan")
    second = next(each for each in said if each["object"]["id"].endswith("cp4.c2"))
    assert (second["result"]["success"], second["result"]["response"]) == (False, "en partie")
    assert not any(word in json.dumps(said) for word in ("Dupont", "marie@"))
    assert main(["--home", "https://centre.exemple.fr"]) == 0
    assert json.loads((folder / "xapi.json").read_text(encoding="utf-8")) == said


def test_tables_for_a_french_spreadsheet_are_those_of_the_sheets(folder):
    for name in ("notes.csv", "criteres.csv"):
        raw = (folder / name).read_bytes()
        assert raw.startswith("\ufeffidentifiant;nom;".encode())
        rows = csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";")
        assert not [cell for row in rows for cell in row if cell.startswith(FORMULAS)]


def test_half_a_class_is_no_export(marked, capsys):
    (marked.root / "classroom/records/dupont.m/cp4-bilan.json").write_text("abîmé", encoding="utf-8")
    assert main([]) == 1
    assert "illisible" in capsys.readouterr().err
    assert not (marked.root / "classroom" / "exports").exists()
