"""A real JupyterLab with the course's settings, and a real Chromium: for browser tests and benchmarks."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from ntc.launch import prepare
from ntc.paths import COURSE
from ntc.storage import OWN

TOKEN = "essai"
LESSON = "at1-strategie/cp4-bilan.ipynb"
TITLE = "Réaliser le bilan de l’activité commerciale et rendre compte"
FIELD = '.ntc-field[data-field="cp4-time-admin"]'
IN_VIEW = ".ntc-lesson:not(.lm-mod-hidden)"
RUNNING = 120_000
"""How long a whole lesson may take to run, in ms, while another page of it is being drawn."""
STARTS_WITHIN = 120
_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Only the last list of features given counts: Playwright's, and two more, which make a process with each page
# for an address bar that nobody sees, a second of computing each time.
_WITHOUT = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
)


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address, the learner's folder, its server process, and its course."""

    url: str
    work: Path
    server: subprocess.Popen
    course: Path = COURSE

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

    def rest(self) -> None:
        """End the kernels that run."""
        for kernel in self.get("api/kernels"):
            self.delete(f"api/kernels/{kernel['id']}")

    def renew(self, learner: str, variant: str) -> None:
        """End what ran, and begin again in a fresh folder: a learner's, or nobody's yet when empty."""
        self.rest()
        for path in self.work.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        prepare(self.work)
        shutil.copyfile(self.course / LESSON, self.work / LESSON)
        if learner:
            identity = self.work / OWN / "learner.json"
            identity.parent.mkdir(exist_ok=True)
            identity.write_text(json.dumps({"id": learner, "name": "", "variant": variant}))

    def kernel_pids(self) -> list[int]:
        """The processes of the kernels that run now (Linux)."""
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()
        return [int(pid) for pid in children if _is_kernel(Path(f"/proc/{pid}/cmdline"))]


@contextmanager
def running_lab(
    folder: Path,
    *options: str,
    learner: str = "",
    variant: str = "",
    port: int | None = None,
    course: Path = COURSE,
) -> Iterator[Lab]:
    """JupyterLab as ``python -m ntc`` starts it, all its files in ``folder``; options are JupyterLab's."""
    work = folder / "travail"
    environment = {
        **os.environ,
        "NTC_LEARNER": learner,
        "NTC_VARIANT": variant,
        "NTC_WORK": str(work),
        "NTC_COURSE": str(course),
        "HOME": str(folder / "home"),
        "IPYTHONDIR": str(folder / "ipython"),
    }
    given = {name: value for name, value in environment.items() if value}
    module = ["ntc", "--LabApp.expose_app_in_browser=True", *options]
    with serving(module, folder, folder, given, port) as (url, server):
        yield Lab(url, work, server, course)


@contextmanager
def serving(
    module: Sequence[str], root: Path, home: Path, environment: Mapping[str, str], port: int | None = None
) -> Iterator[tuple[str, subprocess.Popen]]:
    """A Jupyter server run from ``root``, its log in ``home``: its address and its process."""
    log, runtime = home / "jupyterlab.log", home / "runtime"
    options = ["--no-browser", f"--port={port or _free_port()}", f"--IdentityProvider.token={TOKEN}"]
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", *module, *options],
            cwd=root,
            env={**environment, "JUPYTER_RUNTIME_DIR": str(runtime)},
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
        try:
            yield _address(server, runtime, log), server
        finally:
            _stop(server)


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Chromium: the one that start.py found, else an installed one, else the one that Playwright brought."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**chromium_options())
        yield chromium
        chromium.close()


def chromium_options() -> dict[str, Any]:
    """Which Chromium is started, and how."""
    installed = os.environ.get("NTC_CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUM_NAMES)), None)
    # No test leaves this computer: a network that is slow, or absent, changes nothing.
    alone = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", alone]
    arguments.append(f"--disable-features={','.join(_WITHOUT)}")
    return {"executable_path": installed, "args": arguments}


def open_lesson(lab: Lab, page: Page, notebook: str) -> None:
    """Open a lesson and wait until it has run to its end: till then it may give the focus back, or scroll."""
    page.goto(lab.address(notebook))
    until_run(page)


def until_run(page: Page) -> None:
    """Wait until the lesson that the page shows, or is about to show, has run to its end."""
    page.locator(IN_VIEW).wait_for()
    try:
        page.wait_for_function(
            """() => {
                const panels = [...window.jupyterapp.shell.widgets('main')];
                const cells = panels.find((one) => one.isVisible && one.context)?.content.widgets;
                return cells?.every((cell) => cell.model.type !== 'code' || cell.model.executionCount);
            }""",
            timeout=RUNNING,
        )
    except PlaywrightTimeout as error:
        raise AssertionError(f"the lesson did not run to its end: {page.evaluate(_STANDS)}") from error


_STANDS = """() => {
    const shell = window.jupyterapp.shell;
    const open = [...shell.widgets('main')].find((one) => one.isVisible && one.context);
    const cells = open?.content?.widgets ?? [];
    const session = open?.sessionContext;
    return {
        current: shell.currentWidget?.id,
        shown: [...shell.widgets('main')].map((one) => [one.title.label, one.id, one.isVisible]),
        waiting: cells.filter((one) => one.model.type === 'code' && !one.model.executionCount).length,
        of: cells.length,
        ready: session?.isReady,
        session: session?.session?.id,
        kernel: [session?.session?.kernel?.id, session?.session?.kernel?.status,
            session?.session?.kernel?.connectionStatus],
        said: document.querySelector('.ntc-lesson')?.innerText.slice(0, 300),
        dialogs: [...document.querySelectorAll('.jp-Dialog')].map((one) => one.innerText),
    };
}"""


def run_all_cells(page: Page) -> None:
    """Run the cells of the notebook that the page shows, once it has a kernel: before, none would run."""
    # A notebook is drawn before it is the one that commands act on.
    page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.context")
    page.locator(".jp-Notebook").wait_for()
    page.evaluate(
        """async () => {
            const panel = window.jupyterapp.shell.currentWidget;
            await panel.context.ready;
            await panel.sessionContext.ready;
            await window.jupyterapp.commands.execute('notebook:run-all-cells');
        }"""
    )


def _is_kernel(command: Path) -> bool:
    try:
        return b"ipykernel" in command.read_bytes()
    except FileNotFoundError:  # it ended since it was listed
        return False


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


def _address(server: subprocess.Popen, runtime: Path, log: Path) -> str:
    """Where the server answers: another port than the one it was given if somebody took that meanwhile."""
    told, deadline = runtime / f"jpserver-{server.pid}.json", time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        try:
            known = json.loads(told.read_text())
            url = f"http://127.0.0.1:{known['port']}{known['base_url']}".rstrip("/")
            urllib.request.urlopen(f"{url}/api/status?token={TOKEN}", timeout=10).close()
        except (OSError, json.JSONDecodeError):
            time.sleep(0.1)
        else:
            return url
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")
