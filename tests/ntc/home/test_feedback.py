import os
from datetime import UTC, datetime

import pytest

from ntc.home.feedback import MAX_BYTES, FeedbackError, keep, received


def test_nothing_came_back_yet(tmp_path):
    assert received(tmp_path, "at1-strategie") == []


def test_what_nbgrader_fetched_bears_the_hour_of_the_hand_in(tmp_path):
    folder = tmp_path / "at1-strategie" / "feedback" / "2026-11-24 13:05:12.123456 UTC"
    folder.mkdir(parents=True)
    (folder / "cp4-bilan.html").write_text("<p>", encoding="utf-8")
    (page,) = received(tmp_path, "at1-strategie")
    assert page.moment == datetime(2026, 11, 24, 13, 5, 12, tzinfo=UTC)
    assert page.fetched
    assert page.name == "cp4-bilan"
    assert str(page.path) == "at1-strategie/feedback/2026-11-24 13:05:12.123456 UTC/cp4-bilan.html"


def test_a_page_put_there_bears_the_hour_of_its_arrival_and_the_latest_comes_first(tmp_path):
    old, new = keep(tmp_path, "a", "old.html", b"1"), keep(tmp_path, "a", "new.html", b"2")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    assert [page.name for page in received(tmp_path, "a")] == ["new", "old"]
    assert not received(tmp_path, "a")[0].fetched
    assert new.read_bytes() == b"2"


def test_a_page_of_the_same_name_is_kept_beside_the_first(tmp_path):
    keep(tmp_path, "a", "cp4-bilan.html", b"1")
    second = keep(tmp_path, "a", "cp4-bilan.html", b"2")
    assert second.name == "cp4-bilan (2).html"
    assert (second.parent / "cp4-bilan.html").read_bytes() == b"1"


@pytest.mark.parametrize("name", ["../../escape.html", "C:\\Users\\x\\escape.html", ".escape.html"])
def test_a_page_stays_in_its_folder_whatever_its_name(tmp_path, name):
    assert keep(tmp_path, "a", name, b"") == tmp_path / "a" / "feedback" / "escape.html"


@pytest.mark.parametrize("name", ["notes.pdf", "html", ".html", ""])
def test_what_is_not_a_page_is_refused(tmp_path, name):
    with pytest.raises(FeedbackError, match="html"):
        keep(tmp_path, "a", name, b"")


def test_a_huge_file_is_refused(tmp_path):
    with pytest.raises(FeedbackError, match="trop gros"):
        keep(tmp_path, "a", "x.html", bytes(MAX_BYTES + 1))
