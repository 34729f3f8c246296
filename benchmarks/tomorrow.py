"""How long « Demain matin » takes for a class: its sentences and its picture, against the bare libraries.

``python benchmarks/tomorrow.py [--learners 15]`` fabricates a class that handed in every lesson of the first
activity, each with mistakes of their own, marks it as the desk does, then reads the page three times in one
process, as the desk's server does. The reference, in the same run: pandas groups the same answers by
question once, and matplotlib draws one bar. Processor time, so that a busy
machine changes nothing. Exit code 1 when the page needs more than two seconds of it.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from autograder.grading.parallel import Grading, course_app
from autograder.reports import items
from autograder.reports.picture import questions_picture
from autograder.reports.tomorrow import _records, hardest, tomorrow
from tests.autograder.grading.course import ASSIGNMENT, LESSONS, Course, made_course
from tests.autograder.grading.samples import nth

MOST = 2.0
TIMES = 3


def main() -> int:
    """Fabricate, read three times, and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        course = a_class(Path(scratch), options.learners)
        places = course.places
        text = best(lambda: tomorrow(places, ASSIGNMENT))
        picture = best(lambda: questions_picture(hardest(places, ASSIGNMENT)))
        answers = items.frame(_records(places, ASSIGNMENT))
        grouped = best(lambda: answers.groupby(["exercise", "part"])["fraction"].mean())
        one = best(lambda: questions_picture(hardest(places, ASSIGNMENT)[:1]))
    questions = len(answers.drop_duplicates(["exercise", "part"]))
    print(f"{options.learners} learners, {questions} questions")
    print(f"sentences {text:.2f} s, picture {picture:.2f} s (best of {TIMES}, processor time)")
    print(f"reference: grouped {grouped:.3f} s, one bar {one:.2f} s")
    print(f"page / reference: {(text + picture) / (grouped + one):.1f}")
    return int(text + picture > MOST)


def a_class(folder: Path, learners: int) -> Course:
    """A course of its own with so many hand-ins of every lesson of the activity, marked."""
    made = [folder / "course", folder / "home"]
    for one in made:
        one.mkdir()
    course = made_course(*made)
    for number in range(learners):
        learner = f"apprenant{number:02d}"
        place = course.places.submitted(learner, ASSIGNMENT)
        place.mkdir(parents=True)
        for rank, lesson in enumerate(LESSONS):
            answers = json.dumps(nth(learner, number + rank, lesson).answers, ensure_ascii=False)
            (place / f"{lesson}.answers.json").write_text(answers, encoding="utf-8")
    for graded in Grading(config=course_app(course.root).config).grade(course.root, ASSIGNMENT):
        if not graded.success:
            raise RuntimeError(graded.log)
    return course


def best(work: Callable[[], object]) -> float:
    """Processor seconds, the least of some times."""
    spent = []
    for _ in range(TIMES):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent)


if __name__ == "__main__":
    sys.exit(main())
