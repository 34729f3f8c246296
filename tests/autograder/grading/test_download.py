"""A platform's download, whole: no file touches another, none vanishes, the last counts, and whose it is."""

import errno
import io
import json
import logging
import os
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.grading import intake, notices
from autograder.grading.archives import parcels
from autograder.grading.download import Reception
from autograder.grading.places import Places
from autograder.grading.zip_collect import Collector
from ntc.roster import Enrolled, read_roster

ASSIGNMENT, LESSON = "at1-strategie", "cp4-bilan"
ANSWERS = f"{LESSON}.answers.json"
ROSTER = (
    "identifiant,nom,prénom,courriel,variante\n"
    "dupont.m,Dupont,Marie,marie.dupont@exemple.fr,07\n"
    "martin.p,Martin,Paul,,03\n"
    "petit.z,Petit,Zoé,,05\n"
)


def answers(learner: str, text: str = "honnête", hour: int = 8) -> bytes:
    given = {"cp4-note": {"raw": text, "saved": f"2026-01-12T{hour:02d}:00:00+01:00"}}
    whole = {"schema": 1, "lesson": LESSON, "learner": learner, "variant": "07", "answers": given}
    return json.dumps(whole).encode()


def receipt(learner: str, instant: str) -> bytes:
    return json.dumps({"schema": 1, "learner": learner, "handed_in": instant}).encode()


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def hand_in(learner: str, text: str = "honnête", instant: str = "2026-01-12T14:32:00+01:00") -> bytes:
    return zipped({ANSWERS: answers(learner, text), "recu.json": receipt(learner, instant), "recu.html": b""})


@dataclass
class Classroom:
    """A course of one released lesson, and a download that is received again and again."""

    root: Path

    @property
    def places(self) -> Places:
        return Places(self.root)

    @property
    def archive(self) -> Path:
        folder = self.root / "archive"
        folder.mkdir(exist_ok=True)
        return folder

    @property
    def extracted(self) -> Path:
        return self.places.extracted("", ASSIGNMENT)

    @property
    def roster(self) -> dict[str, Enrolled]:
        return read_roster(self.places.roster)

    def put(self, name: str, content: bytes) -> None:
        path = self.archive / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def empty(self) -> None:
        for path in self.archive.iterdir():
            path.unlink()

    def receive(self) -> list[notices.Notice]:
        """Receive what lies in the download, as ``nbgrader zip_collect`` does, and submit it."""
        shutil.rmtree(self.extracted, ignore_errors=True)
        self.extracted.mkdir(parents=True)
        reception = Reception(
            self.places, ASSIGNMENT, self.extracted, logging.getLogger("autograder"), self.roster
        )
        reception.receive(parcels(self.archive, ASSIGNMENT, self.roster, reception.set_aside))
        reception.sum_up()
        for folder in self.extracted.iterdir():
            target = self.places.submitted(folder.name, ASSIGNMENT)
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(folder, target)
        return reception.noted

    def text(self, learner: str) -> str | None:
        """What the hand-in of a learner that counts says; None when there is none."""
        path = self.places.submitted(learner, ASSIGNMENT) / ANSWERS
        return json.loads(path.read_bytes())["answers"]["cp4-note"]["raw"] if path.is_file() else None


@pytest.fixture
def room(tmp_path: Path) -> Classroom:
    return made_room(tmp_path)


def made_room(folder: Path) -> Classroom:
    made = Classroom(folder)
    release = made.places.release(ASSIGNMENT)
    release.mkdir(parents=True)
    (release / f"{LESSON}.ipynb").write_text("{}")
    made.places.roster.write_text(ROSTER, encoding="utf-8")
    return made


def lines(noted: list[notices.Notice], learner: str = "") -> str:
    return " ".join(notice.message for notice in noted if notice.learner == learner).replace("\u00a0", " ")


def flipped(content: bytes, at: int, value: int) -> bytes:
    changed = bytearray(content)
    changed[at] = value
    return bytes(changed)


def encrypted() -> bytes:
    """A zip whose members say that they need a password."""
    content = bytearray(zipped({ANSWERS: answers("martin.p")}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def deflate64() -> bytes:
    content = bytearray(zipped({ANSWERS: answers("martin.p")}))
    content[8] = content[content.index(b"PK\x01\x02") + 10] = 9
    return bytes(content)


def bad_crc() -> bytes:
    content = zipped({ANSWERS: answers("martin.p")}, zipfile.ZIP_STORED)
    return flipped(content, content.index(b"honn"), ord("X"))


def damaged(method: int) -> bytes:
    """A zip whose packed content is spoiled: each way to pack raises errors of its own."""
    content = bytearray(zipped({ANSWERS: answers("martin.p")}, method))
    start = content.index(ANSWERS.encode()) + len(ANSWERS) + 12
    content[start : start + 40] = b"\xff" * 40
    return bytes(content)


BROKEN: dict[str, Callable[[], bytes]] = {
    "truncated": lambda: hand_in("martin.p")[:-40],
    "renamed": lambda: b"Rar!\x1a\x07\x00 rien",
    "text": lambda: b"ceci n'est pas un zip",
    "empty": lambda: b"",
    "encrypted": encrypted,
    "deflate64": deflate64,
    "bad-crc": bad_crc,
    "lzma": lambda: damaged(zipfile.ZIP_LZMA),
    "bzip2": lambda: damaged(zipfile.ZIP_BZIP2),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_zip_in_the_download_of_a_class_touches_nobody_else(room: Classroom, kind: str) -> None:
    members = {
        f"Dupont Marie_1_assignsubmission_file_/dupont.m_{ASSIGNMENT}_2026-01-12-1432.zip": hand_in(
            "dupont.m"
        ),
        f"Martin Paul_2_assignsubmission_file_/martin.p_{ASSIGNMENT}_2026-01-12-1433.zip": BROKEN[kind](),
        f"Petit Zoé_3_assignsubmission_file_/petit.z_{ASSIGNMENT}_2026-01-12-1434.zip": hand_in("petit.z"),
    }
    room.put("classe.zip", zipped(members))
    room.receive()
    assert (room.text("dupont.m"), room.text("petit.z")) == ("honnête", "honnête")
    report = intake.read_report(room.places, "martin.p", ASSIGNMENT)
    assert report is not None
    assert [flag.kind for flag in report.flags[LESSON]] == ["unreadable"]


def test_a_folder_that_may_not_be_written_in_stops_nobody_else(room: Classroom, monkeypatch) -> None:
    admit = intake.admit

    def refused(kept: Path, places: Places, learner: str, *rest: object, **more: object) -> object:
        if learner == "dupont.m":
            raise PermissionError(errno.EACCES, "Permission denied", str(kept))
        return admit(kept, places, learner, *rest, **more)

    monkeypatch.setattr(intake, "admit", refused)
    room.put("a.zip", hand_in("dupont.m"))
    room.put("b.zip", hand_in("petit.z"))
    noted = room.receive()
    assert room.text("petit.z") == "honnête"
    assert "n’a pas pu être reçue" in lines(noted, "dupont.m")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS])
def test_a_full_disk_stops_all_at_once(room: Classroom, monkeypatch, code: int) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(code, "refused")

    monkeypatch.setattr(intake, "admit", refused)
    room.put("a.zip", hand_in("dupont.m"))
    with pytest.raises(OSError, match="refused"):
        room.receive()


def test_what_can_no_longer_be_copied_was_read(room: Classroom, monkeypatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    room.put("a.zip", hand_in("dupont.m"))
    with monkeypatch.context() as patch:
        patch.setattr("autograder.grading.arrival._copy", refused)
        noted = room.receive()
    assert room.text("dupont.m") == "honnête"
    assert lines(noted, "dupont.m") == ""


def bomb_of_members() -> bytes:
    return zipped(
        {f"{number}.json": b"0" * 1_000_000 for number in range(400)} | {ANSWERS: answers("martin.p")}
    )


def bomb_of_archives() -> bytes:
    inner = zipped({"zero.bin.zip": b"0" * 40_000_000})
    return zipped({f"{number}.zip": inner for number in range(30)} | {ANSWERS: answers("martin.p")})


def crowded() -> bytes:
    return zipped(
        {f"a{number}.json": b"{}" for number in range(6000)} | {f"z/{ANSWERS}": answers("martin.p")}
    )


def long_name() -> bytes:
    return zipped({"n" * 300 + ".answers.json": answers("martin.p")})


@pytest.mark.parametrize(
    "made", [pytest.param(bomb_of_members, marks=pytest.mark.slow), bomb_of_archives, crowded, long_name]
)
def test_answers_are_found_in_a_heap_and_nobody_else_is_touched(
    room: Classroom, made: Callable[[], bytes]
) -> None:
    members = {
        f"a/martin.p_{ASSIGNMENT}.zip": made(),
        f"b/petit.z_{ASSIGNMENT}.zip": hand_in("petit.z"),
    }
    room.put("classe.zip", zipped(members))
    room.receive()
    assert (room.text("martin.p"), room.text("petit.z")) == ("honnête", "honnête")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipe on this system")
def test_a_pipe_is_not_opened(room: Classroom) -> None:
    os.mkfifo(room.archive / f"martin.p_{ASSIGNMENT}.zip")
    room.put(f"petit.z_{ASSIGNMENT}.zip", hand_in("petit.z"))
    assert "pas un fichier ordinaire" in lines(room.receive())
    assert room.text("petit.z") == "honnête"


def test_a_damaged_note_of_intake_stops_nobody(room: Classroom) -> None:
    for learner in ("martin.p", "petit.z"):
        room.put(f"{learner}_{ASSIGNMENT}.zip", hand_in(learner))
    room.receive()
    (room.places.received("martin.p", ASSIGNMENT) / "intake.json").write_bytes(b"\xff{")
    assert intake.read_report(room.places, "martin.p", ASSIGNMENT) is None
    room.receive()
    assert intake.read_report(room.places, "martin.p", ASSIGNMENT) is not None
    assert (room.text("martin.p"), room.text("petit.z")) == ("honnête", "honnête")


@pytest.mark.parametrize("name", ["travail.rar", "travail.7z", "travail.pdf", "photo.jpg"])
@pytest.mark.parametrize("place", ["", "Martin Paul_2_assignsubmission_file_/"])
def test_every_file_is_accounted_for(room: Classroom, name: str, place: str) -> None:
    room.put(place + name, b"rien")
    noted = room.receive()
    assert f"« {name} »" in lines(noted, "martin.p" if place else "")


def test_a_receipt_or_a_notebook_does_not_replace_answers(room: Classroom) -> None:
    room.put(f"martin.p_{ASSIGNMENT}.zip", hand_in("martin.p"))
    room.receive()
    room.empty()
    late = receipt("martin.p", "2026-01-14T10:00:00+01:00")
    room.put("martin.p_at1-strategie_2026-01-14-1000.json", late)
    room.put("recu.zip", zipped({"recu.json": late, f"{LESSON}.ipynb": b"{}"}))
    assert "ne remplace rien" in lines(room.receive(), "martin.p")
    assert room.text("martin.p") == "honnête"


def test_an_unzipped_hand_in_is_one(room: Classroom) -> None:
    folder = f"martin.p_{ASSIGNMENT}_2026-01-12-1432"
    room.put(f"{folder}/{ANSWERS}", answers("martin.p"))
    room.put(f"{folder}/recu.json", receipt("martin.p", "2026-01-12T14:32:10+01:00"))
    assert room.receive() == []
    assert room.text("martin.p") == "honnête"
    hour = intake.handed_in_at(room.places, "martin.p", ASSIGNMENT)
    assert hour == datetime(2026, 1, 12, 13, 32, 10, tzinfo=UTC)


@pytest.mark.parametrize("sent", ["bilan.answers.json", "photo.jpg", "2031-01-12-1432.answers.json"])
def test_what_does_not_say_when_it_was_handed_in_is_known_by_its_arrival_only(
    room: Classroom, sent: str
) -> None:
    """No receipt, no hour in its name, or one that cannot be."""
    room.put(f"martin.p_{ASSIGNMENT}_{sent}", answers("martin.p") if sent.endswith("json") else b"rien")
    room.receive()
    assert intake.hour_of(room.places.submitted("martin.p", ASSIGNMENT))
    assert intake.handed_in_at(room.places, "martin.p", ASSIGNMENT) is None


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2026-01-12T14:32:05+01:00", "2026-01-12T14:32:50+01:00"),  # two in one minute
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:10:00+01:00"),  # the hour that comes twice
    ],
)
@pytest.mark.parametrize("names", [("", "-2"), ("-2", ""), (" (1)", ""), ("", " (1)"), (" - Copie", "")])
def test_the_last_by_its_receipt_counts(
    room: Classroom, earlier: str, later: str, names: tuple[str, str]
) -> None:
    stem = f"martin.p_{ASSIGNMENT}_2026-01-12-1432"
    room.put(f"{stem}{names[0]}.zip", hand_in("martin.p", "avant", earlier))
    room.put(f"{stem}{names[1]}.zip", hand_in("martin.p", "après", later))
    room.receive()
    assert room.text("martin.p") == "après"


def ahead(**by: int) -> str:
    return (datetime.now(UTC) + timedelta(**by)).isoformat()


@pytest.mark.parametrize("false", ["2099-01-01T00:00:00+00:00", ahead(days=3)], ids=["2099", "in three days"])
def test_a_clock_ahead_is_told_and_never_wins_for_ever(room: Classroom, false: str) -> None:
    room.put(f"martin.p_{ASSIGNMENT}_1.zip", hand_in("martin.p", "avenir", false))
    assert "dans l’avenir" in lines(room.receive(), "martin.p")
    assert room.text("martin.p") == "avenir"
    room.put(f"martin.p_{ASSIGNMENT}_2.zip", hand_in("martin.p", "vrai", ahead(seconds=1)))
    for _ in range(2):
        room.receive()
        assert room.text("martin.p") == "vrai"


@pytest.mark.parametrize(
    "name",
    [
        "Martin Paul_2_assignsubmission_file_/travail.zip",
        "martinpaul_LATE_12_34_travail.zip",
        f"{ASSIGNMENT}_martin.p_attempt_2026-01-12-14-32-05_travail.zip",
        "12345-67890 - Paul Martin - Jan 12, 2026 232 PM/travail.zip",
        "MARTIN.P/travail.zip",
    ],
)
def test_the_names_of_platforms_are_those_of_the_list(room: Classroom, name: str) -> None:
    anonymous = zipped({ANSWERS: answers("")})
    room.put(name, anonymous)
    assert room.receive() == []
    assert room.text("martin.p") == "honnête"


def test_an_address_tells_whose_it_is(room: Classroom) -> None:
    room.put("Marie <marie.dupont@exemple.fr>/travail.zip", zipped({ANSWERS: answers("")}))
    room.receive()
    assert room.text("dupont.m") == "honnête"


def test_an_unknown_identifier_is_a_doubt_and_no_learner(room: Classroom) -> None:
    room.put(f"dupond.m_{ASSIGNMENT}.zip", hand_in("dupond.m"))
    assert "« dupond.m » n’est pas dans la liste" in lines(room.receive())
    assert not room.places.submitted("dupond.m", ASSIGNMENT).exists()


def test_a_later_file_with_another_s_identifier_replaces_nobody_s(room: Classroom) -> None:
    for learner in ("dupont.m", "martin.p"):
        room.put(f"{learner}_{ASSIGNMENT}.zip", hand_in(learner))
    room.receive()
    room.empty()
    later = hand_in("dupont.m", "volé", "2026-01-14T10:00:00+01:00")
    room.put(f"martin.p_{ASSIGNMENT}.zip", later)
    assert "elle porte l’identifiant « dupont.m »" in lines(room.receive(), "martin.p")
    assert (room.text("dupont.m"), room.text("martin.p")) == ("honnête", "honnête")


def partly_broken(learner: str) -> bytes:
    """A zip whose answers read well, and another member not."""
    content = zipped({ANSWERS: answers(learner, "avant"), "autre.json": b"{'HONN'}"}, zipfile.ZIP_STORED)
    return flipped(content, content.index(b"HONN"), ord("X"))


def garbled(learner: str) -> bytes:
    return answers(learner, "abîmé")[:-20]


def zero_width(learner: str) -> bytes:
    return answers(f"{learner}\u200b", "abîmé")


def other_s(learner: str) -> bytes:
    return answers("dupont.m", "volé")


def other_lesson(learner: str) -> bytes:
    return answers(learner, "ailleurs").replace(LESSON.encode(), b"cp5-essai")


@pytest.mark.parametrize("together", [True, False], ids=["in one download", "one after the other"])
@pytest.mark.parametrize(
    ("later", "said"),
    [
        (garbled, "ses réponses ne se lisent pas"),
        (zero_width, "ses réponses ne se lisent pas"),
        (other_lesson, "ses réponses ne se lisent pas"),
        (other_s, "elle porte l’identifiant « dupont.m »"),
    ],
)
def test_what_cannot_be_marked_as_one_s_own_replaces_nothing(
    room: Classroom, later: Callable[[str], bytes], said: str, together: bool
) -> None:
    stem = f"martin.p_{ASSIGNMENT}_2026-01-1"
    room.put(f"{stem}2-1000.zip", hand_in("martin.p"))
    if not together:
        room.receive()
        room.empty()
    room.put(f"{stem}4-1000.zip", zipped({ANSWERS: later("martin.p")}))
    for _ in range(2):
        assert said in lines(room.receive(), "martin.p")
        assert room.text("martin.p") == "honnête"


def test_what_cannot_be_marked_gives_way_to_what_can(room: Classroom) -> None:
    for number, content in enumerate((garbled, other_s)):
        room.put(f"martin.p_{ASSIGNMENT}_2026-01-14-100{number}.zip", zipped({ANSWERS: content("martin.p")}))
    room.receive()
    assert room.text("martin.p") is None
    room.put(
        f"martin.p_{ASSIGNMENT}_2026-01-15-1000.zip", hand_in("martin.p", instant="2026-01-15T10:00:00Z")
    )
    room.receive()
    assert room.text("martin.p") == "honnête"


def test_a_part_that_is_broken_gives_no_precedence(room: Classroom) -> None:
    room.put(f"martin.p_{ASSIGNMENT}_2026-01-12-1000.zip", partly_broken("martin.p"))
    room.put(f"martin.p_{ASSIGNMENT}_2026-01-14-1000.zip", zipped({ANSWERS: answers("martin.p", "après")}))
    room.receive()
    assert room.text("martin.p") == "après"


def test_what_is_too_large_is_not_kept_as_it_came(room: Classroom, monkeypatch) -> None:
    monkeypatch.setattr(intake, "MAX_KEPT", 1000)
    name = f"martin.p_{ASSIGNMENT}_2026-01-12-1000.zip"
    room.put(name, os.urandom(2000) + hand_in("martin.p"))
    room.receive()
    assert room.text("martin.p") == "honnête"
    kept = room.places.received("martin.p", ASSIGNMENT)
    assert [path.name for path in kept.rglob("*") if path.name in (name, ANSWERS)] == [ANSWERS]


def test_capitals_do_not_make_two_learners(room: Classroom) -> None:
    room.put(f"Martin.P_{ASSIGNMENT}.zip", hand_in("martin.p"))
    room.receive()
    assert [folder.name for folder in (room.root / "classroom/submitted").iterdir()] == ["martin.p"]


def test_notices_are_read_again_and_a_damaged_list_stops_nothing(room: Classroom) -> None:
    noted = [notices.Notice("martin.p", "a.rar", "illisible")]
    notices.write(room.places, ASSIGNMENT, "download", noted)
    assert notices.read(room.places, ASSIGNMENT) == noted
    (room.places.notices(ASSIGNMENT) / "exchange.json").write_bytes(b"\xff")
    assert len(notices.read(room.places, ASSIGNMENT)) == 2


@pytest.mark.parametrize(
    "name",
    [
        "martin.p.rar",
        "martin.p.pdf",
        "martin.p.DOCX",
        "martin.p.answers.json.gz",
        "Paul Martin.odt",
        "martin.p.url",
    ],
)
def test_a_file_named_after_a_learner_is_told_as_theirs(room: Classroom, name: str) -> None:
    room.put(name, b"rien")
    assert f"« {name} »" in lines(room.receive(), "martin.p")


def test_a_longer_identifier_is_another_learner_s(room: Classroom) -> None:
    room.put("martin.p.b.pdf", b"rien")
    assert "« martin.p.b.pdf »" in lines(room.receive())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("travail.zip.crdownload", "n’est pas allé au bout"),
        ("travail.zip.part", "n’est pas allé au bout"),
        ("mon travail.url", "resté en ligne"),
        ("mon travail.gdoc", "resté en ligne"),
    ],
)
def test_a_file_that_is_not_the_work_is_told_for_what_it_is(room: Classroom, name: str, said: str) -> None:
    room.put(name, b"rien")
    assert said in lines(room.receive())


def test_folders_that_give_nothing_are_told(room: Classroom) -> None:
    (room.archive / "Martin Paul_2_assignsubmission_file_").mkdir()
    deep = room.archive.joinpath(*["d"] * 25)
    deep.mkdir(parents=True)
    (deep / f"petit.z_{ASSIGNMENT}.zip").write_bytes(hand_in("petit.z"))
    noted = room.receive()
    assert "le dossier est vide" in lines(noted, "martin.p")
    assert "trop de dossiers" in lines(noted)


def test_what_systems_leave_behind_is_passed_over(room: Classroom) -> None:
    for name in (
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "~$note.docx",
        "._a.zip",
        "__MACOSX/a.zip",
        ".ntc/learner.json",
    ):
        room.put(name, b"rien")
        room.put(f"Martin Paul_2_assignsubmission_file_/{name}", b"rien")
    own = {
        f"travail/{ASSIGNMENT}/{ANSWERS}": answers("martin.p"),
        "travail/.ntc/learner.json": b'{"id": "x"}',
    }
    room.put("Martin Paul_2_assignsubmission_file_/travail.zip", zipped(own))
    assert room.receive() == []
    assert room.text("martin.p") == "honnête"


def test_a_thousand_useless_files_are_not_a_thousand_lines(room: Classroom) -> None:
    heap = {f"{number}.txt": b"" for number in range(1000)} | {ANSWERS: answers("martin.p")}
    room.put(f"martin.p_{ASSIGNMENT}.zip", zipped(heap))
    noted = room.receive()
    assert len(noted) == 21
    assert "980 autres fichiers n’y sont pas lus" in lines(noted, "martin.p")
    assert room.text("martin.p") == "honnête"


def test_what_fails_halfway_leaves_nothing_behind(room: Classroom, monkeypatch) -> None:
    write = Path.write_bytes

    def refused(path: Path, content: bytes) -> int:
        if path.name == "timestamp.txt" and "martin.p" in str(path):
            raise OSError(errno.EFBIG, "File too large")
        return write(path, content)

    for learner in ("martin.p", "petit.z"):
        room.put(f"{learner}_{ASSIGNMENT}.zip", hand_in(learner))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", refused)
        assert "n’a pas pu être reçue" in lines(room.receive(), "martin.p")
    assert [folder.name for folder in room.extracted.iterdir()] == ["petit.z"]


def test_what_was_killed_halfway_is_no_learner() -> None:
    collect = Collector().collect
    assert collect(f"extracted/{intake.FRESH}martin.p-x1/{ANSWERS}") is None
    assert collect(f"extracted/martin.p/{ANSWERS}") == {"student_id": "martin.p", "file_id": ANSWERS}


def other_archive() -> tuple[str, bytes]:
    return "travail.7z", b"7z\xbc\xaf"


def half_downloaded() -> tuple[str, bytes]:
    return "travail.zip.crdownload", hand_in("martin.p")[:200]


def bottomless() -> tuple[str, bytes]:
    content = hand_in("martin.p")
    for _ in range(4):
        content = zipped({"dedans.zip": content})
    return "travail.zip", content


def zeros() -> tuple[str, bytes]:
    return "travail.zip", bytes(20_480)


@pytest.mark.parametrize("zipped_up", [True, False])
@pytest.mark.parametrize("made", [other_archive, half_downloaded, bottomless, zeros])
def test_where_answers_may_lie_unread_nobody_is_said_to_have_given_none(
    room: Classroom, made: Callable[[], tuple[str, bytes]], zipped_up: bool
) -> None:
    name, content = made()
    whole = {f"Martin Paul_2_assignsubmission_file_/{name}": content}
    if zipped_up:
        room.put("classe.zip", zipped(whole))
    else:
        for path, each in whole.items():
            room.put(path, each)
    room.receive()
    report = intake.read_report(room.places, "martin.p", ASSIGNMENT)
    assert report is not None
    assert [flag.kind for flag in report.flags[LESSON]] == ["unreadable"]


def test_an_older_one_that_does_not_read_is_only_older(room: Classroom) -> None:
    room.put(f"martin.p_{ASSIGNMENT}_2026-01-14-1000.zip", hand_in("martin.p"))
    room.receive()
    room.empty()
    room.put(f"martin.p_{ASSIGNMENT}_2026-01-10-0900.zip", zipped({"vide.json": b"{}"}))
    assert "une remise plus récente de « martin.p » est déjà là" in lines(room.receive(), "martin.p")
    assert room.text("martin.p") == "honnête"


def test_what_became_of_all_that_was_put_in_is_said(
    room: Classroom, caplog: pytest.LogCaptureFixture
) -> None:
    """Two of hers, one of his, a third one's that holds no answers (named), one of nobody knows whom."""
    caplog.set_level(logging.INFO, "autograder")
    room.put("dupont.m_1.zip", hand_in("dupont.m", "avant", "2026-01-12T13:00:00+01:00"))
    room.put("dupont.m_2.zip", hand_in("dupont.m", "après"))
    room.put("martin.p.zip", hand_in("martin.p"))
    room.put("petit.z.pdf", b"%PDF-1.4")
    room.put("sans nom.zip", b"rien")
    for new, told in ((3, "3 nouvelles remises prises"), (0, "rien de nouveau, 3 déjà relevées")):
        caplog.clear()
        room.receive()
        said = [record.getMessage().replace("\u00a0", " ") for record in caplog.records]
        assert sum(line.endswith(" reçue.") for line in said) == new
        assert (
            said[-1]
            == f"Relevé de « {ASSIGNMENT} » : {told}, 1 autre gardée sans compter, 3 lignes à vérifier."
        )
