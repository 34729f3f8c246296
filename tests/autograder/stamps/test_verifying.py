"""``python -m autograder.verify``: a file or a code, told in French, with what the sheet said."""

import re
import shutil

import pytest

from autograder import verify
from autograder.grading.places import Places
from autograder.reports.command import main as write_sheets
from tests.spaces import plain


@pytest.fixture
def given(sheets, tmp_path, monkeypatch):
    """The class's folder, of one's own, as the current one; and the sheet that a learner carries."""
    shutil.copytree(sheets.parent, tmp_path / "classroom")
    monkeypatch.chdir(tmp_path)
    for variable in ("NTC_GRADEBOOK", "NTC_ROSTER"):
        monkeypatch.delenv(variable, raising=False)
    carried = tmp_path / "usb" / "ma fiche.html"
    carried.parent.mkdir()
    shutil.copy(sheets / "dupont.m.html", carried)
    return carried


def code_on(path):
    return re.search(r"Code de vérification</dt><dd>(\S+)</dd>", path.read_text(encoding="utf-8"))[1]


def run(capsys, what):
    ended = verify.main([str(what)])
    said = capsys.readouterr()
    return ended, plain(said.out + said.err)


def test_a_file_is_vouched_for_with_what_it_says(given, capsys):
    ended, said = run(capsys, given)
    assert ended == 0
    assert "au signe près" in said
    assert "Fiche de preuves par critère : Marie Dupont" in said
    assert "CP4 c2" in said
    assert "9 / 18" in said


def test_a_code_tells_what_the_sheet_said_when_it_was_made(given, capsys):
    ended, said = run(capsys, code_on(given).lower().replace("-", " "))
    assert ended == 0
    assert "Comparez" in said
    assert "Apprenant : Marie Dupont (dupont.m), données du jeu 07" in said
    assert re.search(r"Fiche établie le : \d\d/\d\d/\d{4} à \d\d:\d\d", said)
    assert re.search(r"CP4 c2 .* : en partie · 9 / 18", said)


def test_an_altered_file_is_said_to_be(given, capsys):
    given.write_text(
        given.read_text(encoding="utf-8")
        .replace("9\u202f/\u202f18", "18\u202f/\u202f18")
        .replace("9\u00a0/\u00a018", "18\u00a0/\u00a018"),
        encoding="utf-8",
    )
    ended, said = run(capsys, given)
    assert ended == 1
    assert "il a été modifié" in said
    assert "CP4" not in said


def test_a_code_of_no_sheet_and_a_code_mistyped(given, capsys):
    code = code_on(given)
    for path in Places(given.parents[1]).issued.glob(f"*/{code}.json"):
        path.unlink()
    assert run(capsys, code)[0] == 1
    other = "A" if code[0] != "A" else "B"
    ended, said = run(capsys, other + code[1:])
    assert (ended, "un signe est faux" in said) == (1, True)


def test_a_file_without_a_stamp(given, capsys):
    given.write_text("<html>20 / 20</html>", encoding="utf-8")
    ended, said = run(capsys, given)
    assert (ended, "ne porte pas de cachet" in said) == (1, True)


@pytest.mark.slow
def test_a_sheet_made_since_is_named(given, capsys):
    before = code_on(given)
    assert write_sheets(["--learner", "dupont.m"]) == 0
    capsys.readouterr()
    after = code_on(given.parents[1] / "classroom/sheets/dupont.m.html")
    assert before != after
    ended, said = run(capsys, before)
    assert ended == 0
    assert f"sous le code {after}" in said
    assert "Attention" not in run(capsys, after)[1]
    assert "Attention" in run(capsys, given)[1]


def test_where_no_class_is_one_is_told_what_it_takes(given, capsys, monkeypatch):
    monkeypatch.chdir(given.parent)
    ended, said = run(capsys, given)
    assert (ended, "le dossier « classroom »" in said) == (2, True)


def test_a_damaged_key_is_said_and_never_made_anew(given, capsys):
    key = given.parents[1] / "classroom/cachets/cle"
    key.write_text("abîmée", encoding="utf-8")
    assert run(capsys, given)[0] == 2
    assert write_sheets([]) == 1
    assert "sauvegarde" in capsys.readouterr().err
    assert key.read_text(encoding="utf-8") == "abîmée"


def test_the_key_is_nobody_else_s_to_read(given):
    key = given.parents[1] / "classroom/cachets/cle"
    assert key.stat().st_mode & 0o077 == 0
    assert [path.name for path in key.parent.iterdir() if path.name.startswith(".cle")] == []
