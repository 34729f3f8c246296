"""Hand-ins spoiled at random: names, encodings, JSON, numbers, texts, markup, sizes, archives.

What an attacker called MALLORY puts in a download beside the hand-ins of others. Whatever a file's name
pretends, it bears at most MALLORY's identifier inside: one that bears another's is another kind, tested by
hand. The same seed makes the same files.
"""

import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.grading import notices
from autograder.grading.archives import parcels
from autograder.grading.flags import short
from tests.autograder.grading.test_download import Classroom, hand_in, made_room

MALLORY, HONEST = "martin.p", ("dupont.m", "petit.z")
LESSON, ASSIGNMENT = "cp4-bilan", "at1-strategie"
ANSWERS = f"{LESSON}.answers.json"

_TEXTS = (
    "",
    "Situation",
    "<script>document.title='pwned'</script>",
    "=HYPERLINK(0)",
    "\u202eeéz\u0301" * 40,
    "a" * 60_000,
    "\ud83d",
    "\x00",
    "1e999",
    "-0",
    "١٢٣",
    "9" * 5_000,
    "{{7*7}}",
)
_NAMES = (
    f"{MALLORY}_{ASSIGNMENT}_2026-01-12.zip",
    f"{HONEST[1]}_{ASSIGNMENT}.zip",
    f"Petit Zoé_123_assignsubmission_file_{ANSWERS}",
    ANSWERS,
    "devoir.zip",
    "../../evil.zip",
    "e\u0301cole.zip",
    "\u202epiz.travail",
    "." + "x" * 180 + ".zip",
    "sans extension",
    "CON.zip",
    "a\nb.json",
    "recu.json",
    "photo.jpg",
    "travail.7z",
    "👩🏽‍🏫.zip",
)
_MEMBERS = (
    ANSWERS,
    f"dossier/{ANSWERS}",
    f"../../{ANSWERS}",
    f"/etc/{ANSWERS}",
    f"C:\\temp\\{ANSWERS}",
    f"{ANSWERS}/",
    f"__MACOSX/._{ANSWERS}",
    "recu.json",
    "recu.html",
    f"{LESSON}.ipynb",
    "pandas.py",
    "x" * 300 + ".json",
    "nul\x01.json",
)


def batch(seed: int) -> dict[str, bytes]:
    """The files of one download that are MALLORY's, by name."""
    rng = random.Random(seed)
    files = {}
    for number in range(rng.randint(1, 6)):
        name = rng.choice(_NAMES).replace("/", "_").removeprefix(".._.._") or "x"
        files[f"{number}{name}" if name in files or rng.random() < 0.3 else name] = _file(rng)
    return files


def faults(folder: Path, seed: int) -> list[str]:
    """What is wrong once such a download was received beside the work of two who are honest."""
    room, spoiled = made_room(folder), batch(seed)
    for learner in HONEST:
        room.put(f"{learner}_{ASSIGNMENT}_2026-01-12-1432.zip", hand_in(learner))
    for name, content in spoiled.items():
        room.put(name, content)
    around = _around(folder)
    try:
        noted = room.receive()
    except Exception as error:  # whatever it is, a class was not received
        return [f"{type(error).__name__}: {error}"]
    found = [f"{learner} has {room.text(learner)!r}" for learner in HONEST if room.text(learner) != "honnête"]
    found += [f"{name} vanished" for name in spoiled if not _accounted(room, noted, name)]
    return found + [f"{path} is outside" for path in _around(folder) - around]


def _around(folder: Path) -> set[Path]:
    """What lies beside the course: nothing that is received may be written there."""
    return {path for path in folder.parent.iterdir() if path != folder}


def _accounted(room: Classroom, noted: list[notices.Notice], name: str) -> bool:
    """Whether a file is a hand-in that was found, whole or in part, or has its line."""
    found = list(parcels(room.archive, ASSIGNMENT, room.roster, lambda *_: None))
    sources = {parcel.source.name for parcel in found}
    sources |= {member for parcel in found for member, _ in parcel.members}  # loose files of one sender
    return name in sources or any(short(name) in notice.message for notice in noted)


def _file(rng: random.Random) -> bytes:
    content = rng.choice((_archive, _archive, _answers, _receipt, _noise))(rng)
    for _ in range(rng.choice((0, 0, 1, 1, 3))):
        content = rng.choice(_SPOILS)(rng, content)
    return content


def _archive(rng: random.Random, depth: int = 0) -> bytes:
    buffer = io.BytesIO()
    method = rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for _ in range(rng.choice((0, 1, 2, 3, 40))):
            member = zipfile.ZipInfo(rng.choice(_MEMBERS), (rng.choice((1980, 2026, 2099)), 1, 12, 8, 0, 0))
            member.external_attr = rng.choice((0, 0, 0o120777 << 16, 0o010666 << 16, 0x10))
            member.compress_type = method
            if rng.random() < 0.1 and depth < 4:
                content = _archive(rng, depth + 1)
            else:
                content = rng.choice((_answers, _receipt, _noise))(rng)
            archive.NameToInfo.pop(member.filename, None)  # two members of one name: zipfile would warn
            archive.writestr(member, content)
        if rng.random() < 0.1:
            archive.comment = rng.randbytes(200)
    return buffer.getvalue()


def _answers(rng: random.Random) -> bytes:
    given: Any = {"cp4-note": {"raw": rng.choice(_TEXTS), "saved": "2026-01-12T08:00:00+01:00"}}
    whole: Any = {"schema": 1, "lesson": LESSON, "learner": MALLORY, "variant": "03", "answers": given}
    for _ in range(rng.choice((0, 0, 1, 2))):
        where = rng.choice((whole, given, given["cp4-note"]))
        where[rng.choice((*where, "x" * rng.choice((1, 4000)), "é"))] = _value(rng)
        if not isinstance(whole.get("answers"), dict) or not isinstance(given.get("cp4-note"), dict):
            break
    if whole.get("learner") not in ("", MALLORY):
        whole["learner"] = MALLORY
    return _encoded(rng, whole)


def _receipt(rng: random.Random) -> bytes:
    instant = rng.choice(
        ("2026-01-12T14:32:00+01:00", "2099-01-01T00:00:00Z", "hier", "", 3, None, "9999-12-31")
    )
    return _encoded(rng, {"schema": 1, "learner": MALLORY, "handed_in": instant})


def _noise(rng: random.Random) -> bytes:
    return rng.choice(
        (b"", b"[" * 5_000, b"PK\x03\x04", b"Rar!\x1a\x07\x00", b"\xff\xfe{", rng.randbytes(300))
    )


def _value(rng: random.Random, depth: int = 0) -> Any:
    kinds: tuple[Callable[[], Any], ...] = (
        lambda: None,
        lambda: rng.choice((True, -1, 0, 2**70, 1e308, float("nan"), float("-inf"))),
        lambda: rng.choice(_TEXTS),
        lambda: [_value(rng, depth + 1) for _ in range(rng.randint(0, 3))],
        lambda: {rng.choice(("raw", "saved", "", "x")): _value(rng, depth + 1)},
    )
    return rng.choice(kinds if depth < 5 else kinds[:3])()


def _encoded(rng: random.Random, value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=rng.random() < 0.5)
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "latin-1", "cp437"))
    return text.encode(encoding, rng.choice(("replace", "backslashreplace")))


def _cut(rng: random.Random, content: bytes) -> bytes:
    return content[: rng.randint(0, len(content))]


def _flip(rng: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(min(rng.choice((1, 1, 8)), len(changed))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _prefixed(rng: random.Random, content: bytes) -> bytes:
    return rng.randbytes(rng.randint(1, 40)) + content


def _doubled(rng: random.Random, content: bytes) -> bytes:
    at = rng.randint(0, len(content))
    return content[:at] + content[at // 2 :]


_SPOILS = (_cut, _flip, _prefixed, _doubled)
