"""The declared exercises, the cells of the shipped lessons, their points and the keys say the same thing."""

import copy

import pytest

from autograder import truth
from autograder.keys import KEYS, Lesson, mark
from ntc import exercises
from ntc.case import load
from ntc.lesson import fields_of, shipped

LESSONS = ("cp4-bilan",)


def disagreements(notebook, declared, keys):
    """What does not fit between a lesson's graded cells, its declared exercises and their keys."""
    graded = {cell["id"]: cell["metadata"]["nbgrader"] for cell in notebook["cells"] if graded_cell(cell)}
    wanted = {}
    for exercise in declared:
        if exercise.written:
            share = exercise.points / len(exercise.rubric)
            wanted |= {f"{exercise.id}-{line.id}": share for line in exercise.rubric}
        else:
            wanted[exercise.id] = exercise.points
    found = [f"{key}: no graded cell" for key in wanted.keys() - graded.keys()]
    found += [f"{key}: graded but not declared" for key in graded.keys() - wanted.keys()]
    for key in wanted.keys() & graded.keys():
        if graded[key]["points"] != wanted[key]:
            found.append(f"{key}: {graded[key]['points']} points, {wanted[key]} declared")
        if graded[key]["grade_id"] != key:
            found.append(f"{key}: grade_id {graded[key]['grade_id']}")
    ids = {exercise.id for exercise in declared}
    found += [f"{key}: no key" for key in ids - keys]
    found += [f"{key}: key of no exercise" for key in keys - ids]
    placed = [cell["id"] for cell in notebook["cells"] if cell["id"] in ids]
    found += [f"{key}: placed {placed.count(key)} times" for key in ids if placed.count(key) != 1]
    return sorted(found)


def graded_cell(cell):
    return cell["metadata"].get("nbgrader", {}).get("grade")


def declared(lesson):
    competency = lesson.split("-", 1)[0]
    return [exercise for exercise in exercises.load().values() if exercise.competency == competency]


def keys(lesson):
    return {key for key in KEYS if key.startswith(lesson.split("-", 1)[0] + "-")}


@pytest.mark.parametrize("lesson", LESSONS)
def test_exercises_cells_points_and_keys_agree(lesson):
    assert disagreements(shipped(lesson), declared(lesson), keys(lesson)) == []


def edit_points(notebook):
    cell(notebook, "cp4-dashboard")["metadata"]["nbgrader"]["points"] = 15


def rename_cell(notebook):
    cell(notebook, "cp4-causes")["id"] = "cp4-cause"


def drop_rubric_line(notebook):
    notebook["cells"].remove(cell(notebook, "cp4-note-3"))


def double_cell(notebook):
    notebook["cells"].append(copy.deepcopy(cell(notebook, "cp4-time")))


def cell(notebook, cell_id):
    return next(each for each in notebook["cells"] if each["id"] == cell_id)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (edit_points, ["cp4-dashboard: 15 points, 16 declared"]),
        (
            rename_cell,
            [
                "cp4-cause: graded but not declared",
                "cp4-causes: no graded cell",
                "cp4-causes: placed 0 times",
            ],
        ),
        (drop_rubric_line, ["cp4-note-3: no graded cell"]),
        (double_cell, ["cp4-time: placed 2 times"]),
    ],
)
def test_a_lesson_that_disagrees_is_caught(change, said):
    notebook = copy.deepcopy(shipped("cp4-bilan"))
    change(notebook)
    assert disagreements(notebook, declared("cp4-bilan"), keys("cp4-bilan")) == said


def test_a_missing_key_and_a_stray_one_are_caught():
    lesson = "cp4-bilan"
    others = keys(lesson) - {"cp4-time"} | {"cp4-ghost"}
    assert disagreements(shipped(lesson), declared(lesson), others) == [
        "cp4-ghost: key of no exercise",
        "cp4-time: no key",
    ]


@pytest.mark.parametrize(
    "exercise", [e for e in exercises.load().values() if not e.written], ids=lambda e: e.id
)
def test_a_key_marks_every_question_that_its_fields_ask(exercise):
    """As many marks as the fields have questions: a cell of a table each, else one a field."""
    case = load("00")
    placed = fields_of(shipped("cp4-bilan"), case)
    fields = placed[exercise.id]
    result = mark(exercise.id, case, truth.load("00"), Lesson.read(placed, {}))
    # A plan is judged whole, and a clue with its cause and its source together.
    together = {"cp4-remedies": 1, "cp4-causes": len(case.clues)}
    questions = together.get(exercise.id) or sum(
        sum(map(len, field.entries.values())) if field.kind == "table" else 1 for field in fields.values()
    )
    assert len(result.parts) == questions
    assert len({part.part for part in result.parts}) == questions
