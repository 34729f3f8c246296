"""Whose work it is: once another name is said on the home page, no page of the former person stays alive."""

import json
import os
import re
import signal

import pytest
from playwright.sync_api import expect

from ntc.roster import variant_of
from tests.browser.lab import FIELD, IN_VIEW, LESSON, open_lesson

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOME = "accueil.ipynb"
LATE = ("[anywidget] Failed to initialize model.", "Canceled future for create_subshell_request")
ONE, OTHER = "legoff.s", "martin.p"
OURS = {"learner": ONE, "variant": variant_of(ONE)}


@pytest.fixture
def errors(page):
    """What scripts of any tab complained of, but what was on its way to a page, or a kernel, that is left."""
    seen = []

    def hear(error):
        if not any(late in str(error.error) for late in LATE):
            seen.append(str(error.error))

    page.context.on("weberror", hear)
    return seen


def entry(page):
    return page.locator(f"{IN_VIEW} {FIELD} input")


def write(page, text):
    """Replace an answer key by key, and leave the field."""
    entry(page).click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text, delay=5)
    page.keyboard.press("Tab")


def answer(page, text):
    write(page, text)
    expect(page.locator(f"{IN_VIEW} {FIELD}")).to_have_attribute("data-written", "true")


def go_home(page):
    page.get_by_role("navigation", name="Le cours").get_by_role("link", name="Accueil").click()


def say(page, identifier):
    """Say another name on the home page, as a learner does."""
    change = page.get_by_role("button", name="Changer")
    expect(page.locator(".ntc-home-who")).to_be_visible()
    if change.count():
        change.click()
    page.get_by_label("Votre identifiant").click()
    page.keyboard.press("Control+A")
    page.keyboard.type(identifier)
    page.keyboard.press("Enter")
    expect(page.locator(".ntc-home-identity strong")).to_have_text(identifier)


def go_back_to_the_lesson(page):
    page.locator(".ntc-home").get_by_role("link", name="Réaliser le bilan").click()
    entry(page).wait_for()


def is_whose(page, identifier):
    welcome = page.locator(f"{IN_VIEW} .ntc-welcome")
    expect(welcome).to_contain_text(re.compile(rf"{identifier}.*jeu\s{variant_of(identifier)}"))


def written(lab, name="cp4-bilan.answers.json"):
    document = json.loads((lab.work / LESSON).with_name(name).read_text())
    return document["learner"], {key: one["raw"] for key, one in document["answers"].items()}


@pytest.mark.lab(**OURS)
def test_after_another_name_the_lesson_is_the_other_person_s_in_every_tab(lab, page, errors):
    open_lesson(lab, page, LESSON)
    answer(page, "12")
    second = page.context.new_page()
    open_lesson(lab, second, LESSON)
    expect(entry(second)).to_have_value("12")

    page.bring_to_front()
    go_home(page)
    say(page, OTHER)
    go_back_to_the_lesson(page)
    is_whose(page, OTHER)
    expect(entry(page)).to_have_value("")
    answer(page, "34")
    second.bring_to_front()  # a browser draws nothing of a tab that nobody looks at
    is_whose(second, OTHER)
    expect(entry(second)).to_have_value("34")
    answer(second, "56")
    assert written(lab) == (OTHER, {"cp4-time-admin": "56"})

    # Back to the first name, said in a tab of its own.
    third = page.context.new_page()
    third.goto(lab.address(HOME))
    say(third, ONE)
    second.bring_to_front()
    is_whose(second, ONE)
    expect(entry(second)).to_have_value("12")
    answer(second, "78")
    assert written(lab) == (ONE, {"cp4-time-admin": "78"})
    assert written(lab, f"cp4-bilan.{OTHER}.variante-{variant_of(OTHER)}.json") == (
        OTHER,
        {"cp4-time-admin": "56"},
    )
    assert errors == []


@pytest.mark.lab(learner="", variant="", short=True)
def test_who_began_without_a_name_goes_on_under_it_on_their_own_data(lab, page, errors):
    open_lesson(lab, page, LESSON)
    answer(page, "12")
    go_home(page)
    say(page, ONE)
    go_back_to_the_lesson(page)
    is_whose(page, ONE)
    expect(entry(page)).to_have_value("")
    go_home(page)
    page.get_by_role("button", name="Reprendre sous le nom de").click()
    expect(page.locator(".ntc-home-notice", has_text="reprise")).to_be_visible()
    go_back_to_the_lesson(page)
    expect(entry(page)).to_have_value("12")
    answer(page, "13")
    assert written(lab) == (ONE, {"cp4-time-admin": "13"})
    assert errors == []


@pytest.mark.lab(**OURS, short=True)
def test_a_telephone_still_open_under_the_former_name_saves_nothing_and_keeps_what_was_typed(
    lab, page, browser, errors
):
    context = browser.new_context(viewport={"width": 390, "height": 780}, locale="fr-FR")
    phone = context.new_page()
    open_lesson(lab, phone, LESSON)
    answer(phone, "12")
    page.goto(lab.address(HOME))
    say(page, OTHER)

    write(phone, "99")
    expect(phone.locator(f"{FIELD} .ntc-message")).to_contain_text(
        re.compile(
            rf"encore celle de «\s{re.escape(ONE)}\s», et l’accueil dit maintenant «\s{re.escape(OTHER)}\s»"
        )
    )
    banner = phone.locator(".ntc-banner:not(.lm-mod-hidden)")
    expect(banner).to_contain_text("rien ne s’y enregistre plus")
    expect(phone.locator(".ntc-blocked", has=phone.locator(FIELD))).to_have_attribute("inert", "")
    assert written(lab) == (ONE, {"cp4-time-admin": "12"})
    banner.get_by_role("button", name="Rouvrir la leçon").click()
    is_whose(phone, OTHER)
    expect(entry(phone)).to_have_value("")
    answer(phone, "34")
    assert written(lab) == (OTHER, {"cp4-time-admin": "34"})

    # The first person takes up what the telephone kept for them.
    say(page, ONE)
    write(phone, "56")
    banner.get_by_role("button", name="Rouvrir la leçon").click()
    is_whose(phone, ONE)
    expect(entry(phone)).to_have_value("99")
    expect(phone.locator(FIELD)).to_have_attribute("data-written", "true")
    assert written(lab) == (ONE, {"cp4-time-admin": "99"})
    assert errors == []
    context.close()


@pytest.mark.lab(**OURS, short=True)
def test_a_name_said_while_the_kernel_is_busy_gets_nothing_of_the_former_person_s(lab, page, errors):
    open_lesson(lab, page, LESSON)
    answer(page, "12")
    [busy] = lab.kernel_pids()
    go_home(page)
    page.locator(".ntc-home").wait_for()
    go_back_to_the_lesson(page)
    os.kill(busy, signal.SIGSTOP)
    try:
        write(page, "13")
        go_home(page)
        say(page, OTHER)
        page.locator(".ntc-home").get_by_role("link", name="Réaliser le bilan").click()
        expect(page.locator(f"{IN_VIEW} h1")).to_contain_text("Réaliser le bilan")
        expect(page.locator(f"{IN_VIEW} .ntc-field")).to_have_count(0)
    finally:
        os.kill(busy, signal.SIGCONT)
    is_whose(page, OTHER)
    expect(entry(page)).to_have_value("")
    answer(page, "34")
    assert written(lab) == (OTHER, {"cp4-time-admin": "34"})
    # What was typed before the name was said is the former person's: on the disk, not in this tab only.
    waiting = f"cp4-bilan.{ONE}.variante-{variant_of(ONE)}.json"
    assert written(lab, waiting) == (ONE, {"cp4-time-admin": "13"})
    go_home(page)
    say(page, ONE)
    go_back_to_the_lesson(page)
    is_whose(page, ONE)
    expect(entry(page)).to_have_value("13")
    go_home(page)
    say(page, ONE)
    go_back_to_the_lesson(page)
    is_whose(page, ONE)
    expect(entry(page)).to_have_value("13")
    assert errors == []
