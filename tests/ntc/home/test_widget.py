import json
import os
from datetime import datetime, timedelta

import pytest

from ntc.case import load
from ntc.french import typeset
from ntc.home.widget import Home
from ntc.roster import variant_of
from tests.counts import EXERCISES

WRITTEN = "Situation : tout va bien. " * 60


@pytest.fixture
def page(work):
    return Home(work)


def lesson_view(page, name="cp4-bilan"):
    lessons = [lesson for activity in page.view["activities"] for lesson in activity["lessons"]]
    return next(lesson for lesson in lessons if lesson["name"] == name)


def reviewed(page):
    """The exercises of every lesson of the assignment that is about to be handed in."""
    return [one for lesson in page.view["handIn"]["lessons"] for one in lesson["exercises"]]


def test_the_page_starts_with_who_and_the_seven_lessons(page):
    assert page.view["identity"]["id"] == ""
    assert "Dites d’abord qui vous êtes" in page.view["identity"]["invitation"]
    lessons = [lesson for activity in page.view["activities"] for lesson in activity["lessons"]]
    assert [lesson["number"] for lesson in lessons] == ["CP1", "CP2", "CP3", "CP4", "CP5", "CP6", "CP7"]
    assert lesson_view(page)["path"] == "at1-strategie/cp4-bilan.ipynb"
    assert "pas encore commencée" in lesson_view(page)["summary"]


def test_what_the_page_shows_can_be_sent_to_the_browser(page):
    assert json.loads(json.dumps(page.view)) == page.view


def test_one_says_who_one_is_and_learns_ones_data(page):
    page.act({"action": "identify", "id": "Dupont.M", "name": "Marie Dupont"})
    assert page.view["identity"]["id"] == "dupont.m"
    assert page.view["identity"]["data"] == f"vos données : jeu {variant_of('dupont.m')}"
    assert page.view["notice"]["kind"] == "done"
    assert "avec vos chiffres" in page.view["notice"]["text"]


def test_correcting_ones_name_asks_to_open_nothing_again(page):
    page.act({"action": "identify", "id": "dupont.m", "name": "Mari"})
    page.act({"action": "identify", "id": "dupont.m", "name": "Marie"})
    assert page.view["identity"]["name"] == "Marie"
    assert "avec vos chiffres" not in page.view["notice"]["text"]


def test_a_wrong_identifier_is_explained_and_changes_nothing(page):
    page.act({"action": "identify", "id": "Marie Dupont", "name": ""})
    assert page.view["notice"]["kind"] == "error"
    assert "sans espace" in page.view["notice"]["text"]
    assert page.view["identity"]["id"] == ""


@pytest.fixture
def class_list(work):
    listed = "identifiant,variante\ndupont.m,3\nmartin.l,4\ndupond.p,5\n"
    (work / "variantes.csv").write_text(listed, encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("Dupond.M", {"dupont.m", "dupond.p"}),
        ("marie.dupont", {"dupont.m"}),
        ("martinl", {"martin.l"}),
        ("zoe", set()),
    ],
)
def test_a_name_the_class_list_lacks_is_questioned_with_those_near_it(page, class_list, typed, proposed):
    page.act({"action": "identify", "id": typed, "name": ""})
    said = page.view["notice"]["text"]
    assert page.view["notice"]["kind"] == "error"
    assert "n’est pas dans la liste de votre classe" in said
    assert ("Vouliez-vous dire" in said) == bool(proposed)
    assert proposed == {one for one in ("dupont.m", "martin.l", "dupond.p") if one in said}
    assert (page.view["identity"]["id"], page.view["focus"]) == ("", "ntc-home-id")


def test_a_questioned_name_is_taken_when_it_is_given_again_and_only_then(page, class_list):
    for typed, known in (("zoe", ""), ("zoé", ""), ("alix", ""), ("zoe", ""), ("zoe", "zoe"), ("zoe", "zoe")):
        page.act({"action": "identify", "id": typed, "name": ""})
        assert page.view["identity"]["id"] == known
    assert page.view["notice"]["kind"] == "done"


def test_a_name_the_class_list_knows_is_taken_at_once(page, class_list):
    page.act({"action": "identify", "id": " Dupont.M", "name": ""})
    assert page.view["identity"]["id"] == "dupont.m"
    assert page.view["identity"]["data"].endswith("jeu 03")


def test_the_same_fault_twice_is_heard_twice(page):
    page.act({"action": "identify", "id": "é", "name": ""})
    first = page.view
    page.act({"action": "identify", "id": "é", "name": ""})
    assert page.view != first


def test_coming_back_to_the_page_shows_what_was_answered_since(page, answer):
    before = lesson_view(page)["answered"]
    answer({"cp4-note": WRITTEN})
    page.act({"action": "refresh"})
    assert (before, lesson_view(page)["answered"]) == (0, 1)
    assert f"1 exercice fait sur {EXERCISES}, dernier enregistrement le" in lesson_view(page)["summary"]


def test_coming_back_does_not_wipe_what_the_page_said(page):
    page.act({"action": "identify", "id": "é", "name": ""})
    said = page.view["notice"]
    page.act({"action": "refresh"})
    assert page.view["notice"] == said


def test_handing_in_is_reviewed_confirmed_and_receipted(page, answer):
    answer({"cp4-note": WRITTEN, "cp4-variance": {"volume": {"ca": "beaucoup"}}})
    page.act({"action": "review", "assignment": "at1-strategie"})
    review = page.view["handIn"]
    assert review["step"] == "review"
    states = {exercise["id"]: exercise["words"] for exercise in reviewed(page)}
    assert (states["cp4-note"], states["cp4-variance"], states["cp4-time"]) == (
        "Répondu",
        "Illisible",
        "Sans réponse",
    )
    assert f"1 exercice fait, 1 illisible, {EXERCISES - 2} sans réponse" in review["summary"]
    page.act({"action": "submit", "assignment": "at1-strategie"})
    receipt = page.view["handIn"]
    assert receipt["step"] == "done"
    assert receipt["archive"] == f"remises/{receipt['archiveName']}"
    assert page.view["activities"][0]["handedIn"][0]["archive"] == receipt["archive"]
    page.act({"action": "cancel"})
    assert page.view["handIn"]["step"] == ""
    assert page.view["focus"] == "ntc-home-handin-at1"


def test_an_incomplete_exercise_says_which_question_is_left(page, answer):
    answer({"cp4-time-admin": "12,0 %"})
    page.act({"action": "review", "assignment": "at1-strategie"})
    (time,) = [one for one in reviewed(page) if one["id"] == "cp4-time"]
    assert time["words"] == "Incomplet"
    assert len(time["details"]) == 4
    assert all("sans réponse" in detail["text"] for detail in time["details"])
    assert len({detail["field"] for detail in time["details"]}) == 4
    assert time["path"] == "at1-strategie/cp4-bilan.ipynb"


INCOHERENT = {
    "cp4-variance": {
        "volume": {"ca": "-60 000", "margin": "-20 k€"},
        "mix": {"ca": "10 000", "margin": "-3 k€"},
        "price": {"ca": "-5 000", "margin": "1 k€"},
        "total": {"ca": "-45 000", "margin": "-22,4 k€"},
    },
    "cp4-break-even": {"threshold": {"value": "beaucoup"}, "safety": {"value": "12 %"}},
    "cp4-note": "mot " * 25,
}


def test_what_does_not_hold_together_is_told_with_its_field_and_stops_nobody(page, answer, learner):
    case = load(learner.variant)
    answer(INCOHERENT | {"cp4-remedies": {remedy.id: {} for remedy in case.remedies}})
    page.act({"action": "review", "assignment": "at1-strategie"})
    exercises = {one["id"]: one for one in reviewed(page)}
    told = {key: [detail["text"] for detail in one["details"]] for key, one in exercises.items()}
    # -60 000 + 10 000 - 5 000 = -55 000; in k€ -20 - 3 + 1 = -22, which -22,4 is when rounded.
    assert told["cp4-variance"] == [
        typeset(
            "Une somme ne tombe pas juste (colonne « Sur le CA HT ») : « Écart sur volume » + "
            "« Écart sur mix » + « Écart sur prix » font −55 000,00 €, et « Écart total » dit −45 000,00 €."
        )
    ]
    assert exercises["cp4-variance"]["words"] == "Répondu"
    assert told["cp4-break-even"] == [
        typeset(
            "4\u00a0cases sans réponse : « Taux de marge sur coût variable », "
            "« Date du point mort, à rythme régulier », "
            "« Date du point mort, mois par mois » et « CA nécessaire pour le résultat visé »."
        ),
        typeset("1\u00a0case illisible : « Seuil de rentabilité »."),
        typeset("Sans décimale, quand une au moins est demandée : « Indice de sécurité »."),
    ]
    assert told["cp4-note"][0].startswith(typeset("Encore trop court : 25\u00a0mots sur 250 au moins"))
    assert exercises["cp4-note"]["words"] == "Incomplet"
    assert any("pour une enveloppe de" in text for text in told["cp4-remedies"])
    assert any("cases sans réponse" in text for text in told["cp4-remedies"])
    assert exercises["cp4-remedies"]["words"] == "Incomplet"
    assert {detail["field"] for detail in exercises["cp4-note"]["details"]} == {"cp4-note"}
    assert "rien ne vous empêche de rendre" in page.view["handIn"]["advice"]
    page.act({"action": "submit", "assignment": "at1-strategie"})
    assert page.view["handIn"]["step"] == "done"


def test_nothing_to_hand_in_is_said(page, learner):
    page.act({"action": "review", "assignment": "at1-strategie"})
    assert page.view["notice"]["kind"] == "error"
    assert page.view["handIn"]["step"] == ""


def test_without_an_exchange_one_is_told_where_to_put_feedback(page, learner):
    page.act({"action": "fetch", "assignment": "at1-strategie"})
    assert "pas de dépôt partagé" in page.view["notice"]["text"]


def test_feedback_that_came_by_mail_is_listed_by_the_name_of_its_lesson(page):
    content = memoryview(b"<p>Bravo")
    page.act({"action": "feedback", "assignment": "at1-strategie", "name": "cp4-bilan.html"}, [content])
    (feedback,) = page.view["activities"][0]["feedback"]
    assert feedback["title"].startswith("Réaliser le bilan")
    assert feedback["path"] == "at1-strategie/feedback/cp4-bilan.html"


def test_a_file_that_is_no_feedback_is_refused(page):
    page.act({"action": "feedback", "assignment": "at1-strategie", "name": "x.exe"}, [memoryview(b"")])
    assert page.view["notice"]["kind"] == "error"


def test_a_disk_that_refuses_is_said_in_french(page, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    page.act({"action": "identify", "id": "dupont.m", "name": ""})
    assert "Le disque a refusé" in page.view["notice"]["text"]


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ({"action": "identify", "id": "é", "name": ""}, ("who", "")),
        ({"action": "review", "assignment": "at1-strategie"}, ("hand-in", "at1-strategie")),
        ({"action": "fetch", "assignment": "at1-strategie"}, ("feedback", "at1-strategie")),
    ],
)
def test_what_is_said_stands_where_one_asked_and_stays_there(page, asked, place):
    page.act(asked)
    assert page.view["notice"]["text"]
    assert (page.view["notice"]["place"], page.view["notice"]["assignment"]) == place
    page.act({"action": "refresh"})
    assert (page.view["notice"]["place"], page.view["notice"]["assignment"]) == place


def test_work_changed_after_a_hand_in_is_said_and_handed_in_again(page, answer, monkeypatch):
    answer({"cp4-note": WRITTEN})
    page.act({"action": "refresh"})
    assert page.view["activities"][0]["since"] == {
        "changed": False,
        "text": "",
        "label": "Rendre mon travail",
    }
    page.act({"action": "submit", "assignment": "at1-strategie"})
    since = page.view["activities"][0]["since"]
    assert (since["changed"], since["label"]) == (False, "Rendre de nouveau")
    assert "contient toutes vos réponses" in since["text"]

    monkeypatch.setattr("ntc.fields.answers.datetime", Tomorrow)
    answer({"cp4-time-admin": "12 %", "cp4-time-freed": "4"})
    page.act({"action": "refresh"})
    since = page.view["activities"][0]["since"]
    assert since["changed"]
    assert typeset("2\u00a0réponses ont changé : cette remise ne les contient pas") in since["text"]
    # The receipt of the hand-in, with the file to send, gives way to the button that makes the next.
    assert page.view["handIn"]["step"] == ""


class Tomorrow(datetime):
    """The clock of somebody who answers the day after."""

    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + timedelta(days=1)
