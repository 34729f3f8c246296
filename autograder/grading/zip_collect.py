"""``nbgrader zip_collect``: its two plug-ins. What comes out of them has gone through intake."""

import logging
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from autograder.grading import intake
from autograder.grading.archives import Parcel, parcels
from autograder.grading.handin import learner_named
from autograder.grading.places import Places
from autograder.grading.reception import report_flags
from ntc.french import typeset


class Extractor(ExtractorPlugin):
    """Reads the download, and lays out one folder per learner with what counts of the latest hand-in."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Receive every hand-in under ``archive_path``; one that fails does not stop the others."""
        coursedir = self.parent.coursedir
        places, assignment = Places(Path(coursedir.root)), coursedir.assignment_id
        reception = _Reception(places, assignment, Path(extracted_path), self.log)
        # Oldest first: the latest hand-in of a learner is the one that stays.
        for parcel in sorted(parcels(Path(archive_path), assignment), key=lambda parcel: parcel.when):
            try:
                reception.receive(parcel)
            except Exception:
                self.log.exception(
                    typeset("« %s » n’a pas pu être reçu ; les autres continuent."), parcel.source.name
                )


class Collector(FileNameCollectorPlugin):
    """Tells nbgrader whose each extracted file is: that of the folder which holds it."""

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Return the learner and the name of a file that :class:`Extractor` laid out."""
        path = Path(submitted_file)
        return {"student_id": path.parent.name, "file_id": path.name}


@dataclass(frozen=True)
class _Reception:
    """Receives the hand-ins of one download."""

    places: Places
    assignment: str
    extracted: Path
    log: logging.Logger

    def receive(self, parcel: Parcel) -> None:
        """Keep a hand-in as it came, and lay out what counts of it under the name of its learner."""
        with tempfile.TemporaryDirectory() as scratch:
            staged = Path(scratch)
            for number, (name, content) in enumerate(parcel.members):
                # Two members may bear the same name: each gets a folder.
                (staged / str(number)).mkdir()
                (staged / str(number) / name).write_bytes(content)
            learner = parcel.sender or learner_named(staged)
            if not learner:
                self.log.error(
                    typeset(
                        "« %s » : impossible de dire de qui est cette remise. "
                        "Renommez le fichier « identifiant_%s_… » et recommencez."
                    ),
                    parcel.source.name,
                    self.assignment,
                )
            elif self._is_latest(parcel, learner):
                self._lay_out(parcel, learner, staged)

    def _lay_out(self, parcel: Parcel, learner: str, staged: Path) -> None:
        shutil.copy2(parcel.source, intake.new_folder(self.places.received(learner, self.assignment)))
        hand_in = intake.admit(
            staged,
            self.places,
            learner,
            self.assignment,
            self.extracted / learner,
            when=parcel.when.isoformat(" "),
            damaged=parcel.source.name if parcel.damaged else "",
        )
        report_flags(self.log, learner, hand_in)

    def _is_latest(self, parcel: Parcel, learner: str) -> bool:
        """Whether no later hand-in of this learner was collected already, from the exchange for instance."""
        known = intake.hour_of(self.places.submitted(learner, self.assignment))
        if known is None or known <= parcel.when:
            return True
        name = parcel.source.name
        self.log.warning(typeset("« %s » : une remise plus récente de « %s » est déjà là."), name, learner)
        return False
