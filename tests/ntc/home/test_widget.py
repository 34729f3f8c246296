import json
import os

import pytest

from ntc.home.widget import Home
from ntc.roster import variant_of
from tests.counts import EXERCISES


@pytest.fixture
def page(work):
    return Home(work)


def lesson_view(page, name="cp4-bilan"):
    lessons = [lesson for activity in page.view["activities"] for lesson in activity["lessons"]]
    return next(lesson for lesson in lessons if lesson["name"] == name)


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
    assert "rouvrez-la" in page.view["notice"]["text"]


def test_correcting_ones_name_asks_to_open_nothing_again(page):
    page.act({"action": "identify", "id": "dupont.m", "name": "Mari"})
    page.act({"action": "identify", "id": "dupont.m", "name": "Marie"})
    assert page.view["identity"]["name"] == "Marie"
    assert "rouvrez-la" not in page.view["notice"]["text"]


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
    answer({"cp4-note": "Texte."})
    page.act({"action": "refresh"})
    assert (before, lesson_view(page)["answered"]) == (0, 1)
    assert f"1 exercice fait sur {EXERCISES}, enregistré le" in lesson_view(page)["summary"]


def test_coming_back_does_not_wipe_what_the_page_said(page):
    page.act({"action": "identify", "id": "é", "name": ""})
    said = page.view["notice"]
    page.act({"action": "refresh"})
    assert page.view["notice"] == said


def test_handing_in_is_reviewed_confirmed_and_receipted(page, answer):
    answer({"cp4-note": "Texte.", "cp4-variance": {"volume": {"ca": "beaucoup"}}})
    page.act({"action": "review", "assignment": "at1-strategie"})
    review = page.view["handIn"]
    assert review["step"] == "review"
    states = {exercise["id"]: exercise["words"] for exercise in review["lessons"][0]["exercises"]}
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
    answer({"cp4-time-admin": "12 %"})
    page.act({"action": "review", "assignment": "at1-strategie"})
    (time,) = [one for one in page.view["handIn"]["lessons"][0]["exercises"] if one["id"] == "cp4-time"]
    assert time["words"] == "Incomplet"
    assert len(time["details"]) == 4
    assert all("sans réponse" in detail for detail in time["details"])


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
