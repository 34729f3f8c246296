"""Where the classroom's files lie: nbgrader's folders, and ours (*received*, *notices*, *records*)."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir

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
        """The exchange of nbgrader: the shared folder that ``NTC_EXCHANGE`` names, else one of this account.

        Never in the course's folder, where the keys are: learners write in it.
        """
        if named := os.environ.get("NTC_EXCHANGE"):
            return Path(named)
        mark = hashlib.sha256(str(self.root.resolve()).encode()).hexdigest()[:8]
        return Path(jupyter_data_dir()) / "ntc-depot" / f"{self.root.name}-{mark}"

    def opened(self, assignment: str) -> Path:
        """What learners fetch of an assignment from the exchange, once it is open."""
        return self.exchange / COURSE_ID / "outbound" / assignment

    @property
    def gradebook(self) -> str:
        """The gradebook's address: SQLite here, or the database that ``NTC_GRADEBOOK`` names."""
        return os.environ.get("NTC_GRADEBOOK") or f"sqlite:///{self.classroom / 'gradebook.db'}"

    @property
    def roster(self) -> Path:
        """The class list (*liste de la classe*)."""
        return Path(os.environ.get("NTC_ROSTER") or self.classroom / "roster.csv")

    @property
    def variants(self) -> Path:
        """The class list without names, that learners receive: which variant was given to whom."""
        return self.classroom / "variantes.csv"

    @property
    def deadlines(self) -> Path:
        """The last hours to hand in (*dates limites*), for everybody and for those who have longer."""
        return self.classroom / "delais.csv"

    @property
    def extra(self) -> Path:
        """The extra time of some learners on a mock examination (*majorations*)."""
        return self.classroom / "majorations.csv"

    def release(self, assignment: str) -> Path:
        """The released notebooks of an assignment: what grading starts from."""
        return self.root / RELEASE / assignment

    def lessons(self, assignment: str) -> list[str]:
        """The lessons that were released in an assignment: ``["cp9-essai", …]``."""
        return sorted(path.stem for path in self.release(assignment).glob("*.ipynb"))

    @property
    def activities(self) -> set[str]:
        """The activities of the course, released or not."""
        written = {path.parent.name for path in (self.root / "course").glob("*/*.toml")}
        return written | {path.name for path in self.release("").glob("*") if path.is_dir()}

    def submitted(self, learner: str, assignment: str) -> Path:
        """What counts of a hand-in; only intake writes here."""
        return self.root / SUBMITTED / learner / assignment

    def extracted(self, learner: str, assignment: str) -> Path:
        """What intake laid out of a learner's hand-in in a download, for nbgrader to transfer."""
        return self.root / DOWNLOADED / assignment / "extracted" / learner

    def received(self, learner: str, assignment: str) -> Path:
        """The hand-ins of a learner as they came, one folder each, and what intake made of the last."""
        return self.classroom / "received" / learner / assignment

    def notices(self, assignment: str) -> Path:
        """What was set aside of an assignment, or taken with a doubt."""
        return self.classroom / "notices" / assignment

    def record(self, learner: str, lesson: str) -> Path:
        """What marking found, for reports."""
        return self.records / learner / f"{lesson}.json"

    @property
    def records(self) -> Path:
        """What marking found of every learner."""
        return self.classroom / "records"

    @property
    def contests(self) -> Path:
        """The contests of marks (*contestations*) that came, by learner, and what was answered."""
        return self.classroom / "contests"

    def replies(self, learner: str, lesson: str) -> Path:
        """What was answered to the contests of a lesson."""
        return self.contests / learner / f"{lesson}.replies.json"

    @property
    def journal(self) -> Path:
        """The journal of marks (*journal des notes*): who changed what, when and why."""
        return self.classroom / "journal" / "notes.txt"

    @property
    def package(self) -> Path:
        """What learners install the course from (*dossier des apprenants*), to be copied as it is."""
        return self.root / "paquet" / "Cours NTC"

    @property
    def stamps(self) -> Path:
        """What vouches for the documents that the class gives out (*cachets*): its key, what each said."""
        return self.classroom / "cachets"

    @property
    def issued(self) -> Path:
        """What each document of each learner said when it was made."""
        return self.stamps / "fiches"

    @property
    def booklets(self) -> Path:
        """The booklets of learners (*livrets d'évaluations*), for people."""
        return self.classroom / "livrets"

    def account(self, learner: str) -> Path:
        """All that is held about a learner, gathered for them (*export de ses données*)."""
        return self.classroom / "donnees" / f"{learner}.zip"

    @property
    def erasures(self) -> Path:
        """The certificates of what was erased (*certificats d'effacement*); they name nobody."""
        return self.classroom / "effacements"

    @property
    def seconds(self) -> Path:
        """What second markers gave (*secondes notes*), by learner."""
        return self.classroom / "secondes"

    @property
    def exports(self) -> Path:
        """The marks of the class for other programs (*exports*)."""
        return self.classroom / "exports"

    def visit(self, learner: str) -> Path:
        """The course as a learner has it, copied for the instructor to look at (*voir comme*)."""
        return self.classroom / "voir" / learner

    @property
    def sheets(self) -> Path:
        """The sheets of learners and class (*fiches*), for people."""
        return self.classroom / "sheets"
