"""An instructor with a class: its list, zips that come, marks by machine and by hand, feedback, sheets."""

import shutil
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.desk import marks, productions
from autograder.grading import record
from autograder.grading.places import COURSE_ID
from ntc import exercises
from ntc.catalogue import pages_of
from ntc.paths import ROOT
from tests.autograder.grading.course import Course

REMARK = "Clair et daté."


@dataclass(frozen=True)
class Instructor:
    """The course root, and what one does in it by commands; marks by hand as the desk gives them."""

    course: Course

    @classmethod
    def settle(cls, folder: Path, assignments: Iterable[str], learners: Mapping[str, str]) -> "Instructor":
        """Make a course root with a class list, variants by identifier; prepare the assignments."""
        root, home = folder / "course", folder / "home"
        root.mkdir()
        home.mkdir()
        shutil.copy(ROOT / "nbgrader_config.py", root)
        shutil.copytree(ROOT / "course", root / "course")
        course = Course(root, home)
        lines = (f"{learner},Dupont,Marie,,,{variant}\n" for learner, variant in learners.items())
        course.places.roster.parent.mkdir(parents=True, exist_ok=True)
        course.places.roster.write_text(
            "identifiant,nom,prénom,courriel,groupe,variante\n" + "".join(lines), encoding="utf-8"
        )
        for assignment in assignments:
            course.nbgrader("generate_assignment", assignment)
        course.run("autograder.roster")
        return cls(course)

    def mark(self, assignment: str, archives: Iterable[Path]) -> dict[str, list[Path]]:
        """Take zips in, mark them, give each line of a production all its points: feedback, by learner."""
        received = self.course.root / "classroom" / "downloaded" / assignment / "archive"
        received.mkdir(parents=True)
        for archive in archives:
            shutil.copy(archive, received)
        self.course.nbgrader("zip_collect", assignment)
        self.course.run("autograder", "grade", assignment)
        self._by_hand(assignment)
        self.course.nbgrader("generate_feedback", assignment)
        self.course.run("autograder", "feedback", assignment)
        return self._unpacked(assignment)

    def sheets(self) -> Path:
        """Write the sheets, and say where they lie."""
        self.course.run("autograder.reports")
        return self.course.places.sheets

    def scores(self, lesson: str, assignment: str, learner: str) -> dict[str, float | None]:
        """The automatic score of each cell in the gradebook."""
        return replace(self.course, assignment=assignment, lesson=lesson).scores(learner)

    def flags(self, lesson: str, learner: str) -> list[str]:
        """What there is to look at in a copy."""
        return [flag.message for flag in record.read(self.course.places.record(learner, lesson)).flags]

    def _by_hand(self, assignment: str) -> None:
        places = self.course.places
        written = [each for page in pages_of(assignment) for each in exercises.of(page.name) if each.written]
        for exercise in written:
            with Gradebook(places.gradebook, COURSE_ID) as gradebook:
                found = [
                    (one.key, one.detail.said)
                    for one in productions.productions(gradebook, places, exercise)
                    if one.left
                ]
            for key, said in found:
                for line in exercise.line_cells:
                    marks.give(
                        places, exercise.id, key, said, line, points=exercise.line_points, comment=REMARK
                    )

    def _unpacked(self, assignment: str) -> dict[str, list[Path]]:
        """The pages of the zip for a learning platform, by the identifier that ends their names."""
        folder = self.course.home / "returned" / assignment
        with zipfile.ZipFile(self.course.root / "classroom" / "retours" / f"{assignment}.zip") as archive:
            archive.extractall(folder)
        pages: dict[str, list[Path]] = {}
        for page in sorted(folder.rglob("*.html")):
            pages.setdefault(page.stem.rpartition("-")[2], []).append(page)
        return pages
