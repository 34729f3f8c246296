"""Feedback for a learning platform (*retours à déposer*): one zip, a folder per learner as Moodle names it.

Moodle takes feedback files from folders named as in the download of the hand-ins: the learner's name, the
number that it gave to them, and its own words. These names are read again in what was downloaded.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath

from autograder.grading.places import DOWNLOADED, FEEDBACK, Places
from autograder.grading.senders import named
from autograder.grading.settled import Unsettled, settled
from ntc.french import typeset
from ntc.home.archive import write_archive
from ntc.roster import Enrolled

_MOODLE = re.compile(r".+_\d+_assignsubmission_file_?")
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def write_bundle(places: Places, assignment: str) -> tuple[Path, int]:
    """Write the zip of an assignment's feedback; give it, and how many pages it holds.

    Raises Unsettled when there is no feedback, OSError when the disk refuses.
    """
    roster = settled(places, assignment)
    pages = sorted((places.root / FEEDBACK).glob(f"*/{assignment}/*.html"))
    if not pages:
        raise Unsettled(
            typeset(f"Aucun retour pour « {assignment} » : lancez d’abord nbgrader generate_feedback.")
        )
    given = dict(_moodle_folders(places.root / DOWNLOADED / assignment / "archive", assignment, roster))
    files: dict[str, bytes] = {}
    for page in pages:
        learner = page.parent.parent.name
        folder = given.get(learner) or _folder(learner, roster.get(learner))
        files[f"{folder}/retour-{page.stem}-{learner}.html"] = page.read_bytes()
    path = places.classroom / "retours" / f"{assignment}.zip"
    write_archive(path, files, datetime.now())
    return path, len(pages)


def _folder(learner: str, enrolled: Enrolled | None) -> str:
    """The folder of a learner whose number on the platform is not known."""
    name = enrolled.name if enrolled else ""
    return f"{_UNSAFE.sub(' ', name).strip()}_{learner}" if name else learner


def _moodle_folders(
    archive: Path, assignment: str, roster: Mapping[str, Enrolled]
) -> Iterator[tuple[str, str]]:
    """Whose each folder of the download is, as Moodle named it."""
    for part in sorted(set(_names(archive))):
        if found := _MOODLE.match(part):
            owners = named((part,), assignment, roster)
            if owners:
                yield owners[0], found[0]


def _names(archive: Path) -> Iterator[str]:
    """The names of folders, and of files, at the top of a download and of the archives in it."""
    for path in archive.glob("*"):
        yield path.name
        if path.is_file() and not path.is_symlink() and path.suffix.lower() == ".zip":
            try:
                with zipfile.ZipFile(path) as whole:
                    yield from {PurePosixPath(name).parts[0] for name in whole.namelist() if name.strip("/")}
            except (OSError, zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError):
                continue
