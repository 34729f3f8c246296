import json

import nbformat
import pytest

from autograder import canonical


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


def test_the_course_is_canonical():
    assert canonical.check() == []


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


def test_grading_metadata_is_kept():
    grading = {"grade": True, "grade_id": "cp4-note", "points": 3}
    [cell] = json.loads(canonical.canonical(notebook(code("1", metadata={"nbgrader": grading}))))["cells"]
    assert cell["metadata"]["nbgrader"] == grading


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


def test_prose_is_kept_as_it_is():
    source = "# Titre\n\nUne ligne, 1 234,50 € « et » l’autre."
    [cell] = json.loads(canonical.canonical(notebook(prose(source))))["cells"]
    assert "".join(cell["source"]) == source


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


def test_shipped_code_lists_the_code_of_each_lesson():
    text = canonical.shipped_code([notebook(prose("A"), code("first"), code(["se", "cond"], id="b-cell"))])
    assert json.loads(text) == {"cp9-essai": ["first", "second"]}


def test_check_sees_and_fix_mends(tmp_path, monkeypatch, capsys):
    lesson, shipped = tmp_path / "cp9-essai.ipynb", tmp_path / "lessons.json"
    lesson.write_text(notebook(code("1", execution_count=3)))
    monkeypatch.setattr(canonical, "COURSE", tmp_path)
    monkeypatch.setattr(canonical, "SHIPPED", shipped)
    assert canonical.main(["--check"]) == 1
    assert not shipped.exists()
    assert canonical.main([]) == 0
    assert canonical.main(["--check"]) == 0
    assert json.loads(shipped.read_text()) == {"cp9-essai": ["1"]}
    assert capsys.readouterr().out.count("not canonical") == 2
