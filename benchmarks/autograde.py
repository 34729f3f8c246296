"""How long autograding takes, against a stock nbgrader that executes the same notebooks.

``python benchmarks/autograde.py [--learners 30] [--stock 6] [--lesson name]``: both in the same run, one
after the other; stock grades the first hand-ins of the same class. Its notebooks are the lesson's (the first
of the course when none is named), whose graded cells call the same keys, so that executing them gives the
same marks, which is checked. What comes first (configuration, the first learner of each process) is told
apart. Exit code 1 when stock is less than 20 times slower.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from autograder.grading.parallel import Grading, course_app, grade_one
from autograder.grading.places import COURSE_ID, SUBMITTED, Places
from ntc.catalogue import Lesson, lessons
from ntc.paths import ROOT
from tests.autograder.grading.samples import automatic, nth

TARGET = 20
WORKERS = 2
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "ntc"
c.CourseDirectory.source_directory = "course"
for step in ("release", "submitted", "autograded", "feedback"):
    setattr(c.CourseDirectory, step + "_directory", "classroom/" + step)
c.CourseDirectory.db_url = "sqlite:///{root}/classroom/gradebook.db"
c.Execute.timeout = 300
"""
# What a graded cell of a stock course does: its kernel reads the answers, and the cell ends with its points.
PRELUDE = """
import json, os
del os.environ["NBGRADER_EXECUTION"]
from autograder.grading.marking import mark_lesson
_content = json.load(open("LESSON.answers.json", encoding="utf-8"))
os.environ["NTC_VARIANT"], os.environ["NTC_LEARNER"] = _content["variant"], _content["learner"]
def _points(exercise, source):
    return mark_lesson(((exercise, source),), _content["variant"], _content["answers"])[exercise].earned
"""


def main() -> int:
    """Measure both, print a table, and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=30)
    parser.add_argument("--stock", type=int, default=6, help="how many of them stock nbgrader grades")
    parser.add_argument("--lesson", choices=[each.name for each in lessons()], default=lessons()[0].name)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    lesson = next(each for each in lessons() if each.name == options.lesson)
    if options.measure:
        print(json.dumps(measured(options.measure, lesson)))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        stock = course(Path(scratch, "stock"), lesson, options.stock, stock=True)
        ours = course(Path(scratch, "ours"), lesson, options.learners, stock=False)
        executed, marked = in_a_process(stock, lesson), in_a_process(ours, lesson)
        parallel = whole_class(ours, lesson)
        right = scores(ours, lesson)
        same = all(right[cell] == score for cell, score in scores(stock, lesson).items())
    print("seconds per notebook, start-up apart    elapsed   processor         first learner")
    for name, times in (
        (f"stock nbgrader, executing ({options.stock})", executed),
        (f"this course, one process ({options.learners})", marked),
        (f"this course, two processes ({options.learners})", parallel),
    ):
        print(f"{name:38}  {times['each']:7.3f}   {times['processor']:9.3f}   {times['first']:18.2f}")
    ratios = [executed["each"] / times["each"] for times in (marked, parallel)]
    print(f"ratio: {ratios[0]:.1f} in one process, {ratios[1]:.1f} in two (target {TARGET})")
    print("same marks: " + ("yes" if same else "NO"))
    return 0 if same and ratios[1] >= TARGET else 1


def course(root: Path, lesson: Lesson, learners: int, stock: bool) -> Path:
    """A course root with its lesson released and the hand-ins of so many learners."""
    shutil.copytree(ROOT / "course", root / "course")
    if stock:
        (root / "classroom").mkdir()
        (root / "nbgrader_config.py").write_text(STOCK.format(root=root), encoding="utf-8")
        executable(root / "course" / lesson.notebook, lesson)
    else:
        shutil.copy(ROOT / "nbgrader_config.py", root)
    subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", lesson.assignment],
        cwd=root,
        env=environment(),
        check=True,
        capture_output=True,
    )
    places = Places(root)
    for number in range(learners):
        sample = nth(f"apprenant{number:02d}", number, lesson.name)
        folder = places.submitted(sample.learner, lesson.assignment)
        folder.mkdir(parents=True)
        shutil.copy(places.release(lesson.assignment) / lesson.notebook.name, folder)
        answers = json.dumps(sample.answers, ensure_ascii=False)
        (folder / lesson.answers.name).write_text(answers, encoding="utf-8")
    return root


def executable(path: Path, lesson: Lesson) -> None:
    """Turn the lesson into one that a stock nbgrader can grade by executing it."""
    notebook = nbformat.read(path, 4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(PRELUDE.replace("LESSON", lesson.name), id="prelude"))
    for cell in notebook.cells:
        if cell.id in automatic(lesson.name):
            cell.source = f"display({cell.source})\n_points({cell.id!r}, {cell.source!r})"
    nbformat.write(notebook, path)


def in_a_process(root: Path, lesson: Lesson) -> dict[str, float]:
    """Measure in a process of its own, so that neither finds the other's modules loaded."""
    done = subprocess.run(
        [sys.executable, __file__, "--measure", str(root), "--lesson", lesson.name],
        cwd=root,
        env=environment(),
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def measured(root: Path, lesson: Lesson) -> dict[str, float]:
    """Grade every learner of a course root one after the other; the first apart, the mean of the others."""
    begun = time.perf_counter()
    first, *others = sorted(path.name for path in (root / SUBMITTED).iterdir())
    assert grade_one(str(root), lesson.assignment, first, force=True).success
    started, used = time.perf_counter(), processor_time()
    for learner in others:
        graded = grade_one(str(root), lesson.assignment, learner, force=True)
        assert graded.success, graded.log
    ended = time.perf_counter()
    return {
        "first": started - begun,
        "each": (ended - started) / len(others),
        "processor": (processor_time() - used) / len(others),
    }


def processor_time() -> float:
    """The processor's time of this process and of those it has waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def whole_class(root: Path, lesson: Lesson) -> dict[str, float]:
    """Grade the class in two processes; their first learners apart, the mean of the others."""
    os.environ |= environment()
    begun, used = time.perf_counter(), processor_time()
    ends = []
    grading = Grading(parent=course_app(root), workers=WORKERS)
    for graded in grading.grade(root, lesson.assignment, force=True):
        assert graded.success, graded.log
        ends.append(time.perf_counter())
    started, others = ends[WORKERS - 1], len(ends) - WORKERS
    return {
        "first": started - begun,
        "each": (ends[-1] - started) / others,
        "processor": (processor_time() - used) / len(ends),
    }


def scores(root: Path, lesson: Lesson) -> dict[tuple[str, str], float | None]:
    """The automatic score of every exercise that a key marks, by learner and exercise."""
    with Gradebook(f"sqlite:///{root}/classroom/gradebook.db", COURSE_ID) as gradebook:
        return {
            (submission.student.id, grade.name): grade.auto_score
            for submission in gradebook.assignment_submissions(lesson.assignment)
            for notebook in submission.notebooks
            for grade in notebook.grades
            if grade.name in automatic(lesson.name)
        }


def environment() -> dict[str, str]:
    """Ours, without the settings of whoever measures."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NTC_")}
    programs = str(Path(sys.executable).parent)
    return kept | {"PYTHONPATH": str(ROOT), "PATH": os.pathsep.join([programs, os.environ["PATH"]])}


if __name__ == "__main__":
    sys.exit(main())
