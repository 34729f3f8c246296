"""What a learner installs: everything a lesson needs, and nothing of the instructor's."""

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

NEEDED = (
    "course/at1-strategie/cp4-bilan.ipynb",
    "course/accueil.ipynb",
    "course/at1-strategie/cp4-bilan.toml",
    "course/examen-blanc/examen-blanc.ipynb",
    "course/examen-blanc/examen-blanc.toml",
    "course/referential.toml",
    "datasets/policy.toml",
    "datasets/schema.toml",
    "datasets/tables/00/orders.csv",
    "datasets/tables/16/orders.csv",
    "glossary/terms.toml",
    "ntc/labextension/jupyter_config.py",
    "ntc/labextension/learner/labconfig/page_config.json",
    "ntc/labextension/ntc-lesson/package.json",
    "ntc/labextension/ntc-lesson/kinds/number.js",
    "ntc/labextension/ntc-lesson/shipped/cp4-bilan.json",
    "ntc/labextension/ntc-lesson/page/tokens.css",
    "ntc/labextension/ntc-lesson/remoteEntry.js",
    "ntc/labextension/settings/overrides.json",
    "ntc/drawing/maps/static/coast.json",
    "ntc/drawing/maps/static/leaflet.LICENSE",
    "ntc/drawing/maps/static/leaflet.css",
    "ntc/drawing/maps/static/leaflet.js",
    "ntc/drawing/maps/static/map.css",
    "ntc/drawing/maps/static/map.js",
    "ntc/launch.py",
)
FORBIDDEN = ("autograder", "truth", "generate.py", "generator", "tests", "benchmarks", "nbgrader_config.py")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The wheel and the sdist, built from the checkout with the pinned hatchling."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return out


@pytest.fixture(scope="module")
def wheel(built):
    [path] = built.glob("*.whl")
    return path


def names_in_wheel(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def names_in_sdist(built):
    [path] = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        return [name.split("/", 1)[1] for name in archive.getnames()]


def intruders(names):
    return [name for name in names if any(part in FORBIDDEN for part in name.split("/"))]


@pytest.mark.slow
def test_wheel_holds_what_a_lesson_needs(wheel):
    names = {name.removeprefix("ntc/_data/") for name in names_in_wheel(wheel)}
    assert not [name for name in NEEDED if name not in names]


@pytest.mark.slow
def test_sdist_holds_what_a_lesson_needs(built):
    names = set(names_in_sdist(built))
    assert not [name for name in NEEDED if name not in names]


@pytest.mark.slow
def test_neither_holds_anything_of_the_instructors(built, wheel):
    assert not intruders(names_in_wheel(wheel))
    assert not intruders(names_in_sdist(built))


def test_an_intruder_is_seen():
    assert intruders(["ntc/french.py", "ntc/_data/autograder/truth/00/clues.csv"]) == [
        "ntc/_data/autograder/truth/00/clues.csv"
    ]


@pytest.mark.slow
def test_installed_wheel_opens_a_case_without_the_checkout(wheel, tmp_path):
    """In an environment that sees this one's dependencies but not the checkout, by its files alone."""
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    [site] = (tmp_path / "env").rglob("site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    ours = subprocess.run(
        [sys.executable, "-c", "import filelock; print(filelock.__file__)"],
        capture_output=True,
        text=True,
        check=True,
    )
    # A path file adds our dependencies, whose own path files (the checkout's among them) are then not read.
    (site / "dependencies.pth").write_text(str(Path(ours.stdout.strip()).parents[1]))
    code = (
        "import ntc.paths, ntc.case, ntc.lesson, ntc.launch, pathlib\n"
        "print(ntc.paths.ROOT)\n"
        "print(len(ntc.case.load('07').orders))\n"
        "ntc.launch.prepare(pathlib.Path('travail'))\n"
        "print(sorted(path.name for path in pathlib.Path('travail').rglob('*.ipynb')))"
    )
    done = subprocess.run([python, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    root, orders, lessons = done.stdout.splitlines()
    assert Path(root) == (site / "ntc" / "_data").resolve()
    assert int(orders) > 500
    assert lessons == str(sorted(path.name for path in (ROOT / "course").rglob("*.ipynb")))
