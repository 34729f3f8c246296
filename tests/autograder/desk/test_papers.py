"""A mock examination on the desk: it stands after the activities, and a fault in its file is told there."""

import shutil

import pytest

from autograder.desk.standing import standings
from ntc import papers
from ntc.papers import PaperError
from ntc.paths import COURSE

PAPER = "examen-blanc"


@pytest.fixture
def root(tmp_path):
    for declaration in COURSE.glob("*/*.toml"):
        (tmp_path / "course" / declaration.parent.name).mkdir(parents=True, exist_ok=True)
        shutil.copy(declaration, tmp_path / "course" / declaration.parent.name)
    return tmp_path


def test_it_stands_after_the_activities_under_its_title(root):
    found = [(each.assignment, each.title) for each in standings(root)]
    assert [assignment for assignment, _ in found] == ["at1-strategie", "at2-negociation", PAPER]
    assert found[-1][1] == "Examen blanc"


def test_a_fault_in_its_file_is_told_and_stops_nothing(root, monkeypatch):
    def faulty(*_):
        raise PaperError("examen-blanc.toml : donnez la durée en minutes.")

    monkeypatch.setattr(papers, "load", faulty)
    *others, paper = standings(root)
    assert len(others) == 2
    assert not any(each.faults for each in others)
    assert (paper.assignment, paper.title) == (PAPER, PAPER)
    assert "la durée en minutes" in paper.faults[0]
