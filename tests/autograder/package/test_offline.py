"""The real package of this computer: made from the index, opened by its launcher with the network cut."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.package import folder as package
from autograder.package.computers import COMPUTERS
from ntc.paths import COURSE
from tests.autograder.package import cut_off
from tests.autograder.package.test_folder import files
from tests.test_packaging import intruders

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
HERE = [one for one in COMPUTERS if (one.system.name, one.python) == ("Linux", PYTHON)]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_course_installs_and_opens_from_the_folder_alone(tmp_path: Path) -> None:
    made = package.make(tmp_path / "Cours NTC", tmp_path / "variantes.csv", lambda *_: None, print, HERE)
    assert intruders(files(made)) == []
    [own] = (made / "installation" / "paquets").glob("ntc-*.whl")
    with zipfile.ZipFile(own) as archive:
        assert intruders(archive.namelist()) == []
    done = _opened_with_the_network_cut(made, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    refused, *_, held = done.stdout.splitlines()
    assert refused == "Network is unreachable"
    assert json.loads(held) == sorted({path.name for path in COURSE.iterdir() if _is_opened(path)})


def _is_opened(path: Path) -> bool:
    return path.suffix == ".ipynb" or (path.is_dir() and any(path.glob("*.ipynb")))


def _opened_with_the_network_cut(made: Path, folder: Path) -> subprocess.CompletedProcess:
    """Run the launcher with one Python on the path, the package read only, and no settings of pip's."""
    bin_, home = folder / "bin", folder / "home"
    for each in (bin_, home):
        each.mkdir()
    (bin_ / f"python{PYTHON}").symlink_to(Path(sys.executable).resolve())
    for name in ("sh", "dirname"):
        (bin_ / name).symlink_to(shutil.which(name))
    environment = {
        "PATH": str(bin_),
        "HOME": str(home),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_COMPILE": "1",  # half of the computing, and no part of what is proved
        "LANG": "C.UTF-8",
    }
    command = [shutil.which("unshare"), "--map-root-user", "--net", sys.executable, cut_off.__file__]
    launcher = made / "Ouvrir le cours - Linux.sh"
    return subprocess.run(
        [*command, str(launcher), str(home)], env=environment, capture_output=True, text=True, cwd="/"
    )
