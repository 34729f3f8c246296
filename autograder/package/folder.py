"""Make the learners' package (*dossier des apprenants*): its wheels, what opens it, a page that says how."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from packaging.utils import canonicalize_name

import start
from autograder.package.computers import COMPUTERS, Computer
from autograder.package.download import DownloadError, download
from autograder.package.wheels import Wheel, Wheels
from ntc.french import typeset
from ntc.paths import ROOT
from ntc.storage import write_atomically

COURSE = "ntc"
NAME = "Cours NTC"
PAGE = "LISEZ-MOI.html"
_LAUNCHERS = Path(__file__).parent / "launchers"
_UNIX, _WINDOWS = "ouvrir.sh", "ouvrir.bat"
LAUNCHERS = {
    "Ouvrir le cours - Windows.bat": _WINDOWS,
    "Ouvrir le cours - macOS.command": _UNIX,
    "Ouvrir le cours - Linux.sh": _UNIX,
}


def make(
    folder: Path,
    variants: Path,
    step: Callable[[int, int], None],
    say: Callable[[str], None],
    computers: Sequence[Computer] = COMPUTERS,
) -> Path:
    """Make the package in ``folder``, or bring it up to date; ``variants`` is the class list without names.

    What is already there of the pinned versions is not fetched again: it needs no network then. ``step`` is
    told how many wheels are there of how many, ``say`` what is being done. Raises DownloadError and OSError.
    """
    inside = folder / start.INSTALLATION
    wheels = inside / start.WHEELS_FOLDER
    wheels.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(wheels).free < start.ROOM_NEEDED:
        raise DownloadError("Il faut 1,5 Go libre sur ce disque. Faites de la place, puis recommencez.")
    say("Préparation du cours…")
    own = _own_wheel(wheels)
    kept = _gather(wheels, own, computers, step, say)
    for path in set(wheels.iterdir()) - kept:  # of former versions, or left half written
        _remove(path)
    for name in ("start.py", "constraints.txt"):
        write_atomically(inside / name, (ROOT / name).read_bytes())
    _copy_or_remove(variants, variants_in(folder, variants))
    for name, source in LAUNCHERS.items():
        _write_launcher(folder / name, (_LAUNCHERS / source).read_text(encoding="utf-8"))
    write_atomically(folder / PAGE, page().encode())
    return folder


def page() -> str:
    """The page that says how a learner opens the course."""
    return typeset((_LAUNCHERS / "lisez-moi.html").read_text(encoding="utf-8"))


def variants_in(folder: Path, variants: Path) -> Path:
    """Where a package has the class list without names."""
    return folder / start.INSTALLATION / variants.name


def pinned() -> dict[str, str]:
    """The versions that every installation gets, by the name that a resolver goes by."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    return {
        canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.M)
    }


def _own_wheel(wheels: Path) -> Wheel:
    """Build the course's own wheel: nothing of the instructor's is in it."""
    with tempfile.TemporaryDirectory(prefix=".cours-", dir=wheels) as built:
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", built]
        subprocess.run(command, cwd=ROOT, check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr)
        [path] = Path(built).glob("*.whl")
        target = wheels / path.name
        write_atomically(target, path.read_bytes())
    return Wheel(target)


def _gather(
    folder: Path,
    own: Wheel,
    computers: Sequence[Computer],
    step: Callable[[int, int], None],
    say: Callable[[str], None],
) -> set[Path]:
    """Fetch what each computer lacks, until it has all that it needs; give the wheels that serve."""
    pins = pinned() | {COURSE: own.version}
    wheels = Wheels(folder)

    def left(of: Sequence[Computer]) -> int:
        return sum(len(wheels.needed(COURSE, pins, computer)[1]) for computer in of)

    serving: set[Path] = set()
    whole = left(computers)
    for number, computer in enumerate(computers):
        done = whole - left(computers[number:])  # one wheel may serve several
        needed, lacking = wheels.needed(COURSE, pins, computer)
        while lacking:
            say(f"{computer.name} : {len(lacking)} à télécharger.")
            taken = count(1)
            asked = [f"{name}=={pins[name]}" for name in sorted(lacking)]
            for path in download(
                asked, computer, folder, lambda so=done, of=taken: step(min(so + next(of), whole), whole)
            ):
                wheels.add(path)
            needed, lacking = wheels.needed(COURSE, pins, computer)
        serving |= {wheels.of(name, pins[name], computer).path for name in needed}
    return serving


def _remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def _copy_or_remove(source: Path, target: Path) -> None:
    if source.is_file():
        write_atomically(target, source.read_bytes())
    else:
        target.unlink(missing_ok=True)


def _write_launcher(path: Path, text: str) -> None:
    """Write one as its system reads it: Windows wants its own ends of lines, the others a right to run."""
    ends = text.replace("\n", "\r\n") if path.suffix == ".bat" else text
    write_atomically(path, ends.encode())
    path.chmod(0o755)
