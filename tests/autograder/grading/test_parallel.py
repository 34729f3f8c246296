"""A class graded by several workers, here or elsewhere: one records, and nothing is ever half-marked."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from nbgrader.api import MissingEntry
from sqlalchemy import create_engine

from autograder.grading import executors, finished
from autograder.grading.settled import Unsettled
from tests import deployed
from tests.autograder.grading.course import ASSIGNMENT, Course
from tests.autograder.grading.postgres import cluster
from tests.autograder.grading.samples import Sample, nth


@pytest.fixture(scope="module")
def learners(course: Course) -> list[Sample]:
    """Three learners who handed in."""
    made = [nth(f"apprenant{number}", number, course.lesson) for number in range(3)]
    for sample in made:
        folder = course.places.submitted(sample.learner, ASSIGNMENT)
        folder.mkdir(parents=True)
        course.fill(folder, sample.answers)
    return made


def whole(course: Course, sample: Sample) -> bool:
    """Whether a copy has all its marks; it must have all or none."""
    try:
        scores = course.scores(sample.learner)
    except MissingEntry:
        return False
    given = {exercise: scores[exercise] for exercise in sample.points}
    if set(given.values()) == {None}:
        return False
    assert given == pytest.approx(sample.points, abs=0.011), sample.learner
    return True


def graded(course: Course, *options: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "autograder", "grade", ASSIGNMENT, *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    # A worker that is killed leaves its draft, which holds marks, where the test ends with it.
    environment = {**course.environment, "TMPDIR": str(course.root.parent)}
    return subprocess.Popen(command, cwd=course.root, env=environment, **pipes)


@pytest.mark.slow
def test_workers_killed_leave_no_copy_half_marked(course: Course, learners: list[Sample]) -> None:
    process = graded(course, "--workers", "2")
    begun = course.places.received(learners[0].learner, ASSIGNMENT) / "finished.json"
    _until(begun.is_file)
    for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)
    told = process.communicate(timeout=120)
    assert process.returncode == 1, told
    assert "un processus de correction s’est arrêté avant la fin" in told[1].replace("\u00a0", " ")
    for sample in learners:
        done = whole(course, sample)
        assert done == finished.is_finished(course.places, sample.learner, ASSIGNMENT)


@pytest.mark.slow
def test_a_gradebook_held_elsewhere_is_waited_for_and_every_copy_is_whole(
    course: Course, learners: list[Sample]
) -> None:
    engine = create_engine(course.places.gradebook)
    with engine.connect() as held:
        held.exec_driver_sql("BEGIN IMMEDIATE")
        process = graded(course, "--force")
        copies = [course.root / "classroom/autograded" / each.learner / ASSIGNMENT for each in learners]
        _until(lambda: all(len(list(copy.glob("*.ipynb"))) == 4 for copy in copies))
        time.sleep(1)
        assert process.poll() is None
        assert not any(finished.is_finished(course.places, each.learner, ASSIGNMENT) for each in learners)
        held.rollback()
    engine.dispose()
    told = process.communicate(timeout=120)
    assert process.returncode == 0, told
    assert all(whole(course, sample) for sample in learners)


@pytest.mark.slow
def test_a_dask_cluster_marks_and_a_postgresql_gradebook_records(
    course: Course, learners: list[Sample], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as stack:
        folder = stack.enter_context(cluster())
        subprocess.run(["createdb", "-h", folder, "-U", "postgres", "ntc"], check=True)
        gradebook = f"postgresql+psycopg://postgres@/ntc?host={folder}"
        port = str(deployed.free_port())
        places = {"/etc/ntc": str(tmp_path), "8786": port}
        openssl, *_ = deployed.told(9, places)
        subprocess.run(openssl, check=True, capture_output=True)
        centre = deployed.settings(places, dask=True)
        secret = {name: value for name, value in centre.items() if name.startswith("DASK_")}
        stack.enter_context(dask(course, port, secret))
        executor = {"NTC_EXECUTOR": centre["NTC_EXECUTOR"]}
        centre = replace(course, settings={"NTC_GRADEBOOK": gradebook} | executor | secret)
        monkeypatch.setenv("NTC_GRADEBOOK", gradebook)
        centre.nbgrader("generate_assignment", ASSIGNMENT, "--force")
        process = graded(centre, "--force")
        told = process.communicate(timeout=240)
        assert process.returncode == 0, told
        assert "3 copies, 0 échec." in told[0].replace("\u00a0", " ")
        assert all(whole(centre, sample) for sample in learners)
        # Who has no certificate, a learner's program on the same machine say, is not let in.
        monkeypatch.setattr(executors, "_PATIENCE", "2s")
        monkeypatch.setenv("NTC_EXECUTOR", executor["NTC_EXECUTOR"])
        with pytest.raises(Unsettled, match="ne répondent pas"), executors.pool(1):
            pass


def test_an_executor_that_cannot_be_read_is_told_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NTC_EXECUTOR", "spark://ailleurs")
    with pytest.raises(Unsettled, match="dask://machine:8786"), executors.pool(1):
        pass


@contextmanager
def dask(course: Course, port: str, secret: dict[str, str]) -> Iterator[None]:
    """A scheduler and its workers, as the services of a centre run them."""
    places = {"/srv/ntc/cours/.venv/bin/python": sys.executable, "8786": port}
    with ExitStack() as stack:
        for unit in ("ntc-scheduler.service", "ntc-worker.service"):
            process = subprocess.Popen(
                deployed.command(unit, places),
                cwd=course.root,
                env=course.environment | secret,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            stack.callback(process.wait, 60)
            stack.callback(process.terminate)
        yield


def _until(true: object) -> None:
    end = time.monotonic() + 120
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)
