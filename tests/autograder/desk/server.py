"""The desk of a course on a real Jupyter server, spoken to as its page does."""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ntc.paths import ROOT
from tests.autograder.grading.course import ASSIGNMENT, Course
from tests.browser.lab import TOKEN, serving

PATIENCE = 200
CONFIG = ROOT / "autograder" / "desk" / "jupyter_config.py"


@dataclass(frozen=True)
class Desk:
    """A running desk: its address, and the course that it stands in."""

    course: Course
    url: str

    def ask(self, path: str, content: Any = None, /, **query: str) -> tuple[int, dict[str, Any]]:
        """What the server answers to a request of the page's: its code, and the JSON."""
        address = f"{self.url}/bureau/api/{path}?{urllib.parse.urlencode(query)}"
        body = content if isinstance(content, bytes | None) else json.dumps(content).encode()
        request = urllib.request.Request(address, body, {"Authorization": f"token {TOKEN}"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def get(self, path: str, /, **query: str) -> dict[str, Any]:
        code, told = self.ask(path, **query)
        assert code == 200, told
        return told

    def run(self, action: str, assignment: str = ASSIGNMENT, again: bool = False) -> dict[str, Any]:
        """Press a button and wait for the end: the job, as it ended."""
        code, told = self.ask("job", {"action": action, "assignment": assignment, "again": again})
        assert code == 200, told
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            job = self.get("job")["job"]
            if job["state"] != "running":
                return job
            time.sleep(0.2)
        raise AssertionError(job)

    def activity(self, assignment: str = ASSIGNMENT) -> dict[str, Any]:
        """What the page shows of an activity."""
        return next(one for one in self.get("state")["activities"] if one["assignment"] == assignment)

    def states(self) -> dict[str, str]:
        """Where the work of each learner stands."""
        return {one["learner"]: one["state"] for one in self.activity()["people"]}


@contextmanager
def running_desk(course: Course) -> Iterator[Desk]:
    """JupyterLab with the desk, as ``start.py formateur`` starts it, in the root of a course."""
    module = ["jupyterlab", "--allow-root", f"--config={CONFIG}", f"--ServerApp.root_dir={course.root}"]
    with serving(module, course.root, course.home, course.environment) as (url, _):
        yield Desk(course, url)
