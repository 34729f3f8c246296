"""The set-up: what it does the first time and the second, and what it says when something is missing."""

import ast
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

START = Path(__file__).parents[1] / "start.py"


def load(path=START):
    spec = importlib.util.spec_from_file_location("start", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def start(monkeypatch, tmp_path):
    """``start.py`` at the root of a project of its own, with nothing installed and no package index."""
    module = load()
    for name in ("constraints.txt", "pyproject.toml"):
        (tmp_path / name).write_text("one")
    venv = tmp_path / ".venv"
    venv.mkdir()
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", venv)
    monkeypatch.setattr(module, "STAMP", venv / "ntc-installed.json")
    module.installs = []
    monkeypatch.setattr(module, "make_venv", lambda: None)
    monkeypatch.setattr(module, "pip", module.installs.append)
    return module


def test_any_old_python_can_read_it():
    ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_old_python_is_told_what_to_do():
    code = f"import sys; sys.version_info = (3, 9, 6); exec(open({str(START)!r}, encoding='utf-8').read())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert "celui-ci est le 3.9" in done.stderr
    assert "python.org/downloads" in done.stderr


def test_second_start_installs_nothing(start):
    start.install([])
    start.install([])
    assert start.installs == [str(start.ROOT)]


def test_an_instructors_tools_are_added_and_kept(start):
    start.install([])
    start.install(["instructor"])
    start.install([])
    assert start.installs == [str(start.ROOT), f"{start.ROOT}[instructor]"]


@pytest.mark.parametrize("name", ["constraints.txt", "pyproject.toml"])
def test_a_new_version_is_installed(start, name):
    start.install(["test"])
    (start.ROOT / name).write_text("two")
    start.install([])
    assert len(start.installs) == 2


def test_an_interrupted_installation_is_taken_up_again(start, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    start.install([])
    (start.ROOT / "constraints.txt").write_text("two")
    with monkeypatch.context() as patch:
        patch.setattr(start, "pip", interrupted)
        with pytest.raises(KeyboardInterrupt):
            start.install([])
    (start.ROOT / "constraints.txt").write_text("one")
    start.install([])
    assert len(start.installs) == 2


@pytest.mark.parametrize("damage", ["", "{", "[]"])
def test_a_damaged_stamp_counts_for_nothing(start, damage):
    start.STAMP.write_text(damage)
    start.install([])
    assert len(start.installs) == 1
    assert json.loads(start.STAMP.read_text())["extras"] == []


def test_a_full_disk_is_said_before_anything_is_done(start, monkeypatch):
    monkeypatch.setattr(start.shutil, "disk_usage", lambda _: start.shutil._ntuple_diskusage(10, 9, 1))
    with pytest.raises(SystemExit, match="1,5 Go libre"):
        start.install([])
    assert start.installs == []


@pytest.mark.parametrize(
    ("pip_says", "we_say"),
    [
        ("ERROR: NewConnectionError: Failed to establish a new connection", "Pas de connexion à Internet"),
        ("ERROR: Could not install: [Errno 28] No space left on device", "Le disque est plein"),
        ("ERROR: ResolutionImpossible", "L’installation a échoué"),
        (
            "WARNING: Retrying after connection broken by SSLError(SSLCertVerificationError(1, [SSL: "
            "CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in chain))",
            "inspecte les connexions.*PIP_CERT",
        ),
    ],
)
def test_what_stands_in_the_way_is_said_in_french(monkeypatch, tmp_path, pip_says, we_say):
    start = load()
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\necho '{pip_says}'\nexit 1\n")
    python.chmod(0o755)
    monkeypatch.setattr(start, "PYTHON", python)
    with pytest.raises(SystemExit, match=f"(?s){we_say}"):
        start.pip("target")


def test_an_installed_browser_is_preferred(start, monkeypatch):
    monkeypatch.setattr(start.shutil, "which", {"google-chrome": "/opt/chrome"}.get)
    assert start.chromium() == "/opt/chrome"


def test_playwrights_browser_comes_next(start, monkeypatch):
    monkeypatch.setattr(start, "installed_chromium", lambda: None)
    monkeypatch.setattr(start, "run", lambda *arguments: 0 if "playwright" in arguments else 1)
    assert start.chromium() == ""


def test_debians_browser_comes_last(start, monkeypatch):
    found, commands = [None], []

    def call(command, env):
        commands.append(command)
        if "chromium" in command:
            found[0] = "/usr/bin/chromium"

    monkeypatch.setattr(start, "installed_chromium", lambda: found[0])
    monkeypatch.setattr(start, "run", lambda *_: 1)
    monkeypatch.setattr(start.shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
    monkeypatch.setattr(start.subprocess, "call", call)
    assert start.chromium() == "/usr/bin/chromium"
    assert [command[0] for command in commands] == ["apt-get", "apt-get"]


def test_no_browser_at_all_is_said(start, monkeypatch):
    monkeypatch.setattr(start, "installed_chromium", lambda: None)
    monkeypatch.setattr(start, "run", lambda *_: 1)
    monkeypatch.setattr(start.shutil, "which", lambda _: None)
    with pytest.raises(SystemExit, match=r"start\.py test --fast"):
        start.chromium()


def test_the_exit_code_of_the_tests_is_the_scripts(start, monkeypatch):
    monkeypatch.setattr(start, "run", lambda *arguments: 3 if "pytest" in arguments else 0)
    assert start.main(["test", "--fast"]) == 3


def test_bad_style_stops_before_the_tests(start, monkeypatch):
    ran = []
    monkeypatch.setattr(start, "run", lambda *arguments: ran.append(arguments[1]) or 1)
    assert start.main(["test", "--fast"]) == 1
    assert ran == ["ruff"]


def test_arguments_reach_pytest(start, monkeypatch):
    ran = []
    monkeypatch.setattr(start, "run", lambda *arguments: ran.append(arguments) or 0)
    start.main(["test", "--fast", "tests/course"])
    given = ran[-1][ran[-1].index("tests/course") :]
    assert given[1:3] == ("-m", "not slow and not browser")
    assert set(given[3:]) == {"--hypothesis-profile=fast", "--ignore=tests/browser"}


@pytest.fixture
def packaged(monkeypatch, tmp_path):
    """``start.py`` in a learners' package, for somebody with a folder of their own; its pip is told apart."""
    inside, own = tmp_path / "clé USB" / "installation", tmp_path / "marie"
    (inside / "paquets").mkdir(parents=True)
    (inside / "paquets" / "ntc-0.1.0-py3-none-any.whl").write_bytes(b"one")
    (inside / "constraints.txt").write_text("one")
    (inside / "variantes.csv").write_text("identifiant,variante\nzola.e,03\n")
    (inside / "start.py").write_bytes(START.read_bytes())
    own.mkdir()
    monkeypatch.setenv("HOME", str(own))
    return load(inside / "start.py")


def python_that_tells(start, says="", code=0):
    """A Python that writes down what it is asked, in place of the environment's."""
    start.PYTHON.parent.mkdir(parents=True, exist_ok=True)
    told = start.HOME / "told"
    start.PYTHON.write_text(f"#!/bin/sh\necho \"$@\" >> '{told}'\necho '{says}'\nexit {code}\n")
    start.PYTHON.chmod(0o755)
    return told


def test_a_package_installs_from_itself_alone_in_a_folder_of_the_learner_s(packaged, monkeypatch):
    told = python_that_tells(packaged)
    assert packaged.main(["--no-browser"]) == 0
    checked, removed, installed, opened = told.read_text().splitlines()
    wheels = packaged.ROOT / "paquets"
    assert checked.startswith("-m pip --version")
    assert removed == "-m pip uninstall --yes --quiet ntc"
    assert installed.endswith(f"--no-index --find-links {wheels} {wheels}/ntc-0.1.0-py3-none-any.whl")
    assert "--editable" not in installed
    assert opened == "-m ntc --no-browser"
    assert Path(packaged.os.environ["HOME"]) / "cours-ntc" == packaged.HOME
    assert (packaged.HOME / "variantes.csv").read_text().endswith("zola.e,03\n")
    before = {path: path.stat().st_mtime_ns for path in packaged.ROOT.parent.rglob("*")}
    packaged.main([])
    assert told.read_text().splitlines()[4:] == ["-m ntc"]
    assert {path: path.stat().st_mtime_ns for path in packaged.ROOT.parent.rglob("*")} == before


def test_a_package_made_anew_replaces_the_course(packaged):
    told = python_that_tells(packaged)
    packaged.main([])
    packaged.own_wheel().write_bytes(b"two")
    told.unlink()
    packaged.main([])
    assert "uninstall" in told.read_text()


def test_the_course_opens_without_the_package_from_then_on(packaged):
    told = python_that_tells(packaged)
    packaged.main([])
    told.unlink()
    [opener] = packaged.HOME.glob("Ouvrir le cours.*")
    subprocess.run([opener, "--no-browser"], check=True, cwd="/", stdout=subprocess.DEVNULL)
    assert told.read_text() == "-m ntc --no-browser\n"


def test_a_package_has_neither_desk_nor_tests(packaged):
    told = python_that_tells(packaged)
    packaged.main(["formateur"])
    assert told.read_text().splitlines()[-1] == "-m ntc formateur"


@pytest.mark.parametrize(
    ("says", "we_say"),
    [
        (
            "ERROR: No matching distribution found for numpy==2.4.6",
            r"n’a pas ce qu’il faut pour le Python 3\.",
        ),
        ("OSError: [Errno 28] No space left on device", "Le disque est plein"),
    ],
)
def test_what_a_package_lacks_is_said_in_french(packaged, says, we_say):
    packaged.settle()
    python_that_tells(packaged, says, code=1)
    with pytest.raises(SystemExit, match=we_say):
        packaged.pip("target")


def test_half_a_package_and_a_folder_that_is_refused_are_said(packaged, monkeypatch):
    packaged.own_wheel().unlink()
    with pytest.raises(SystemExit, match="n’est pas entier"):
        packaged.main([])
    monkeypatch.setattr(packaged, "HOME", packaged.ROOT / "start.py" / "cours-ntc")
    monkeypatch.setattr(packaged, "PYTHON", packaged.HOME / "python")
    with pytest.raises(SystemExit, match="ne peut pas écrire dans le dossier"):
        packaged.settle()
