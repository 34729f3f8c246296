"""``nbgrader zip_collect``: its two plug-ins. What comes out of them has gone through intake."""

from pathlib import Path
from typing import Any

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from autograder.grading import disk, notices, turn
from autograder.grading.archives import parcels
from autograder.grading.download import Reception
from autograder.grading.intake import FRESH
from autograder.grading.phrases import Told
from autograder.grading.places import Places
from autograder.grading.settled import Unsettled, settled
from ntc.french import typeset


class Extractor(ExtractorPlugin):
    """Reads the download, and lays out one folder per learner with what counts of the latest hand-in."""

    def __init__(self, **settings: Any) -> None:
        """Stop before anything is touched: another reception runs, assignment or class list is not right."""
        super().__init__(**settings)
        coursedir = self.parent.coursedir
        places = Places(Path(coursedir.root))
        try:
            # nbgrader transfers what is laid out here once our plug-ins are done: the command keeps its turn.
            self._turn = turn.take(places)
            self._roster = settled(places, coursedir.assignment_id)
        except Unsettled as error:
            self.parent.fail(Told(error))
        except OSError as error:
            self.parent.fail(Told(typeset(disk.told(error))))

    def give_back(self) -> None:
        """Give the turn back, where the command has ended and its process goes on."""
        self._turn.release()

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Receive every hand-in under ``archive_path``; one that fails does not stop the others."""
        coursedir = self.parent.coursedir
        places, assignment = Places(Path(coursedir.root)), coursedir.assignment_id
        reception = Reception(places, assignment, Path(extracted_path), self.log, self._roster)
        try:
            reception.receive(parcels(Path(archive_path), assignment, self._roster, reception.set_aside))
            notices.write(places, assignment, "download", reception.noted)
            reception.sum_up()
        except OSError as error:
            self.parent.fail(Told(typeset(disk.told(error))))


class Collector(FileNameCollectorPlugin):
    """Tells nbgrader whose each extracted file is: that of the folder which holds it."""

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Return the learner and the name of a file that :class:`Extractor` laid out whole; else None."""
        path = Path(submitted_file)
        if path.parent.name.startswith(FRESH):  # what an extraction that was killed left halfway
            return None
        return {"student_id": path.parent.name, "file_id": path.name}
