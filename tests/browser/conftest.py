"""A real JupyterLab with the course's settings, and a real Chromium: what every browser test stands on."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

TOKEN = "essai"
STARTS_WITHIN = 60
_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address, the learner's folder, and its server process."""

    url: str
    work: Path
    server: subprocess.Popen

    def address(self, notebook: str) -> str:
        """Where the browser opens a notebook of the learner's folder, in a fresh JupyterLab workspace."""
        return f"{self.url}/lab/tree/{notebook}?reset&token={TOKEN}"

    def get(self, path: str) -> list | dict:
        """The JSON that the server's REST interface answers."""
        with urllib.request.urlopen(f"{self.url}/{path}?token={TOKEN}", timeout=10) as answer:
            return json.load(answer)

    def kernel_pids(self) -> list[int]:
        """The processes of the kernels that run now (Linux)."""
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()
        running = [int(pid) for pid in children]
        return [pid for pid in running if b"ipykernel" in Path(f"/proc/{pid}/cmdline").read_bytes()]


@pytest.fixture
def lab(request, tmp_path) -> Iterator[Lab]:
    """JupyterLab as ``python -m ntc`` starts it, in a folder of its own, for learner test.eleve, variant 07.

    ``@pytest.mark.lab(learner="dupont.m", variant="03")`` starts it for somebody else; an empty learner is
    one who has not said their name yet.
    """
    marker = request.node.get_closest_marker("lab")
    who = {"learner": "test.eleve", "variant": "07", **(marker.kwargs if marker else {})}
    work, port = tmp_path / "travail", _free_port()
    environment = {
        **os.environ,
        **{f"NTC_{key.upper()}": value for key, value in who.items() if value},
        "NTC_WORK": str(work),
        "HOME": str(tmp_path / "home"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
        "IPYTHONDIR": str(tmp_path / "ipython"),
    }
    log = tmp_path / "jupyterlab.log"
    command = [sys.executable, "-m", "ntc", "--no-browser", f"--port={port}", "--ServerApp.port_retries=0"]
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, f"--IdentityProvider.token={TOKEN}"],
            cwd=tmp_path,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
        started = Lab(f"http://127.0.0.1:{port}", work, server)
        try:
            _wait(started, log)
            yield started
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the one that start.py found, else an installed one, else the one that Playwright brought."""
    installed = os.environ.get("NTC_CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUM_NAMES)), None)
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=installed, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser) -> Iterator[Page]:
    """A fresh page on the screen of a training-room PC."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="fr-FR")
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(lab: Lab, log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            lab.get("api/status")
        except OSError:
            if lab.server.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")
