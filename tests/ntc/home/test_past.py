"""What the page of an open lesson is told of the last hand-in: by the receipt's own instant, as at home."""

import json
import os
from datetime import datetime, timedelta

import pytest

from ntc import exercises
from ntc.home.handin import hand_in
from ntc.home.past import since
from ntc.home.progress import progress


@pytest.fixture
def now():
    """The instant of the test, not of the collection: a suite may take longer than an hour."""
    return datetime.now().astimezone().replace(microsecond=0)


@pytest.fixture
def told(work, lesson, learner):
    """What the lesson is told, which is what the home page counts."""

    def tell():
        said = json.loads(since(lesson.name, work / lesson.assignment))
        if said["at"]:
            at = datetime.fromisoformat(said["at"])
            assert progress(lesson, work, learner).changed_since(at) == said["changed"]
        return said

    return tell


def test_what_changed_is_counted_from_the_latest_instant_whatever_the_files_say(
    told, activity, work, learner, answer, now
):
    assert told() == {"at": "", "changed": 0}
    answer({"cp4-note": "Situation."})
    early, late = now - timedelta(hours=2), now + timedelta(hours=1)
    of_before = hand_in(activity, work, learner, early)
    assert told() == {"at": early.isoformat(), "changed": 1}
    hand_in(activity, work, learner, late)
    # The receipt of before is copied back from a key: its file is the newest.
    copied = of_before.archive.with_suffix(".json")
    os.utime(copied, (copied.stat().st_atime, (now + timedelta(days=1)).timestamp()))
    assert told() == {"at": late.isoformat(), "changed": 0}


def test_what_is_kept_for_oneself_is_nothing_to_hand_in_again_for(told, activity, work, learner, answer, now):
    answer({"cp4-note": "Situation.", "cp4-oral": {}, "repetition-bilan": {}})
    hand_in(activity, work, learner, now - timedelta(hours=1))
    assert told()["changed"] == 1
    # Whoever marks the note reads these lines with it.
    lines = exercises.load()["cp4-note"].annexed
    answer(dict.fromkeys(lines, "Vu ce matin."))
    assert told()["changed"] == 1 + len(lines) > 1


def test_another_person_s_answers_and_strange_receipts_count_for_nothing(
    told, activity, work, learner, answer, lesson, now
):
    answer({"cp4-note": "Situation."})
    done = hand_in(activity, work, learner, now - timedelta(hours=1))
    strange = done.archive.with_name(f"{learner.id}_{activity.assignment}_2099-01-01-0800")
    for suffix in (".zip", ".html"):
        strange.with_suffix(suffix).write_bytes(b"")
    for content in ("{", "{}", '{"handed_in": "2099-01-01T08:00:00"}', '{"handed_in": 3}'):
        strange.with_suffix(".json").write_text(content)
        assert told()["changed"] == 1
    (work / lesson.answers).unlink()
    answer({"cp4-note": "Autre."}, who="zola.e")
    assert told()["changed"] == 0
    (work / lesson.answers).write_text("abîmé")
    assert told()["changed"] == 0
