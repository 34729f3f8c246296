"""How long a lesson takes to open, against a bare notebook with one widget: from the address to a live field.

``python benchmarks/open_lesson.py [--rounds 5] [--lesson name]``: both in the same run, taking turns, each
time with a new browser profile and a new kernel. The lesson is the first of the course when none is named;
the bare notebook stands in JupyterLab as it comes, and is run on opening by the shortest extension that can
do it. Exit code 1 when the ratio of the medians is above the target.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from ntc.catalogue import lessons
from tests.browser.lab import Lab, running_chromium, running_lab, serving

FIRST_FIELD = ".ntc-field:not([inert] *) :is(input, select, textarea):enabled"
TARGET = 1.3

BARE = {
    "cells": [
        {
            "cell_type": "code",
            "id": "bare",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": "import ipywidgets\nipywidgets.FloatText()",
        }
    ],
    "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
RUNNER = """
let scope;
const shared = async (name) => (await Object.values(scope[name])[0].get())();
window._JUPYTERLAB = window._JUPYTERLAB || {};
window._JUPYTERLAB.runner = {
  init(shareScope) { scope = shareScope; },
  async get() {
    const { INotebookTracker, NotebookActions } = await shared("@jupyterlab/notebook");
    const activate = (app, tracker) => tracker.widgetAdded.connect(async (_, panel) => {
      await panel.context.ready;
      await panel.sessionContext.ready;
      NotebookActions.runAll(panel.content, panel.sessionContext);
    });
    const plugin = { id: "runner:plugin", autoStart: true, requires: [INotebookTracker], activate };
    return () => ({ __esModule: true, default: plugin });
  },
};
"""
PACKAGE = {
    "name": "runner",
    "version": "1.0.0",
    "jupyterlab": {
        "extension": True,
        "_build": {"load": "static/remoteEntry.js", "extension": "./extension"},
    },
}


def main() -> int:
    """Measure, print, and compare with the target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=5, help="openings of each, after one that does not count"
    )
    parser.add_argument("--lesson", choices=[each.name for each in lessons()], default=lessons()[0].name)
    options = parser.parse_args()
    notebook = next(str(each.notebook) for each in lessons() if each.name == options.lesson)
    with tempfile.TemporaryDirectory() as folder, running_chromium() as browser:
        times = measure(Path(folder), browser, notebook, options.rounds)
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    for name, seconds in times.items():
        print(
            f"{name:8} median {medians[name]:.2f} s   ({' '.join(f'{one:.2f}' for one in sorted(seconds))})"
        )
    ratio = medians["lesson"] / medians["bare"]
    print(f"lesson / bare = {ratio:.2f} (target: at most {TARGET})")
    return int(ratio > TARGET)


def measure(folder: Path, browser: Browser, notebook: str, rounds: int) -> dict[str, list[float]]:
    """Open each of the two in turn; the first opening of each fills the disk's caches and does not count."""
    runner = folder / "extensions" / "runner"
    (runner / "static").mkdir(parents=True)
    (runner / "package.json").write_text(json.dumps(PACKAGE))
    (runner / "static" / "remoteEntry.js").write_text(RUNNER)
    for name in ("bare", "lesson"):
        (folder / name).mkdir()
    (folder / "bare" / "bare.ipynb").write_text(json.dumps(BARE))
    times: dict[str, list[float]] = {"bare": [], "lesson": []}
    with (
        stock_lab(folder / "bare", runner.parent) as bare,
        running_lab(folder / "lesson", learner="test.eleve", variant="07") as lesson,
    ):
        for number in range(rounds + 1):
            opened = {
                "bare": opening(browser, bare, "bare.ipynb", ".jp-OutputArea input:enabled"),
                "lesson": opening(browser, lesson, notebook, FIRST_FIELD),
            }
            if number:
                for name, seconds in opened.items():
                    times[name].append(seconds)
    return times


@contextmanager
def stock_lab(folder: Path, extensions: Path) -> Iterator[Lab]:
    """JupyterLab as it comes but for one folder of extensions, and for what asks the network."""
    module = [
        "jupyterlab",
        "--allow-root",
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.extra_labextensions_path={extensions}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    environment = {**os.environ, "HOME": str(folder), "JUPYTER_CONFIG_DIR": str(folder / "config")}
    with serving(module, folder, folder, environment) as (url, server):
        yield Lab(url, folder, server)


def opening(browser: Browser, lab: Lab, notebook: str, field: str) -> float:
    """Seconds from the address to the first field that can be filled in, nothing left from earlier."""
    with browser.new_context(viewport={"width": 1366, "height": 768}) as context:
        page = context.new_page()
        start = time.perf_counter()
        page.goto(lab.address(notebook))
        page.locator(field).first.wait_for()
        seconds = time.perf_counter() - start
    for session in lab.get("api/sessions"):
        lab.delete(f"api/sessions/{session['id']}")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
