"""Feedback (*retour*): the French page that a learner gets back, from the marked copy and the gradebook."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import GetGrades, NbGraderPreprocessor
from traitlets import Bool

from autograder.grading import replies
from autograder.grading.outputs import INSTRUCTOR
from autograder.grading.places import Places
from autograder.grading.record import known, was_left_out
from autograder.grading.render import points_of
from autograder.grading.replies import Reply
from ntc import exercises
from ntc.catalogue import pages_of, title_of
from ntc.fields.rubric import LEVELS
from ntc.french import count, day, number, plural, typeset
from ntc.home.contest import Contest, as_message

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
TEMPLATE = "retour"


class ForLearner(NbGraderPreprocessor):
    """Takes out of a marked copy what only the instructor may read, and lays out what the page shows."""

    reveal_expected = Bool(False, help="Whether learners may read the expected answers.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Do so for one notebook, whose cells have their scores and comments already."""
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs = [output for output in cell.outputs if self._may_read(output)]
        details = resources["nbgrader"]
        lesson, awaiting = details["notebook"], _awaiting(details)
        places = Places(Path(self.parent.parent.coursedir.root))
        record = known(places, details["student"], lesson)
        sealed = (record.seal if record else None) or ""
        answered = replies.read(places, details["student"], lesson)
        resources["ntc"] = {
            "left_out": not details["score"] and _was_left_out(places, details),
            "title": typeset(title_of(lesson)),
            "learner": details["student"],
            "lesson": lesson,
            "seal": sealed,
            "sections": [
                section
                | _contested(details, section["exercise"], sealed)
                | _replied(answered, section["exercise"])
                for section in _sections(nb.cells, awaiting)
            ],
            "awaited": sum(
                float(cell.metadata.nbgrader.points)
                for cell in nb.cells
                if cell.metadata.get("nbgrader", {}).get("grade_id") in awaiting
            ),
            "style": (TEMPLATES / "copy.css").read_text(encoding="utf-8"),
        }
        return nb, resources

    def _may_read(self, output: NotebookNode) -> bool:
        if output.get("metadata", {}).get("ntc") != INSTRUCTOR["ntc"]:
            return True
        return self.reveal_expected and "ntc-expected" in output.data["text/html"]


class FeedbackExporter(HTMLExporter):
    """nbconvert's HTML exporter, with our template and its French numbers."""

    def default_filters(self) -> "list[tuple[str, object]]":
        """Add the writing of scores to nbconvert's filters."""
        return [
            *super().default_filters(),
            ("points_of", points_of),
            ("french_number", number),
            ("awaits", _awaits),
        ]


PREPROCESSORS = [GetGrades, ForLearner]


def _was_left_out(places: Places, details: Mapping[str, str]) -> bool:
    """Whether the learner handed in other lessons, and had not begun this one."""
    pages = pages_of(details["assignment"])
    records = {lesson.name: known(places, details["student"], lesson.name) for lesson in pages}
    return was_left_out(records.get(details["notebook"]), records.values())


def _contested(details: Mapping[str, str], exercise: str, sealed: str) -> dict[str, str]:
    """The message by which a mark is contested from the page, where nothing may run; empty without a seal."""
    about = (details["student"], details["assignment"], details["notebook"], exercise, sealed)
    return {"contest": as_message(Contest(*about, words="")) if sealed else ""}


def _replied(answered: Iterable[Reply], exercise: str) -> dict[str, Any]:
    """What was answered to the contests of an exercise."""
    told = [
        {
            "title": typeset(
                f"Votre contestation{f' ({each.part})' if each.part else ''}, réponse du "
                f"{day(each.moment)} : note {'gardée' if each.kept else 'changée'}."
            ),
            "why": each.why,
            "words": each.words,
        }
        for each in answered
        if each.exercise == exercise
    ]
    return {"replies": told}


def _level(cell: NotebookNode) -> str:
    """The level that a line of a grid was given (« conforme »); empty between two, and for anything else."""
    about = cell.metadata.nbgrader
    if not about.get("solution") or not about.get("points"):
        return ""
    rank = round(float(about.get("score") or 0) / float(about.points) * (len(LEVELS) - 1), 2)
    return LEVELS[int(rank)] if rank == int(rank) else ""


def _awaits(points: float) -> str:
    return f"{count(points, 'point')} {plural(points, 'attend', 'attendent')}"


def _awaiting(details: Mapping[str, str]) -> set[str]:
    """The cells that nobody has marked yet."""
    with Gradebook(details["db_url"]) as gradebook:
        notebook = gradebook.find_submission_notebook(
            details["notebook"], details["assignment"], details["student"]
        )
        return {
            grade.name for grade in notebook.grades if grade.needs_manual_grade and grade.manual_score is None
        }


def _sections(cells: list[NotebookNode], awaiting: set[str]) -> list[dict[str, Any]]:
    """One section per exercise: its cells together, what they earned, and whether a mark is still to come."""
    sections: dict[str, dict[str, Any]] = {}
    for cell in cells:
        if "nbgrader" not in cell.metadata:
            continue
        about = cell.metadata.ntc
        section = sections.setdefault(
            about.exercise,
            {
                "exercise": about.exercise,
                "title": about.title,
                "criteria": about.criteria,
                "worth": float(exercises.load()[about.exercise].points),
                "earned": 0.0,
                "awaiting": False,
                "cells": [],
            },
        )
        is_awaiting = cell.metadata.nbgrader.grade_id in awaiting
        section["cells"].append({"cell": cell, "awaiting": is_awaiting, "level": _level(cell)})
        section["awaiting"] |= is_awaiting
        section["earned"] += float(cell.metadata.nbgrader.get("score") or 0)
    return list(sections.values())
