"""Outside our set-up grading fails closed: a stock nbgrader, which executes the cells, gives no marks."""

import shutil
from pathlib import Path

import pytest

from tests.autograder.grading.course import ASSIGNMENT, LESSON, LESSONS, Course
from tests.autograder.grading.samples import right

pytestmark = pytest.mark.slow
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "ntc"
c.CourseDirectory.source_directory = "course"
for step in ("release", "submitted", "autograded", "feedback"):
    setattr(c.CourseDirectory, f"{step}_directory", f"classroom/{step}")
c.CourseDirectory.db_url = f"sqlite:///{ROOT}/classroom/gradebook.db"
"""


def test_stock_nbgrader_gives_no_marks(course: Course) -> None:
    learner = "parfait.p"
    folder = course.places.submitted(learner, ASSIGNMENT)
    folder.mkdir(parents=True)
    course.fill(folder, right(learner).answers)
    config = course.root / "nbgrader_config.py"
    config.write_text(STOCK.replace("{ROOT}", str(course.root)))
    course.nbgrader("autograde", ASSIGNMENT)
    assert set(course.scores(learner).values()) == {0}


def test_a_folder_placed_by_hand_is_cleaned_before_it_is_graded(course: Course, tmp_path: Path) -> None:
    learner = "depose.d"
    folder = course.places.submitted(learner, ASSIGNMENT)
    folder.mkdir(parents=True)
    course.fill(folder, right(learner).answers)
    (folder / f"{LESSON}.ipynb").rename(folder / f"{LESSON} (2).ipynb")
    (folder / "programme.py").write_text("boom")
    (folder / "passwd").symlink_to("/etc/passwd")
    shutil.copy(Path(__file__).resolve().parents[3] / "nbgrader_config.py", course.root)
    course.nbgrader("autograde", ASSIGNMENT, "--student", learner)
    assert sum(course.scores(learner)[exercise] for exercise in right(learner).points) == 76
    names = {path.name for path in (course.root / "classroom/autograded" / learner / ASSIGNMENT).iterdir()}
    copies = {f"{lesson}.ipynb" for lesson in LESSONS}
    assert names == {*copies, f"{LESSON}.answers.json", "timestamp.txt", "submission_secret.txt"}
