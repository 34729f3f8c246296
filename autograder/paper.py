"""A mock examination made of its lessons: their statements and cells, once more, as its file chooses them.

Nobody writes the notebook of a paper: it is composed of the lessons as they are, so that what is corrected
in one is corrected in the other. What cannot be set, or not be marked apart from its lesson, is refused in
French with what to change.
"""

import ast
import difflib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder import truth
from autograder.keys import SPECIMENS, KeyFault, Lesson, mark
from autograder.truth import Truth
from ntc import exercises, referential
from ntc.case import VARIANTS, Case, load
from ntc.exercises import Exercise
from ntc.french import count, typeset
from ntc.lesson import fields_of
from ntc.papers import Paper, PaperError
from ntc.plans.hours import lasting

Cell = dict[str, Any]
_PLACEHOLDER = re.compile(r"(?<=\]\(#=)([a-z0-9-]+)(?=\))")
_HEADING = re.compile(r"^### .+\n*", re.MULTILINE)
_CLASS = VARIANTS[0]


def offered(course: Path) -> dict[str, Exercise]:
    """The exercises that a paper may be made of, by id, as their files are now."""
    return {key: one for path in exercises.declarations(course) for key, one in exercises.read(path).items()}


def compose(paper: Paper, lessons: Mapping[str, Mapping[str, Any]], declared: Mapping[str, Exercise]) -> str:
    """The notebook of a paper, as text, from those of the lessons by name; raises PaperError.

    Figures in the prose are named with the lesson that they are of: « cp9-objectif ».
    """
    if wrong := next(unknown(paper, declared), None):
        raise PaperError(wrong)
    composed = _opening(paper, declared)
    shown: set[str] = set()
    for rank, key in enumerate(paper.exercises, 1):
        exercise = declared[key]
        composed += _exercise(paper, rank, exercise, lessons[exercise.lesson]["cells"], shown)
    notebook = {
        "cells": composed,
        "metadata": {"ntc": {"lesson": paper.name}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, ensure_ascii=False)


def unknown(paper: Paper, declared: Mapping[str, Exercise]) -> Iterator[str]:
    """What is wrong with the choice of exercises itself, in French sentences."""
    for key in paper.exercises:
        if key not in declared:
            near = difflib.get_close_matches(key, declared, n=2)
            meant = f"Vouliez-vous dire {' ou '.join(f'« {one} »' for one in near)} ?" if near else ""
            yield f"{paper.name} : aucun exercice ne s'appelle « {key} ». {meant}".strip()
    of = {
        referential.load().competencies[declared[key].competency].activity
        for key in paper.exercises
        if key in declared
    }
    for activity in referential.load().activities.values():
        if activity.id not in of:
            yield (
                f"{paper.name} : un examen porte sur les deux activités, et rien n'y vient de « "
                f"{activity.title} ». Ajoutez-y un exercice de cette activité."
            )


def faults(paper: Paper, notebook: Mapping[str, Any], declared: Mapping[str, Exercise]) -> Iterator[str]:
    """What cannot be marked of a composed paper, apart from its lessons, in French sentences.

    The paper is marked as whoever has all of it right answers it, with nothing of what is not on it: figures
    that come from elsewhere count as right. What then earns less than all leans on another exercise.
    """
    lessons = {exercise.lesson for exercise in declared.values()}
    for cell in notebook["cells"]:
        if cell["id"] in paper.exercises:
            for name in set(_texts("".join(cell["source"]))) - lessons:
                other = exercises.owner(name, declared)
                if other and other not in paper.exercises:
                    yield _leaning(paper, cell["id"], other)
    case, labels = load(_CLASS), truth.load(_CLASS)
    fields = fields_of(notebook, case)
    raw = answered_right(fields, case, labels)
    lesson = Lesson.read(
        fields, {field_id: value for each in raw.values() for field_id, value in each.items()}
    )
    for key in raw:
        try:
            earned = mark(key, case, labels, lesson).fraction
        except KeyFault:
            earned = -1.0
        if earned < 1:
            yield _leaning(paper, key)


def answered_right(
    fields: Mapping[str, Mapping[str, Any]], case: Case, labels: Truth
) -> dict[str, dict[str, Any]]:
    """By exercise that a machine marks, the raw answers to its own fields that earn all there is to earn."""
    found = {}
    for key, placed in fields.items():
        right = next((each for each in SPECIMENS[key](case, labels) if each.fraction == 1), None)
        if right is not None:
            found[key] = {field_id: value for field_id, value in right.raw.items() if field_id in placed}
    return found


def _leaning(paper: Paper, key: str, other: str = "") -> str:
    """Say that an exercise cannot be marked without another, and what to do."""
    named = f"« {other} »" if other else "un autre exercice de sa leçon"
    added = f"Ajoutez « {other} » avant lui" if other else "Ajoutez cet exercice avant lui"
    return typeset(f"{paper.name} : « {key} » ne peut pas être noté sans {named}. {added}, ou retirez-le.")


def _opening(paper: Paper, declared: Mapping[str, Exercise]) -> list[Cell]:
    points = sum(declared[key].points for key in paper.exercises)
    chosen = count(len(paper.exercises), "exercice")
    text = (
        f"# {paper.title}\n\n"
        f"*{lasting(paper.minutes)} · {chosen} · {count(points, 'point')}.* Les exercices sont "
        "indépendants : commencez par celui que vous voulez. Chaque réponse est enregistrée aussitôt, avec "
        "l'heure ; le temps qui reste est dit en haut de la page."
    )
    code = f'from ntc.lesson import *\ncase = open_paper("{paper.name}")'
    return [_markdown("title", typeset(text)), _code("open-paper", code)]


def _exercise(
    paper: Paper, rank: int, exercise: Exercise, lesson: Sequence[Mapping[str, Any]], shown: set[str]
) -> Iterator[Cell]:
    """The cells of one exercise: its heading and statement, what goes along with it, its own and its grid."""
    ids = [cell["id"] for cell in lesson]
    place = ids.index(exercise.id)
    start = next(rank for rank in range(place - 1, -1, -1) if lesson[rank]["cell_type"] == "markdown")
    along = paper.beside.get(exercise.id, ())
    if lost := [cell for cell in along if cell not in ids]:
        raise PaperError(
            f"{paper.name} : « {exercise.lesson} » n'a pas de cellule « {lost[0]} ». Corrigez « beside »."
        )
    yield _markdown(lesson[start]["id"], _statement(paper, rank, exercise, "".join(lesson[start]["source"])))
    marked = {exercise.id, *exercise.line_cells}
    for cell in lesson:
        stands = start < ids.index(cell["id"]) < place
        if not (stands or cell["id"] in along or cell["id"] in marked):
            continue
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield _markdown(_free(cell["id"], exercise, shown), _prefixed(source, exercise))
        elif cell["id"] in exercise.line_cells:
            yield _code(cell["id"], source)
        else:
            name = cell["id"] if cell["id"] in marked else _free(cell["id"], exercise, shown)
            yield _code(name, f'turn_to("{exercise.lesson}")\n{source}')


def _free(cell_id: str, exercise: Exercise, shown: set[str]) -> str:
    """The id of a cell that two lessons may name alike."""
    name = f"{exercise.competency}-{cell_id}"
    while name in shown:
        name += "-2"
    shown.add(name)
    return name


def _statement(paper: Paper, rank: int, exercise: Exercise, text: str) -> str:
    """The statement of an exercise under the heading of its rank; raises PaperError."""
    for old, new in paper.instead.get(exercise.id, {}).items():
        if text.count(old) != 1:
            raise PaperError(
                f"{paper.name} : l'énoncé de « {exercise.id} » ne contient pas une fois « {old} ». Corrigez "
                "« instead »."
            )
        text = text.replace(old, new)
    worth = typeset(f"*{count(exercise.points, 'point')}.*")
    body = _HEADING.sub("", _prefixed(text, exercise), count=1)
    return f"## {rank}. {typeset(exercise.title)}\n\n{worth} {body}"


def _prefixed(text: str, exercise: Exercise) -> str:
    return _PLACEHOLDER.sub(rf"{exercise.competency}-\1", text)


def _texts(source: str) -> Iterator[str]:
    """The texts in a cell: ids of fields are among them."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _markdown(name: str, text: str) -> Cell:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text.splitlines(keepends=True)}


def _code(name: str, source: str) -> Cell:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {},
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }
