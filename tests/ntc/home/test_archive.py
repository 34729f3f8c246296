import zipfile
from datetime import datetime

import pytest

from ntc.home.archive import free_stem, stem, write_archive

NOW = datetime(2026, 11, 24, 14, 32, 8)


def test_a_hand_in_is_named_after_learner_activity_and_hour():
    assert stem("dupont.m", "at1-strategie", NOW) == "dupont.m_at1-strategie_2026-11-24-1432"


def test_a_name_that_is_taken_gets_a_number(tmp_path):
    assert free_stem(tmp_path, "a_b_1") == "a_b_1"
    (tmp_path / "a_b_1.zip").touch()
    assert free_stem(tmp_path, "a_b_1") == "a_b_1-2"
    (tmp_path / "a_b_1-2.html").touch()
    assert free_stem(tmp_path, "a_b_1") == "a_b_1-3"


def test_a_longer_name_does_not_take_a_shorter_one(tmp_path):
    (tmp_path / "a_b_12.zip").touch()
    assert free_stem(tmp_path, "a_b_1") == "a_b_1"


def test_the_zip_holds_the_files_at_its_top_with_the_hour(tmp_path):
    path = tmp_path / "remises" / "a.zip"
    write_archive(path, {"cp4-bilan.answers.json": "{\u202f}".encode(), "recu.html": b"<p>"}, NOW)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["cp4-bilan.answers.json", "recu.html"]
        assert archive.read("cp4-bilan.answers.json") == "{\u202f}".encode()
        assert archive.getinfo("recu.html").date_time == (2026, 11, 24, 14, 32, 8)


def test_a_computer_whose_clock_stopped_can_hand_in(tmp_path):
    write_archive(tmp_path / "a.zip", {"a": b""}, datetime(1970, 1, 1))
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.getinfo("a").date_time[0] == 1980


def test_a_refused_zip_leaves_nothing(tmp_path):
    (tmp_path / "remises").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(OSError, match="remises"):
        write_archive(tmp_path / "remises" / "a.zip", {"a": b""}, NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["remises"]
