"""Preparing an assignment: the notebook of a mock examination is first made anew of the lessons."""

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException

from autograder import canonical
from ntc.french import typeset
from ntc.papers import PaperError, is_paper


class SourceExporter(NotebookExporter):
    """Exports the sources for learners; a paper that cannot be set or marked is not prepared."""

    def __init__(self, **settings: Any) -> None:
        """Renew the papers to be prepared; raises NbGraderException with what to change in French."""
        super().__init__(**settings)
        if isinstance(self.parent, GenerateAssignment):
            names = {Path(folder).name for folder in self.parent.assignments}
            for name in sorted(filter(is_paper, names)):
                self._renew(Path(self.parent.coursedir.root) / "course", name)

    def _renew(self, course: Path, name: str) -> None:
        try:
            faults = canonical.renew(course, name)
        except PaperError as error:
            faults = [str(error)]
        if faults:
            told = typeset(f"Rien n'est préparé. {faults[0]}")
            self.log.error("%s", told)
            raise NbGraderException(told)
