"""One reception or marking at a time: a second one touches nothing; a killed one bars nobody's way."""

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


def collect(course: Course, *command: str) -> tuple[int, str]:
    done = warm.run([*command, ASSIGNMENT], course.root, course.environment)
    return done.returncode, (done.stdout + done.stderr).replace("\u00a0", " ")


def put(course: Course, learner: str) -> None:
    """Hand in by each of the three ways."""
    archive: Path = course.root / "classroom/downloaded" / ASSIGNMENT / "archive"
    archive.mkdir(parents=True, exist_ok=True)
    (archive / f"{learner}_{ASSIGNMENT}.answers.json").write_text(json.dumps(right(learner).answers))
    course.hand_in(f"{learner}x", right(f"{learner}x").answers)
    placed = course.places.submitted(f"{learner}y", ASSIGNMENT)
    placed.mkdir(parents=True)
    course.fill(placed, right(f"{learner}y").answers)


ZIP, EXCHANGE = ("nbgrader", "zip_collect"), ("nbgrader", "collect")
AUTOGRADE, GRADE = ("nbgrader", "autograde"), ("autograder", "grade")


def test_a_second_command_waits_its_turn_and_a_killed_one_bars_nobody(
    course: Course, holder: subprocess.Popen
) -> None:
    put(course, "dupont.m")
    before = received(course)
    for command in (ZIP, EXCHANGE, AUTOGRADE, GRADE):
        code, said = collect(course, *command)
        assert code != 0, command
        assert "Un relevé ou une notation est déjà en cours" in said
        assert "Traceback" not in said
    assert received(course) == before
    assert course.graded() == set()

    holder.send_signal(signal.SIGKILL)
    holder.wait()
    for command, learner in ((ZIP, "dupont.m"), (EXCHANGE, "dupont.mx")):
        code, said = collect(course, *command)
        assert code == 0, said
        assert f"« {learner} » : remise du" in said
        assert f"Relevé de « {ASSIGNMENT} » : 1 nouvelle remise prise." in said
        assert (course.places.submitted(learner, ASSIGNMENT) / FILE).is_file()
        again = collect(course, *command)[1]
        assert f"Relevé de « {ASSIGNMENT} » : rien de nouveau, 1 déjà relevée." in again
    assert collect(course, *GRADE)[0] == 0
    assert course.graded() == {"dupont.m", "dupont.mx", "dupont.my"}


# As formgrader's server does: one process that marks, and goes on.
SERVER = """
import pathlib, sys
from autograder.grading import finished, turn
from autograder.grading.parallel import nbgrader_of
from autograder.grading.places import Places
from autograder.grading.settled import Unsettled

places = Places(pathlib.Path(sys.argv[1]))

def state():
    try:
        turn.take(places).release()
        return "free"
    except Unsettled:
        return "taken"

write = finished._write
finished._write = lambda *told: (print("during", state()), write(*told))
for learner in sys.argv[3:]:
    done = nbgrader_of(sys.argv[1]).autograde(sys.argv[2], learner)["success"]
    print(learner, done, state(), flush=True)
"""


def test_marking_has_the_turn_to_its_end_and_gives_it_back_whatever_happened(course: Course) -> None:
    put(course, "durand.p")
    (course.places.submitted("Nul Autre", ASSIGNMENT)).mkdir(parents=True)
    command = [
        sys.executable,
        "-c",
        SERVER,
        str(course.root),
        ASSIGNMENT,
        "durand.py",
        "Nul Autre",
        "durand.py",
    ]
    done = subprocess.run(command, cwd=course.root, env=course.environment, capture_output=True, text=True)
    assert done.stdout.splitlines() == [
        *["during taken"] * 2,
        "durand.py True free",
        "Nul Autre False free",
        *["during taken"] * 2,
        "durand.py True free",
    ], done.stderr
