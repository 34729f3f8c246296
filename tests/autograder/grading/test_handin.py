"""What counts of a folder handed in: the answers, whatever their file is called."""

import json
from pathlib import Path

import pytest

from autograder.grading.flags import Kind
from autograder.grading.handin import HandIn, read_hand_in

LESSON = "cp4-bilan"


def content(learner: str = "dupont.m", variant: str = "07", hour: int = 8, lesson: str = LESSON) -> dict:
    answers = {"cp4-note": {"raw": f"écrit à {hour} h", "saved": f"2026-01-12T{hour:02d}:00:00+01:00"}}
    return {"schema": 1, "lesson": lesson, "learner": learner, "variant": variant, "answers": answers}


def put(folder: Path, name: str, what: dict | str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(what if isinstance(what, str) else json.dumps(what), encoding="utf-8")


def read(folder: Path) -> HandIn:
    return read_hand_in(folder, "dupont.m", "07", [LESSON, "cp1-veille"])


def kinds(hand_in: HandIn) -> list[Kind]:
    return [flag.kind for flag in hand_in.flags[LESSON]]


@pytest.mark.parametrize(
    "name",
    [
        "cp4-bilan.answers.json",
        "cp4-bilan.answers (1).json",
        "Mes documents/copie.JSON",
        "a/b/c/reponses.json",
    ],
)
def test_answers_are_known_by_their_content(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, content())
    assert read(tmp_path).answers == {LESSON: content()}
    assert kinds(read(tmp_path)) == []


def test_each_lesson_has_its_answers(tmp_path: Path) -> None:
    put(tmp_path, "a.json", content())
    put(tmp_path, "b.json", content(lesson="cp1-veille"))
    assert set(read(tmp_path).answers) == {LESSON, "cp1-veille"}


def test_the_latest_of_several_counts(tmp_path: Path) -> None:
    put(tmp_path, "cp4-bilan.answers.json", content(hour=8))
    put(tmp_path, "cp4-bilan.answers (1).json", content(hour=9))
    assert read(tmp_path).answers[LESSON] == content(hour=9)
    assert kinds(read(tmp_path)) == [Kind.SEVERAL]


def test_one_s_own_counts_before_a_later_one_of_somebody_else(tmp_path: Path) -> None:
    put(tmp_path, "mien.json", content(hour=8))
    put(tmp_path, "autre.json", content(learner="martin.p", hour=11))
    put(tmp_path, "classe.json", content(variant="00", hour=12))
    assert read(tmp_path).answers[LESSON] == content(hour=8)


def test_nothing_at_all_is_missing(tmp_path: Path) -> None:
    put(tmp_path, "cp4-bilan.ipynb", "{}")
    assert read(tmp_path).answers == {}
    assert kinds(read(tmp_path)) == [Kind.MISSING]


def test_who_hands_in_one_lesson_has_not_lost_the_others(tmp_path: Path) -> None:
    put(tmp_path, "cp4-bilan.answers.json", content())
    assert read(tmp_path).flags["cp1-veille"] == []


def test_a_broken_file_is_unreadable_only_for_its_lesson(tmp_path: Path) -> None:
    put(tmp_path, "cp4-bilan.answers.json", "{")
    hand_in = read(tmp_path)
    assert kinds(hand_in) == [Kind.UNREADABLE]
    assert "« cp4-bilan.answers.json »" in hand_in.flags[LESSON][0].message.replace("\u00a0", " ")
    assert [flag.kind for flag in hand_in.flags["cp1-veille"]] == [Kind.MISSING]


def test_a_broken_file_beside_a_good_one_is_only_mentioned(tmp_path: Path) -> None:
    put(tmp_path, "cp4-bilan.answers.json", content())
    put(tmp_path, "cp4-bilan.abime.json", "{")
    assert read(tmp_path).answers[LESSON] == content()
    assert kinds(read(tmp_path)) == [Kind.SPOILED]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"learner": ""}, [Kind.ANONYMOUS]),
        ({"learner": "martin.p"}, [Kind.OTHER_LEARNER]),
        ({"variant": "00"}, [Kind.OTHER_VARIANT]),
        ({"learner": "martin.p", "variant": "05"}, [Kind.OTHER_LEARNER, Kind.OTHER_VARIANT]),
    ],
)
def test_another_identity_is_flagged(tmp_path: Path, changes: dict, expected: list[Kind]) -> None:
    put(tmp_path, "cp4-bilan.answers.json", content(**changes))
    assert kinds(read(tmp_path)) == expected


@pytest.mark.parametrize(
    "name", [".ipynb_checkpoints/a.json", ".cache.json", "feedback/a.json", "a/" * 8 + "a.json"]
)
def test_hidden_and_buried_files_are_passed_over(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, content())
    assert kinds(read(tmp_path)) == [Kind.MISSING]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "ailleurs/bon.json", content())
    (tmp_path / "remis").mkdir()
    (tmp_path / "remis/cp4-bilan.answers.json").symlink_to(tmp_path / "ailleurs/bon.json")
    (tmp_path / "remis/dossier").symlink_to(tmp_path / "ailleurs")
    assert kinds(read(tmp_path / "remis")) == [Kind.UNREADABLE]
