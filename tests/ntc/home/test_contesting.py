"""Contesting on the home page: from the feedback to a file that the next hand-in takes along."""

import json
import zipfile
from datetime import UTC, datetime

from ntc import exercises
from ntc.home.contest import read
from ntc.home.feedback import keep
from ntc.home.handin import hand_in
from ntc.home.widget import Home
from ntc.learner import Learner
from tests.spaces import plain

SEAL = "0123456789abcdef" * 4
PAGE = f"""<!DOCTYPE html><head><meta name="ntc-learner" content="dupont.m"><meta name="ntc-lesson"
content="cp4-bilan"><meta name="ntc-seal" content="{SEAL}"></head><p>Bravo""".encode()


def opened(work):
    keep(work, "at1-strategie", "cp4-bilan.html", PAGE, "dupont.m")
    home = Home(work)
    (page,) = next(one for one in home.view["activities"] if one["assignment"] == "at1-strategie")["feedback"]
    assert page["contest"] is True
    home.act({"action": "contest", "assignment": "at1-strategie", "path": page["path"]})
    return home, page["path"]


def test_a_contest_is_written_and_the_next_hand_in_takes_it_along(work, learner, answer, activity):
    home, path = opened(work)
    asked = home.view["contest"]
    assert [one["id"] for one in asked["exercises"]] == [one.id for one in exercises.of("cp4-bilan")]
    written = {
        "action": "contest-write",
        "assignment": "at1-strategie",
        "path": path,
        "exercise": "cp4-dashboard",
    }
    home.act(written | {"part": "growth", "words": "Ma marge <b>est</b> juste."})
    shown = home.view["contest"]
    assert shown["step"] == "written", home.view["notice"]
    made = read((work / shown["file"]).read_bytes())
    assert (made.learner, made.seal, made.exercise, made.part) == (
        "dupont.m",
        SEAL,
        "cp4-dashboard",
        "growth",
    )
    assert read(shown["message"].encode()).words == made.words == "Ma marge <b>est</b> juste."
    answer({"cp4-note": "Situation."})
    done = hand_in(activity, work, Learner("dupont.m", "", learner.variant), datetime.now(UTC).astimezone())
    with zipfile.ZipFile(done.archive) as archive:
        assert read(archive.read(f"contestations/{shown['name']}")) == made


def test_what_is_missing_is_said_and_nothing_is_written(work, learner):
    home, path = opened(work)
    written = {"action": "contest-write", "assignment": "at1-strategie", "path": path}
    for sent, why in (
        ({"exercise": "cp4-dashboard", "words": " "}, "quelques mots"),
        ({"exercise": "cp4-dashboard", "words": "a" * 5000}, "trop long"),
        ({"exercise": "autre", "words": "a"}, "Choisissez l’exercice"),
        (
            {"path": "at1-strategie/feedback/autre.html", "exercise": "cp4-dashboard", "words": "a"},
            "plus dans",
        ),
    ):
        home.act(written | sent)
        assert why in plain(home.view["notice"]["text"])
    assert list(work.rglob("contestation_*")) == []


def test_a_page_without_a_seal_offers_nothing(work, learner):
    keep(work, "at1-strategie", "cp4-bilan.html", PAGE.replace(b"ntc-seal", b"other"), "dupont.m")
    view = json.dumps(Home(work).view["activities"])
    assert '"contest": false' in view
    assert '"contest": true' not in view
