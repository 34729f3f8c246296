import os
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.grading.classlist import class_list
from autograder.grading.places import COURSE_ID, Places
from autograder.roster import main
from ntc.roster import read_roster, variant_of

ROSTER = "identifiant;nom;prénom;courriel;variante\nZola.E;Zola;Émile;e@zola.fr;7\ndupont.m;Dupont;Marie;;\n"


@pytest.fixture
def classroom(tmp_path, monkeypatch):
    for variable in ("NTC_GRADEBOOK", "NTC_ROSTER"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "classroom").mkdir()
    (tmp_path / "classroom" / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return tmp_path / "classroom"


def test_learners_get_a_copy_without_names_that_gives_the_same_variants(classroom, capsys):
    main()
    text = (classroom / "variantes.csv").read_text(encoding="utf-8")
    assert text == f"identifiant,variante\nzola.e,07\ndupont.m,{variant_of('dupont.m')}\n"
    assert {entry.variant for entry in read_roster(classroom / "variantes.csv").values()} == {
        "07",
        variant_of("dupont.m"),
    }
    assert "2\u00a0apprenants" in capsys.readouterr().out


def test_without_a_gradebook_the_copy_is_made_and_the_next_step_is_said(classroom, capsys):
    assert main() == 1
    assert "generate_assignment" in capsys.readouterr().err
    assert not (classroom / "gradebook.db").exists()
    assert (classroom / "variantes.csv").is_file()


@pytest.mark.slow
def test_the_class_is_enrolled_and_corrected_without_losing_anybody(classroom, monkeypatch):
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)  # nbgrader calls alembic
    url = Places(classroom.parent).gradebook
    with Gradebook(url, COURSE_ID) as gradebook:
        gradebook.add_student("ancien")
        gradebook.add_student("zola.e", first_name="Emile")
    assert main() == 0
    with Gradebook(url, COURSE_ID) as gradebook:
        students = {
            student.id: (student.first_name, student.last_name, student.email)
            for student in gradebook.students
        }
    assert students == {
        "ancien": (None, None, None),
        "zola.e": ("Émile", "Zola", "e@zola.fr"),
        "dupont.m": ("Marie", "Dupont", None),
    }


@pytest.mark.parametrize(
    ("content", "said"), [("identifiant,variante\na,99\n", "ligne 2"), (None, "ne s’ouvre pas")]
)
def test_a_class_list_that_cannot_be_read_is_named(classroom, capsys, content, said):
    path = classroom / "roster.csv"
    path.unlink() if content is None else path.write_text(content, encoding="utf-8")
    assert main() == 1
    assert said in capsys.readouterr().err
    assert not (classroom / "variantes.csv").exists()


def test_the_class_list_is_read_once_until_it_changes(classroom, monkeypatch):
    times: list[Path] = []

    def counted(path, *rest, **more):
        times.append(path)
        return read_roster(path, *rest, **more)

    monkeypatch.setattr("autograder.grading.classlist.read_roster", counted)
    places = Places(classroom.parent)
    assert {learner: class_list(places)["zola.e"].variant for learner in "abc"} == dict.fromkeys("abc", "07")
    assert len(times) == 1
    (classroom / "roster.csv").write_text(ROSTER.replace(";7", ";12"), encoding="utf-8")
    assert class_list(places)["zola.e"].variant == "12"
    (classroom / "variantes.csv").write_text("identifiant,variante\ndupont.m,03\n", encoding="utf-8")
    assert class_list(places)["dupont.m"].variant == "03"
    (classroom / "roster.csv").unlink()
    assert class_list(places) == {}
