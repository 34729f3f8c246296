"""The learners' package on a small set: what is in it, what is fetched for it, and what opens it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from autograder.package import download as downloading
from autograder.package import folder as package
from autograder.package.computers import COMPUTERS, PYTHONS, SYSTEMS, Computer
from autograder.package.download import DownloadError
from autograder.package.wheels import Wheel
from ntc.paths import ROOT
from tests.autograder.package.small import wheel
from tests.spaces import plain

PINS = {"colour": "2", "fast": "5"}
ASKED = [Computer(system, "3.13") for system in SYSTEMS]


class Maker:
    """A package in the making, whose index has a wheel of everything, and counts what it is asked."""

    def __init__(self, root: Path) -> None:
        self.folder, self.variants = root / "Cours NTC", root / "variantes.csv"
        self.wheels = self.folder / "installation" / "paquets"
        self.fetched: list[str] = []
        self.steps: list[tuple[int, int]] = []
        self.said: list[str] = []
        self.cut = False

    def own_wheel(self, wheels: Path) -> Wheel:
        requires = ("fast", "colour; sys_platform == 'win32'")
        return Wheel(wheel(wheels, "ntc", "0.1.0", requires=requires))

    def download(self, pins, computer, folder, taking) -> list[Path]:
        if self.cut:
            raise DownloadError("coupé")
        self.fetched += pins
        tags = {"fast": f"py3-none-{computer.system.platforms[0]}"}
        for _ in pins:
            taking()
        return [wheel(folder, *pin.split("=="), tags.get(pin.split("==")[0], "py3-none-any")) for pin in pins]

    def make(self) -> Path:
        return package.make(
            self.folder, self.variants, lambda *step: self.steps.append(step), self.said.append, ASKED
        )


@pytest.fixture
def maker(tmp_path, monkeypatch) -> Maker:
    made = Maker(tmp_path)
    monkeypatch.setattr(package, "pinned", lambda: PINS)
    monkeypatch.setattr(package, "_own_wheel", made.own_wheel)
    monkeypatch.setattr(package, "download", made.download)
    return made


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_all_that_is_needed_is_there_and_nothing_else(maker):
    maker.variants.write_text("identifiant,variante\nzola.e,03\n", encoding="utf-8")
    maker.make()
    wheels = {path.name for path in maker.wheels.iterdir()}
    fast = {f"fast-5-py3-none-{system.platforms[0]}.whl" for system in SYSTEMS}
    assert wheels == fast | {"ntc-0.1.0-py3-none-any.whl", "colour-2-py3-none-any.whl"}
    assert files(maker.folder) == {
        "LISEZ-MOI.html",
        "Ouvrir le cours - Linux.sh",
        "Ouvrir le cours - Windows.bat",
        "Ouvrir le cours - macOS.command",
        "installation/constraints.txt",
        "installation/start.py",
        "installation/variantes.csv",
        *(f"installation/paquets/{name}" for name in wheels),
    }
    assert maker.steps == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    assert [plain(line) for line in maker.said[1:]] == [
        "Windows, Python 3.13 : 2 à télécharger.",
        *(f"{system.name}, Python 3.13 : 1 à télécharger." for system in SYSTEMS[1:]),
    ]


def test_a_second_time_nothing_is_fetched_and_what_is_old_goes(maker):
    maker.variants.write_text("identifiant,variante\n", encoding="utf-8")
    maker.make()
    wheel(maker.wheels, "fast", "4")
    (maker.wheels / ".arrivee-x").mkdir()
    (maker.wheels / ".arrivee-x" / "half.whl").write_bytes(b"PK")
    maker.variants.unlink()
    maker.cut = True  # no network, and none is needed
    maker.make()
    assert "fast-4-py3-none-any.whl" not in {path.name for path in maker.wheels.iterdir()}
    assert not (maker.wheels / ".arrivee-x").exists()
    assert not (maker.folder / "installation" / "variantes.csv").exists()


def test_what_was_fetched_before_a_cut_is_kept(maker):
    maker.make()
    [gone] = maker.wheels.glob("fast-5-py3-none-win_amd64.whl")
    gone.unlink()
    maker.cut = True
    with pytest.raises(DownloadError):
        maker.make()
    assert len(list(maker.wheels.glob("*.whl"))) == 5
    maker.cut, maker.fetched = False, []
    maker.make()
    assert maker.fetched == ["fast==5"]


def test_a_full_disk_is_said_before_anything_is_fetched(maker, monkeypatch):
    full = package.shutil._ntuple_diskusage(10, 9, 1)
    monkeypatch.setattr(package.shutil, "disk_usage", lambda _: full)
    with pytest.raises(DownloadError, match="1,5 Go libre"):
        maker.make()
    assert maker.fetched == []


@pytest.mark.parametrize(
    ("pip_says", "we_say"),
    [
        ("ERROR: [Errno 28] No space left on device", "Le disque est plein"),
        (
            "SSLError(SSLCertVerificationError: CERTIFICATE_VERIFY_FAILED)",
            "inspecte les connexions.*PIP_CERT",
        ),
        ("ERROR: No matching distribution found for numpy==2.4.6", "pour Windows, Python 3.13 n’a pas pu"),
    ],
)
def test_what_stands_in_the_way_is_said_in_french(monkeypatch, tmp_path, pip_says, we_say):
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\necho '{pip_says}'\nexit 1\n")
    python.chmod(0o755)
    monkeypatch.setattr(downloading.sys, "executable", str(python))
    with pytest.raises(DownloadError, match=f"(?s){we_say}"):
        downloading.download(["numpy==2.4.6"], ASKED[0], tmp_path, lambda: None)


@pytest.mark.slow
def test_no_network_is_said_and_leaves_nothing_behind(monkeypatch, tmp_path):
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    with pytest.raises(DownloadError, match=r"Pas de connexion à Internet.*gardé"):
        downloading.download(["numpy==2.4.6"], ASKED[0], tmp_path, lambda: None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_wheels_of_another_system_are_asked_for_and_arrive(monkeypatch, tmp_path):
    index, landing = tmp_path / "index", tmp_path / "landing"
    landing.mkdir()
    for tags in ("cp313-cp313-win_amd64", "cp313-cp313-macosx_11_0_arm64", "cp312-cp312-win_amd64"):
        wheel(index, "fast", "5", tags)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    taken = []
    for computer, tags in ((ASKED[0], "cp313-cp313-win_amd64"), (ASKED[1], "cp313-cp313-macosx_11_0_arm64")):
        (path,) = downloading.download(["fast==5"], computer, landing, lambda: taken.append(1))
        assert path == landing / f"fast-5-{tags}.whl"
        assert path.is_file()
    assert len(taken) == 2


def test_each_launcher_and_the_page_name_the_pythons_that_there_are_wheels_for(maker):
    maker.make()
    for name in package.LAUNCHERS:
        content = (maker.folder / name).read_bytes()
        assert re.search(rb"\b" + " ".join(reversed(PYTHONS)).encode() + rb"\b", content), name
        assert (b"\r\n" in content) == name.endswith(".bat")
        assert content.count(b"\r\n") in (0, content.count(b"\n"))
        assert os.access(maker.folder / name, os.X_OK)
    page = plain((maker.folder / package.PAGE).read_text(encoding="utf-8"))
    assert f"{', '.join(PYTHONS[:-1])} ou {PYTHONS[-1]}" in page
    for name in package.LAUNCHERS:
        assert name.rpartition(".")[0] in page
    assert {one.python for one in COMPUTERS} == set(PYTHONS)


def launched(
    maker: Maker, folder: Path, *arguments: str, name: str = "Ouvrir le cours - Linux.sh"
) -> subprocess.CompletedProcess:
    """Run a launcher as a double click does, with the programs of a folder and no others."""
    for needed in ("dirname", "sh"):
        (folder / needed).symlink_to(shutil.which(needed))
    return subprocess.run(
        [str(folder / "sh"), str(maker.folder / name), *arguments],
        env={"PATH": str(folder)},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


def program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_the_launcher_takes_the_newest_python_that_can_make_environments(maker, tmp_path):
    maker.make()
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    program(bin_ / "python3.14", "exit 1")
    program(bin_ / "python3.13", '[ "$1" = -c ] || echo "3.13|$1|$2"')
    program(bin_ / "python3.12", "echo never")
    done = launched(maker, bin_, "--no-browser")
    assert done.returncode == 0
    assert done.stdout == f"3.13|{maker.folder / 'installation' / 'start.py'}|--no-browser\n"


@pytest.mark.parametrize(("version", "opens"), [("3.11", True), ("3.9", False)])
def test_a_python_that_bears_no_version_is_taken_if_it_is_new_enough(maker, tmp_path, version, opens):
    maker.make()
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    program(bin_ / "python3", f'[ "$1" = -c ] && exit {0 if opens else 1}; echo "{version} opens"')
    done = launched(maker, bin_)
    assert (f"{version} opens" in done.stdout, "Il manque Python" in done.stdout) == (opens, not opens)
    for each in bin_.iterdir():
        if each.is_symlink():
            each.unlink()
    on_a_mac = launched(maker, bin_, name="Ouvrir le cours - macOS.command")
    assert "Il manque Python" in on_a_mac.stdout


def test_no_python_at_all_is_said_with_what_to_do(maker, tmp_path):
    maker.make()
    (tmp_path / "bin").mkdir()
    done = launched(maker, tmp_path / "bin")
    assert done.returncode == 1
    assert "Il manque Python" in done.stdout
    assert "LISEZ-MOI" in done.stdout


def test_pins_are_read_from_the_constraints():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert len(package.pinned()) == sum("==" in line for line in lines)
