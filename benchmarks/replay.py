"""How long it takes to see what today's keys would change for a class, against correcting it.

``python benchmarks/replay.py [--learners 30]``: every lesson of the course is handed in by every learner and
corrected by this course's own ``Grading`` in two processes, which is the reference (« Corriger » on the
desk); then the dry run of ``autograder.contest.replay``, and the application of one change a copy,
each from a fresh process, its start-up included. Exit code 1 when the dry run is less than 2 times faster
than the reference, finds a change where there is none, or misses one that was planted.
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

from nbgrader.api import Gradebook

from autograder.contest import applying
from autograder.contest.applying import Agreed
from autograder.contest.replay import look
from autograder.grading.parallel import Grading, course_app
from autograder.grading.places import COURSE_ID, Places
from benchmarks.autograde import environment
from ntc.catalogue import lessons
from ntc.paths import ROOT
from tests.autograder.grading.samples import automatic, nth

TARGET = 2
BAR = 10
STEPS = ("grade", "look", "apply")


def main() -> int:
    """Measure the three, print a table, and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=30)
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(json.dumps(step(options.step[0], Path(options.step[1]))))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        root = course(Path(scratch, "course"), options.learners)
        graded, still = run("grade", root), run("look", root)
        planted = plant(root)
        found, applied = run("look", root), run("apply", root)
    copies = options.learners * len(lessons())
    print(f"{options.learners} learners × {len(lessons())} lessons, two processes    seconds   per copy")
    for name, told in (
        ("corrected (reference)", graded),
        ("dry run, nothing to find", still),
        (f"dry run, {planted} changes", found),
        (f"applied, {planted} changes", applied),
    ):
        print(f"{name:44} {told['seconds']:7.1f}   {told['seconds'] / copies:8.3f}")
    ratio = graded["seconds"] / found["seconds"]
    print(f"ratio: {ratio:.1f} (target {TARGET}); the bar is {BAR} s on an idle machine")
    right = (still["changes"], found["changes"], applied["changes"]) == (0, planted, planted)
    print("changes found and applied: " + ("all" if right else f"NO ({still}, {found}, {applied})"))
    return 0 if right and ratio >= TARGET else 1


def course(root: Path, learners: int) -> Path:
    """A course root whose every lesson is handed in by so many learners."""
    shutil.copytree(ROOT / "course", root / "course")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    for assignment in assignments():
        command = [sys.executable, "-m", "nbgrader", "generate_assignment", assignment]
        subprocess.run(command, cwd=root, env=environment(), check=True, capture_output=True)
    for number in range(learners):
        for lesson in lessons():
            sample = nth(f"apprenant{number:02d}", number, lesson.name)
            folder = Places(root).submitted(sample.learner, lesson.assignment)
            folder.mkdir(parents=True, exist_ok=True)
            answers = json.dumps(sample.answers, ensure_ascii=False)
            (folder / lesson.answers.name).write_text(answers, encoding="utf-8")
    return root


def assignments() -> list[str]:
    """The activities of the course."""
    return list(dict.fromkeys(lesson.assignment for lesson in lessons()))


def plant(root: Path) -> int:
    """Take its points off the first exercise of each copy that has any, in the gradebook; say how many."""
    first = {automatic(lesson.name)[0] for lesson in lessons()}
    planted = 0
    with Gradebook(Places(root).gradebook, COURSE_ID) as gradebook:
        for assignment in assignments():
            for submission in gradebook.assignment_submissions(assignment):
                for grade in (grade for notebook in submission.notebooks for grade in notebook.grades):
                    if grade.name in first and grade.auto_score:
                        grade.auto_score = 0.0
                        planted += 1
        gradebook.db.commit()
    return planted


def run(name: str, root: Path) -> dict[str, float]:
    """Do one step in a process of its own: how long it took from its start to its end, and what it found."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.replay", "--step", name, str(root)],
        cwd=root,
        env=environment(),
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    return told | {"seconds": time.perf_counter() - begun}


def step(name: str, root: Path) -> dict[str, int]:
    """One of the steps, in this process."""
    os.chdir(root)
    if name == "grade":
        grading = Grading(parent=course_app(root))
        for assignment in assignments():
            for graded in grading.grade(root, assignment):
                assert graded.success, graded.log
        return {"changes": 0}
    found = look(root)
    if name == "look":
        return {"changes": len(found.changes)}
    agreed = Agreed({each.name: each.digest for each in found.changes}, (), "benchmark", "planted")
    return {"changes": len(applying.apply(root, agreed).written)}


if __name__ == "__main__":
    sys.exit(main())
