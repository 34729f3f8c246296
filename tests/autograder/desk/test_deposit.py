"""What is put down on the desk: kept under its name, wherever that leads."""

from pathlib import Path

import pytest

from autograder.desk import deposit
from autograder.desk.refused import Refused
from autograder.grading.places import Places

ASSIGNMENT = "at1-strategie"


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    for variable in ("NTC_ROSTER", "NTC_GRADEBOOK"):
        monkeypatch.delenv(variable, raising=False)
    made = Places(tmp_path)
    made.release(ASSIGNMENT).mkdir(parents=True)
    made.classroom.mkdir(exist_ok=True)
    return made


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Devoirs de la classe.zip", "Devoirs de la classe.zip"),
        ("Dupont Marie_7_assignsubmission_file_.zip", "Dupont Marie_7_assignsubmission_file_.zip"),
        ("../../../etc/passwd", "etc passwd"),
        ("C:\\Users\\m\\travail.zip", "C Users m travail.zip"),
        ("a\0b\n.zip", "a b .zip"),
        ("..", "depot"),
        (".htaccess", "htaccess"),
        ("é" * 300 + ".zip", "é" * 90 + ".zip"),
        ("travail.tar.gz", "travail.tar.gz"),
    ],
)
def test_a_name_stays_as_it_is_but_for_what_leads_elsewhere(places: Places, name: str, kept: str) -> None:
    path = deposit.keep(places, ASSIGNMENT, name, b"PK")
    assert (path.name, path.parent) == (kept, deposit.archive_of(places, ASSIGNMENT))
    assert path.read_bytes() == b"PK"


def test_the_same_file_twice_is_there_once_and_another_one_beside(places: Places) -> None:
    for content in (b"un", b"un", b"deux", b"deux"):
        deposit.keep(places, ASSIGNMENT, "travail.zip", content)
    there = {path.name: path.read_bytes() for path in deposit.archive_of(places, ASSIGNMENT).iterdir()}
    assert there == {"travail.zip": b"un", "travail (2).zip": b"deux"}


def test_a_link_of_that_name_is_not_written_through(places: Places, tmp_path: Path) -> None:
    target = tmp_path / "ailleurs"
    target.write_bytes(b"moi")
    folder = deposit.archive_of(places, ASSIGNMENT)
    folder.mkdir(parents=True)
    (folder / "travail.zip").symlink_to(target)
    assert deposit.keep(places, ASSIGNMENT, "travail.zip", b"moi").name == "travail (2).zip"
    assert target.read_bytes() == b"moi"


@pytest.mark.parametrize(("assignment", "content"), [("../ailleurs", b"PK"), ("", b"PK"), (ASSIGNMENT, b"")])
def test_what_belongs_nowhere_or_is_empty_is_refused(places: Places, assignment: str, content: bytes) -> None:
    with pytest.raises(Refused):
        deposit.keep(places, assignment, "travail.zip", content)
    assert not list(places.root.rglob("*.zip"))
