"""A paper composed of the lessons: nothing is written twice, what cannot be set or marked is refused."""

import json
import re
import shutil
from dataclasses import replace

import pytest

from autograder import agreement, canonical, paper
from ntc import exercises, papers
from ntc.papers import PaperError
from ntc.paths import COURSE

NAME = "examen-blanc"
SHORT = ("cp1-swot", "cp7-price")


@pytest.fixture(scope="module")
def lessons():
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in COURSE.glob("at*/*.ipynb")}


def composed(lessons, **changes):
    """The cells of a paper of two exercises, one of each activity, changed thus."""
    chosen = replace(papers.load()[NAME], **{"exercises": SHORT, "beside": {}, "instead": {}, **changes})
    return chosen, json.loads(paper.compose(chosen, lessons, exercises.load()))


def source(cell):
    return "".join(cell["source"])


def test_a_statement_is_that_of_its_lesson_under_the_heading_of_its_rank(lessons):
    _, notebook = composed(lessons)
    statement = next(cell for cell in notebook["cells"] if source(cell).startswith("## 1. "))
    own = next(cell for cell in lessons["cp1-veille"]["cells"] if cell["id"] == "ask-swot")
    heading, _, rest = source(statement).partition("\n\n")
    assert heading == "## 1. Le tableau, et ce qui n’y entre pas"
    assert re.sub(r"^\*10\spoints\.\* ", "", rest) == source(own).partition("\n\n")[2]


def test_each_cell_says_of_which_lesson_it_is_and_is_that_of_the_lesson(lessons):
    _, notebook = composed(lessons)
    code = {cell["id"]: source(cell) for cell in notebook["cells"] if cell["cell_type"] == "code"}
    own = {cell["id"]: source(cell) for cell in lessons["cp7-negociation"]["cells"]}
    assert code["cp7-price"] == 'turn_to("cp7-negociation")\n' + own["cp7-price"]
    assert code["cp7-explorer-deal"] == 'turn_to("cp7-negociation")\n' + own["explorer-deal"]
    assert list(code) == ["open-paper", "cp1-reader-swot", "cp1-swot", "cp7-explorer-deal", "cp7-price"]


def test_a_grid_goes_along_with_its_text(lessons):
    _, notebook = composed(lessons, exercises=("cp1-swot", "cp7-argument"))
    ids = [cell["id"] for cell in notebook["cells"]]
    assert ids[-5:] == ["cp7-argument", *(f"cp7-argument-{line}" for line in range(1, 5))]


def test_a_document_of_the_lesson_may_go_along(lessons):
    _, notebook = composed(
        lessons, exercises=("cp4-variance", "cp7-price"), beside={"cp4-variance": ("explorer-gap",)}
    )
    ids = [cell["id"] for cell in notebook["cells"]]
    assert ids.index("cp4-explorer-gap") < ids.index("cp4-explorer-budget") < ids.index("cp4-variance")


def test_words_that_lead_elsewhere_are_replaced(lessons):
    new = {"cp1-swot": {"tirées de la chemise": "tirées du dossier"}}
    _, notebook = composed(lessons, instead=new)
    text = "\n".join(map(source, notebook["cells"]))
    assert ("tirées du dossier" in text, "tirées de la chemise" in text) == (True, False)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"exercises": ("cp1-swot", "cp7-pric")},
            "aucun exercice ne s’appelle « cp7-pric ». Vouliez-vous dire « cp7-price »",
        ),
        ({"exercises": ("cp1-swot", "cp4-variance")}, "les deux activités"),
        ({"beside": {"cp1-swot": ("nulle-part",)}}, "n’a pas de cellule « nulle-part »"),
        ({"instead": {"cp1-swot": {"jamais écrit": ""}}}, "ne contient pas une fois « jamais écrit »"),
    ],
)
def test_what_cannot_be_set_is_refused_with_what_to_change(lessons, changes, said):
    with pytest.raises(PaperError) as refused:
        composed(lessons, **changes)
    assert said in str(refused.value).replace("\u00a0", " ").replace("\u202f", " ")


def test_what_leans_on_an_exercise_that_is_not_there_is_refused(lessons):
    chosen, notebook = composed(lessons, exercises=("cp1-swot", "cp7-negotiation"))
    [fault] = paper.faults(chosen, notebook, exercises.load())
    assert "« cp7-negotiation » ne peut pas être noté sans « cp7-concessions »" in fault.replace(
        "\u00a0", " "
    )
    both, notebook = composed(lessons, exercises=("cp1-swot", "cp7-concessions", "cp7-negotiation"))
    assert [*paper.faults(both, notebook, exercises.load())] == []


def test_a_figure_that_comes_from_an_exercise_left_out_counts_as_right(lessons):
    """The remedies of a lesson rest on its causes, the sized quote on the sizing: neither is on the paper."""
    chosen, notebook = composed(lessons, exercises=("cp4-remedies", "cp6-quote"))
    assert [*paper.faults(chosen, notebook, exercises.load())] == []


def test_a_key_that_cannot_do_without_another_exercise_is_seen(lessons, monkeypatch):
    def leaning(case, truth, answers):
        return answers.lesson["cp1-figures"]

    monkeypatch.setitem(paper.mark.__globals__["KEYS"], "cp1-swot", leaning)
    chosen, notebook = composed(lessons)
    [fault] = paper.faults(chosen, notebook, exercises.load())
    assert "cp1-swot" in fault
    assert "retirez-le" in fault


@pytest.mark.slow
def test_its_notebook_is_in_step_with_its_lessons_and_seen_when_it_is_not(tmp_path):
    course = tmp_path / "course"
    shutil.copytree(COURSE, course)
    notebook = course / NAME / f"{NAME}.ipynb"
    kept = notebook.read_bytes()
    assert canonical.renew(course, NAME) == []
    assert notebook.read_bytes() == kept
    lesson = course / "at1-strategie" / "cp1-veille.ipynb"
    lesson.write_text(
        lesson.read_text(encoding="utf-8").replace("Vingt-quatre cartes", "Les cartes"), encoding="utf-8"
    )
    assert [fault for fault in canonical.check(course) if NAME in fault] == [f"{notebook}: not canonical"]
    assert canonical.renew(course, NAME) == []
    assert "Les cartes" in notebook.read_text(encoding="utf-8")
    assert canonical.check(course) == agreement.faults(course) == []


def test_a_notebook_written_by_hand_is_made_anew(tmp_path):
    course = tmp_path / "course"
    shutil.copytree(COURSE, course)
    notebook = course / NAME / f"{NAME}.ipynb"
    kept = notebook.read_bytes()
    notebook.write_bytes(kept.replace(b"Examen blanc", b"Examen facile"))
    assert notebook in canonical.fix(course)
    assert notebook.read_bytes() == kept
