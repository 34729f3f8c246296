"""``nbgrader export`` as our class table: ``c.ExportApp.plugin_class`` is :class:`CriterionExport`."""

from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin

from autograder.grading.classlist import class_list
from autograder.grading.places import Places
from autograder.reports.gather import gather
from autograder.reports.table import class_table
from ntc.french import count, typeset
from ntc.storage import write_atomically

DEFAULT = "classe.csv"


class CriterionExport(ExportPlugin):
    """Write one row per learner and criterion, to ``--to`` or ``classroom/sheets/classe.csv``."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table of the chosen learners and assignments (all of them by default).

        A damaged record costs its own learner alone the rows. Raises RosterError or OSError.
        """
        places = Places(Path.cwd())
        assignments = self.assignment or [assignment.name for assignment in gradebook.assignments]
        roster = class_list(places)
        sheets = gather(gradebook, places.records, roster, assignments, self.log.error)
        chosen = [sheet for sheet in sheets if not self.student or sheet.learner_id in self.student]
        path = places.root / self.to if self.to else places.sheets / DEFAULT
        write_atomically(path, class_table(chosen).encode("utf-8"))
        self.log.info(typeset("%s : %s."), path, count(len(chosen), "apprenant"))
