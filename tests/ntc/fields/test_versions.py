"""What was replaced is kept: the last twenty versions of an answer, and one per quarter of an hour."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from ntc.fields.answers import AnswersFile
from ntc.fields.versions import LAST, Version, Versions, empty, within
from ntc.storage import OWN

NOON = datetime(2026, 1, 12, 12, 0, tzinfo=UTC)


@pytest.fixture
def versions(path):
    (path.parent / OWN).mkdir()
    return Versions(path, "dupont.m.variante-07")


def at(minutes, raw):
    return Version(raw, NOON + timedelta(minutes=minutes))


def test_a_text_erased_is_kept(versions):
    versions.keep("cp4-note", at(0, "Situation"), at(1, ""))
    assert versions.of("cp4-note") == [at(0, "Situation")]
    assert versions.of("cp4-other") == []


def test_what_is_only_typed_further_is_one_version_per_quarter_of_an_hour(versions):
    texts = [at(minute, "x" * minute) for minute in range(1, 61)]
    for old, new in pairwise(texts):
        versions.keep("cp4-note", old, new)
    assert [version.saved.minute for version in versions.of("cp4-note")] == [14, 29, 44, 59]


def test_the_last_twenty_are_kept_and_before_them_one_per_quarter(versions):
    texts = [at(2 * rank, f"{rank} lu autrement") for rank in range(101)]
    for old, new in pairwise(texts):
        versions.keep("cp4-note", old, new)
    kept = [int(version.raw.split()[0]) for version in versions.of("cp4-note")]
    assert kept[-LAST:] == list(range(80, 100))
    # Of the minutes 0, 2, …, 158 the last in each quarter: 14, 28, 44, 58, then the same in the hours after.
    assert kept[:-LAST] == [7, 14, 22, 29, 37, 44, 52, 59, 67, 74, 79]


def test_the_same_answer_twice_running_is_one_version(versions):
    for minute in range(4):
        versions.keep("cp4-note", at(minute, "Situation"), at(minute + 1, ""))
    assert [version.raw for version in versions.of("cp4-note")] == ["Situation"]


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("12", "123", False),
        ("12", "13", True),
        ({"a": {"x": "1"}}, {"a": {"x": "12"}, "b": {"x": "3"}}, False),
        ({"a": {"x": "1"}, "b": {}}, {"a": {"x": "1"}}, False),
        ({"a": {"x": "1"}}, {}, True),
        (["a"], ["a", "b"], False),
        (["a", "b"], ["b"], True),
        (["a", "b"], ["b", "a"], True),
        ({"a": {"x": " "}}, {}, False),
    ],
)
def test_a_version_is_what_would_be_lost(versions, old, new, kept):
    versions.keep("cp4-x", at(0, old), at(1, new))
    assert bool(versions.of("cp4-x")) == kept
    assert kept == (not empty(old) and not within(old, new))


def test_boxes_are_a_version_once_they_were_left_a_while(versions):
    """One does not go back to every click: six boxes ticked, two of them changed on the way."""
    clicks = [["a"], ["a", "b"], ["b"], ["b", "c"], ["c"], ["c", "d"]]
    saved = [Version(raw, NOON + timedelta(seconds=5 * rank)) for rank, raw in enumerate(clicks)]
    for old, new in pairwise([*saved, at(3, ["d"]), at(4, ["d", "e"])]):
        versions.keep("cp4-board", old, new)
    assert [version.raw for version in versions.of("cp4-board")] == [["c", "d"]]


@pytest.mark.parametrize("damage", ["", "{}", "[3]", '[{"raw": 3, "saved": "2026-01-12"}]', "[" * 9000])
def test_damaged_versions_stop_nothing(versions, damage, path):
    versions.keep("cp4-x", at(0, "un"), at(1, ""))
    (file,) = path.parent.rglob("cp4-x.json")
    file.write_text(damage)
    assert versions.of("cp4-x") == []
    versions.keep("cp4-x", at(2, "deux"), at(3, ""))
    assert [version.raw for version in versions.of("cp4-x")] == ["deux"]


def test_a_folder_that_takes_no_version_still_takes_the_answer(path):
    (path.parent / ".ntc").mkdir()
    (path.parent / ".ntc" / "versions").write_text("no folder")
    answers = AnswersFile(path, "cp4-bilan", "dupont.m", "07")
    answers.set("cp4-x", "un")
    answers.set("cp4-x", "")
    assert answers.get("cp4-x") == ""


def test_versions_lie_in_the_learner_s_folder_each_owner_apart(tmp_path):
    activity = tmp_path / "at1"
    activity.mkdir()
    (tmp_path / ".ntc").mkdir()
    for learner in ("dupont.m", ""):
        answers = AnswersFile(activity / "cp4-bilan.answers.json", "cp4-bilan", learner, "07")
        answers.set("cp4-x", f"de {learner}")
        answers.set("cp4-x", "")
    found = sorted(file.relative_to(tmp_path / ".ntc").as_posix() for file in tmp_path.rglob("cp4-x.json"))
    assert found == [
        "versions/at1/cp4-bilan/dupont.m.variante-07/cp4-x.json",
        "versions/at1/cp4-bilan/sans-nom.variante-07/cp4-x.json",
    ]
