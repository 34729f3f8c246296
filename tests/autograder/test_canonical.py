import json
import shutil

import nbformat
import pytest

from autograder import canonical, coverage
from ntc.exercises import Exercise, RubricLine
from ntc.lessons.prose import NOTICE
from ntc.paths import COURSE


def notebook(*cells, metadata=None):
    return json.dumps(
        {
            "cells": list(cells),
            "metadata": {"ntc": {"lesson": "cp9-essai"}} if metadata is None else metadata,
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


def code(source, **changes):
    cell = {"cell_type": "code", "execution_count": None, "id": "a-cell", "metadata": {}, "outputs": []}
    return cell | {"source": source} | changes


def prose(source, **changes):
    return {"cell_type": "markdown", "id": "prose", "metadata": {}, "source": source} | changes


def test_the_course_has_notebooks():
    assert {path.name for path in canonical.notebooks()} >= {"accueil.ipynb", "cp4-bilan.ipynb"}


def test_runs_leave_no_trace():
    output = {"output_type": "stream", "name": "stdout", "text": "1"}
    ran = code("1", execution_count=7, outputs=[output], metadata={"execution": {"shell.execute_reply": "…"}})
    [cell] = json.loads(canonical.canonical(notebook(ran)))["cells"]
    assert cell["outputs"] == []
    assert cell["execution_count"] is None
    assert "execution" not in cell["metadata"]


def test_code_is_locked_and_hidden():
    [cell] = json.loads(canonical.canonical(notebook(code("1"))))["cells"]
    assert cell["metadata"] == {"deletable": False, "editable": False, "jupyter": {"source_hidden": True}}


def exercise(**changes):
    known = {"id": "cp9-x", "title": "X", "points": 8, "criteria": (), "skills": ()}
    return Exercise(**known | changes)


def cells(text, *declared):
    return json.loads(canonical.canonical(text, declared))["cells"]


def test_a_cell_that_places_an_exercise_bears_its_id_and_its_points_whatever_it_bore():
    stray = {"nbgrader": {"grade": True, "grade_id": "old", "points": 3}}
    placing = code('NumberField("cp9-x-rate", "%")', id="3f2a9c1e", metadata=stray)
    [cell] = cells(notebook(placing), exercise())
    assert cell["id"] == "cp9-x"
    assert cell["metadata"]["nbgrader"] == {
        "cell_type": "code",
        "grade": True,
        "grade_id": "cp9-x",
        "locked": True,
        "points": 8,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }


def test_a_written_exercise_is_marked_line_by_line():
    lines = tuple(RubricLine(number, "cp9.c1", "…") for number in "123")
    text = code('TextField("cp9-x")', id="b-cell")
    marked = code('RubricLine("cp9-x", "2")', id="c-cell")
    written, line = cells(notebook(text, marked), exercise(rubric=lines, points=10.5))
    assert [written["id"], line["id"]] == ["cp9-x", "cp9-x-2"]
    assert written["metadata"]["nbgrader"]["grade"] is False
    assert written["metadata"]["nbgrader"]["locked"] is True
    assert "points" not in written["metadata"]["nbgrader"]
    assert line["metadata"]["nbgrader"]["points"] == 3.5
    assert line["metadata"]["nbgrader"]["solution"] is True
    assert line["metadata"]["nbgrader"]["locked"] is False


def test_any_other_cell_loses_grading_metadata():
    stray = {"nbgrader": {"grade": True, "grade_id": "a-cell", "points": 3}}
    chart = code("charts.season(case)", metadata=stray)
    kept = cells(notebook(chart, prose("A", metadata=stray)), exercise())
    assert ["nbgrader" in cell["metadata"] for cell in kept] == [False, False]


def test_a_cell_that_does_not_place_an_exercise_leaves_it_its_id():
    text, placing = cells(notebook(prose("## Un", id="cp9-x"), code('NumberField("cp9-x")')), exercise())
    assert [text["id"], placing["id"]] == ["text-un", "cp9-x"]
    assert placing["metadata"]["nbgrader"]["points"] == 8


def test_a_second_cell_of_an_exercise_is_not_graded():
    twice = [code('NumberField("cp9-x")', id=name) for name in ("a-cell", "b-cell")]
    first, second = cells(notebook(*twice), exercise())
    assert [first["id"], second["id"]] == ["cp9-x", "cp9-x-2"]
    assert "nbgrader" not in second["metadata"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("cp4-break-even", "cp4-break-even"),
        ("3f2a9c1e", "text-le-seuil-de-rentabilite"),
        ("5ac7a6f4-2b7e-4f0e-9d49-0d6a3c5f1b11", "text-le-seuil-de-rentabilite"),
        ("Mal nommé", "text-le-seuil-de-rentabilite"),
    ],
)
def test_ids_are_readable(given, kept):
    [cell] = json.loads(canonical.canonical(notebook(prose("## Le seuil de rentabilité", id=given))))["cells"]
    assert cell["id"] == kept


def test_ids_are_unique():
    cells = json.loads(canonical.canonical(notebook(prose("A"), prose("B"), prose("C"))))["cells"]
    assert [cell["id"] for cell in cells] == ["prose", "prose-2", "prose-3"]


def test_prose_that_is_well_set_is_kept_as_it_is():
    source = "## Titre\n\nUne ligne, 1\u202f234,50\u00a0€ «\u00a0et\u00a0» l’autre."
    [cell] = json.loads(canonical.canonical(notebook(prose(source))))["cells"]
    assert "".join(cell["source"]) == source


def test_prose_is_given_its_french_spaces_and_code_is_left_alone():
    question = 'Drill("l\'an : 12 %")'
    text, drill = json.loads(
        canonical.canonical(notebook(prose("Que vaut l'an\u00a0: 12 % ?"), code(question)))
    )["cells"]
    assert text["source"] == ["Que vaut l’an\u00a0: 12\u00a0%\u202f?"]
    assert drill["source"] == [question]


def test_the_head_of_a_page_says_once_how_to_open_the_course():
    head, after = json.loads(canonical.canonical(notebook(prose("# Titre"), prose("# Suite"))))["cells"]
    assert "".join(head["source"]) == f"# Titre\n\n{NOTICE}"
    assert "".join(after["source"]) == "# Suite"


def test_a_figure_named_in_braces_is_spelt_out():
    [cell] = json.loads(canonical.canonical(notebook(prose("Un {{prix-net}}."))))["cells"]
    assert "".join(cell["source"]) == "Un [prix net](#=prix-net)."


def test_twice_is_as_good_as_once():
    once = canonical.canonical(notebook(prose("## Un"), code("1\n2\n", id="3f2a9c1e")))
    assert canonical.canonical(once) == once
    assert once.endswith("}\n")


def test_what_is_no_notebook_is_refused():
    with pytest.raises(nbformat.ValidationError):
        canonical.canonical(notebook(prose("x", metadata={"tags": "not a list"})))


def test_a_notebook_that_names_no_lesson_is_refused():
    with pytest.raises(KeyError):
        canonical.canonical(notebook(prose("x"), metadata={}))


def test_shipped_code_lists_the_code_of_a_lesson():
    name, text = canonical.shipped_code(
        notebook(prose("A"), code("first"), code(["se", "cond"], id="b-cell"))
    )
    assert (name, json.loads(text)) == ("cp9-essai", ["first", "second"])


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A course that is the project's own: what is made of it lies beside it."""
    shutil.copy(COURSE / "referential.toml", tmp_path)
    monkeypatch.setattr(canonical, "OWN_COURSE", tmp_path.resolve())
    monkeypatch.setattr(canonical, "SHIPPED", tmp_path / "shipped")
    monkeypatch.setattr(coverage, "PAGE", tmp_path / "docs" / "referentiel.md")
    return tmp_path


def test_check_sees_and_fix_mends(own, capsys):
    page, shipped = own / "essai.ipynb", own / "shipped"
    page.write_text(notebook(code("1", execution_count=3)))
    course = f"--course={own}"
    assert canonical.main(["--check", course]) == 1
    assert not shipped.exists()
    assert canonical.main([course]) == 0
    assert canonical.main(["--check", course]) == 0
    assert json.loads((shipped / "cp9-essai.json").read_text()) == ["1"]
    assert capsys.readouterr().out.count("not canonical") == 3


def test_the_code_of_a_lesson_that_left_the_course_leaves_too(own):
    (own / "essai.ipynb").write_text(notebook(code("1")))
    canonical.fix(own)
    left = own / "shipped/cp8-partie.json"
    left.write_text("[]\n")
    assert canonical.check(own) == [f"{left}: not canonical"]
    assert canonical.fix(own) == [left]
    assert canonical.check(own) == []


def test_what_opens_by_itself_is_the_project_s_own_course(tmp_path, monkeypatch):
    (tmp_path / "essai.ipynb").write_text(notebook(code("1", execution_count=3)))
    monkeypatch.setattr(canonical, "SHIPPED", tmp_path / "shipped")
    assert canonical.fix(tmp_path) == [tmp_path / "essai.ipynb"]
    assert canonical.check(tmp_path) == []
    assert not canonical.SHIPPED.exists()


def test_a_declaration_that_cannot_be_read_is_said(tmp_path, capsys):
    (tmp_path / "at9-essai").mkdir()
    (tmp_path / "at9-essai" / "cp9-essai.ipynb").write_text(notebook(code("1")))
    (tmp_path / "at9-essai" / "cp9-essai.toml").write_text("[cp9-x")
    assert canonical.main([f"--course={tmp_path}"]) == 1
    assert "cp9-essai.toml" in capsys.readouterr().out
