"""Python modules run as commands, or kernels, by a process that has imported already what takes seconds.

Each has a process of its own all the same, forked from one that does nothing else.
"""

import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

# Of others only: our own modules read the settings of the command when they are imported.
PRELOADED = [
    "alembic.config",
    "anywidget",
    "folium",
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "matplotlib.backends.backend_svg",
    "matplotlib.figure",
    "nbconvert.exporters",
    "nbgrader.apps.nbgraderapp",
    "pandas",
]
PATIENCE = 240


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """What ``python -m <command>`` does in this folder: its exit code, what it wrote."""
    if not hasattr(os, "fork"):
        arguments = [sys.executable, "-m", *command]
        return subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True)
    with tempfile.TemporaryDirectory() as place:
        outputs = [Path(place) / name for name in ("stdout", "stderr")]
        process = started(command, folder, environment, outputs)
        process.join(PATIENCE)
        if process.exitcode is None:
            process.kill()
            process.join()
        told = [path.read_text(encoding="utf-8") if path.exists() else "" for path in outputs]
        code = process.exitcode
        process.close()
    return subprocess.CompletedProcess(command, code, *told)


def started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], outputs: Sequence[Path]
) -> BaseProcess:
    """The process of such a command, which writes its outputs to two files."""
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")  # nobody debugs here: it need not warn
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    process = context.Process(target=_command, args=(command, folder, dict(environment), outputs))
    process.start()
    return process


def _command(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], outputs: Sequence[Path]
) -> None:
    for number, path in enumerate(outputs, 1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", 1, "utf-8") for number in (1, 2))
    sys.argv = list(command)
    sys.path[0] = str(folder)
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)
