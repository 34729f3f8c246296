"""Stopped at any instant: intake is killed before each thing that it writes; run again, nothing is lost."""

import json
import logging
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.grading import intake
from autograder.grading.places import Places
from autograder.grading.reception import receive_placed

ASSIGNMENT, LESSON, LEARNER = "at1-strategie", "cp4-bilan", "dupont.m"
FILE = f"{LESSON}.answers.json"
LOG = logging.getLogger("autograder")
WRITING = [(os, "rename"), (os, "replace"), (shutil, "rmtree"), (Path, "write_bytes"), (Path, "mkdir")]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not copied on this system")


def answers(text: str) -> bytes:
    given = {"cp4-note": {"raw": text, "saved": "2026-01-12T08:00:00+01:00"}}
    whole = {"schema": 1, "lesson": LESSON, "learner": LEARNER, "variant": "07", "answers": given}
    return json.dumps(whole).encode()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = Places(tmp_path)
    made.release(ASSIGNMENT).mkdir(parents=True)
    (made.release(ASSIGNMENT) / f"{LESSON}.ipynb").write_text("{}")
    return made


def killed_before(step: int, act: Callable[[], object]) -> bool:
    """Run ``act`` in a process that dies before it writes for the ``step``-th time; tell whether it did."""
    child = os.fork()
    if child == 0:
        left = [step]
        for owner, name in WRITING:
            setattr(owner, name, _dying(getattr(owner, name), left))
        act()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _dying(write: Callable, left: list[int]) -> Callable:
    def written(*arguments: object, **named: object) -> object:
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return write(*arguments, **named)

    return written


def placed(places: Places) -> None:
    """A folder that a person placed, with a file that is no answer."""
    folder = places.submitted(LEARNER, ASSIGNMENT)
    folder.mkdir(parents=True)
    (folder / "reponses.json").write_bytes(answers("posé à la main"))
    (folder / "lettre.docx").write_bytes(b"lettre")


def collected(places: Places) -> None:
    """A hand-in that is there already, and a later one on its way."""
    first, later = places.root / "first", places.root / "later"
    for folder, text in ((first, "avant"), (later, "après")):
        folder.mkdir()
        (folder / FILE).write_bytes(answers(text))
    take(places, first)


def take(places: Places, folder: Path) -> None:
    kept = intake.keep(folder, places, LEARNER, ASSIGNMENT)
    intake.admit(kept, places, LEARNER, ASSIGNMENT, places.submitted(LEARNER, ASSIGNMENT))


def text(places: Places) -> str:
    content = json.loads((places.submitted(LEARNER, ASSIGNMENT) / FILE).read_bytes())
    return content["answers"]["cp4-note"]["raw"]


@pytest.mark.slow
def test_a_placed_folder_is_never_lost(places: Places, tmp_path: Path) -> None:
    placed(places)
    pristine = tmp_path / "pristine"
    shutil.copytree(places.classroom, pristine)
    for step in range(200):
        shutil.rmtree(places.classroom)
        shutil.copytree(pristine, places.classroom)
        stopped = killed_before(step, lambda: receive_placed(places, ASSIGNMENT, LOG))
        assert receive_placed(places, ASSIGNMENT, LOG) == [LEARNER]
        assert text(places) == "posé à la main", step
        assert intake.is_admitted(places.submitted(LEARNER, ASSIGNMENT), places, LEARNER, ASSIGNMENT), step
        letters = [each.read_bytes() for each in places.classroom.rglob("lettre.docx")]
        assert letters == [b"lettre"], step
        report = intake.read_report(places, LEARNER, ASSIGNMENT)
        assert report is not None
        assert "left" in [flag.kind for flag in report.flags[LESSON]], step
        assert [each.name for each in places.submitted(LEARNER, ASSIGNMENT).parent.iterdir()] == [ASSIGNMENT]
        if not stopped:
            break
    assert 8 < step < 199


def test_a_later_hand_in_takes_the_place_whole_or_not_at_all(places: Places, tmp_path: Path) -> None:
    collected(places)
    pristine = tmp_path / "pristine"
    shutil.copytree(places.classroom, pristine)
    seen = set()
    for step in range(200):
        shutil.rmtree(places.classroom)
        shutil.copytree(pristine, places.classroom)
        stopped = killed_before(step, lambda: take(places, tmp_path / "later"))
        # Marking alone, run next, finds one of the two, whole.
        assert receive_placed(places, ASSIGNMENT, LOG) == [LEARNER]
        seen.add(text(places))
        report = intake.read_report(places, LEARNER, ASSIGNMENT)
        assert report is not None
        assert "missing" not in [flag.kind for flag in report.flags[LESSON]], step
        take(places, tmp_path / "later")
        assert text(places) == "après", step
        if not stopped:
            break
    assert seen == {"avant", "après"}
    assert 8 < step < 199


@pytest.mark.parametrize("step", range(11))
def test_a_transfer_of_a_download_stopped_halfway_goes_on(places: Places, step: int) -> None:
    """What nbgrader takes away, then copies file by file from what intake laid out: stopped after so many."""
    collected(places)
    extracted = places.extracted(LEARNER, ASSIGNMENT)
    extracted.parent.mkdir(parents=True)
    intake.admit(places.root / "later", places, LEARNER, ASSIGNMENT, extracted)
    target = places.submitted(LEARNER, ASSIGNMENT)
    assert len(list(target.iterdir())) == 4
    for file in sorted(target.iterdir())[:step]:  # 0: before it began, the earlier hand-in is still there
        file.unlink()
    if step > 4:
        target.rmdir()
    if step > 5:
        target.mkdir()
        for source in sorted(extracted.iterdir())[: step - 6]:
            shutil.copy(source, target)
    if step == 10:
        last = sorted(target.iterdir())[-1]
        last.write_bytes(last.read_bytes()[:10])
    assert receive_placed(places, ASSIGNMENT, LOG) == [LEARNER]
    assert text(places) == "après"
    assert intake.is_admitted(target, places, LEARNER, ASSIGNMENT)


def test_a_folder_placed_after_a_download_is_not_taken_for_a_stopped_transfer(places: Places) -> None:
    collected(places)
    extracted = places.extracted(LEARNER, ASSIGNMENT)
    extracted.parent.mkdir(parents=True)
    intake.admit(places.root / "later", places, LEARNER, ASSIGNMENT, extracted)
    target = places.submitted(LEARNER, ASSIGNMENT)
    shutil.rmtree(target)
    placed(places)
    receive_placed(places, ASSIGNMENT, LOG)
    assert text(places) == "posé à la main"
