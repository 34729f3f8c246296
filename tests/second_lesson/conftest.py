"""A course of one tiny lesson, which is never shipped: its own referential, keys, drill and prose."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from ntc.paths import ROOT

HERE = Path(__file__).parent
FOLDERS = ("course", "keys", "drills", "lessons")


@dataclass(frozen=True)
class House:
    """A copy of that course, free to be broken."""

    root: Path

    @property
    def course(self) -> Path:
        return self.root / "course"

    @property
    def keys(self) -> Path:
        return self.root / "keys" / "cp9"

    @property
    def notebook(self) -> Path:
        return self.course / "at9-essai" / "cp9-essai.ipynb"

    @property
    def declaration(self) -> Path:
        return self.notebook.with_suffix(".toml")

    @property
    def settings(self) -> dict[str, str]:
        """What tells every program of the project that its course is this one."""
        return {f"NTC_{folder.upper()}": str(self.root / folder) for folder in FOLDERS}

    def run(self, *module: str) -> subprocess.CompletedProcess:
        """Run a Python module of the checkout on this course."""
        return self.python("-m", *module)

    def python(self, *arguments: str) -> subprocess.CompletedProcess:
        """Run Python on this course."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("NTC_")}
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=kept | self.settings,
            capture_output=True,
            text=True,
        )


def built(root: Path) -> House:
    for folder in FOLDERS:
        shutil.copytree(HERE / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "course" / "accueil.ipynb", root / "course")
    return House(root)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return built(tmp_path)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The same, which no test breaks."""
    return built(tmp_path_factory.mktemp("house"))
