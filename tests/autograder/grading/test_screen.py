"""What an instructor reads: French, and what concerns nobody is only in the journal."""

import errno
import logging
from pathlib import Path

import pytest
from traitlets.config import Config

from autograder.grading import disk, screen
from autograder.grading.phrases import PHRASES, Told

COURSE = "/cours"


@pytest.fixture(autouse=True)
def course(tmp_path: Path) -> Path:
    (tmp_path / "course" / "at1-strategie").mkdir(parents=True)
    (tmp_path / "course" / "at1-strategie" / "cp4-bilan.toml").write_text("")
    (tmp_path / "classroom").mkdir()
    screen.configure(Config(), tmp_path)
    return tmp_path


def said(
    text: str, level: int = logging.INFO, name: str = "AutogradeApp", path: str = "nbgrader/x.py"
) -> str:
    record = logging.LogRecord(name, level, path, 1, text, None, None)
    return screen.French().format(record).replace("\u00a0", " ") if screen.Shown().filter(record) else ""


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("No notebooks were matched by '/c/course/./at1-stratgie'", "Vouliez-vous dire « at1-strategie »"),
        ("No notebooks were matched by '/c/classroom/submitted/*/at1-strategie'", "rien n’a été reçu"),
        (
            "No notebooks were matched by '/c/classroom/autograded/*/at1-strategie'",
            "lancez nbgrader autograde",
        ),
        ("Assignment not found at: /c/classroom/release/./at9", "« at9 » n’existe pas"),
        (
            "Assignment found in '/c/course/./at1-strategie' but not '/c', run",
            "generate_assignment at1-strategie",
        ),
        (
            "Skipping existing assignment: /c/classroom/autograded/dupont.m/at1-strategie",
            "« dupont.m » : déjà fait",
        ),
        ("Skipping existing assignment: /c/classroom/release/at1-strategie", "« at1-strategie » : déjà fait"),
        ("Course not found: /x/inbound", "release_assignment"),
        ("Autograding /c/autograded/dupont.m/at1-strategie/cp4-bilan.ipynb", "« dupont.m » : cp4-bilan"),
        ("There was an error processing assignment 'a' for student 'b'", "« b » : une erreur"),
    ],
)
def test_what_is_to_be_done_is_said_in_french(english: str, french: str) -> None:
    assert french in said(english, logging.ERROR)


@pytest.mark.parametrize(
    "english",
    [
        "Converting notebook x",
        "Setting destination file permissions to 444",
        "Removing existing assignment: x",
        "Did you mean: x",
        "x is 3 seconds late",
        "nbgrader collect failed",
    ],
)
def test_what_concerns_nobody_is_not_shown(english: str) -> None:
    assert said(english, logging.WARNING) == ""


def test_an_error_that_nobody_foresaw_is_never_hidden_nor_english() -> None:
    shown = said("Kernel exploded", logging.ERROR)
    assert "classroom/journal/nbgrader.log" in shown
    assert "exploded" not in shown


def test_what_is_ours_is_shown_as_it_is() -> None:
    assert said("Bonjour", path=screen.OURS + "grading/x.py") == "Bonjour"
    record = logging.LogRecord("CollectApp", logging.CRITICAL, "nbgrader/x.py", 1, Told("Non."), None, None)
    assert screen.french(record) == "Non."


def test_other_commands_speak_as_they_do() -> None:
    assert said("Released assignments:", name="ListApp") == "Released assignments:"


@pytest.mark.parametrize(
    ("sign", "french"),
    [
        ("OSError: [Errno 28] No space left on device", "plein"),
        ("[Errno 30] Read-only file system: 'x'", "lecture seule"),
    ],
)
def test_a_disk_that_refuses_is_one_sentence(sign: str, french: str) -> None:
    shown = said(f"Traceback (most recent call last):\n  File x\n{sign}", logging.ERROR)
    assert french in shown
    assert "\n" not in shown


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_a_refusal_says_what_to_do(code: int) -> None:
    # A folder that may not be written in is that learner's alone; a disk that refuses is everybody's.
    assert disk.refuses(OSError(code, "x")) == (code != errno.EACCES)
    assert "recommencez" in disk.told(OSError(code, "x", "/cours/x"))


def test_a_traceback_is_in_the_journal_only(course: Path) -> None:
    journal = screen.Journal(str(course / "classroom/journal/nbgrader.log"))
    try:
        raise ValueError("boom")
    except ValueError:
        import sys

        record = logging.LogRecord(
            "autograder", logging.ERROR, screen.OURS + "x.py", 1, "Raté.", None, sys.exc_info()
        )
    assert screen.French().format(record) == "Raté."
    journal.emit(record)
    journal.close()
    assert "ValueError: boom" in (course / "classroom/journal/nbgrader.log").read_text(encoding="utf-8")


def test_a_journal_that_cannot_be_written_stops_nothing(course: Path) -> None:
    (course / "classroom/journal").write_text("un fichier")
    journal = screen.Journal(str(course / "classroom/journal/nbgrader.log"))
    journal.emit(logging.LogRecord("autograder", logging.ERROR, "x.py", 1, "Raté.", None, None))


def test_every_phrase_is_french_and_typeset() -> None:
    for phrase in PHRASES.values():
        assert not phrase or phrase.rstrip().endswith((".", "…", "commande."))
