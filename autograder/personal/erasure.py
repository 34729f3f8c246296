"""Erase all that is held about a learner (*effacement*): files, exchange, lists, journal, gradebook.

What names them goes last, so that an erasure that was cut short can be asked for again and ends the same way.
Work of others that speaks of them is theirs: it is counted, never rewritten.
"""

import contextlib
import io
import json
import os
import re
import shutil
import sqlite3
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from autograder.grading import jsonfile, turn
from autograder.grading.places import COURSE_ID, Places
from autograder.grading.render import FLAGS
from autograder.grading.settled import Unsettled
from autograder.package.folder import variants_in
from autograder.personal import held
from autograder.personal.person import Person, packed_in, readable
from autograder.roster import has_gradebook
from ntc.french import typeset
from ntc.roster import WIDE, decoded
from ntc.storage import write_atomically

NOBODY = "personne effacée"
_SQLITE = "sqlite:///"
_DEPTH = 4
_IN_USE = (
    "Le carnet de notes est utilisé par un autre programme : fermez formgrader et les autres fenêtres du "
    "cours, puis recommencez."
)


@dataclass
class Erased:
    """What was erased: how many of each kind; what still speaks of the person, and lies in others' work."""

    moment: datetime
    by: str
    counts: Counter[str] = field(default_factory=Counter)
    left: list[str] = field(default_factory=list)
    read: int = 0


def erase(places: Places, who: Person, by: str) -> Erased:
    """Erase a learner; ``by`` is who does so.

    Raises Unsettled while something else is done in the course, or the gradebook is in use; OSError when
    the disk refuses. Asked for again, it goes on.
    """
    if not by.strip():
        raise Unsettled(typeset("Dites qui efface : votre nom est écrit sur le certificat."))
    done = Erased(datetime.now(), by.strip())
    with contextlib.ExitStack() as held_turns:
        for each in (turn.DESK, turn.CLASSROOM):
            held_turns.enter_context(turn.held(places, each))
        for each in [*held.own(places, who.learner)]:
            _take_away(each, done)
        for path in [*held.mentions(places, who)]:
            _clean(places, who, path, done, last=False)
        _from_gradebook(places, who.learner, done)
        # The list that is in force goes last of all.
        for path in sorted(held.mentions(places, who), key=lambda path: path == places.roster):
            _clean(places, who, path, done, last=True)
        done.left = [held.named(places, path) for path in held.mentions(places, who)]
        done.read = sum(1 for _ in held.shared(places))
    return done


def _take_away(each: held.Own, done: Erased) -> None:
    files = [each.path]
    if each.path.is_dir() and not each.path.is_symlink():
        files = [path for path in each.path.rglob("*") if not path.is_dir()]
        shutil.rmtree(each.path)
    else:
        each.path.unlink(missing_ok=True)
    done.counts[each.what] += len(files)


def _clean(places: Places, who: Person, path: Path, done: Erased, *, last: bool) -> None:
    """Clean one file that speaks of somebody; the lists that say names are left for the ``last`` time."""
    if path == places.roster or path == variants_in(places.package, places.variants):
        return _drop_lines(who, path, "lignes de listes", done) if last else None
    if not path.is_relative_to(places.classroom):
        return None
    room, *inside = path.relative_to(places.classroom).parts
    if not inside:
        if path.suffix == ".csv" and (last or path.name not in _naming(path)):
            _drop_lines(who, path, "lignes de listes", done)
    elif room in _MADE:
        path.unlink()
        done.counts["documents de la classe, à écrire de nouveau"] += 1
    elif room == "journal":
        _drop_lines(who, path, "lignes du journal", done)
    elif room == "downloaded" and "archive" in inside:
        _prune(who, path, done)
    elif room == places.contests.name and len(inside) == 1:
        _drop_items(who, path, done)
    elif room in ("notices", "records") or path.name == "intake.json":
        _reword(who, path, done)
    elif room == "autograded" and path.suffix == ".ipynb":
        _reword_flags(who, path, done)
    return None


_MADE = ("sheets", "retours", "exports")


def _naming(path: Path) -> tuple[str, ...]:
    """The lists that say a name; without them, nobody could find it anywhere else."""
    return (path.name,) if path.name.startswith("roster") else ()


def _drop_lines(who: Person, path: Path, what: str, done: Erased) -> None:
    content = path.read_bytes()
    if content.startswith(WIDE):  # its bytes are no lines: it is kept in UTF-8 from now on
        content = decoded(content).encode("utf-8-sig")
    lines = content.splitlines(keepends=True)
    if path.parent.name == "journal":
        kept = [line for line in lines if not who.is_in_bytes(line)]
        # It may be open elsewhere: it is written where it lies, not replaced.
        with path.open("r+b") as stream:
            stream.write(b"".join(kept))
            stream.truncate()
    else:
        kept = [line for line in lines if who.learner not in _cells(line)]
        write_atomically(path, b"".join(kept))
    done.counts[what] += len(lines) - len(kept)


def _cells(line: bytes) -> set[str]:
    """The cells of a line of a list: whose it is, its identifier alone says, for two may bear one name."""
    return {cell.strip(" \"'").casefold() for cell in re.split("[,;\t\r\n]", readable(line))}


def _drop_items(who: Person, path: Path, done: Erased) -> None:
    """Take what is about somebody out of the lists of a file."""
    content = jsonfile.read(path)
    if not isinstance(content, dict):
        return
    kept = {
        name: [each for each in listed if not who.is_in(json.dumps(each, ensure_ascii=False))]
        for name, listed in content.items()
    }
    jsonfile.write(path, kept)
    done.counts["lignes de listes"] += sum(len(content[name]) - len(kept[name]) for name in kept)


def _reword(who: Person, path: Path, done: Erased) -> None:
    """Take somebody out of what the machine says of others; what others wrote themselves is left."""
    content = jsonfile.read(path)
    if content is None:
        return
    own = content.get("flags") if isinstance(content, dict) else content
    said = _reworded(who, own)
    if said != own:
        jsonfile.write(path, content | {"flags": said} if isinstance(content, dict) else said)
        done.counts["signalements d’autres travaux, où son nom est ôté"] += 1


def _reword_flags(who: Person, path: Path, done: Erased) -> None:
    """Take somebody out of what a marked copy of another says to its marker, and of nothing else in it."""
    content = jsonfile.read(path)
    cells = content.get("cells", ()) if isinstance(content, dict) else ()
    changed = False
    for output in [each for cell in cells for each in cell.get("outputs", ())]:
        data = output.get("data", {})
        said = data.get("text/html", "")
        said = "".join(said) if isinstance(said, list) else said
        if said.startswith(FLAGS) and who.is_in(said):
            data["text/html"] = who.replaced_in(said, NOBODY)
            changed = True
    if changed:
        jsonfile.write(path, content)
        done.counts["copies corrigées d’autres, où son nom est ôté"] += 1


def _reworded(who: Person, value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _reworded(who, each) for key, each in value.items()}
    if isinstance(value, list):
        return [_reworded(who, each) for each in value if not _about(who, each)]
    return who.replaced_in(value, NOBODY) if isinstance(value, str) and who.is_in(value) else value


def _about(who: Person, notice: Any) -> bool:
    """Whether a notice is about them alone, and goes whole."""
    return isinstance(notice, dict) and notice.get("learner") == who.learner


def _prune(who: Person, path: Path, done: Erased) -> None:
    """Take a learner's part out of a download; what others wrote stays, whomever it speaks of."""
    told, content = path.stat(), path.read_bytes()
    kept = None if who.is_in(path.name) else _pruned(who, content)
    if kept == content:
        return
    if kept is None:
        path.unlink()
    else:
        write_atomically(path, kept)
        os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))  # nothing new was dropped
    done.counts["remises déposées"] += 1


def _pruned(who: Person, content: bytes, depth: int = _DEPTH) -> bytes | None:
    """What is left of a file without what one learner handed in; None when nothing is, itself when all is."""
    owners = _owners(content, depth)
    if owners == {who.learner}:
        return None
    packed = packed_in(content) if depth and content[:2] == b"PK" else []
    kept = {name: None if who.is_in(name) else _pruned(who, each, depth - 1) for name, each in packed}
    if all(kept[name] == each for name, each in packed):
        return content
    if not any(kept.values()):
        return None
    fresh = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as former, zipfile.ZipFile(fresh, "w") as whole:
        for each in former.infolist():
            if (left := kept[each.filename]) is not None:
                whole.writestr(each, left)
    return fresh.getvalue()


def _owners(content: bytes, depth: int = _DEPTH) -> set[str]:
    """Whose answers a file holds, or the files packed in it."""
    if content[:2] == b"PK":
        packed = packed_in(content) if depth else []
        return {owner for _, each in packed for owner in _owners(each, depth - 1)}
    if b'"learner"' not in content:
        return set()
    try:
        raw = json.loads(content)
    except (ValueError, RecursionError):
        return set()
    learner = raw.get("learner") if isinstance(raw, dict) else None
    return {learner.strip().casefold()} if isinstance(learner, str) and learner else set()


def _from_gradebook(places: Places, learner: str, done: Erased) -> None:
    if not has_gradebook(places):
        return
    with Gradebook(places.gradebook, COURSE_ID) as gradebook:
        try:
            student = gradebook.find_student(learner)
        except MissingEntry:
            student = None
        if student:
            grades = [grade for each in student.submissions for one in each.notebooks for grade in one.grades]
            gradebook.remove_student(learner)
            done.counts["notes du carnet"] += len(grades)
            done.counts["inscription au carnet"] += 1
    if places.gradebook.startswith(_SQLITE):
        _wipe(Path(places.gradebook.removeprefix(_SQLITE)))


def _wipe(path: Path) -> None:
    """Have SQLite keep nothing of what was deleted, in the file or in its log."""
    connection = sqlite3.connect(path, timeout=10)
    try:
        connection.execute("VACUUM")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        raise Unsettled(typeset(_IN_USE)) from error
    finally:
        connection.close()
    if busy:
        raise Unsettled(typeset(_IN_USE))
