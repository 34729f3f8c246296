import os
from datetime import UTC, datetime

import pytest

from ntc.home.feedback import MAX_BYTES, FeedbackError, keep, received


def test_nothing_came_back_yet(tmp_path):
    assert received(tmp_path, "at1-strategie", "dupont.m") == []


def test_what_nbgrader_fetched_bears_the_hour_of_the_hand_in(tmp_path):
    folder = tmp_path / "at1-strategie" / "feedback" / "2026-11-24 13:05:12.123456 UTC"
    folder.mkdir(parents=True)
    (folder / "cp4-bilan.html").write_text("<p>", encoding="utf-8")
    (page,) = received(tmp_path, "at1-strategie", "dupont.m")
    assert page.moment == datetime(2026, 11, 24, 13, 5, 12, tzinfo=UTC)
    assert page.fetched
    assert page.name == "cp4-bilan"
    assert str(page.path) == "at1-strategie/feedback/2026-11-24 13:05:12.123456 UTC/cp4-bilan.html"


def test_a_page_put_there_bears_the_hour_of_its_arrival_and_the_latest_comes_first(tmp_path):
    old, new = (
        keep(tmp_path, "a", "old.html", b"1", "dupont.m"),
        keep(tmp_path, "a", "new.html", b"2", "dupont.m"),
    )
    os.utime(old, (1_000_000_000, 1_000_000_000))
    assert [page.name for page in received(tmp_path, "a", "dupont.m")] == ["new", "old"]
    assert not received(tmp_path, "a", "dupont.m")[0].fetched
    assert new.read_bytes() == b"2"


def test_a_page_of_the_same_name_is_kept_beside_the_first(tmp_path):
    keep(tmp_path, "a", "cp4-bilan.html", b"1", "dupont.m")
    second = keep(tmp_path, "a", "cp4-bilan.html", b"2", "dupont.m")
    assert second.name == "cp4-bilan (2).html"
    assert (second.parent / "cp4-bilan.html").read_bytes() == b"1"


@pytest.mark.parametrize("name", ["../../escape.html", "C:\\Users\\x\\escape.html", ".escape.html"])
def test_a_page_stays_in_its_folder_whatever_its_name(tmp_path, name):
    assert keep(tmp_path, "a", name, b"", "dupont.m") == tmp_path / "a" / "feedback" / "escape.html"


@pytest.mark.parametrize("name", ["notes.pdf", "html", ".html", ""])
def test_what_is_not_a_page_is_refused(tmp_path, name):
    with pytest.raises(FeedbackError, match="html"):
        keep(tmp_path, "a", name, b"", "dupont.m")


def test_a_huge_file_is_refused(tmp_path):
    with pytest.raises(FeedbackError, match="trop gros"):
        keep(tmp_path, "a", "x.html", bytes(MAX_BYTES + 1), "dupont.m")


def page_of(learner, lesson="cp4-bilan"):
    return f"""<!DOCTYPE html><head><meta charset="utf-8"/><meta content="{learner}" name="ntc-learner"/>
<meta name="ntc-lesson" content="{lesson}"></head><p>Bravo <meta name="ntc-learner" content="x">""".encode()


def test_a_page_is_listed_for_the_person_whose_work_it_is_about_and_nobody_else(tmp_path):
    keep(tmp_path, "a", "retour.html", page_of("dupont.m"), "dupont.m")
    folder = tmp_path / "a" / "feedback" / "2026-11-24 13:05:12.123456 UTC"
    folder.mkdir()
    (folder / "cp4-bilan.html").write_bytes(page_of("legoff.s"))
    for learner in ("dupont.m", "legoff.s"):
        (page,) = received(tmp_path, "a", learner)
        assert (page.owner, page.name) == (learner, "cp4-bilan")
    for nobody in ("martin.p", ""):
        assert received(tmp_path, "a", nobody) == []


@pytest.mark.parametrize(("learner", "why"), [("martin.p", "sous «\u00a0martin.p\u00a0»"), ("", "personne")])
def test_the_page_of_another_person_is_not_kept_and_the_doubt_is_said(tmp_path, learner, why):
    with pytest.raises(FeedbackError, match=r"celui de «\u00a0legoff\.s\u00a0»") as refused:
        keep(tmp_path, "a", "cp4-bilan.html", page_of("legoff.s"), learner)
    assert why in str(refused.value)
    assert list(tmp_path.rglob("*.html")) == []


def test_a_page_that_does_not_say_whose_it_is_bears_the_name_of_its_file(tmp_path):
    for content in (b"1", b"2"):
        keep(tmp_path, "a", "cp4-bilan.html", content, "dupont.m")
    assert [(page.owner, page.name) for page in received(tmp_path, "a", "martin.p")] == [
        ("", "cp4-bilan")
    ] * 2
