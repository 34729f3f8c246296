"""A learning platform's download: whose hand-ins it holds, and that nothing in it is unpacked."""

import gzip
import io
import json
import tarfile
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.grading.archives import Parcel, left_unread, parcels
from autograder.grading.senders import sender_named

ASSIGNMENT = "at1-strategie"
ANSWERS = json.dumps({"schema": 1}).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def read(folder: Path) -> list[Parcel]:
    return list(parcels(folder, ASSIGNMENT))


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        ("dupont.m_at1-strategie_2026-11-24-1432.zip", "dupont.m"),
        ("Dupont Marie_123_assignsubmission_file_dupont.m_at1-strategie_2026-11-24-1432.zip", "dupont.m"),
        ("Dupont.M_at1-strategie.zip", "dupont.m"),
        ("devoirs.zip", ""),
        ("é_at1-strategie.zip", ""),
        ("_at1-strategie.zip", ""),
    ],
)
def test_the_name_of_an_archive_tells_the_sender(name: str, sender: str) -> None:
    assert sender_named(name, ASSIGNMENT) == sender


def test_an_archive_of_the_home_page_is_one_hand_in(tmp_path: Path) -> None:
    members = {
        "cp4-bilan.answers.json": ANSWERS,
        "cp4-bilan.ipynb": b"{}",
        "recu.html": b"",
        "recu.json": b"{}",
    }
    (tmp_path / "dupont.m_at1-strategie_2026-11-24-1432.zip").write_bytes(zipped(members))
    (parcel,) = read(tmp_path)
    assert parcel.sender == "dupont.m"
    assert parcel.when == datetime(2026, 11, 24, 14, 32).astimezone(UTC)
    assert [name for name, _ in parcel.members] == ["cp4-bilan.answers.json", "recu.json"]


def test_an_archive_of_a_class_gives_one_hand_in_per_learner(tmp_path: Path) -> None:
    inner = zipped({"cp4-bilan.answers.json": ANSWERS})
    members = {
        "Dupont_1_assignsubmission_file_/dupont.m_at1-strategie_2026-11-24-1432.zip": inner,
        "Martin_2_assignsubmission_file_martin.p_at1-strategie_2026-11-24-1501-2.zip": inner,
    }
    (tmp_path / "devoirs.zip").write_bytes(zipped(members))
    assert {(parcel.sender, parcel.when.minute) for parcel in read(tmp_path)} == {
        ("dupont.m", 32),
        ("martin.p", 1),
    }


def test_a_loose_answers_file_is_a_hand_in(tmp_path: Path) -> None:
    (tmp_path / "cp4-bilan.answers (1).json").write_bytes(ANSWERS)
    (parcel,) = read(tmp_path)
    assert parcel.members == (("cp4-bilan.answers (1).json", ANSWERS),)


@pytest.mark.parametrize(
    "name", ["../../../evil.json", "/etc/evil.json", "..\\..\\evil.json", "C:\\evil.json"]
)
def test_the_path_of_a_member_leads_nowhere(tmp_path: Path, name: str) -> None:
    (tmp_path / "dupont.m_at1-strategie.zip").write_bytes(zipped({name: ANSWERS}))
    (parcel,) = read(tmp_path)
    assert parcel.members == (("evil.json", ANSWERS),)
    assert list(tmp_path.rglob("evil.json")) == []


def test_a_bomb_is_cut_short(tmp_path: Path) -> None:
    (tmp_path / "dupont.m_at1-strategie.zip").write_bytes(zipped({"bomb.json": b"0" * 30_000_000}))
    (parcel,) = read(tmp_path)
    assert [len(content) for _, content in parcel.members] == [1024 * 1024 + 1]


def test_archives_inside_archives_without_end_are_given_up(tmp_path: Path) -> None:
    content = zipped({"cp4-bilan.answers.json": ANSWERS})
    for _ in range(6):
        content = zipped({"dedans.zip": content})
    (tmp_path / "dupont.m_at1-strategie.zip").write_bytes(content)
    (parcel,) = read(tmp_path)
    assert parcel.members == ()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", zipped({"a.json": ANSWERS * 100})[:-30]])
def test_a_damaged_archive_still_names_its_sender(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "dupont.m_at1-strategie.zip").write_bytes(content)
    (parcel,) = read(tmp_path)
    assert parcel.damaged
    assert parcel.sender == "dupont.m"


def test_links_and_devices_of_a_tar_are_left_aside(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "dupont.m_at1-strategie.tar.gz", "w:gz") as archive:
        link = tarfile.TarInfo("passwd.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        answers = tarfile.TarInfo("cp4-bilan.answers.json")
        answers.size = len(ANSWERS)
        archive.addfile(answers, io.BytesIO(ANSWERS))
    (parcel,) = read(tmp_path)
    assert parcel.members == (("cp4-bilan.answers.json", ANSWERS),)


def test_links_of_the_download_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "answers.json").symlink_to("/etc/passwd")
    (tmp_path / "round").symlink_to(tmp_path)
    assert read(tmp_path) == []


def tarred(members: dict[str, bytes], mode: str = "w:") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("before", "after"), [(b"MZ" + bytes(range(256)) * 400, b""), (b"%PDF-1.4\n", b"\n%%EOF"), (b"\r\n", b"")]
)
def test_a_zip_is_found_behind_what_was_put_in_front(tmp_path: Path, before: bytes, after: bytes) -> None:
    content = before + zipped({"cp4-bilan.answers.json": ANSWERS}) + after
    (tmp_path / "dupont.m_at1-strategie.zip").write_bytes(content)
    (parcel,) = read(tmp_path)
    assert parcel.members == (("cp4-bilan.answers.json", ANSWERS),)
    assert parcel.damaged == ""


@pytest.mark.parametrize("mode", ["w:", "w:gz"])
def test_a_tar_that_ends_with_a_zip_is_read_whole(tmp_path: Path, mode: str) -> None:
    members = {"cp4-bilan.answers.json": ANSWERS, "reste.zip": zipped({"autre.json": b"{}"})}
    (tmp_path / "dupont.m_at1-strategie.tar").write_bytes(tarred(members, mode))
    (parcel,) = read(tmp_path)
    assert [name for name, _ in parcel.members] == ["cp4-bilan.answers.json", "autre.json"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\n<!DOCTYPE HTML><title>Connexion</title>", "page web"),
        (tarred({"a.json": ANSWERS}, "w:xz"), "ce format d’archive"),
        (tarred({"a.json": ANSWERS}, "w:bz2"), "ce format d’archive"),
        (b"Rar!\x1a\x07\x00", "ce format d’archive"),
        (b"%PDF-1.4", "ce n’est pas une archive"),
        (b"\xd0\xcf\x11\xe0 word", "ce n’est pas une archive"),
    ],
)
def test_what_is_something_else_under_the_name_of_a_zip_is_said_to_be(
    tmp_path: Path, content: bytes, why: str
) -> None:
    (tmp_path / "dupont.m_at1-strategie.zip").write_bytes(content)
    (parcel,) = read(tmp_path)
    assert why in parcel.damaged
    assert parcel.sender == "dupont.m"


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME])
@pytest.mark.parametrize(("size", "times"), [(5_000_000, 1), (2_000, 80)])
def test_a_tar_that_says_too_much_of_a_member_is_given_up(
    tmp_path: Path, kind: bytes, size: int, times: int
) -> None:
    # Python 3.11's tarfile takes a time that grows with the square of such digits.
    said = tarfile.TarInfo("x")
    said.type, said.size = kind, size
    whole = said.tobuf() + b"1" * size + bytes(-size % tarfile.BLOCKSIZE)
    (tmp_path / "dupont.m_at1-strategie.tar").write_bytes(whole * times + tarred({"a.json": ANSWERS}))
    began = time.process_time()
    (parcel,) = read(tmp_path)
    assert parcel.damaged
    assert time.process_time() - began < 20


def endless(by_a_header: bool) -> bytes:
    """A tar whose only member is said to have 2^60 octets, in its own header or in one before it."""
    said = tarfile.TarInfo("cp4-bilan.answers.json")
    if by_a_header:
        said.size, said.pax_headers = len(ANSWERS), {"size": str(2**60)}
        return said.tobuf(tarfile.PAX_FORMAT) + ANSWERS
    said.size = 2**60
    return said.tobuf(tarfile.GNU_FORMAT) + ANSWERS


@pytest.mark.parametrize("by_a_header", [False, True])
@pytest.mark.parametrize("packed", [bytes, gzip.compress])
def test_the_end_of_a_member_is_not_looked_for_past_that_of_its_tar(
    tmp_path: Path, packed: Callable[[bytes], bytes], by_a_header: bool
) -> None:
    (tmp_path / "dupont.m_at1-strategie.tar.gz").write_bytes(packed(endless(by_a_header)))
    began = time.process_time()
    (parcel,) = read(tmp_path)
    assert parcel.damaged
    assert parcel.sender == "dupont.m"
    assert time.process_time() - began < 5


def test_what_the_course_itself_leaves_beside_the_answers_is_nobody_s_hand_in(tmp_path):
    (tmp_path / ".cp4-bilan.answers.json.lock").touch()
    (tmp_path / ".horloge.json.lock").touch()
    (tmp_path / "notes.lock").touch()
    assert [aside.name for aside in left_unread(tmp_path)] == ["notes.lock"]
