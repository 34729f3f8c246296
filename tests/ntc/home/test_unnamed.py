import errno
import json

import pytest

from ntc.fields import answers as module
from ntc.fields.answers import AnswersFile, read_answers
from ntc.home.unnamed import unnamed
from ntc.home.widget import Home
from ntc.learner import Learner, save_identity

FOLDER = "at1-strategie"
TEXT = "Situation : le CA recule."


@pytest.fixture
def nameless(work):
    """Answers of somebody who had not said who they were, on the data of the class."""

    def record(answers):
        path = work / FOLDER / "cp4-bilan.answers.json"
        file = AnswersFile(path, "cp4-bilan", "", "00")
        for field, raw in answers.items():
            file.set(field, raw)
        return path

    return record


def raws(path):
    return {key: entry["raw"] for key, entry in read_answers(path)["answers"].items()}


def kept(work):
    return {path.name: raws(path) for path in (work / FOLDER).glob("*sans-nom*.json")}


def test_without_work_nothing_is_offered(work, nameless):
    assert Home(work).view["unnamed"] == {}
    nameless({"cp4-note": " "})
    assert Home(work).view["unnamed"] == {}


def test_unnamed_work_says_so_and_asks_who_one_is_in_one_breath(work, nameless):
    nameless({"cp4-note": TEXT, "cp4-time-admin": "12 %"})
    page = Home(work).view
    told = page["identity"]["invitation"]
    assert told.startswith("Dites d’abord qui vous êtes")
    assert "enregistré ici sans nom" in told
    assert "2\u00a0réponses" in told
    assert "vous sera proposé" in told
    # Nothing beside it says that the same work cannot be marked, or asks for the name again.
    assert page["unnamed"] == {}
    assert "ne pourra pas" not in told


def test_it_is_offered_to_the_name_given_and_taken_over_once(work, nameless):
    path = nameless({"cp4-note": TEXT, "cp4-time-admin": "12 %"})
    page = Home(work)
    page.act({"action": "identify", "id": "dupont.m", "name": "Marie Dupont"})
    told = page.view["unnamed"]
    assert told["label"] == "Reprendre sous le nom de Marie Dupont"
    assert "jeu de données 00\u00a0: refaites-les sur les vôtres" in told["text"]
    page.act({"action": "adopt"})
    assert page.view["notice"]["kind"] == "done"
    assert "2\u00a0réponses reprises sous le nom de Marie Dupont" in page.view["notice"]["text"]
    assert page.view["unnamed"] == {}
    document = read_answers(path)
    assert document["learner"] == "dupont.m"
    assert raws(path) == {"cp4-note": TEXT, "cp4-time-admin": "12 %"}
    assert kept(work) == {"cp4-bilan.sans-nom-repris.variante-00.json": raws(path)}


def test_what_one_has_answered_oneself_is_never_replaced(work, nameless, learner, answer):
    nameless({"cp4-note": TEXT, "cp4-time-admin": "12 %", "cp4-time-pledge": "no such choice", "cp4-x": "?"})
    answer({"cp4-note": "À moi.", "cp4-time-selling": "40 %"})
    page = Home(work)
    page.act({"action": "adopt"})
    assert "1\u00a0réponse reprise" in page.view["notice"]["text"]
    assert "3 sont restées à part" in page.view["notice"]["text"]
    path = work / FOLDER / "cp4-bilan.answers.json"
    assert raws(path) == {"cp4-note": "À moi.", "cp4-time-selling": "40 %", "cp4-time-admin": "12 %"}
    assert sum("cp4-note" in answers for answers in kept(work).values()) == 1


def test_work_on_the_same_data_needs_no_offer(work, nameless):
    nameless({"cp4-note": TEXT})
    assert unnamed(work, Learner("dupont.m", "", "00")) == []
    assert len(unnamed(work, Learner("", "", "00"))) == 1


def test_nobody_takes_it_and_a_full_disk_loses_nothing(work, nameless, monkeypatch):
    nameless({"cp4-note": TEXT})
    page = Home(work)
    page.act({"action": "adopt"})
    assert page.view["notice"]["kind"] == "error"
    save_identity("dupont.m", "", work)

    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as refusing:
        refusing.setattr(module, "write_atomically", full)
        page.act({"action": "adopt"})
    assert "disque est plein" in page.view["notice"]["text"]
    page.act({"action": "adopt"})
    assert "1\u00a0réponse reprise" in page.view["notice"]["text"]


def test_strange_files_are_passed_over(work, nameless):
    path = nameless({"cp4-note": TEXT})
    strange = path.with_name("cp4-bilan.sans-nom.variante-03.json")
    strange.write_text(json.dumps({"schema": 1}), encoding="utf-8")
    assert [one.path for one in unnamed(work, Learner("zola.e", "", "05"))] == [path]
