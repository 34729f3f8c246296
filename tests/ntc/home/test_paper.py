"""The mock examination on the home page: read first, begun by a click, then led to and handed in."""

import json
import zipfile
from datetime import UTC, datetime

import pytest

from ntc import exercises, papers
from ntc.exam import timer
from ntc.exam.sitting import Sitting
from ntc.home.past import since
from ntc.home.widget import Home
from ntc.learner import save_identity

PAPER = "examen-blanc"


@pytest.fixture
def hour(monkeypatch):
    now = {"wall": datetime.now(UTC).timestamp(), "counter": 100.0}
    real = timer.Timer.__init__
    monkeypatch.setattr(
        timer.Timer,
        "__init__",
        lambda self, path: real(self, path, lambda: now["wall"], lambda: now["counter"]),
    )

    def forward(minutes):
        for name in now:
            now[name] += 60 * minutes

    return forward


def shown(home):
    """The block of the paper."""
    return next(one for one in home.view["activities"] if one["assignment"] == PAPER)


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def act(home, action, **content):
    home.act({"action": action, "assignment": PAPER, **content})
    return home.view["notice"]


def test_it_stands_after_the_activities_and_nothing_is_begun_by_reading_what_it_asks(work, learner):
    home = Home(work)
    assert [one["id"] for one in home.view["activities"]] == ["at1", "at2", PAPER]
    assert plain(shown(home)["paper"]["text"]).startswith(
        "3 h 00, sur des données que vous n’avez pas encore vues"
    )
    assert shown(home)["paper"]["cover"] is None
    act(home, "cover", open=True)
    cover = shown(home)["paper"]["cover"]
    said = plain(" ".join(cover["lines"]))
    chosen = exercises.of(PAPER)
    points = sum(one.points for one in chosen)
    assert f"{len(chosen)} exercices, {points:g} points" in said
    assert "ne s’arrête plus" in said
    assert home.view["focus"] == "ntc-home-cover"
    act(home, "cover", open=False)
    assert shown(home)["paper"]["cover"] is None
    assert not (work / PAPER / f"{PAPER}.answers.json").exists()


def test_who_has_not_said_their_name_is_asked_for_it_first(work):
    home = Home(work)
    notice = act(home, "cover", open=True)
    assert (notice["kind"], notice["place"]) == ("error", "paper")
    assert "qui vous êtes" in notice["text"]
    assert shown(home)["paper"]["cover"] is None


def test_once_begun_it_tells_what_is_left_and_leads_to_the_paper(work, learner, hour):
    home = Home(work)
    assert act(home, "begin")["kind"] == "done"
    assert shown(home)["paper"] | {"text": ""} == {
        "begun": True,
        "path": f"{PAPER}/{PAPER}.ipynb",
        "fault": "",
        "cover": None,
        "label": "Continuer",
        "text": "",
    }
    hour(45.5)
    home.act({"action": "refresh"})
    assert "il vous reste 2 h 15" in plain(shown(home)["paper"]["text"])
    hour(200)
    home.act({"action": "refresh"})
    assert "Il vous reste à rendre votre copie" in plain(shown(home)["paper"]["text"])


def test_extra_time_is_told_before_one_begins(work, learner):
    (work / "majorations.csv").write_text("identifiant,temps\ndupont.m,1/3\n", encoding="utf-8")
    home = Home(work)
    act(home, "cover", open=True)
    said = plain(" ".join(shown(home)["paper"]["cover"]["lines"]))
    assert "à faire en 4 h 00. Votre formateur vous a accordé 1 h 00 de plus" in said


def test_it_is_handed_in_as_the_rest_with_the_hour_at_which_it_was_begun(work, learner, hour):
    home = Home(work)
    act(home, "begin")
    sitting = Sitting.at(PAPER, work)
    assert act(home, "review")["kind"] == "error"  # nothing was answered yet
    sitting.open().set("cp7-argument", "Monsieur, " * 100)
    hour(300)
    act(home, "review")
    [reviewed] = home.view["handIn"]["lessons"]
    assert [one["id"] for one in reviewed["exercises"]] == [*papers.load()[PAPER].exercises]
    act(home, "submit")
    assert home.view["handIn"]["step"] == "done"
    [archive] = (work / "remises").glob(f"dupont.m_{PAPER}_*.zip")
    record = json.loads(zipfile.ZipFile(archive).read(f"{PAPER}.answers.json"))
    assert record["variant"] == sitting.learner.variant != learner.variant
    assert f"{PAPER}-debut" in record["answers"]
    assert "contient toutes vos réponses" in plain(shown(home)["since"]["text"])
    told = json.loads(since(PAPER, work / PAPER))
    assert told["at"]
    assert told["changed"] == 0
    act(home, "cancel")
    assert home.view["focus"] == f"ntc-home-handin-{PAPER}"


def test_the_lessons_are_as_they_were(work, learner, answer):
    answer({"cp4-time-admin": "12"})
    home = Home(work)
    before = home.view["activities"][:2]
    act(home, "begin")
    Sitting.at(PAPER, work).open().set("cp4-variance", {"volume": {"ca": "1"}})
    home.act({"action": "refresh"})
    assert home.view["activities"][:2] == before


def test_another_name_has_another_paper(work, learner):
    home = Home(work)
    act(home, "begin")
    save_identity("martin.l", "Luc Martin", work)
    home.act({"action": "refresh"})
    assert not shown(home)["paper"]["begun"]
