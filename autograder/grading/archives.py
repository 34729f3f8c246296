"""Reading a learning platform's download (*LMS*) safely: the hand-ins it holds, and their small JSON files.

Nothing is unpacked as it is: of an archive only small JSON members are read, whatever their path says, so
that ``../`` names, links, bombs and programs inside are without effect.
"""

import io
import re
import tarfile
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ntc.roster import IdentifierError, normalise

_ZIP, _TAR = (".zip",), (".tar.gz", ".tgz", ".tar")
_MAX_MEMBER = 1024 * 1024
_MAX_INNER = 50 * 1024 * 1024
_MAX_MEMBERS = 5000
_MAX_NESTING = 2
_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # a password, or a compression method that this Python lacks
)
_HOUR = re.compile(r"_(\d{4}-\d\d-\d\d-\d{4})(?:-\d+)?$")


@dataclass(frozen=True)
class Parcel:
    """One hand-in found in a download: the file to keep, its small JSON files, who sent it and when."""

    source: Path
    members: tuple[tuple[str, bytes], ...]
    sender: str
    when: datetime
    damaged: bool = False


def parcels(folder: Path, assignment: str) -> Iterator[Parcel]:
    """Give every hand-in under a folder: archives (those of a whole class too), and loose answers files.

    No link is followed. A damaged archive gives a parcel too, so that its sender can be told.
    """
    for path in sorted(folder.iterdir()):
        if path.is_symlink():
            continue
        if path.is_dir():
            yield from parcels(path, assignment)
        elif path.name.lower().endswith(_ZIP + _TAR):
            yield from _archive(path, assignment)
        elif path.is_file() and path.name.lower().endswith(".json"):
            with path.open("rb") as stream:
                content = stream.read(_MAX_MEMBER + 1)
            yield Parcel(
                path, ((path.name, content),), sender_named(path.parent.name, assignment), _hour(path)
            )


def sender_named(name: str, assignment: str) -> str:
    """Read who handed in from the name of an archive: « dupont.m_at1-strategie_… ».

    A platform may have put something before. Empty when the name does not tell.

    >>> sender_named("Dupont_12_assignsubmission_file_dupont.m_at1-strategie_2026", "at1-strategie")
    'dupont.m'
    """
    before, found, _ = name.partition(f"_{assignment}")
    try:
        return normalise(before.rpartition("_file_")[2]) if found else ""
    except IdentifierError:
        return ""


def _archive(path: Path, assignment: str) -> Iterator[Parcel]:
    loose: list[tuple[str, str, bytes]] = []
    try:
        with path.open("rb") as stream:
            loose.extend(_leaves(stream, path.name, _MAX_NESTING))
    except _BROKEN:
        yield Parcel(path, (), sender_named(path.name, assignment), _hour(path), damaged=True)
        return
    by_origin = defaultdict(list)
    for origin, name, content in loose:
        by_origin[origin].append((name, content))
    if sender := sender_named(path.name, assignment):
        yield Parcel(path, tuple((name, content) for _, name, content in loose), sender, _hour(path))
        return
    for origin, members in by_origin.items():
        # The hour of a hand-in inside a class's archive is in its own name, when it has one.
        when = _hour_named(PurePosixPath(origin).name) or _hour(path)
        yield Parcel(path, tuple(members), _nearest_sender(origin, assignment), when)


def _leaves(stream: BinaryIO, label: str, nesting: int) -> Iterator[tuple[str, str, bytes]]:
    """Give (where it lay, name, content) of each small JSON member, archives inside included."""
    for number, (member, content) in enumerate(_members(stream, label)):
        if number >= _MAX_MEMBERS:
            return
        path = PurePosixPath(member.replace("\\", "/"))
        if not path.name.lower().endswith(".json"):
            if nesting:
                yield from _leaves(io.BytesIO(content), str(path), nesting - 1)
        elif ".ipynb_checkpoints" not in path.parts:
            yield f"{label}/{path.parent}", path.name, content


def _members(stream: BinaryIO, label: str) -> Iterator[tuple[str, bytes]]:
    """Give the members worth reading, each cut just above its limit: a bomb is never inflated."""
    if label.lower().endswith(_ZIP):
        with zipfile.ZipFile(stream) as archive:
            for member in archive.infolist():
                if limit := _limit(member.filename):
                    with archive.open(member) as content:
                        yield member.filename, content.read(limit + 1)
        return
    with tarfile.open(fileobj=stream, mode="r:*") as archive:
        for member in archive:
            if member.isfile() and (limit := _limit(member.name)):
                yield member.name, archive.extractfile(member).read(limit + 1)


def _limit(name: str) -> int:
    """How much of a member may be read; 0 when it is not worth it."""
    lowered = name.lower()
    if lowered.endswith(".json"):
        return _MAX_MEMBER
    return _MAX_INNER if lowered.endswith(_ZIP + _TAR) else 0


def _nearest_sender(origin: str, assignment: str) -> str:
    named = (sender_named(part, assignment) for part in reversed(PurePosixPath(origin).parts))
    return next((sender for sender in named if sender), "")


def _hour(path: Path) -> datetime:
    """The hour that a name bears, local, else that of the file; in UTC."""
    return _hour_named(path.name) or datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _hour_named(name: str) -> datetime | None:
    found = _HOUR.search(name.split(".zip")[0])
    try:
        return datetime.strptime(found[1], "%Y-%m-%d-%H%M").astimezone(UTC) if found else None
    except (ValueError, OverflowError):
        return None
