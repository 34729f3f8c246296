"""The CP4 lesson: cells agree with declarations, prose with the case and with French typography."""

import json
import re
from functools import cache

import pytest

from ntc import case, exercises, lesson, referential
from ntc.case import VARIANTS
from ntc.fields import session
from ntc.lessons.cp4.prose import prose as own_prose
from ntc.lessons.prose import fill, placeholders
from ntc.paths import COURSE

LESSON = "cp4-bilan"
NBSP, NARROW = "\u00a0", "\u202f"
RULE_CONSTANTS = {"100", "360", "365", "366"}


@cache
def cells() -> tuple[dict, ...]:
    return tuple(lesson.shipped(LESSON)["cells"])


def code() -> list[dict]:
    return [cell for cell in cells() if cell["cell_type"] == "code"]


def prose() -> list[tuple[str, str]]:
    return [(c["id"], "".join(c["source"])) for c in cells() if c["cell_type"] == "markdown"]


def declared() -> dict[str, exercises.Exercise]:
    return {key: ex for key, ex in exercises.load().items() if ex.competency == "cp4"}


@cache
def built(variant: str) -> dict:
    return lesson.fields_of(lesson.shipped(LESSON), case.load(variant))


def test_every_exercise_has_its_cell_once_in_the_declared_order():
    placed = [cell["id"] for cell in cells() if cell["id"] in exercises.load()]
    assert placed == list(declared())


def test_points_of_the_cells_are_those_declared_and_total_100():
    points = {
        cell["id"]: cell["metadata"]["nbgrader"]["points"]
        for cell in code()
        if cell["metadata"].get("nbgrader", {}).get("grade")
    }
    expected = {}
    for key, exercise in declared().items():
        if exercise.written:
            share = exercise.points / len(exercise.rubric)
            expected |= {f"{key}-{line.id}": share for line in exercise.rubric}
        else:
            expected[key] = exercise.points
    assert points == expected
    assert sum(points.values()) == 100


def test_graded_cells_bear_the_metadata_that_nbgrader_reads():
    for cell in code():
        meta = cell["metadata"].get("nbgrader")
        if meta is None:
            assert cell["id"] not in declared()
            continue
        assert meta["grade_id"] == cell["id"]
        assert meta["schema_version"] == 3
        by_hand = re.fullmatch(r"cp4-note-\d", cell["id"]) is not None
        assert meta["solution"] is by_hand
        assert meta["grade"] is (cell["id"] != "cp4-note")


def test_code_cells_are_locked_hidden_and_only_place_things():
    for cell in code():
        source = "".join(cell["source"]).removeprefix("from ntc.lesson import *")
        assert cell["metadata"]["editable"] is False, cell["id"]
        assert cell["metadata"]["deletable"] is False, cell["id"]
        assert cell["metadata"]["jupyter"] == {"source_hidden": True}, cell["id"]
        assert cell["outputs"] == [], cell["id"]
        assert len(source.splitlines()) <= 3, cell["id"]
        assert not re.search(r"\b(if|for|lambda|def|while|try)\b|[^=!<>]==|[+*/<>]", source), cell["id"]
        texts = re.findall(r'"([^"]*)"', source)
        assert not [text for text in texts if len(text.split()) > 2], cell["id"]


def test_fields_of_names_the_fields_of_each_exercise():
    found = {key: list(fields) for key, fields in built("00").items()}
    assert found.keys() == declared().keys()
    assert (
        found.items()
        >= {
            "cp4-dashboard": ["cp4-dashboard"],
            "cp4-indicators": ["cp4-indicators-match", "cp4-indicators-board", "cp4-indicators-goals"],
            "cp4-break-even": ["cp4-break-even"],
            "cp4-variance": ["cp4-variance"],
            "cp4-causes": ["cp4-causes"],
            "cp4-remedies": ["cp4-remedies"],
            "cp4-time": [
                "cp4-time-admin",
                "cp4-time-selling",
                "cp4-time-freed",
                "cp4-time-visit-cost",
                "cp4-time-pledge",
            ],
            "cp4-note": ["cp4-note"],
        }.items()
    )


@pytest.mark.parametrize("variant", VARIANTS)
def test_fields_are_built_on_every_variant_without_a_file(variant, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert list(built(variant)) == list(declared())
    assert list(tmp_path.iterdir()) == []


def test_fields_of_ignores_cells_that_are_no_exercise():
    notebook = {"cells": [{"cell_type": "code", "id": "x", "source": "raise RuntimeError"}]}
    assert lesson.fields_of(notebook, case.load("00")) == {}


def test_an_unknown_lesson_is_not_found():
    with pytest.raises(FileNotFoundError, match="cp9-rien"):
        lesson.shipped("cp9-rien")


def test_opening_tells_the_page_the_figures_and_the_fields_to_count(tmp_path, monkeypatch, capsys):
    shown = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NTC_VARIANT", "03")
    monkeypatch.setenv("NTC_LEARNER", "dupont.m")
    monkeypatch.setattr(lesson, "display", lambda data, **_: shown.append(data))
    try:
        opened = lesson.open_lesson(LESSON)
    finally:
        session.close_answers()
    sign = shown[0][lesson.MIME]
    assert (opened.variant, sign["variant"], sign["learner"]) == ("03", "03", "dupont.m")
    assert sign["prose"] == own_prose(opened)
    assert [(e["id"], e["fields"]) for e in sign["exercises"]] == [
        (key, len(fields)) for key, fields in built("03").items()
    ]
    assert "jeu\u00a003" in shown[0]["text/html"]
    assert "sans nom" not in shown[0]["text/html"]
    json.dumps(sign)
    assert capsys.readouterr() == ("", "")


def test_who_works_without_a_name_is_told_plainly(tmp_path, monkeypatch):
    shown = []
    monkeypatch.chdir(tmp_path)
    for variable in ("NTC_VARIANT", "NTC_LEARNER", "JUPYTERHUB_USER"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(lesson, "display", lambda data, **_: shown.append(data))
    try:
        lesson.open_lesson(LESSON)
    finally:
        session.close_answers()
    said = shown[0]["text/html"]
    assert 'role="alert">Vous travaillez sans nom' in said
    assert "Pour qu’il puisse être noté, dites qui vous êtes" in said


def test_every_criterion_and_skill_of_the_competency_is_served():
    served = {item for ex in declared().values() for item in (*ex.criteria, *ex.skills)}
    served |= exercises.passages(COURSE / "at1-strategie" / f"{LESSON}.toml").keys()
    assert served == {item.id for item in referential.load().competencies["cp4"].items}


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_figure_named_in_the_prose_exists(variant):
    known = own_prose(case.load(variant))
    for _, text in prose():
        assert "#=" not in fill(text, known)


def test_every_figure_computed_is_named_in_the_prose():
    named = frozenset().union(*(placeholders(text) for _, text in prose()))
    assert set(own_prose(case.load("00"))) == named


@pytest.mark.parametrize(("cell", "text"), prose())
def test_french_typography(cell, text):
    # Table rules, rules of emphasis and links are Markdown, not French.
    line = re.sub(r"(?m)^\|[-:| ]+\|$", "", text)
    assert '"' not in line
    assert not re.search(r"(?<![" + NBSP + NARROW + r"])[;!?»%](?!\w)", line), cell
    assert not re.search(r"(?<![kM" + NBSP + r"])€", line), cell
    assert not re.search(r"(?<=\w) :|(?<![" + NBSP + r"\d:|-]):(?=\s)", line), cell
    assert not re.search("«(?!" + NBSP + ")", line), cell
    assert "'" not in line, cell
    assert not re.search(r"\d\.\d", re.sub(r"(?m)^#+ .*$", "", line)), cell


@pytest.mark.parametrize(("cell", "text"), prose())
def test_no_number_of_the_case_is_typed_in_the_prose(cell, text):
    typed = set(re.findall(r"\d{3,}", re.sub(r"\[[^]]*\]\(#=[^)]*\)|[LDR]\d{3,4}-\d+", "", text)))
    # How long a text is to be, its field says too.
    asked = {
        n
        for c in cells()
        for pair in re.findall(r"words=\((\d+), (\d+)\)", "".join(c["source"]))
        for n in pair
    }
    assert {n for n in typed if not re.fullmatch(r"20[12]\d", n)} <= RULE_CONSTANTS | asked, cell
