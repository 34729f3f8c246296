"""One reception at a time: a second one says so and touches nothing; a killed one bars nobody's way."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ntc.paths import ROOT
from tests import warm
from tests.autograder.grading.course import ASSIGNMENT, LESSON, Course
from tests.autograder.grading.samples import right

pytestmark = pytest.mark.slow
FILE = f"{LESSON}.answers.json"
HOLDER = """
import pathlib, sys, time
from autograder.grading import turn
from autograder.grading.places import Places
held = turn.take(Places(pathlib.Path(sys.argv[1])))
print("held", flush=True)
time.sleep(600)
"""


@pytest.fixture
def holder(course: Course) -> Iterator[subprocess.Popen]:
    """A reception of this course that is under way, in a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(course.root)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def received(course: Course) -> dict[str, bytes]:
    folders = [course.places.root / "classroom" / name for name in ("downloaded", "submitted", "received")]
    return {
        str(path.relative_to(course.root)): path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def collect(course: Course, command: str) -> tuple[int, str]:
    done = warm.run(["nbgrader", command, ASSIGNMENT], course.root, course.environment)
    return done.returncode, (done.stdout + done.stderr).replace("\u00a0", " ")


def put(course: Course, learner: str) -> None:
    """Hand in by both ways."""
    archive: Path = course.root / "classroom/downloaded" / ASSIGNMENT / "archive"
    archive.mkdir(parents=True, exist_ok=True)
    (archive / f"{learner}_{ASSIGNMENT}.answers.json").write_text(json.dumps(right(learner).answers))
    course.hand_in(f"{learner}x", right(f"{learner}x").answers)


def test_a_second_reception_waits_its_turn_and_a_killed_one_bars_nobody(
    course: Course, holder: subprocess.Popen
) -> None:
    put(course, "dupont.m")
    before = received(course)
    for command in ("zip_collect", "collect"):
        code, said = collect(course, command)
        assert code != 0, command
        assert "Un relevé est déjà en cours" in said
        assert "Traceback" not in said
    assert received(course) == before

    holder.send_signal(signal.SIGKILL)
    holder.wait()
    for command, learner in (("zip_collect", "dupont.m"), ("collect", "dupont.mx")):
        code, said = collect(course, command)
        assert code == 0, said
        assert f"« {learner} » : remise du" in said
        assert f"Relevé de « {ASSIGNMENT} » : 1 nouvelle remise prise." in said
        assert (course.places.submitted(learner, ASSIGNMENT) / FILE).is_file()
        again = collect(course, command)[1]
        assert f"Relevé de « {ASSIGNMENT} » : rien de nouveau, 1 déjà relevée." in again
