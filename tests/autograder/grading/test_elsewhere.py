"""The right course or none: nbgrader refuses, in French, wherever the settings of a course are not."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.apps import NbGraderApp
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.grading import elsewhere, privacy, settings
from autograder.grading.places import Places
from autograder.grading.settled import Unsettled
from ntc.paths import ROOT
from tests import warm
from tests.autograder.grading.course import ASSIGNMENT, Course
from tests.test_start import load

COMMANDS = ("generate_assignment", "collect", "zip_collect", "autograde", "generate_feedback", "export")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course, and the environment that ``start.py`` makes for its instructor."""
    made = Course(
        tmp_path / "cours", tmp_path / "home", settings={"JUPYTER_CONFIG_PATH": str(tmp_path / "env")}
    )
    (made.root / "course" / ASSIGNMENT).mkdir(parents=True)
    (made.root / "nbgrader_config.py").write_bytes((ROOT / "nbgrader_config.py").read_bytes())
    (tmp_path / "env").mkdir()
    (tmp_path / "env" / "nbgrader_config.py").write_text(load().GUARD, encoding="utf-8")
    settings.configure(Config(), made.root)
    return made


def run(course: Course, folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    return warm.run(("nbgrader", *arguments), folder, course.environment)


def everything(root: Path) -> set[Path]:
    """What lies there, but for what Jupyter notes of itself at home."""
    found = {path.relative_to(root) for path in root.rglob("*")}
    return {path for path in found if path.parts[0] != "home"}


@pytest.mark.slow
@pytest.mark.parametrize("place", ["classroom", "course", f"course/{ASSIGNMENT}", "../ailleurs"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_elsewhere_refuses_and_touches_nothing(course: Course, place: str, command: str) -> None:
    folder = course.root / place
    folder.mkdir(exist_ok=True)
    before = everything(course.root.parent)
    done = run(course, folder, command, *([] if command == "export" else [ASSIGNMENT]))
    assert done.returncode == 1
    (line,) = (done.stdout + done.stderr).strip().splitlines()
    assert line.startswith("Rien n’est fait\u00a0: nbgrader ne trouve pas les réglages du cours")
    assert ("../" in place) or f"cd «\u00a0{course.root}\u00a0»" in line
    assert everything(course.root.parent) == before


@pytest.mark.slow
def test_help_is_given_anywhere_and_a_course_can_be_named_from_afar(course: Course, tmp_path: Path) -> None:
    assert run(course, tmp_path, "autograde", "--help").returncode == 0
    done = run(course, tmp_path, "autograde", "at1-stratgie", f"--course-dir={course.root}")
    assert "ne trouve pas les réglages" not in done.stderr


@pytest.mark.parametrize("converter", [Autograde, GenerateAssignment, GenerateFeedback])
def test_a_button_of_a_server_started_elsewhere_does_nothing(
    converter: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in (f"submitted/a/{ASSIGNMENT}", f"source/{ASSIGNMENT}", f"autograded/a/{ASSIGNMENT}"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "x.ipynb").write_text("{}")
    config = Config()
    elsewhere.guard(config)
    coursedir = CourseDirectory(root=str(tmp_path))
    coursedir.assignment_id = ASSIGNMENT
    before = everything(tmp_path)
    with pytest.raises(NbGraderException, match="réglages du cours"):
        converter(coursedir=coursedir, config=config).start()
    assert everything(tmp_path) == before


def test_every_command_of_the_guide_is_watched() -> None:
    assert set(COMMANDS) <= set(NbGraderApp.subcommands)


@pytest.mark.slow
def test_settings_that_cannot_be_read_stop_everything(course: Course) -> None:
    (course.root / "nbgrader_config.py").write_text(
        (ROOT / "nbgrader_config.py").read_text(encoding="utf-8").replace("_root)  #", "_root / 'non')  #")
    )
    done = run(course, course.root, "autograde", ASSIGNMENT)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("Rien n’est fait")


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_the_classroom_and_the_keys_are_closed_to_other_accounts(tmp_path: Path) -> None:
    for folder in ("autograder", "datasets/generator"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder).chmod(0o755)
    settings.configure(Config(), tmp_path)
    for folder in ("classroom", "autograder", "datasets/generator"):
        assert stat.S_IMODE((tmp_path / folder).stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_a_team_that_shares_a_folder_by_its_group_keeps_it(tmp_path: Path) -> None:
    tmp_path.chmod(0o2775)
    privacy.keep_to_oneself(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o2770


def test_the_exchange_is_never_in_the_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("NTC_EXCHANGE", raising=False)
    places = Places(tmp_path / "cours")
    assert not places.exchange.is_relative_to(places.root)
    former = places.classroom / "exchange" / "ntc" / "inbound"
    former.mkdir(parents=True)
    privacy.open_exchange(places)
    assert (places.exchange / "ntc" / "inbound").is_dir()
    assert not (places.classroom / "exchange").exists()
    monkeypatch.setenv("NTC_EXCHANGE", str(places.classroom / "depot"))
    with pytest.raises(Unsettled, match="dans le dossier du cours"):
        privacy.open_exchange(places)
