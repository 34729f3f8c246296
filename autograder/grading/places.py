"""Where the classroom's files lie: nbgrader's folders, and ours (*received*, *notices*, *records*)."""

import os
from dataclasses import dataclass
from pathlib import Path

COURSE_ID = "ntc"
CLASSROOM = "classroom"
RELEASE = f"{CLASSROOM}/release"
SUBMITTED = f"{CLASSROOM}/submitted"
AUTOGRADED = f"{CLASSROOM}/autograded"
FEEDBACK = f"{CLASSROOM}/feedback"
DOWNLOADED = f"{CLASSROOM}/downloaded"
ANSWERS_SUFFIX = ".answers.json"


@dataclass(frozen=True)
class Places:
    """The folders of one course root."""

    root: Path

    @property
    def classroom(self) -> Path:
        """What an instructor's machine makes while teaching; never in the repository."""
        return self.root / CLASSROOM

    @property
    def exchange(self) -> Path:
        """The exchange of nbgrader: a shared folder when ``NTC_EXCHANGE`` names one."""
        return Path(os.environ.get("NTC_EXCHANGE") or self.classroom / "exchange")

    @property
    def gradebook(self) -> str:
        """The gradebook's address: SQLite here, or the database that ``NTC_GRADEBOOK`` names."""
        return os.environ.get("NTC_GRADEBOOK") or f"sqlite:///{self.classroom / 'gradebook.db'}"

    @property
    def roster(self) -> Path:
        """The class list (*liste de la classe*)."""
        return Path(os.environ.get("NTC_ROSTER") or self.classroom / "roster.csv")

    def release(self, assignment: str) -> Path:
        """The released notebooks of an assignment: what grading starts from."""
        return self.root / RELEASE / assignment

    def lessons(self, assignment: str) -> list[str]:
        """The lessons that were released in an assignment: ``["cp9-essai", …]``."""
        return sorted(path.stem for path in self.release(assignment).glob("*.ipynb"))

    def submitted(self, learner: str, assignment: str) -> Path:
        """What counts of a hand-in; only intake writes here."""
        return self.root / SUBMITTED / learner / assignment

    def learners(self, assignment: str) -> list[str]:
        """Those who handed in an assignment."""
        return sorted(
            folder.parent.name
            for folder in self.submitted("*", assignment).parent.parent.glob("*/" + assignment)
        )

    def received(self, learner: str, assignment: str) -> Path:
        """The hand-ins of a learner as they came, one folder each, and what intake made of the last."""
        return self.classroom / "received" / learner / assignment

    def notices(self, assignment: str) -> Path:
        """What was set aside of an assignment, or taken with a doubt."""
        return self.classroom / "notices" / assignment

    def record(self, learner: str, lesson: str) -> Path:
        """What marking found, for reports."""
        return self.classroom / "records" / learner / f"{lesson}.json"
