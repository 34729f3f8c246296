"""One action at a time, in another process: it is followed; one that ends without a word is told."""

import io
import json
import os
import time
from pathlib import Path

import pytest

from autograder.desk import progress, worker
from autograder.desk.actions import ACTIONS
from autograder.desk.jobs import LABELS, Job, Jobs
from autograder.desk.refused import Refused
from autograder.grading import turn
from autograder.grading.places import Places
from tests.spaces import plain

PATIENCE = 60


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder whose worker is what a test writes: Python looks for modules there first."""
    folder = tmp_path / "autograder" / "desk"
    folder.mkdir(parents=True)
    for package in (folder, folder.parent):
        (package / "__init__.py").touch()
    return tmp_path


def started(root: Path, script: str) -> tuple[Jobs, Job]:
    (root / "autograder/desk/worker.py").write_text(script, encoding="utf-8")
    jobs = Jobs(root)
    return jobs, jobs.start("grade", "at1-strategie", again=False)


def ended(job: Job) -> Job:
    deadline = time.monotonic() + PATIENCE
    while job.state == "running" and time.monotonic() < deadline:
        time.sleep(0.05)
    return job


def test_every_action_has_a_button():
    assert ACTIONS.keys() == LABELS.keys()


def test_what_the_other_process_says_is_followed(root):
    events = [
        {"done": 1, "of": 3},
        {"line": "« a » : noté.", "look": False},
        {"told": "Fini.", "state": "done"},
    ]
    _, job = started(root, f"import json\nfor event in {events!r}: print(json.dumps(event), flush=True)")
    said = ended(job).said()
    assert (said["state"], said["done"], said["of"], said["told"]) == ("done", 1, 3, "Fini.")
    assert said["lines"] == [{"text": "« a » : noté.", "look": False}]
    assert (said["label"], said["number"]) == ("Corriger", 1)


@pytest.mark.parametrize(
    "script",
    ["raise SystemExit(1)", "import os; os.kill(os.getpid(), 9)", "print('pas du JSON')", "print('[1]')"],
)
def test_one_that_ends_without_a_word_or_speaks_nonsense_is_told(root, script):
    _, job = started(root, script)
    assert ended(job).state == "refused"
    assert "pressez de nouveau le même bouton" in plain(job.told)


@pytest.mark.slow
def test_a_second_one_waits_and_the_next_may_start_after(root):
    jobs, job = started(root, "input = __import__('sys').stdin; import time; time.sleep(1)")
    with pytest.raises(Refused, match="est en cours depuis"):
        jobs.start("sheets", "", again=False)
    ended(job)
    assert ended(jobs.start("sheets", "", again=True)).number == 2


def test_who_is_erased_is_in_no_dry_run_any_more(root):
    (root / "autograder/desk/worker.py").write_text('print(\'{"state": "done", "told": ""}\')')
    jobs = Jobs(root)
    ended(jobs.start("replay", "", again=False))
    assert jobs.replayed is not None
    jobs.forget()
    assert (jobs.last, jobs.replayed) == (None, None)


def test_an_action_that_another_server_started_is_waited_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    read, write = os.pipe()
    monkeypatch.setattr(worker, "_own_output", lambda: os.fdopen(write, "w", encoding="utf-8"))
    held = turn.take(Places(tmp_path), turn.DESK)
    try:
        assert worker.main(["sheets"]) == 1
    finally:
        held.release()
    with os.fdopen(read, encoding="utf-8") as told:
        said = json.loads(told.read())
    assert said["state"] == "refused"
    assert "n’est pas encore finie" in said["told"]


def test_a_server_that_is_gone_stops_nothing():
    stream = io.StringIO()
    stream.close()
    progress.to(stream).say("encore")
