"""Recording (*report des notes*): a marked copy enters the gradebook whole, then its records, its note."""

from pathlib import Path

from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.grading import draft, finished, ledger, record
from autograder.grading.draft import Outcome
from autograder.grading.places import Places
from ntc.french import typeset


class Enter(NbGraderPreprocessor):
    """The last thing done to a notebook: when it is the last of its copy, the copy enters the gradebook."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Do so, unless another process records; NbGraderException when the gradebook takes nothing of it."""
        mine = draft.current()
        mine.marked.add(resources["nbgrader"]["notebook"])
        if mine.is_whole and mine.handed is None:
            try:
                outcome = mine.outcome()
                enter(Places(Path(self.parent.parent.coursedir.root)), outcome)
            except ledger.NotEntered as error:
                self.log.error(typeset("« %s » : %s"), resources["nbgrader"]["student"], error)
                raise NbGraderException(str(error)) from error
            mine.entered = outcome
        return nb, resources


def enter(places: Places, outcome: Outcome) -> None:
    """Write down a copy: all its marks in one transaction, and what was found beside them.

    Raises NotEntered when the gradebook took nothing of it. Killed in between, no points that a person gave
    are lost, and none count for other answers.
    """
    for finding in outcome.findings:
        if finding.pending is not None:
            record.write(places, finding.pending)
    ledger.bring_back(places.gradebook, outcome.assignment, outcome.learner, outcome.before, outcome.after)
    for finding in outcome.findings:
        record.write(places, finding.record)


def finish(places: Places, outcome: Outcome) -> None:
    """Say that a copy is done, of the very hand-in that was marked."""
    finished.finish(places, outcome.learner, outcome.assignment, outcome.hand_in, outcome.lessons)


def finish_entered(assignment: str, student: str, notebooks: list[str]) -> None:
    """Say so of the copy that just entered: nbgrader's ``post_convert_hook``, called in the course root."""
    if outcome := draft.current().entered:
        finish(Places(Path.cwd()), outcome)
