"""Intake (*réception*): a hand-in is kept as it came, and only what counts of it goes on to be graded.

What goes on is a fresh folder with the released notebooks, the answers written anew from what the strict
reader understood, and nbgrader's two small files (hour of the hand-in, secret of the feedback). Whatever else
a learner sent (edited notebooks, programs, links) stays in ``classroom/received`` and is never opened.
"""

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from nbgrader.utils import parse_utc

from autograder.grading import flags, jsonfile
from autograder.grading.archives import left_unread, parcels
from autograder.grading.classlist import class_list
from autograder.grading.flags import Flag, Kind
from autograder.grading.handin import HandIn, is_regular, read_hand_in
from autograder.grading.places import ANSWERS_SUFFIX, Places
from ntc import papers
from ntc.roster import normalise, variant_of, variants

TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"
_REPORT = "intake.json"
_SECRET_FORM = re.compile(r"[0-9a-f]{128}")
FRESH, _OLD = ".intake-", ".placed-"
_MAX_SMALL = 1024
MAX_KEPT = 200 * 1024 * 1024
_MAX_DEPTH = 20


@dataclass(frozen=True)
class Report:
    """What intake made of a hand-in: flags by lesson, digests of the files written and of the answers.

    ``replaces`` are the files of the submitted folder that it takes the place of, with their digests, should
    it be stopped before it has.
    """

    flags: dict[str, list[Flag]]
    files: dict[str, str]
    marks: dict[str, list[str]]
    digest: str = ""
    ahead: bool = False
    dated: bool = True
    replaces: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Origin:
    """Which hand-in something was made of, whether its clock was ahead, and whether its hour is its own."""

    digest: str = ""
    ahead: bool = False
    dated: bool = True


def learner_variant(places: Places, learner: str, assignment: str) -> str:
    """The variant of the data of a learner: the roster's, else a hash of the identifier; another on a paper.

    Raises IdentifierError for an identifier that cannot be one, RosterError for a faulty class list.
    """
    own = variant_of(learner, variants(class_list(places)))
    return papers.sitting(assignment, normalise(learner), own)


def keep(source: Path, places: Places, learner: str, assignment: str) -> Path:
    """Copy a hand-in as it came into ``classroom/received``, links as links, and return the copy.

    Pipes and devices cannot be copied; what is too large or too deep to be a hand-in stays where it was.
    """
    target = new_folder(places.received(learner, assignment))
    # Whatever can be copied is; one unreadable file must not cost a learner the others.
    with contextlib.suppress(shutil.Error):
        shutil.copytree(source, target, symlinks=True, ignore=partial(_not_kept, source), dirs_exist_ok=True)
    return target


def admit(
    kept: Path,
    places: Places,
    learner: str,
    assignment: str,
    target: Path,
    *,
    when: str = "",
    damaged: tuple[str, str] | None = None,
    origin: Origin | None = None,
    source: Path | None = None,
) -> HandIn:
    """Write in ``target`` what counts of a hand-in, and note what was found.

    The note is written before ``target`` changes: stopped at any instant, :func:`resume` goes on from there.
    What lay in ``target`` and was not made here goes to ``classroom/received``, whole.

    ``when`` is the hour of the hand-in, when it is known otherwise than by the hand-in itself; ``damaged``
    the name of the archive that it could not be got out of whole, and why; ``origin`` tells it from others;
    ``source`` is where it was copied from.
    """
    hand_in = look(kept, places, learner, assignment, damaged, source)
    contents = _contents(kept, places, assignment, hand_in, when)
    fresh = _laid_out(target, contents)
    ours = is_admitted(target, places, learner, assignment)
    report = Report(
        hand_in.flags,
        {name: _digest(content) for name, content in contents.items()},
        {lesson: answer_marks(answers) for lesson, answers in hand_in.answers.items()},
        **asdict(origin or Origin(dated=bool(_valid_hour(_small(kept / TIMESTAMP))))),
        replaces=_files_of(places.submitted(learner, assignment)),
    )
    jsonfile.write(places.received(learner, assignment) / _REPORT, asdict(report))
    _swap(fresh, target, None if ours else places.received(learner, assignment))
    return hand_in


def look(
    folder: Path,
    places: Places,
    learner: str,
    assignment: str,
    damaged: tuple[str, str] | None = None,
    source: Path | None = None,
) -> HandIn:
    """Read what counts of a hand-in, and change nothing; an archive in it is looked into too.

    ``source`` is where the folder was copied from: what could not be copied is named too.
    """
    reader = partial(
        read_hand_in,
        learner=normalise(learner),
        variant=learner_variant(places, learner, assignment),
        lessons=places.lessons(assignment),
    )
    hand_in = reader(folder, damaged=damaged)
    if not hand_in.answers and not damaged:
        with tempfile.TemporaryDirectory() as scratch:
            packed = [each for each in parcels(folder, assignment) if each.is_archive]
            for number, parcel in enumerate(packed):
                parcel.write(Path(scratch, str(number)))
            broken = next(((each.label, each.damaged) for each in packed if each.damaged), None)
            if packed:
                hand_in = reader(Path(scratch), damaged=broken)
    if unread := [aside.name for aside in left_unread(source or folder)]:
        for listed in hand_in.flags.values():
            listed.append(flags.left(unread))
    return hand_in


def resume(places: Places, learner: str, assignment: str) -> bool:
    """Go on with an intake, or with nbgrader's transfer of a download, that was stopped halfway.

    Tell whether there was anything to go on with. What stopped before its note was written counts for
    nothing: it is taken away, and what it was made of is still where it was.
    """
    target, report = places.submitted(learner, assignment), read_report(places, learner, assignment)
    made = [path for path in target.parent.glob(f"{FRESH}{assignment}-*") if path.is_dir()]
    extracted = places.extracted(learner, assignment)
    resumed = False
    if report and not _holds(target, report):
        source = next((each for each in [*made, extracted] if _holds(each, report)), None)
        if source and _was_left(target, source, report):
            contents = {name: (source / name).read_bytes() for name in report.files}
            _swap(_laid_out(target, contents), target, places.received(learner, assignment))
            resumed = True
    for path in made:
        shutil.rmtree(path, ignore_errors=True)
    for path in target.parent.glob(f"{_OLD}{assignment}-*"):
        shutil.move(path, new_folder(places.received(learner, assignment)) / "depose")
    return resumed


def is_under_way(places: Places, learner: str, assignment: str) -> bool:
    """Whether something of a learner is submitted, or was on its way there.

    nbgrader takes away what it replaces before it puts the later one there: stopped between, neither is.
    """
    target = places.submitted(learner, assignment)
    if os.path.lexists(target):
        return True
    if any(any(target.parent.glob(f"{prefix}{assignment}-*")) for prefix in (FRESH, _OLD)):
        return True
    report = read_report(places, learner, assignment)
    return report is not None and _holds(places.extracted(learner, assignment), report)


def is_admitted(folder: Path, places: Places, learner: str, assignment: str) -> bool:
    """Tell whether a submitted folder holds exactly what intake wrote there, byte for byte."""
    report = read_report(places, learner, assignment)
    return report is not None and _holds(folder, report)


def read_report(places: Places, learner: str, assignment: str) -> Report | None:
    """What intake made of the last hand-in of a learner; None when there was none, or its note is damaged."""
    raw = jsonfile.read(places.received(learner, assignment) / _REPORT)
    try:
        noted = {
            lesson: [Flag(Kind(flag["kind"]), flag["message"]) for flag in listed]
            for lesson, listed in raw["flags"].items()
        }
        files = {str(name): str(digest) for name, digest in raw["files"].items()}
        marks = {lesson: [str(mark) for mark in listed] for lesson, listed in raw["marks"].items()}
        ahead, dated = bool(raw.get("ahead")), raw.get("dated") is not False
        before = raw.get("replaces")  # a text in notes of before files were told one by one
        replaced = {str(name): str(each) for name, each in before.items()} if isinstance(before, dict) else {}
        return Report(noted, files, marks, str(raw.get("digest", "")), ahead, dated, replaced)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def state(places: Places, learner: str, assignment: str) -> str:
    """What tells one hand-in that counts from the next: what is marked of it; empty when there is none."""
    report = read_report(places, learner, assignment)
    if report is None:
        return ""
    marked = {name: digest for name, digest in report.files.items() if name != SECRET}
    return _digest(json.dumps([marked, report.digest], sort_keys=True).encode())


def hour_of(folder: Path) -> datetime | None:
    """The hour that a submitted folder counts from; None when it is not there or does not say."""
    valid = _valid_hour(_small(folder / TIMESTAMP))
    return datetime.fromisoformat(valid.removesuffix(" UTC")).replace(tzinfo=UTC) if valid else None


def handed_in_at(places: Places, learner: str, assignment: str) -> datetime | None:
    """The hour at which a hand-in says that it was handed in; None when only that of its arrival is known."""
    report = read_report(places, learner, assignment)
    if report is not None and not report.dated:
        return None
    return hour_of(places.submitted(learner, assignment))


def answer_marks(answers: Mapping[str, Any]) -> list[str]:
    """One short digest per answer given, of its field, its raw value and the second it was saved at.

    Two learners can give the same answer, not at the same second, thirty times over.
    """
    given = [
        [field, answer["raw"], answer["saved"]]
        for field, answer in answers["answers"].items()
        if answer["raw"]
    ]
    return sorted(_digest(json.dumps(triple, sort_keys=True).encode())[:16] for triple in given)


def _contents(kept: Path, places: Places, assignment: str, hand_in: HandIn, when: str) -> dict[str, bytes]:
    notebooks = {path.name: path.read_bytes() for path in places.release(assignment).glob("*.ipynb")}
    answers = {
        lesson + ANSWERS_SUFFIX: json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()
        for lesson, content in hand_in.answers.items()
    }
    return {
        **notebooks,
        **answers,
        TIMESTAMP: (_valid_hour(when) or _valid_hour(_small(kept / TIMESTAMP)) or _now()).encode(),
        SECRET: (_valid_secret(_small(kept / SECRET)) or secrets.token_hex(64)).encode(),
    }


def _laid_out(target: Path, contents: Mapping[str, bytes]) -> Path:
    """Lay out these files in a fresh folder beside ``target``."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{FRESH}{target.name}-", dir=target.parent))
    try:
        for name, content in contents.items():
            (fresh / name).write_bytes(content)
        fresh.chmod(0o755)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return fresh


def _swap(fresh: Path, target: Path, received: Path | None) -> None:
    """Put ``fresh`` in the place of ``target``; what lay there goes to ``received``, or away."""
    old = fresh.with_name(fresh.name.replace(FRESH, _OLD))
    if os.path.lexists(target):
        os.rename(target, old)
    os.rename(fresh, target)
    if os.path.lexists(old):
        if received:
            shutil.move(old, new_folder(received) / "depose")
        else:
            shutil.rmtree(old)


def _holds(folder: Path, report: Report) -> bool:
    """Whether a folder holds exactly what intake wrote, byte for byte."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    if {entry.name for entry in folder.iterdir()} != report.files.keys():
        return False
    return all(
        is_regular(folder / name) and _digest((folder / name).read_bytes()) == digest
        for name, digest in report.files.items()
    )


def _was_left(target: Path, source: Path, report: Report) -> bool:
    """Whether ``target`` holds only what was to be replaced, or was being copied from ``source``."""
    if not target.exists():
        return True
    if not target.is_dir():
        return False
    return all(_is_left(entry, source, report) for entry in target.iterdir())


def _is_left(entry: Path, source: Path, report: Report) -> bool:
    if not is_regular(entry) or entry.stat().st_size > MAX_KEPT:
        return False
    content = entry.read_bytes()
    if report.replaces.get(entry.name) == _digest(content):
        return True
    return entry.name in report.files and (source / entry.name).read_bytes().startswith(content)


def _files_of(folder: Path) -> dict[str, str]:
    """The files of a folder of plain files, with their digests; none of anything else."""
    if folder.is_symlink() or not folder.is_dir():
        return {}
    entries = sorted(folder.iterdir())
    if not all(is_regular(entry) and entry.stat().st_size <= MAX_KEPT for entry in entries):
        return {}
    return {entry.name: _digest(entry.read_bytes()) for entry in entries}


def new_folder(parent: Path) -> Path:
    """Make a folder of its own, named by the hour, for one more hand-in of a learner."""
    parent.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S-")
    return Path(tempfile.mkdtemp(prefix=stamp, dir=parent))


def _not_kept(source: Path, folder: str, names: list[str]) -> set[str]:
    if len(Path(folder).relative_to(source).parts) >= _MAX_DEPTH:
        return set(names)
    return {name for name in names if not _can_be_kept(Path(folder, name))}


def _can_be_kept(path: Path) -> bool:
    if path.is_symlink() or path.is_dir():
        return True
    return is_regular(path) and path.stat().st_size <= MAX_KEPT


def _small(path: Path) -> str:
    """The text of a small plain file of a hand-in; empty for anything else."""
    try:
        if not is_regular(path) or path.stat().st_size > _MAX_SMALL:
            return ""
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _valid_hour(text: str) -> str:
    """The hour when nbgrader can read it, in nbgrader's own writing; else empty."""
    try:
        return f"{parse_utc(text):%Y-%m-%d %H:%M:%S.%f} UTC" if text else ""
    except (ValueError, OverflowError, TypeError):
        return ""


def _valid_secret(text: str) -> str:
    return text if _SECRET_FORM.fullmatch(text) else ""


def _now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f} UTC"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
