"""Reading a learning platform's download (*LMS*) safely: the hand-ins it holds, and their small JSON files.

Nothing is unpacked as it is: of an archive only small JSON members are read, whatever their path says, so
that ``../`` names, links, bombs and programs inside are without effect. What is read is bounded hand-in by
hand-in, and each member is tried on its own: a fault in one never costs another. What is not taken is noted.

Whatever reading an archive raises, libraries of all sorts being behind it, means that it is broken.
"""

import gzip
import io
import os
import re
import stat
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from autograder.grading.contents import identifier_in, instant_in, is_contest, is_receipt
from autograder.grading.senders import named
from ntc.roster import Enrolled
from ntc.storage import OWN

_ARCHIVES = (".zip", ".tar.gz", ".tgz", ".tar")
_FOREIGN = (".rar", ".7z", ".gz", ".bz2", ".xz", ".zipx")
_EXPECTED = (".ipynb", ".html", ".css")
_SYSTEM = ("__macosx", ".ipynb_checkpoints", ".ds_store", "thumbs.db", "desktop.ini", OWN)
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp")
_LINKS = (".url", ".lnk", ".webloc", ".desktop", ".gdoc", ".gsheet")
_OURS = ("timestamp.txt", "submission_secret.txt")
_MAX_MEMBER = 1024 * 1024
_MAX_INNER = 50 * 1024 * 1024
_MAX_NESTING = 2
_MAX_DEPTH = 20
_MAX_ASIDES = 2000
_HOUR = re.compile(r"_(\d{4}-\d\d-\d\d-\d{4})(?!\d)")

BROKEN = "l’archive est endommagée."
PROTECTED = "l’archive est protégée par un mot de passe."
_TOO_MUCH = "elle contient trop de données pour une remise : la suite n’a pas été lue."
_NESTED = "des archives s’y emboîtent sans fin : elles ne sont pas ouvertes."
_NO_ARCHIVE = "ce n’est pas une archive : demandez le fichier zip de la page d’accueil."
_WEB_PAGE = (
    "c’est une page web et non une archive, souvent la page de connexion de la plateforme : relevez-la."
)
_NOT_READ = "ce format d’archive ne s’ouvre pas ici : demandez le fichier zip de la page d’accueil."
_NOT_ANSWERS = "ce n’est pas un fichier de réponses : il n’est pas lu."
_TOO_DEEP = "trop de dossiers s’y emboîtent : il n’est pas ouvert."
_NOT_FINISHED = "son téléchargement n’est pas allé au bout : relevez-le de nouveau."
_ELSEWHERE = "c’est un lien vers un fichier resté en ligne : demandez le fichier lui-même."
_EMPTY = "le dossier est vide."
_NOT_A_FILE = "ce n’est pas un fichier ordinaire : il n’est pas ouvert."
_SIGNS = {
    **dict.fromkeys((b"rar!", b"7z\xbc\xaf", b"\xfd7zxz", b"bzh", b"(\xb5/\xfd", b"mscf"), _NOT_READ),
    **dict.fromkeys((b"<!doctype html", b"<html"), _WEB_PAGE),
    **dict.fromkeys((b"%pdf-", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89png", b"\xff\xd8\xff"), _NO_ARCHIVE),
}
_SAYING = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)
_MAX_SAID, _MAX_ONE_SAID = 64 * 1024, 2 * 1024


@dataclass(frozen=True)
class Aside:
    """One file that counts for nothing: its name, why, in French, and whose it is by where it lay."""

    name: str
    reason: str
    learner: str = ""


@dataclass(frozen=True)
class Parcel:
    """One hand-in found in a download: the file to keep, its small JSON files, who sent it and when.

    ``named`` are the identifiers that its names bear, the platform's first; ``inside`` those of its content.
    ``damaged`` says in French why it, or a part of it, cannot be read; empty when all of it can. ``dated``
    is false when nothing says when it was handed in: ``when`` is then that of its file.
    """

    source: Path
    members: tuple[tuple[str, bytes], ...]
    named: tuple[str, ...]
    when: datetime
    dated: bool
    damaged: str = ""
    label: str = ""
    asides: tuple[Aside, ...] = ()

    @property
    def sender(self) -> str:
        """The identifier that the names bear, the platform's first; empty when they bear none."""
        return self.named[0] if self.named else ""

    @property
    def is_archive(self) -> bool:
        """Whether it came out of an archive."""
        return self.source.name.lower().endswith(_ARCHIVES)

    @property
    def inside(self) -> tuple[str, ...]:
        """The identifiers that its files bear, in order."""
        return tuple(sorted({found for _, content in self.members if (found := identifier_in(content))}))

    def write(self, folder: Path) -> None:
        """Write its small files in a folder."""
        for number, (name, content) in enumerate(self.members):
            # Two members may bear the same name: each gets a folder.
            (folder / str(number)).mkdir(parents=True)
            (folder / str(number) / _bearable(name)).write_bytes(content)

    @property
    def has_answers(self) -> bool:
        """Whether anything in it may be answers: a receipt or a contest alone is not."""
        return any(not _is_beside(content) for _, content in self.members)


@dataclass
class _Budget:
    """How much may still be read of one hand-in, in octets inflated and in JSON files kept."""

    inflated: int = 200 * 1024 * 1024
    kept: int = 12 * 1024 * 1024
    files: int = 300

    def spend(self, content: bytes, kept: bool) -> bool:
        """Take what was just read off; False when it was too much."""
        self.inflated -= len(content)
        if kept:
            self.kept -= len(content)
            self.files -= 1
        return min(self.inflated, self.kept, self.files) >= 0


@dataclass(frozen=True)
class _Leaf:
    """One member: where it lay, its name, its content (None: not read), and why it counts for nothing."""

    trail: tuple[str, ...]
    name: str
    content: bytes | None
    reason: str = ""
    broken: bool = False


Budgets = Callable[[tuple[str, ...]], _Budget]


def parcels(
    folder: Path,
    assignment: str,
    roster: Mapping[str, Enrolled] | None = None,
    note: Callable[[Aside], None] = lambda aside: None,
) -> Iterator[Parcel]:
    """Give every hand-in under a folder: archives (those of a whole class too), and loose answers files.

    No link is followed. A damaged archive gives a parcel too, so that its sender can be told; ``note`` is
    told of each file that belongs to no parcel. ``roster`` lets the names that platforms give be known.
    """
    yield from _folder(folder, (), assignment, roster or {}, note)


def left_unread(folder: Path) -> list[Aside]:
    """What lies in the folder of a hand-in and is never read, with the reason; links and pipes too."""
    found: list[Aside] = []
    for parent, folders, files in os.walk(folder):
        if len(Path(parent).relative_to(folder).parts) >= _MAX_DEPTH:
            found += [Aside(name, _TOO_DEEP) for name in folders]
            folders.clear()
        folders[:] = [name for name in folders if not _passed_over(name)]
        for name in sorted(folders):
            if Path(parent, name).is_symlink():
                found.append(Aside(name, _NOT_A_FILE))
        for name in sorted(files):
            path = Path(parent, name)
            if _passed_over(name):
                continue
            if path.is_symlink() and name.lower().endswith(".json"):
                continue  # the strict reader refuses it, and says so
            if path.is_symlink() or not stat.S_ISREG(path.lstat().st_mode):
                found.append(Aside(name, _NOT_A_FILE))
            elif not name.lower().endswith((*_ARCHIVES, ".json", *_OURS)) and (reason := _reason(name)):
                found.append(Aside(name, reason))
        if len(found) > _MAX_ASIDES:
            break
    return found


def _folder(
    folder: Path,
    trail: tuple[str, ...],
    assignment: str,
    roster: Mapping[str, Enrolled],
    note: Callable[[Aside], None],
) -> Iterator[Parcel]:
    loose: list[tuple[Path, _Leaf]] = []
    owner = next(iter(named(trail, assignment, roster)), "")
    found = [path for path in sorted(folder.iterdir()) if not _passed_over(path.name)]
    if trail and not found:
        note(Aside(folder.name, _EMPTY, owner))
    for path in found:
        lowered = path.name.lower()
        if path.is_symlink():
            note(Aside(path.name, _NOT_A_FILE, owner))
        elif path.is_dir() and len(trail) >= _MAX_DEPTH:
            note(Aside(path.name, _TOO_DEEP, owner))
        elif path.is_dir():
            yield from _folder(path, (*trail, path.name), assignment, roster, note)
        elif not stat.S_ISREG(path.lstat().st_mode):
            note(Aside(path.name, _NOT_A_FILE, owner))
        elif lowered.endswith(_ARCHIVES):
            yield from _archive(path, trail, assignment, roster)
        else:
            loose.append((path, _loose(path, trail)))
    yield from _loose_parcels(loose, trail, assignment, roster, note)


def _loose(path: Path, trail: tuple[str, ...]) -> _Leaf:
    if not path.name.lower().endswith(".json"):
        return _unopened(trail, path.name)
    try:
        with path.open("rb") as stream:
            return _Leaf(trail, path.name, stream.read(_MAX_MEMBER + 1))
    except OSError as error:
        return _Leaf(trail, path.name, None, f"il ne s’ouvre pas (erreur {error.errno}).", broken=True)


def _loose_parcels(
    loose: list[tuple[Path, _Leaf]],
    trail: tuple[str, ...],
    assignment: str,
    roster: Mapping[str, Enrolled],
    note: Callable[[Aside], None],
) -> Iterator[Parcel]:
    """Put loose files together by whose they are: a receipt beside answers is no hand-in of its own."""
    owners = named(trail, assignment, roster)
    whose: dict[str, list[tuple[Path, _Leaf]]] = defaultdict(list)
    for path, leaf in loose:
        inside = identifier_in(leaf.content) if leaf.content is not None else ""
        own = named((path.name,), assignment, roster)
        whose["" if owners else inside or next(iter(own), "")].append((path, leaf))
    for key, group in whose.items():
        if not key and not owners:
            for path, leaf in group:
                if leaf.content is None:
                    note(Aside(path.name, leaf.reason or _NOT_ANSWERS))
                else:
                    yield _parcel(path, [leaf], trail, (), "")
            continue
        names = owners or tuple(
            dict.fromkeys(each for path, _ in group for each in named((path.name,), assignment, roster))
        )
        json_first = sorted(group, key=lambda each: each[1].content is None or _is_beside(each[1].content))
        yield _parcel(json_first[0][0], [leaf for _, leaf in group], trail, names, "")


def _is_beside(content: bytes) -> bool:
    """Whether a file comes with answers, and holds none."""
    return is_receipt(content) or is_contest(content)


def _archive(
    path: Path, trail: tuple[str, ...], assignment: str, roster: Mapping[str, Enrolled]
) -> Iterator[Parcel]:
    whole = (*trail, path.name)
    own = named((path.name,), assignment, roster)
    by_place: dict[Any, _Budget] = defaultdict(_Budget)
    one = _Budget()

    def budget(place: tuple[str, ...]) -> _Budget:
        # In the archive of a class, each learner's part has a budget of its own.
        return one if own else by_place[place[len(whole) : len(whole) + 1]]

    groups: dict[tuple[str, ...], list[_Leaf]] = defaultdict(list)
    try:
        with path.open("rb") as stream:
            for leaf in _leaves(stream, whole, _MAX_NESTING, budget):
                groups[whole if own else _place(leaf.trail, whole, assignment, roster)].append(leaf)
    except Exception as error:
        groups[whole].append(_Leaf(whole, path.name, None, _why(error), broken=True))
    for place, leaves in groups.items():
        names = named(place, assignment, roster)
        if names:
            yield _parcel(path, leaves, place, names, place[-1])
            continue
        split: dict[str, list[_Leaf]] = defaultdict(list)
        for leaf in leaves:
            split[identifier_in(leaf.content) if leaf.content is not None else ""].append(leaf)
        if len(split) == 2 and "" in split:  # what bears no name goes with the only one that is named
            (key,) = (key for key in split if key)
            split = {key: leaves}
        for several in split.values():
            yield _parcel(path, several, place, (), place[-1])
    if not groups:
        yield _parcel(path, [], whole, own, path.name)


def _place(
    trail: tuple[str, ...], whole: tuple[str, ...], assignment: str, roster: Mapping[str, Enrolled]
) -> tuple[str, ...]:
    """Where one hand-in ends in the archive of a class: its innermost archive, else the folder that names."""
    for end in range(len(trail), len(whole), -1):
        if trail[end - 1].lower().endswith(_ARCHIVES) or named((trail[end - 1],), assignment, roster):
            return trail[:end]
    return trail


def _parcel(
    source: Path, leaves: list[_Leaf], trail: tuple[str, ...], names: tuple[str, ...], label: str
) -> Parcel:
    members = tuple((leaf.name, leaf.content) for leaf in leaves if leaf.content is not None)
    reasons = [leaf.reason for leaf in leaves if leaf.broken]
    asides = [Aside(leaf.name, leaf.reason) for leaf in leaves if leaf.content is None and leaf.reason]
    receipts = [hour for _, content in members if (hour := instant_in(content))]
    when = max(receipts, default=None) or next(
        (hour for part in (*reversed(trail), source.name) if (hour := _hour_named(part))), None
    )
    return Parcel(
        source,
        members,
        names,
        when or datetime.fromtimestamp(source.stat().st_mtime, UTC),
        when is not None,
        reasons[0] if reasons else "",
        label or source.name,
        tuple(asides),
    )


def _leaves(stream: BinaryIO, trail: tuple[str, ...], nesting: int, budget: Budgets) -> Iterator[_Leaf]:
    """Give each member that counts, archives inside included, and why the others do not."""
    for member, read in _members(stream):
        path = PurePosixPath(member.replace("\\", "/"))
        place = (*trail, *(part for part in path.parts[:-1] if part not in ("/", "..", ".")))
        if any(map(_passed_over, path.parts)):
            continue
        lowered, left = path.name.lower(), budget((*place, path.name))
        is_archive = lowered.endswith(_ARCHIVES)
        if not is_archive and not lowered.endswith(".json"):
            if (leaf := _unopened(place, path.name)).reason:
                yield leaf
            continue
        if is_archive and not nesting:
            yield _Leaf(place, path.name, None, _NESTED, broken=True)
            continue
        if min(left.inflated, left.kept, left.files) <= 0:
            yield _Leaf(place, path.name, None, _TOO_MUCH)
            continue
        try:
            content = read((_MAX_INNER if is_archive else _MAX_MEMBER) + 1)
        except Exception as error:
            yield _Leaf((*place, path.name) if is_archive else place, path.name, None, _why(error), True)
            continue
        if not left.spend(content, kept=not is_archive):
            yield _Leaf(place, path.name, None, _TOO_MUCH)
        elif not is_archive:
            yield _Leaf(place, path.name, content)
        else:
            inner = (*place, path.name)
            try:
                yield from _leaves(io.BytesIO(content), inner, nesting - 1, budget)
            except Exception as error:
                yield _Leaf(inner, path.name, None, _why(error), broken=True)


def _members(stream: BinaryIO) -> Iterator[tuple[str, Callable[[int], bytes]]]:
    """Give each member's name and how to read at most so much of it, by what the archive is, not its name.

    Answers files come first, then what is small: what is piled in front of them does not hide them.
    """
    head = stream.read(tarfile.BLOCKSIZE)
    gzipped, is_tar = head[:2] == b"\x1f\x8b", head[257:262] == b"ustar"
    # What unpacks itself, or came through a gateway, has more in front; a tar may end with a zip.
    if head[:2] == b"PK" or (not gzipped and not is_tar and zipfile.is_zipfile(stream)):
        with zipfile.ZipFile(stream) as archive:
            for member in sorted(archive.infolist(), key=_interest):
                if not member.is_dir():
                    yield member.filename, lambda limit, member=member: _read_zipped(archive, member, limit)
        return
    if foreign := next((told for sign, told in _SIGNS.items() if head.lstrip().lower().startswith(sign)), ""):
        raise ValueError(foreign)
    if head and not any(head):
        raise ValueError(BROKEN)  # what a crash leaves; a tar would be said to be empty
    stream.seek(0)
    inflated = gzip.GzipFile(fileobj=stream) if gzipped else stream
    with tarfile.open(fileobj=_Bounded(inflated), mode="r|", tarinfo=_headers()) as archive:
        for member in archive:
            if member.isfile():
                yield member.name, lambda limit, member=member: archive.extractfile(member).read(limit)


def _headers() -> type[tarfile.TarInfo]:
    """The members of one tar, with a bound on what is said of them: tarfile can be long in reading that."""
    left = [_MAX_SAID]

    class Header(tarfile.TarInfo):
        @classmethod
        def frombuf(cls, buf: bytes, encoding: str, errors: str) -> "Header":
            member = super().frombuf(buf, encoding, errors)
            if member.type in _SAYING:
                left[0] -= member.size
                if member.size > _MAX_ONE_SAID or left[0] < 0:
                    raise ValueError(_TOO_MUCH)
            return member

    return Header


def _read_zipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    with archive.open(member) as content:
        return content.read(limit)


def _interest(member: zipfile.ZipInfo) -> tuple[bool, bool, int]:
    name = member.filename.lower()
    return "answers" not in name, not name.endswith("recu.json"), member.file_size


class _Bounded:
    """A stream of which no more than so much is ever read: a tar is inflated to be leafed through.

    A tar may say of a member that it has no end: tarfile would look for it past that of the file.
    """

    def __init__(self, stream: Any, limit: int = 500 * 1024 * 1024) -> None:
        self._stream, self._left, self._in_vain = stream, limit, 100

    def read(self, size: int) -> bytes:
        """Read on; raises ValueError past the limit, and when there has been no more for long."""
        content = self._stream.read(size)
        self._left -= len(content)
        self._in_vain -= not content
        if self._left < 0:
            raise ValueError(_TOO_MUCH)
        if self._in_vain < 0:
            raise ValueError(BROKEN)
        return content


def _unopened(trail: tuple[str, ...], name: str) -> _Leaf:
    """A file that is not opened; answers may lie in an archive of another kind, or half downloaded."""
    reason = _reason(name)
    return _Leaf(trail, name, None, reason, broken=reason in (_NOT_READ, _NOT_FINISHED))


def _passed_over(name: str) -> bool:
    """Whether a file or a folder is what systems and programs leave behind: nobody put it in."""
    is_lock = name.startswith(".") and name.endswith(".json.lock")  # beside each of our own files
    return is_lock or name.lower() in _SYSTEM or name.startswith(("._", "~$"))


def _reason(name: str) -> str:
    """Why a file that is neither JSON nor an archive counts for nothing; empty for what is expected."""
    lowered = name.lower()
    for endings, why in ((_FOREIGN, _NOT_READ), (_UNFINISHED, _NOT_FINISHED), (_LINKS, _ELSEWHERE)):
        if lowered.endswith(endings):
            return why
    return "" if lowered.endswith(_EXPECTED) else _NOT_ANSWERS


def _why(error: BaseException) -> str:
    if str(error) in (_TOO_MUCH, *_SIGNS.values()):
        return str(error)
    return PROTECTED if isinstance(error, RuntimeError) and "encrypted" in str(error) else BROKEN


def _bearable(name: str) -> str:
    """A name that any disk bears: no longer than eighty signs before its ending, none of them special."""
    stem, dot, ending = name.rpartition(".")
    return re.sub(r"[^\w .()~+-]", "_", stem)[:80] + dot + ending[:10]


def _hour_named(name: str) -> datetime | None:
    """The hour, local, that our own names bear; in UTC."""
    found = _HOUR.search(name)
    try:
        return datetime.strptime(found[1], "%Y-%m-%d-%H%M").astimezone(UTC) if found else None
    except (ValueError, OverflowError):
        return None
