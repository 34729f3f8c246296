"""A real JupyterLab with the course's settings, and a real Chromium: for browser tests and benchmarks."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

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

    def delete(self, path: str) -> None:
        """Delete what a path of the server's REST interface names."""
        headers = {"Authorization": f"token {TOKEN}"}
        request = urllib.request.Request(f"{self.url}/{path}", method="DELETE", headers=headers)
        urllib.request.urlopen(request, timeout=10).close()

    def kernel_pids(self) -> list[int]:
        """The processes of the kernels that run now (Linux)."""
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()
        running = [int(pid) for pid in children]
        return [pid for pid in running if b"ipykernel" in Path(f"/proc/{pid}/cmdline").read_bytes()]


@contextmanager
def running_lab(folder: Path, *options: str, learner: str = "", variant: str = "") -> Iterator[Lab]:
    """JupyterLab as ``python -m ntc`` starts it, all its files in ``folder``; options are JupyterLab's."""
    work, port, log = folder / "travail", _free_port(), folder / "jupyterlab.log"
    environment = {
        **os.environ,
        "NTC_LEARNER": learner,
        "NTC_VARIANT": variant,
        "NTC_WORK": str(work),
        "HOME": str(folder / "home"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "IPYTHONDIR": str(folder / "ipython"),
    }
    command = [sys.executable, "-m", "ntc", "--no-browser", f"--port={port}", "--ServerApp.port_retries=0"]
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, f"--IdentityProvider.token={TOKEN}", *options],
            cwd=folder,
            env={name: value for name, value in environment.items() if value},
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
        lab = Lab(f"http://127.0.0.1:{port}", work, server)
        try:
            _wait(lab, log)
            yield lab
        finally:
            _stop(server)


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Chromium: the one that start.py found, else an installed one, else the one that Playwright brought."""
    installed = os.environ.get("NTC_CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUM_NAMES)), None)
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=installed, args=arguments)
        yield chromium
        chromium.close()


def _stop(server: subprocess.Popen) -> None:
    server.terminate()
    try:
        server.wait(timeout=30)
    except subprocess.TimeoutExpired:
        # A kernel that does not answer keeps it waiting; kernels end by themselves once their server is gone.
        server.kill()
        server.wait()


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
