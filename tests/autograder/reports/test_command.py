import csv
import errno
import io
import os
import re
import signal
from datetime import datetime

import pytest
from pypdf import PdfReader

from autograder.grading import notices
from autograder.grading.notices import Notice
from autograder.grading.places import Places
from autograder.reports import command
from autograder.reports.command import class_sheets, main
from autograder.reports.given_out import given_out


def test_the_class_gets_its_sheets_its_view_and_its_table(marked, capsys):
    assert main(["at1-strategie"]) == 0
    folder = marked.root / "classroom" / "sheets"
    names = {"dupont.m.html", "dupont.m.pdf", "zola.e.html", "zola.e.pdf"}
    names |= {"classe.html", "classe.csv", "notes.csv"}
    assert {path.name for path in folder.iterdir()} == names
    assert len(capsys.readouterr().out.splitlines()) == len(names)


def test_the_sheet_says_marks_comments_and_what_is_not_shown_yet(sheets):
    page = (sheets / "dupont.m.html").read_text(encoding="utf-8")
    text = re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", "", page.partition("</style>")[2]))
    assert "Marie Dupont" in text
    assert "Réaliser le bilan" in text
    assert f"scellé {' '.join(['ab12'] * 16)}" in text
    assert "12/01/2026" in text
    assert "6 / 12" in text
    assert "Pas encore montré, à revoir : Écart sur mix." in text
    assert "Le correcteur : Prouvez &lt;b&gt;chaque&lt;/b&gt; cause" in text
    assert "Le formateur (nom, date, signature)" in text
    assert text.count("pas encore évalué") == 33 + 5 - 4 + 2  # the legend and a heading say it too


def test_nothing_that_is_the_instructors_is_on_a_sheet(sheets):
    page = (sheets / "dupont.m.html").read_text(encoding="utf-8")
    assert "SECRET DU CORRIGÉ" not in page
    assert "Copie probable" not in page
    assert "Copie probable de zola.e." in (sheets / "classe.html").read_text(encoding="utf-8")


def test_the_class_view_shows_levels_by_words_and_signs(sheets):
    page = (sheets / "classe.html").read_text(encoding="utf-8")
    row = page.partition('<a href="dupont.m.html">')[2].partition("</tr>")[0]
    cells = re.findall(
        r'<td class="state (\w+)"><span class="sign" aria-hidden="true">(.)</span><br>([^<]+)', row
    )
    assert cells == [
        ("good", "●", "montré"),
        ("middling", "◐", "en partie"),  # half of each
        ("good", "●", "montré"),
        ("good", "●", "montré"),
    ]
    assert (
        page.count(
            '<td class="state neutral"><span class="sign" aria-hidden="true">–</span><br>non rendu</td>'
        )
        == 4
    )


def test_the_table_opens_in_a_french_excel(sheets):
    raw = (sheets / "classe.csv").read_bytes()
    assert raw.startswith("\ufeffidentifiant;nom;".encode())
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2 * (33 + 5)
    cell = next(row for row in rows if (row["identifiant"], row["critère"]) == ("dupont.m", "cp4.c2"))
    # cp4-causes 6 of 12, line 2 of the note 3 of 6: 9 of 18
    assert (cell["points obtenus"], cell["points en jeu"], cell["part"]) == ("9", "18", "0,5")
    analysed = next(row for row in rows if (row["identifiant"], row["critère"]) == ("dupont.m", "cp4.c1"))
    assert analysed["dernière réponse"] == "12/01/2026"
    assert {row["nom"] for row in rows} == {"Marie Dupont", "'=Émile Zola"}


def test_the_pdf_is_whole_and_carries_its_fonts(marked):
    main(["--learner", "dupont.m"])
    folder = marked.root / "classroom" / "sheets"
    assert {path.name for path in folder.iterdir()} == {"dupont.m.html", "dupont.m.pdf"}
    raw = (folder / "dupont.m.pdf").read_bytes()
    assert raw.startswith(b"%PDF-")
    assert raw.rstrip().endswith(b"%%EOF")
    assert b"/FontFile2" in raw
    assert b"/Lang (fr)" in raw


def test_the_pdf_says_the_same_as_the_page(sheets):
    pages = PdfReader(sheets / "dupont.m.pdf").pages
    text = " ".join("".join(page.extract_text() for page in pages).split("\n"))
    for said in (
        "Marie Dupont",
        "12/01/2026",
        "6 / 12",
        "Écart sur mix",
        "Prouvez <b>chaque</b> cause",
        "CT2, critère 3",
    ):
        assert said in text
    assert "SECRET" not in text
    assert "cause\u202f; datez-la" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["at9-inconnue"], "ne connaît pas l’activité « at9-inconnue ». Il contient : at1-strategie"),
        (
            ["--learner", "absent"],
            "« absent » n’est pas dans le carnet de notes. Il contient : dupont.m, zola.e",
        ),
    ],
)
def test_what_is_unknown_is_named_with_what_is_known(marked, capsys, arguments, message):
    assert main(arguments) == 1
    assert message in capsys.readouterr().err


def test_without_a_gradebook_one_is_told_what_to_do_first(classroom, capsys):
    (classroom.root / "classroom" / "gradebook.db").unlink()
    assert main(["at1-strategie"]) == 1
    assert "nbgrader autograde at1-strategie" in capsys.readouterr().err
    assert not (classroom.root / "classroom" / "gradebook.db").exists()


def test_an_empty_class_is_said(classroom, capsys):
    assert main([]) == 1
    assert "aucun apprenant" in capsys.readouterr().err


def test_a_faulty_class_list_is_said(marked, capsys):
    (marked.root / "classroom" / "roster.csv").write_text("identifiant,variante\na,99\n", encoding="utf-8")
    assert main([]) == 1
    assert "ligne 2" in capsys.readouterr().err


def test_a_sheet_that_cannot_be_written_is_said(marked, capsys):
    (marked.root / "classroom" / "sheets").write_text("in the way", encoding="utf-8")
    assert main([]) == 1
    assert "n’a pas pu être écrite" in capsys.readouterr().err


@pytest.mark.parametrize("damage", [b"SQLite format 3\0" + b"rien" * 1000, b"ceci n'est pas une base" * 50])
def test_a_gradebook_that_does_not_read_is_said(marked, capsys, damage):
    (marked.root / "classroom/gradebook.db").write_bytes(damage)
    assert main([]) == 1
    said = capsys.readouterr().err
    assert "Le carnet de notes ne se lit pas" in said
    assert "Traceback" not in said


def test_what_the_disk_refuses_is_said_in_french(marked, capsys, monkeypatch):
    def refused(*_):
        raise OSError(errno.EFBIG, "File too large")

    monkeypatch.setattr("autograder.reports.command.write_atomically", refused)
    assert main([]) == 1
    said = capsys.readouterr().err
    assert "Le disque refuse" in said
    assert "File too large" not in said


def test_a_damaged_record_costs_nobody_else_a_sheet(marked, capsys):
    marked.record("zola.e")
    (marked.root / "classroom/records/zola.e/cp4-bilan.json").write_bytes(b"\xff{")
    assert main([]) == 1
    assert "zola.e" in capsys.readouterr().err
    folder = marked.root / "classroom/sheets"
    assert (folder / "dupont.m.pdf").is_file()
    assert not (folder / "zola.e.pdf").exists()
    assert "zola.e" in (folder / "classe.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("dies", [False, True])
def test_sheets_made_in_processes_are_those_made_here(marked, monkeypatch, dies):
    places, moment, here = Places(marked.root), datetime(2026, 1, 12, 9), os.getpid()
    sheets = class_sheets(marked.root)
    alone = list(command._given_out(places, sheets, moment))
    assert len(alone) == len(sheets) == 2
    made = given_out

    def in_a_process(*arguments: object) -> dict[str, bytes]:
        assert dies or os.getpid() != here
        if dies and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return made(*arguments)

    monkeypatch.setattr(command, "given_out", in_a_process)
    monkeypatch.setattr(command, "_WORTH_WORKERS", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert list(command._given_out(places, sheets, moment)) == alone


def test_what_was_set_aside_is_in_the_view_of_the_class(marked):
    places = Places(marked.root)
    noted = [
        Notice("dupont.m", "a.rar", "Remise « a.rar » à revoir."),
        Notice("", "b.7z", "b.7z à personne."),
    ]
    notices.write(places, "at1-strategie", "download", noted)
    assert main([]) == 0
    page = (marked.root / "classroom/sheets/classe.html").read_text(encoding="utf-8")
    assert "Remise « a.rar » à revoir." in page.partition("À vérifier")[2]
    assert "b.7z à personne." in page.partition("à personne de la classe")[2]
    sheet = (marked.root / "classroom/sheets/dupont.m.html").read_text(encoding="utf-8")
    assert "a.rar" not in sheet


def test_a_learner_called_as_the_view_of_the_class_has_a_sheet(marked):
    marked.hand_in("classe")
    assert main([]) == 0
    folder = marked.root / "classroom/sheets"
    assert "Vue de la classe" in (folder / "classe.html").read_text(encoding="utf-8")
    assert (folder / "classe~fiche.pdf").is_file()
    assert 'href="classe~fiche.html"' in (folder / "classe.html").read_text(encoding="utf-8")
