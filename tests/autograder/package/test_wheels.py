"""What each computer needs is found by markers, extras and tags as pip's resolver finds it."""

import pytest
from packaging.tags import sys_tags

from autograder.package.computers import COMPUTERS, PYTHONS, SYSTEMS, Computer
from autograder.package.folder import COURSE, pinned
from autograder.package.wheels import Wheels
from tests.autograder.package.resolver import resolved
from tests.autograder.package.small import wheel

WINDOWS, APPLE, INTEL, LINUX = (Computer(system, "3.12") for system in SYSTEMS)
PINS = {"top": "1", "colour": "2", "mac-only": "3", "old": "4", "fast": "5", "more": "6"}
TOP = (
    "colour>=1; sys_platform == 'win32'",
    "mac-only; platform_system == 'Darwin'",
    "old; python_version < '3.12'",
    "fast[plus]",
)


@pytest.fixture
def folder(tmp_path):
    """Everything for Windows and Apple's Mac; the fast one has no wheel for Intel's, nor for Linux, 3.12."""
    wheel(tmp_path, "top", "1", requires=TOP)
    wheel(tmp_path, "colour", "2")
    wheel(tmp_path, "mac_only", "3")
    wheel(tmp_path, "old", "4")
    wheel(tmp_path, "more", "6")
    for tags in (
        "cp312-cp312-win_amd64",
        "cp311-abi3-macosx_11_0_arm64",
        "cp311-cp311-manylinux_2_17_x86_64",
    ):
        wheel(tmp_path, "fast", "5", tags, ("more; extra == 'plus'", "never; extra == 'minus'"))
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("computer", "needed", "lacking"),
    [
        (WINDOWS, {"top", "colour", "fast", "more"}, set()),
        (APPLE, {"top", "mac-only", "fast", "more"}, set()),
        (INTEL, {"top", "mac-only", "fast"}, {"fast"}),
        (LINUX, {"top", "fast"}, {"fast"}),
        (Computer(LINUX.system, "3.11"), {"top", "old", "fast", "more"}, set()),
    ],
    ids=lambda each: getattr(each, "name", ""),
)
def test_what_a_computer_needs_is_what_pip_finds(folder, tmp_path, computer, needed, lacking):
    assert Wheels(folder).needed("top", PINS, computer) == (needed, lacking)
    installs, said = resolved(computer, folder, tmp_path / "target", "top")
    assert installs == (not lacking), said
    if installs:
        told = next(line for line in said.splitlines() if line.startswith("Would install"))
        assert {word.rpartition("-")[0].replace("_", "-") for word in told.split()[2:]} == needed


def test_a_pin_that_is_missing_or_refused_is_named(folder):
    with pytest.raises(LookupError, match="colour is pinned by no line"):
        Wheels(folder).needed("top", {name: PINS[name] for name in PINS if name != "colour"}, WINDOWS)
    with pytest.raises(LookupError, match=r"top requires colour>=1.*0\.5 is pinned"):
        Wheels(folder).needed("top", PINS | {"colour": "0.5"}, WINDOWS)


def test_a_file_that_is_no_wheel_of_a_version_is_passed_over(folder):
    (folder / "notes.whl").write_bytes(b"")
    wheel(folder, "colour", "9")
    assert Wheels(folder).of("colour", "2", WINDOWS).version == "2"
    assert Wheels(folder).of("colour", "3", WINDOWS) is None


@pytest.mark.slow
@pytest.mark.parametrize("computer", COMPUTERS, ids=lambda each: each.name)
def test_every_version_that_a_computer_needs_is_pinned(computer, tmp_path):
    needed, lacking = Wheels(tmp_path).needed(COURSE, pinned() | {COURSE: "0.1.0"}, computer)
    assert needed == lacking
    assert {"jupyterlab", "pandas", "matplotlib", "folium", "ipywidgets"} <= needed
    assert not {"nbgrader", "fpdf2", "pytest"} & needed
    own = {"Windows": {"colorama", "pywinpty"}, "macOS (Apple)": {"appnope"}, "macOS (Intel)": {"appnope"}}
    assert {"colorama", "pywinpty", "appnope"} & needed == own.get(computer.system.name, set())


def test_this_computer_is_one_of_them():
    here = next(iter(sys_tags()))
    fitting = [one for one in COMPUTERS if one.python == here.interpreter[2] + "." + here.interpreter[3:]]
    assert [one.system.name for one in fitting if set(sys_tags()) & one.tags - _anywhere(one)] == ["Linux"]
    assert PYTHONS[0] == "3.11"


def _anywhere(computer):
    return {tag for tag in computer.tags if tag.platform == "any"}
