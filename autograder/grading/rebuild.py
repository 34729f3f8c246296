"""Rebuild: what is graded is made from the released lesson; a learner's notebook is never opened.

Of the lesson remain its title and, for each assessed exercise, the statement and the cell: an instructor
reads the copy, not the course around it. The figures in the prose are those of this learner's data.
"""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from fnmatch import filter as fnmatch_filter
from fnmatch import fnmatchcase as fnmatch
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.grading import disk, draft, finished, outputs, reception, turn
from autograder.grading.intake import learner_variant
from autograder.grading.places import Places
from autograder.grading.settled import Unsettled
from ntc.case import load
from ntc.french import typeset
from ntc.lessons.prose import fill, prose


class MasterExporter(NotebookExporter):
    """Exports a submission for nbgrader: reads the released notebook in place of the submitted one."""

    def __init__(self, **settings: Any) -> None:
        """Make ready, before nbgrader looks at any copy, whatever an earlier command left unfinished.

        Raises NbGraderException, which nbgrader's commands turn into an exit, when nothing can be marked.
        """
        super().__init__(**settings)
        if isinstance(self.parent, Autograde):
            with ExitStack() as having, _told(self.log):
                having.enter_context(turn.held(Places(Path(self.parent.coursedir.root))))
                self._make_ready(self.parent)
                _end_after(self.parent, having.pop_all())

    def _make_ready(self, converter: Autograde) -> None:
        """Go on with hand-ins stopped on their way, and clear away copies that were not marked to the end."""
        coursedir = converter.coursedir
        places = Places(Path(coursedir.root))
        assignments = {Path(folder).name for folder in converter.assignments}
        for assignment in sorted(assignments):
            ready = reception.receive_placed(places, assignment, self.log)
            for folder in map(Path, list(converter.assignments)):
                # nbgrader would enrol whoever a folder is named after, and fail on them one by one.
                if folder.name == assignment and folder.parent.name not in ready:
                    del converter.assignments[str(folder)]
            for learner in ready:
                folder = coursedir.format_path(coursedir.submitted_directory, learner, assignment)
                if fnmatch(learner, coursedir.student_id) and folder not in converter.assignments:
                    named = fnmatch_filter(places.lessons(assignment), coursedir.notebook_id)
                    converter.assignments[folder] = [f"{folder}/{lesson}.ipynb" for lesson in named]
        if not converter.assignments:
            raise NbGraderException(typeset("Rien n’est noté : aucun dossier ne peut l’être."))
        for folder in map(Path, converter.assignments):
            if finished.clear_unfinished(places, folder.parent.name, folder.name):
                again = typeset("« %s » n’était pas noté jusqu’au bout : il l’est de nouveau.")
                self.log.warning(again, folder.parent.name)
        draft.current().take_over(converter)

    def from_filename(self, filename: str, resources: dict | None = None, **kwargs: Any) -> tuple[str, dict]:
        """Export the released notebook under the name of the submitted one; ours is exported as it is."""
        details = resources["nbgrader"]
        coursedir = self.parent.coursedir
        submitted = coursedir.format_path(
            coursedir.submitted_directory, details["student"], details["assignment"]
        )
        if Path(filename).parent != Path(submitted):
            return super().from_filename(filename, resources=resources, **kwargs)
        released = (
            Places(Path(coursedir.root)).release(details["assignment"]) / f"{details['notebook']}.ipynb"
        )
        return self.from_notebook_node(_master(released, released.stat().st_mtime_ns), resources, **kwargs)


@contextmanager
def _told(log: logging.Logger) -> Iterator[None]:
    """Say in French why nothing is marked, and have nbgrader end its command; raises NbGraderException."""
    try:
        yield
    except (Unsettled, OSError) as error:
        told = typeset(f"Rien n’est noté. {disk.told(error) if isinstance(error, OSError) else error}")
        log.error("%s", told)
        raise NbGraderException(told) from error


def _end_after(converter: Autograde, having: ExitStack) -> None:
    """Give the turn back once everything is converted: formgrader's process goes on after it."""
    convert = converter.convert_notebooks

    def in_turn() -> None:
        with having:
            convert()

    converter.convert_notebooks = in_turn


@lru_cache(maxsize=8)
def _master(released: Path, changed: int) -> NotebookNode:
    """What is marked of a released lesson, read once per process as long as it does not change."""
    notebook = nbformat.read(released, as_version=4)
    notebook.cells = _marked_cells(notebook.cells)
    return notebook


class Rebuild(NbGraderPreprocessor):
    """Puts the figures of the learner's data in the prose of a lesson, and nothing yet in its cells."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Do so for one notebook."""
        places = Places(Path(self.parent.parent.coursedir.root))
        details = resources["nbgrader"]
        named = _prose(
            details["notebook"], learner_variant(places, details["student"], details["assignment"])
        )
        for cell in nb.cells:
            if cell.cell_type == "markdown":
                cell.source = fill(cell.source, named)
            else:
                # nbgrader pays full marks for a cell that shows nothing: until it is marked, it shows 0.
                cell.outputs = [outputs.points(0.0)]
        return nb, resources


def prose_cells(places: Places, assignment: str, lesson: str, variant: str) -> dict[str, str]:
    """The texts of a copy with the figures of a variant, by cell: what it is made of when its data change."""
    released = places.release(assignment) / f"{lesson}.ipynb"
    cells = _master(released, released.stat().st_mtime_ns).cells
    named = _prose(lesson, variant)
    return {cell.id: fill(cell.source, named) for cell in cells if cell.cell_type == "markdown"}


@cache
def _prose(lesson: str, variant: str) -> dict[str, str]:
    return prose(lesson, load(variant))


def _marked_cells(cells: list[NotebookNode]) -> list[NotebookNode]:
    """The title, and every exercise's cell after the last text above it: its statement."""
    kept, statement = [cells[0]], None
    for cell in cells[1:]:
        if cell.cell_type == "markdown":
            statement = cell
        elif _is_marked(cell):
            kept += [cell] if statement is None else [statement, cell]
            statement = None
    return kept


def _is_marked(cell: NotebookNode) -> bool:
    return "nbgrader" in cell.metadata
