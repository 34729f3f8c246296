"""The home page in a real JupyterLab and Chromium: identity, a lesson opened, work handed in, feedback."""

import json
import re
import zipfile

import pytest
from playwright.sync_api import expect

from ntc.home.seal import grouped, seal
from ntc.roster import variant_of
from tests.browser.axe import faults
from tests.counts import EXERCISES

pytestmark = [pytest.mark.browser, pytest.mark.lab(learner="", variant="")]

HOME = "accueil.ipynb"
OURS = ".ntc-home"
BAR = ".ntc-progress:not(.lm-mod-hidden)"
ACTIVITY = "Élaborer une stratégie"
NOTE = "Situation : le CA recule de 4 %. Décision demandée : valider le plan. " * 12


@pytest.fixture
def home(lab, page):
    """The home page of somebody who has not said who they are, open and alive."""
    page.goto(lab.address(HOME))
    expect(page.locator(".ntc-home")).to_be_visible()
    return page


def activity(page):
    """The part of the page that is the first activity's: each has its own buttons."""
    return page.get_by_role("region", name=ACTIVITY)


def identify(page, learner="Dupont.M"):
    page.get_by_label("Votre identifiant").fill(learner)
    page.get_by_label("Votre prénom et votre nom").fill("Marie Dupont")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".ntc-home-identity")).to_contain_text("dupont.m (Marie Dupont)")


def test_a_learner_identifies_answers_hands_in_and_reads_the_receipt(lab, home, page):
    identify(page)
    expect(page.locator(".ntc-home-variant")).to_have_text(f"vos données : jeu {variant_of('dupont.m')}")

    page.get_by_role("link", name="Réaliser le bilan").click()
    note = page.locator('.ntc-field[data-field="cp4-note"]')
    expect(note).to_be_visible()
    note.locator("textarea").fill(NOTE)
    note.locator("textarea").blur()
    expect(note).to_have_attribute("data-state", "answered")
    expect(note).to_have_attribute("data-written", "true")

    page.get_by_role("navigation", name="Le cours").get_by_role("link", name="Accueil").click()
    lesson = page.locator('.ntc-home-lesson[data-lesson="cp4-bilan"]')
    expect(lesson).to_contain_text(
        re.compile(
            rf"1\sexercice fait sur {EXERCISES}, dernier enregistrement le \d\d/\d\d/\d{{4}} à \d\d:\d\d"
        )
    )

    activity(page).get_by_role("button", name="Rendre mon travail").click()
    panel = page.locator(".ntc-home-panel")
    expect(panel.locator('tr[data-exercise="cp4-note"]')).to_contain_text("Répondu")
    expect(panel.locator('tr[data-exercise="cp4-dashboard"]')).to_contain_text("Sans réponse")
    assert faults(page, OURS) == []
    panel.get_by_role("button", name="Confirmer et rendre").click()
    expect(panel).to_contain_text("plateforme de votre centre")

    with page.expect_download() as download:
        panel.get_by_role("link", name="Télécharger").click()
    assert re.fullmatch(
        r"dupont\.m_at1-strategie_\d{4}-\d\d-\d\d-\d{4}\.zip", download.value.suggested_filename
    )
    with zipfile.ZipFile(download.value.path()) as archive:
        record = json.loads(archive.read("cp4-bilan.answers.json"))
    assert (record["learner"], record["variant"]) == ("dupont.m", variant_of("dupont.m"))
    assert record["answers"]["cp4-note"]["raw"] == NOTE
    expect(panel.locator("code")).to_have_text(grouped(seal(record)))
    assert faults(page, OURS) == []

    with page.expect_popup() as opened:
        panel.get_by_role("link", name="Ouvrir le reçu").click()
    receipt = opened.value
    expect(receipt.get_by_role("heading", level=1)).to_have_text("Reçu de remise")
    expect(receipt.locator("body")).to_contain_text(grouped(seal(record)))
    expect(receipt.locator("body")).to_contain_text(NOTE)
    assert faults(receipt, "body") == []
    receipt.close()
    changes_an_answer_and_is_led_to_hand_in_again(page)


def changes_an_answer_and_is_led_to_hand_in_again(page):
    page.get_by_role("link", name="Réaliser le bilan").click()
    share = page.locator('.ntc-field[data-field="cp4-time-admin"] input')
    again = page.locator(BAR).get_by_role("button", name="Rendre de nouveau")
    expect(again).to_be_hidden()
    page.wait_for_timeout(1000)  # what is saved in the very second of a hand-in is in it
    share.fill("12 %")
    share.blur()
    expect(page.locator(f"{BAR} .ntc-progress-text")).to_contain_text(
        re.compile(r"1\sréponse changée depuis votre remise de\s\d\d:\d\d")
    )
    again.click()
    told = page.locator(".ntc-home-since")
    expect(told).to_contain_text(re.compile(r"1\sréponse a changé"))
    expect(told).to_be_in_viewport()
    expect(page.locator(".ntc-home-panel")).to_have_count(0)
    assert faults(page, OURS) == []
    page.locator(".ntc-home").get_by_role("button", name="Rendre de nouveau").click()
    page.get_by_role("button", name="Confirmer et rendre").click()
    page.get_by_role("button", name="Fermer", exact=True).click()
    expect(told).to_contain_text("contient toutes vos réponses")


def test_what_comes_of_a_click_is_said_where_one_looks(home, page):
    identify(page)
    page.set_viewport_size({"width": 1366, "height": 400})
    page.get_by_role("button", name="Chercher mes retours").first.click()
    said = page.locator(".ntc-home-notice:not(:empty)")
    expect(said).to_contain_text("Ranger un retour reçu")
    expect(said).to_be_in_viewport(ratio=1)
    below = said.bounding_box()["y"] - page.get_by_text("Ranger un retour reçu (").first.bounding_box()["y"]
    assert 0 < below < 100


def test_what_is_worth_a_second_look_leads_to_its_field_and_stops_nobody(lab, home, page):
    identify(page)
    page.get_by_role("link", name="Réaliser le bilan").click()
    note = page.locator('.ntc-field[data-field="cp4-note"]')
    note.locator("textarea").click()
    page.keyboard.type("Situation : le CA recule de 4 %.")
    cell = page.locator('.ntc-field[data-field="cp4-break-even"] input')
    cell.nth(0).click()
    page.keyboard.type("12 %")
    page.keyboard.press("Enter")
    page.keyboard.type("beaucoup")
    page.keyboard.press("Tab")
    expect(page.locator('.ntc-field[data-field="cp4-break-even"]')).to_have_attribute(
        "data-state", "unreadable"
    )
    expect(note).to_have_attribute("data-state", "partial")
    expect(note.locator(".ntc-message")).to_contain_text("encore trop court")

    page.goto(lab.address(HOME))
    activity(page).get_by_role("button", name="Rendre mon travail").click()
    panel = page.locator(".ntc-home-panel")
    expect(panel.locator('tr[data-exercise="cp4-note"]')).to_contain_text("Incomplet")
    expect(panel).to_contain_text("rien ne vous empêche de rendre")
    assert faults(page, OURS) == []
    panel.get_by_role("link", name="case illisible").click()
    expect(cell.nth(1)).to_be_focused()
    expect(cell.nth(1)).to_be_in_viewport()
    page.goto(lab.address(HOME))
    activity(page).get_by_role("button", name="Rendre mon travail").click()
    panel.get_by_role("link", name="encore trop court").click()
    expect(note.locator("textarea")).to_be_focused()
    expect(note.locator("textarea")).to_be_in_viewport()

    page.goto(lab.address(HOME))
    activity(page).get_by_role("button", name="Rendre mon travail").click()
    page.get_by_role("button", name="Confirmer et rendre").click()
    expect(panel).to_contain_text("plateforme de votre centre")


def test_the_seven_lessons_are_there_and_say_what_is_in_preparation(home, page):
    expect(page.locator(".ntc-home-lesson")).to_have_count(7)
    ready = page.locator(".ntc-home-lesson a.ntc-home-title").count()
    assert ready >= 1
    expect(page.locator(".ntc-home-coming", has_text="en préparation")).to_have_count(7 - ready)
    assert faults(page, OURS) == []


def test_a_wrong_identifier_is_explained_and_nothing_typed_is_lost(home, page):
    page.get_by_label("Votre identifiant").fill("Marie Dupont")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="sans espace ni accent")).to_be_visible()
    expect(page.get_by_label("Votre identifiant")).to_have_value("Marie Dupont")


def test_the_keyboard_alone_identifies_and_changes_back(home, page):
    page.get_by_label("Votre identifiant").focus()
    page.keyboard.type("dupont.m")
    page.keyboard.press("Enter")
    change = page.get_by_role("button", name="Changer")
    expect(change).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Votre identifiant")).to_be_focused()
    expect(page.locator(".ntc-home-who")).to_contain_text("ne sont pas effacées")
    page.get_by_role("button", name="Ne rien changer").press("Enter")
    expect(change).to_be_focused()
    cells = page.locator(".jp-Notebook .jp-Cell")
    before = cells.count()
    for command in "abxdd":
        page.keyboard.press(command)
    expect(cells).to_have_count(before)


def test_who_one_is_is_there_again_after_a_reload(lab, home, page):
    identify(page)
    page.goto(lab.address(HOME))
    expect(page.locator(".ntc-home-identity")).to_contain_text("dupont.m (Marie Dupont)")


def test_feedback_received_by_mail_is_kept_and_opens(home, page):
    content = b"<!DOCTYPE html><title>Retour</title><h1>Bravo</h1>"
    activity(page).get_by_label("Ranger un retour reçu").set_input_files(
        {"name": "cp4-bilan.html", "mimeType": "text/html", "buffer": content}
    )
    feedback = page.locator(".ntc-home-feedback").get_by_role("link", name="Réaliser le bilan")
    with page.expect_popup() as opened:
        feedback.click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Bravo")


def test_another_identifier_does_not_keep_the_name_of_the_former_one(home, page):
    identify(page)
    name = page.get_by_label("Votre prénom et votre nom")
    for identifier in ("dupont.m", "faure.z"):
        page.get_by_role("button", name="Changer").click()
        expect(name).to_have_value("Marie Dupont")
        page.get_by_label("Votre identifiant").click()
        page.keyboard.press("Control+A")
        page.keyboard.type(identifier)
        expect(name).to_have_value("Marie Dupont" if identifier == "dupont.m" else "")
        page.keyboard.press("Enter")
        expect(page.locator(".ntc-home-identity strong")).to_have_text(identifier)
        expect(page.get_by_role("button", name="Changer")).to_be_visible()
    expect(page.locator(".ntc-home-identity")).not_to_contain_text("Marie")
    expect(page.locator(".ntc-home-notice", has_text="C’est noté : faure.z")).to_be_visible()
