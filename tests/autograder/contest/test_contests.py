"""Contests that come: taken for what they are, doubtful where the seal is another's, refused in French."""

import json
import zipfile
from dataclasses import replace

import pytest

from autograder.contest import contests, hand_ins
from autograder.grading import notices
from autograder.grading.record import known
from ntc.home.contest import MAX_BYTES, Contest, ContestError, as_json, as_message
from tests.autograder.contest.conftest import EXERCISE, HAND, PART, RIGHT, WRONG
from tests.autograder.grading.course import ASSIGNMENT, LESSON
from tests.autograder.grading.hostile import SCRIPT
from tests.spaces import plain

pytestmark = pytest.mark.slow


@pytest.fixture
def contest(room):
    """What one of the class contests, with the seal of what was marked."""
    seal = known(room.places, WRONG, LESSON).seal
    return Contest(WRONG, ASSIGNMENT, LESSON, EXERCISE, seal, f"C’est juste. {SCRIPT}", PART)


def everything(course):
    return {path: path.read_bytes() for path in course.places.classroom.rglob("*") if path.is_file()}


def test_a_file_and_its_message_are_one_contest(room, contest):
    one, is_new = contests.take(room.places, as_json(contest).encode())
    assert (one.contest, one.sealed, one.is_open, is_new) == (contest, True, True, True)
    again, is_new = contests.take(room.places, as_message(contest, "Évolution").encode())
    assert (again.key, is_new) == (one.key, False)
    assert contests.doubt(room.places, one) == ""
    assert [each.key for each in contests.filed(room.places)] == [one.key]


def test_another_seal_is_taken_with_a_doubt_and_touches_nobody_else(room, contest):
    before = everything(room)
    theirs = replace(contest, learner=RIGHT)  # who never had those answers knows no other seal
    one, _ = contests.take(room.places, as_json(theirs).encode())
    assert not one.sealed
    assert "douteuse" in contests.doubt(room.places, one)
    changed = {path for path, content in everything(room).items() if before.get(path) != content}
    assert {path.parent for path in changed} == {room.places.contests / RIGHT}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"learner": "inconnu.x"}, "pas de note"),
        ({"lesson": "cp4-autre"}, "pas dans ce cours"),
        ({"assignment": "at9"}, "pas dans ce cours"),
        ({"exercise": "cp4-autre"}, "pas dans cette leçon"),
        ({"words": "a" * 5000}, "trop long"),
        ({"words": "a" * 10_000_000}, "trop gros"),
        ({"learner": "<b>x</b>"}, "de qui"),
    ],
)
def test_what_is_forged_is_refused_and_changes_nothing(room, contest, changes, why):
    before = everything(room)
    with pytest.raises(ContestError, match=why):
        contests.take(room.places, as_json(replace(contest, **changes)).encode())
    assert everything(room) == before


def test_whoever_is_not_in_the_list_is_refused(room, contest):
    room.places.roster.write_text(f"identifiant\n{RIGHT}\n", encoding="utf-8")
    try:
        with pytest.raises(ContestError, match="liste de la classe"):
            contests.take(room.places, as_json(contest).encode())
    finally:
        room.places.roster.unlink()


def test_nobody_fills_the_disk(room, contest):
    many = [as_json(replace(contest, learner=HAND, words=f"{number}")).encode() for number in range(100)]
    with pytest.raises(ContestError, match="beaucoup de contestations"):
        _take_all(room.places, many)
    assert 10 < len(list((room.places.contests / HAND).iterdir())) < len(many)


def _take_all(places, many):
    for each in many:
        contests.take(places, each)


def test_those_of_a_hand_in_are_found_in_what_was_kept_of_it(room, contest):
    kept = room.places.received(WRONG, ASSIGNMENT)
    for name, content in (
        ("loose", as_json(replace(contest, words="À part"))),
        ("forged", as_json(replace(contest, learner=RIGHT, words="De qui"))),
        ("broken", '{"contest": 1, "words": ["x"]}'),
    ):
        (kept / name / "contestations").mkdir(parents=True)
        (kept / name / "contestations" / f"{name}.json").write_text(content, encoding="utf-8")
    (kept / "zipped").mkdir()
    with zipfile.ZipFile(kept / "zipped" / "travail.zip", "w") as archive:
        archive.writestr("contestations/c.json", as_json(replace(contest, words="Dans le zip")))
        archive.writestr("big.json", json.dumps({"contest": 1, "words": "a" * (MAX_BYTES + 1)}))
    assert hand_ins.take(room.places, ASSIGNMENT) == 2
    assert hand_ins.take(room.places, ASSIGNMENT) == 0
    said = {each.contest.words for each in contests.filed(room.places) if each.contest.learner == WRONG}
    assert {"À part", "Dans le zip"} <= said
    noted = " ".join(
        plain(each.message) for each in notices.read(room.places, ASSIGNMENT) if each.learner == WRONG
    )
    for words in (f"porte l’identifiant « {RIGHT} »", "de qui elle est", "trop gros"):
        assert words in noted
    assert "abîmée" not in noted
