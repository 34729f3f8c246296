"""Mark: where nbgrader executes a notebook, the answers are marked instead and no kernel starts."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.grading import deadlines, flags, hands, intake, outputs, record, render
from autograder.grading.copies import copy_flags
from autograder.grading.flags import NOTHING_READ, Flag
from autograder.grading.hands import Apart, Decision
from autograder.grading.marking import Marked, mark_lesson
from autograder.grading.places import ANSWERS_SUFFIX, Places
from autograder.grading.timed import timed
from ntc.exercises import load as declared


class Mark(NbGraderPreprocessor):
    """Puts in each exercise's cell the answer, the mark and its reasons, and last the points."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Mark one notebook, and leave in ``resources["ntc"]`` the record of it."""
        details = resources["nbgrader"]
        learner, assignment, lesson = details["student"], details["assignment"], details["notebook"]
        places = Places(Path(self.parent.parent.coursedir.root))
        deadlines.apply(places.deadlines, details["db_url"], assignment, learner)
        variant = intake.learner_variant(places, learner, assignment)
        noted = _noted(places, learner, assignment, lesson)
        content = answers_of(places, learner, assignment, lesson)
        unread = any(flag.kind in NOTHING_READ for flag in noted)
        time = timed(places, learner, assignment, content)
        noted += time.flags
        answers = None if unread else content.get("answers", {})
        sources = tuple((cell.id, cell.source) for cell in nb.cells if cell.id in declared())
        marked = mark_lesson(sources, variant, answers)
        noted += [
            flags.unmarked(each.exercise.title)
            for each in marked.values()
            if not unread and each.mark is None
        ]
        said = {key: hands.said(each, unread) for key, each in marked.items()}
        cells = hands.cells_of(marked)
        decision = hands.decide(
            details["db_url"], details, record.before(places, learner, lesson), said, cells
        )
        noted += _changed(decision, cells, marked)
        for flag in noted:
            self.log.warning("%s, %s : %s", learner, lesson, flag.message)
        for cell in nb.cells:
            apart = decision.apart.get(cell.id)
            if cell.id in marked:
                fill_exercise(cell, marked[cell.id], apart)
            elif "nbgrader" in cell.metadata:
                _fill_line(cell, marked, apart)
        nb.cells.insert(0, front(learner, variant, noted, time.told))
        resources["ntc"] = record.Record.of(details, variant, content, noted, marked, said)
        resources["ntc_decision"] = decision
        return nb, resources


def _noted(places: Places, learner: str, assignment: str, lesson: str) -> list[Flag]:
    report = intake.read_report(places, learner, assignment)
    noted = list(report.flags.get(lesson, [])) if report else []
    return noted + copy_flags(places, learner, assignment, lesson)


def _changed(decision: Decision, cells: Mapping[str, str], marked: Mapping[str, Marked]) -> list[Flag]:
    """Say which exercises were answered anew since a person marked them."""
    titles = dict.fromkeys(marked[cells[cell]].exercise.title for cell in decision.apart)
    return [flags.changed(title) for title in titles]


def answers_of(places: Places, learner: str, assignment: str, lesson: str) -> Mapping[str, Any]:
    """The answers file that intake wrote: what it holds was read strictly then."""
    path = places.submitted(learner, assignment) / f"{lesson}{ANSWERS_SUFFIX}"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def fill_exercise(cell: NotebookNode, marked: Marked, apart: Apart | None) -> None:
    """Show the answer, the mark and the right answers; the points last, for nbgrader to read."""
    _entitle(cell, marked, marked.exercise.title)
    cell.outputs = [outputs.shown(render.answers_html(marked))]
    if not cell.metadata.nbgrader.grade:
        return
    cell.outputs += outputs.for_instructor(render.apart_html(apart))
    if marked.mark is not None:
        cell.outputs.append(outputs.shown(render.mark_html(marked.mark)))
        cell.outputs += outputs.for_instructor(render.expected_html(marked.mark))
    # nbgrader pays full marks for a cell without a number: a cell that a person must mark shows 0 until then.
    cell.outputs.append(outputs.points(marked.earned or 0.0))


def _fill_line(cell: NotebookNode, marked: Mapping[str, Marked], apart: Apart | None) -> None:
    """Show a line of a grid with the text to mark and what the machine points out in it."""
    written = next(each for each in marked.values() if cell.id in each.exercise.line_cells)
    line = written.exercise.line_cells[cell.id]
    first = line is written.exercise.rubric[0]
    _entitle(cell, written, f"Ligne {line.id} : {line.text}")
    cell.outputs = [
        *(outputs.for_instructor(render.placing_html()) if first else ()),
        outputs.shown(render.line_html(line, cell.metadata.nbgrader.points)),
        *outputs.for_instructor(render.apart_html(apart)),
        *outputs.for_instructor(render.text_html(written, opened=first)),
        *outputs.for_instructor(render.helps_html(written.mark)),
    ]


def _entitle(cell: NotebookNode, marked: Marked, title: str) -> None:
    """Put a title in the place of the code, for whoever reads the copy."""
    cell.metadata["ntc"] = {
        "exercise": marked.exercise.id,
        "title": marked.exercise.title,
        "criteria": render.criteria_labels(marked.exercise),
    }
    cell.source = f"# {title}"


def front(learner: str, variant: str, noted: list[Flag], told: str) -> NotebookNode:
    """The head of a copy, for the instructor: whose it is, its data, its time, and what to know of it."""
    return new_code_cell(
        id="ntc-front",
        source=f"# Copie de {learner}, jeu de données {variant}",
        outputs=[
            outputs.shown(render.style()),
            *outputs.for_instructor(render.told_html(told)),
            *outputs.for_instructor(render.flags_html(noted)),
        ],
    )
