"""Feedback (*retour*): the French page that a learner gets back, from the marked copy and the gradebook."""

from pathlib import Path

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import GetGrades, NbGraderPreprocessor
from traitlets import Bool

from autograder.grading.mark_cells import INSTRUCTOR
from autograder.grading.render import points_of
from ntc import exercises
from ntc.french import number
from ntc.referential import load as referential

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
        lesson = resources["nbgrader"]["notebook"]
        resources["ntc"] = {
            "title": referential().competencies[lesson.split("-", 1)[0]].title,
            "exercises": _sections(nb.cells),
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
        return [*super().default_filters(), ("points_of", points_of), ("french_number", number)]


PREPROCESSORS = [GetGrades, ForLearner]


def _sections(cells: list[NotebookNode]) -> list[dict]:
    """One section per exercise: its cells together, and what they earned."""
    sections: dict[str, dict] = {}
    for cell in cells:
        if "nbgrader" not in cell.metadata:
            continue
        about = cell.metadata.ntc
        section = sections.setdefault(
            about.exercise,
            {
                "title": about.title,
                "criteria": about.criteria,
                "worth": float(exercises.load()[about.exercise].points),
                "earned": 0.0,
                "cells": [],
            },
        )
        section["cells"].append(cell)
        section["earned"] += float(cell.metadata.nbgrader.get("score") or 0)
    return list(sections.values())
