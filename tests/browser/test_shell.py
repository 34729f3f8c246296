"""The course's own shell: what a learner sees of JupyterLab, which is nothing, and how one gets about."""

import json
import os
import re
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.lab import (
    FIELD,
    IN_VIEW,
    LESSON,
    TITLE,
    TOKEN,
    open_lesson,
    running_lab,
    serving,
    until_run,
)
from tests.browser.short import shortened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[2]


@pytest.fixture
def opened(shared):
    """A lesson and its page, shared by the tests in the order in which they stand: first nothing is begun."""

    def start(lab, page):
        open_lesson(lab, page, LESSON)

    lab, page, _ = shared.opened("shell", start)
    until_run(page)
    page.locator(FIELD).wait_for()
    return lab, page


@pytest.fixture
def lesson(opened):
    return opened[1]


@pytest.fixture
def home(shared):
    """The home page, at rest."""
    _, page, _ = shared.opened("home", lambda lab, page: page.goto(lab.address("accueil.ipynb")))
    expect(page.locator(".ntc-home")).to_be_visible()
    return page


def bar(page):
    return page.get_by_role("navigation", name="Le cours")


def test_one_goes_on_where_one_was(lesson):
    again = lesson.get_by_role("button", name="Reprendre où j’en étais")
    lesson.locator(".ntc-field").last.wait_for()
    expect(again).to_be_hidden()
    steps = lesson.get_by_role("list", name="Étapes de la leçon").get_by_role("button")
    steps.nth(5).click()
    expect(steps.nth(5)).to_have_attribute("aria-current", "step")
    lesson.wait_for_function(
        "() => Object.keys(localStorage).some((key) => key.startsWith('ntc-place/test.eleve/'))"
    )
    lesson.reload()
    lesson.locator(".ntc-field").last.wait_for()
    again.click()
    expect(steps.nth(5)).to_have_attribute("aria-current", "step")
    expect(lesson.get_by_role("heading", name="5. Pourquoi")).to_be_in_viewport()
    expect(again).to_be_hidden()


def test_the_steps_say_what_is_answered_and_lead_there(lesson):
    steps = lesson.get_by_role("list", name="Étapes de la leçon").get_by_role("button")
    lesson.locator(".ntc-field").last.wait_for()
    expect(steps).to_have_count(10)
    seventh = steps.nth(7)
    expect(seventh).to_have_accessible_name(re.compile(r"^7\. Avec quel temps.*: à faire$"))
    expect(steps.first).to_have_accessible_name(re.compile(r"^Lundi matin.*: lecture$"))
    seventh.press("Enter")
    expect(lesson.get_by_role("heading", name="7. Avec quel temps")).to_be_in_viewport()
    expect(seventh).to_have_attribute("aria-current", "step")
    lesson.locator(f"{FIELD} input").click()
    lesson.keyboard.type("12")
    lesson.keyboard.press("Tab")
    expect(seventh).to_have_accessible_name(re.compile(r": commencé$"))


def test_a_lesson_is_printed_whole(lesson):
    lesson.locator(".ntc-field").last.wait_for()
    lesson.locator(f"{FIELD} input").fill("12,5")
    lesson.evaluate("() => { window.print = () => { window.printed = true; }; }")
    lesson.keyboard.press("Control+p")
    lesson.wait_for_function("() => window.printed")
    expect(lesson.locator(".ntc-chart-waiting")).to_have_count(0)
    lesson.emulate_media(media="print")
    # The whole text follows on; on the screen it scrolls inside the window.
    page = f"{IN_VIEW} .jp-WindowedPanel-outer"
    heights = lesson.locator(page).evaluate(
        "(node) => [node.offsetHeight, node.scrollHeight, document.body.scrollHeight]"
    )
    assert heights[0] >= heights[1] > 10_000
    assert heights[2] >= heights[0]
    for part in (".ntc-bar", ".ntc-progress", ".ntc-ending", f"{IN_VIEW} .ntc-field button"):
        expect(lesson.locator(part).filter(visible=True)).to_have_count(0)
    expect(lesson.locator(f"{FIELD} input")).to_have_value("12,5")
    line = lesson.locator(f"{FIELD} input").evaluate(
        "(node) => { const s = getComputedStyle(node); return [s.borderTopStyle, s.borderBottomStyle]; }"
    )
    assert line == ["none", "solid"]
    pages = lesson.pdf(format="A4").count(b"/Type /Page\n")
    assert pages > 10
    lesson.emulate_media(media="null")


def test_states_are_told_without_our_colours(lesson):
    lesson.emulate_media(forced_colors="active", reduced_motion="reduce")
    lesson.locator(f"{FIELD} input").fill("12")
    lesson.locator(f"{FIELD} input").blur()
    steps = lesson.get_by_role("list", name="Étapes de la leçon").get_by_role("button")
    expect(steps.nth(7)).to_have_attribute("data-state", "begun")
    styles = steps.evaluate_all("(all) => all.map((one) => getComputedStyle(one).borderTopStyle)")
    assert (styles[7], styles[6]) == ("dashed", "solid")
    moving = lesson.evaluate(
        "() => document.getAnimations().filter((one) => one.playState === 'running').length"
    )
    assert moving == 0
    lesson.emulate_media(forced_colors="null", reduced_motion="null")


def test_another_computer_says_where_one_was_and_tells_its_own_hours(opened, browser):
    lab, lesson = opened
    lesson.locator(f"{FIELD} input").fill("12")
    lesson.locator(f"{FIELD} input").blur()
    expect(lesson.locator(f"{FIELD} .ntc-saved")).to_contain_text("enregistré à")
    screen = {"width": 1366, "height": 768}
    context = browser.new_context(viewport=screen, locale="fr-FR", timezone_id="Indian/Reunion")
    other = context.new_page()
    open_lesson(lab, other, LESSON)
    other.get_by_role("button", name="Reprendre où j’en étais").click()
    expect(other.locator(".ntc-field").first.locator("input, select, button").first).to_be_focused()
    other.locator(f"{FIELD} input").fill("13")
    other.locator(f"{FIELD} input").blur()
    expect(other.locator(f"{FIELD} .ntc-saved")).to_contain_text("enregistré à")
    [kept] = json.loads((lab.work / LESSON).with_suffix(".answers.json").read_text())["answers"].values()
    told = datetime.fromisoformat(kept["saved"])
    assert told.utcoffset() == timedelta(hours=4)
    expect(other.locator(f"{FIELD} .ntc-saved")).to_contain_text(f"{told:%H:%M}")
    context.close()


def test_a_page_ends_with_the_way_home(lesson):
    lesson.locator(".ntc-field").last.wait_for()
    end = lesson.get_by_role("navigation", name="Fin de la page")
    end.scroll_into_view_if_needed()
    end.get_by_role("link", name=re.compile("accueil")).click()
    expect(lesson.locator(".ntc-home")).to_be_visible()
    expect(lesson.locator(f"{IN_VIEW} .ntc-ending")).to_have_count(0)
    lesson.go_back()
    expect(lesson).to_have_title(f"{TITLE} · Négociateur technico-commercial")


def test_home_company_and_words_are_one_click_away_and_back_comes_back(opened):
    lab, lesson = opened
    lesson.locator(f"{FIELD} input").fill("14")
    lesson.locator(f"{FIELD} input").blur()
    expect(lesson.locator(f"{FIELD} .ntc-saved")).to_contain_text("enregistré à")
    for name, path, title in (
        ("Lexique", "lexique.ipynb", "Lexique"),
        ("Galerne", "galerne.ipynb", "Galerne Air Industrie"),
        ("Accueil", "accueil.ipynb", "Bienvenue"),
    ):
        bar(lesson).get_by_role("link", name=name).click()
        expect(lesson).to_have_title(f"{title} · Négociateur technico-commercial")
        expect(lesson).to_have_url(f"{lab.url}/lab/tree/{path}")
        expect(bar(lesson).locator("[aria-current=page]")).to_have_text(name)
    for title in ("Galerne Air Industrie", "Lexique", TITLE):
        lesson.go_back()
        expect(lesson).to_have_title(f"{title} · Négociateur technico-commercial")
    # The very same page: nothing ran again.
    expect(lesson.locator(f"{FIELD} input")).to_have_value("14")
    lesson.go_forward()
    expect(lesson).to_have_title("Lexique · Négociateur technico-commercial")
    lesson.reload()
    expect(lesson.locator(f"{IN_VIEW} h1")).to_contain_text("Lexique")
    assert lesson.evaluate("() => [...window.jupyterapp.shell.widgets('main')].length") == 1


def test_a_text_that_takes_the_focus_is_not_framed(home):
    cell = home.locator(".jp-MarkdownCell").first
    cell.focus()
    style = cell.evaluate("(node) => [getComputedStyle(node).boxShadow, getComputedStyle(node).outlineStyle]")
    assert style == ["none", "none"]


def test_a_link_of_the_text_opens_the_page_in_this_window(home, shared):
    home.locator(".jp-RenderedMarkdown").get_by_role("link", name="lexique").click()
    expect(home).to_have_url(f"{shared.lab.url}/lab/tree/lexique.ipynb")
    expect(home.locator(f"{IN_VIEW} .ntc-lexicon")).to_be_visible()
    assert len(home.context.pages) == 1


@pytest.mark.parametrize(
    "path", ["lab", "lab/tree/nulle-part.ipynb", "lab/tree/at1-strategie", "doc", "lab/workspaces/b"]
)
def test_an_address_that_names_no_page_leads_home(page, lab, path):
    page.goto(f"{lab.url}/{path}?token={TOKEN}")
    expect(page.locator(".ntc-home")).to_be_visible()
    expect(page).to_have_url(f"{lab.url}/lab/tree/accueil.ipynb")
    expect(page.locator(".jp-Dialog")).to_have_count(0)


def test_a_page_that_could_not_take_the_keyboard_at_first_is_known_all_the_same(page, lab):
    """JupyterLab knows the page in view by its focus alone, and gives that once."""
    page.add_init_script(
        """const focus = HTMLElement.prototype.focus;
        HTMLElement.prototype.focus = function (...how) { if (window.mayTake) focus.apply(this, how); };"""
    )
    page.goto(lab.address("lexique.ipynb"))
    page.locator(".ntc-lexicon").wait_for()
    assert page.title() == "JupyterLab"
    page.evaluate("window.mayTake = true")
    expect(page).to_have_title("Lexique · Négociateur technico-commercial")
    expect(bar(page).get_by_role("link", name="Accueil")).to_be_visible()
    assert page.evaluate("window.jupyterapp.shell.currentWidget.context.path") == "lexique.ipynb"


def test_a_server_that_dies_and_comes_back_is_taken_up_again(page, tmp_path):
    """No dialog, nothing to click: the banner says that it will come back, and it does."""
    banner, dialog = page.locator(".ntc-banner:not(.lm-mod-hidden)"), page.locator(".jp-Dialog")
    entry = page.locator(f"{FIELD} input")
    course, option = shortened(tmp_path)
    who = {"learner": "test.eleve", "variant": "07", "course": course}
    with running_lab(tmp_path, option, **who) as lab:
        open_lesson(lab, page, LESSON)
        entry.fill("12")
        entry.blur()
        expect(page.locator(f"{FIELD} .ntc-saved")).to_contain_text("enregistré à")
        lab.server.kill()
        lab.server.wait()
        expect(banner).to_contain_text("La saisie reprendra d’elle-même")
        expect(page.locator(".ntc-blocked", has=page.locator(FIELD))).to_have_attribute("inert", "")
        # Long enough for JupyterLab to have noticed on its own.
        page.wait_for_timeout(5000)
        expect(dialog).to_have_count(0)
    with running_lab(tmp_path, option, port=urlsplit(lab.url).port, **who) as again:
        assert again.url == lab.url
        expect(banner).to_have_count(0)
        expect(page.locator(".ntc-blocked")).to_have_count(0)
        expect(dialog).to_have_count(0)
        expect(entry).to_have_value("12")
        entry.fill("13")
        entry.blur()
        expect(page.locator(FIELD)).to_have_attribute("data-written", "true")
        path = (again.work / LESSON).with_suffix(".answers.json")
        assert json.loads(path.read_text())["answers"]["cp4-time-admin"]["raw"] == "13"


SMALL = ((800, 600), (390, 780), (341, 192), (200, 150))
STICKS_OUT = """() => {
    const page = document.querySelector('.ntc-lesson:not(.lm-mod-hidden) .jp-WindowedPanel-outer');
    const bars = [...document.querySelectorAll('.ntc-bar, .ntc-progress-row')];
    return [page, ...bars].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.className);
}"""


SLIDES = """() => [...document.querySelectorAll('.ntc-field .ntc-scroll:not(:has(.ntc-check))')]
    .filter((one) => one.scrollWidth > one.clientWidth)
    .map((one) => one.closest('.ntc-field').dataset.field)"""


# What the bar of a lesson says is whole in view, or not in view at all; and nothing stands beyond an edge.
CUT = """() => {
    const wide = document.documentElement.clientWidth;
    const seen = [...document.querySelectorAll('.ntc-lesson:not(.lm-mod-hidden) .ntc-progress *, .ntc-bar *')]
        .filter((one) => one.checkVisibility() && one.offsetWidth);
    const beyond = seen.filter((one) => one.getBoundingClientRect().right > wide + 0.5);
    const halves = seen.filter((one) => {
        if (!one.parentElement.matches('.ntc-progress-text')) return false;
        const line = one.getBoundingClientRect();
        const text = one.parentElement.getBoundingClientRect();
        const isCut = line.bottom > text.bottom + 3 || one.scrollWidth > one.clientWidth;
        return line.top < text.bottom - 3 && isCut;
    });
    return [...beyond, ...halves].map((one) => one.textContent);
}"""


# What covers the text where a field has its last line, brought to the foot of the page.
COVERED = """(field) => {
    const foot = document.querySelector(`${field} .ntc-foot`);
    foot.scrollIntoView({ block: 'end' });
    const { left, width, top, height } = foot.getBoundingClientRect();
    const points = [0.05, 0.3, 0.6, 0.95].map((share) => left + share * width);
    return points
        .map((x) => document.elementFromPoint(x, top + height / 2))
        .filter((one) => !one?.closest('.ntc-field'))
        .map((one) => one?.className);
}"""


def test_nothing_is_cut_or_covered_on_a_small_screen(page, lab):
    """800 px; a telephone; a training-room screen enlarged four times; one of 800 px enlarged four times."""
    page.set_viewport_size({"width": 390, "height": 780})
    open_lesson(lab, page, LESSON)
    page.locator(".ntc-field").last.wait_for()
    page.locator(f"{FIELD} input").fill("12,5")
    page.locator(f"{FIELD} input").blur()
    expect(page.locator(f"{FIELD} .ntc-saved")).to_contain_text("enregistré à")
    for width, height in SMALL:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(1000)  # JupyterLab lays its parts out again some time after
        assert page.evaluate(STICKS_OUT) == [], width
        assert page.evaluate(CUT) == [], width
        assert page.evaluate(COVERED, FIELD) == [], width
        text = page.locator(f"{IN_VIEW} .jp-WindowedPanel-outer").bounding_box()
        assert text["height"] > (0.6 if width > 200 else 0.45) * height
        # What is answered in is whole in view: no table of answers slides under an edge.
        if width > 200:
            assert page.evaluate(SLIDES) == []
        steps = page.get_by_role("list", name="Étapes de la leçon").get_by_role("button")
        expect(steps.filter(visible=True)).to_have_count(10 if height > 500 else 0)
        for step in steps.filter(visible=True).all():
            expect(step).to_be_in_viewport(ratio=1)
        expect(bar(page).get_by_role("button", name="Calculatrice")).to_be_in_viewport(ratio=1)
    # What had no room is told where the steps are listed.
    page.locator(".ntc-progress-summary").click()
    listed = page.get_by_role("dialog", name="Exercices de la leçon")
    expect(listed).to_contain_text(re.compile(r"sur 8 · dernier enregistrement \d\d:\d\d · connecté"))
    page.keyboard.press("Escape")
    for name in ("Galerne", "Lexique", "Accueil"):
        bar(page).get_by_role("link", name=name).click()
        expect(bar(page).locator("[aria-current=page]")).to_have_text(name)
        expect(page.locator(f"{IN_VIEW} h1")).to_be_visible()
        # Of the pages that are open, the calculator is that of the one in view.
        expect(bar(page).get_by_role("button", name="Calculatrice")).to_have_count(int(name == "Galerne"))
        for width, height in SMALL:
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(500)
            assert page.evaluate(STICKS_OUT) == [], (name, width)
            assert page.evaluate(CUT) == [], (name, width)


def test_an_instructors_jupyterlab_stays_a_jupyterlab(page, tmp_path):
    """As ``start.py formateur`` starts it: the same extension, with every menu and tool in its place."""
    options = [f"--config={ROOT / 'jupyter_config.py'}", f"--ServerApp.root_dir={tmp_path}", "--allow-root"]
    environment = {**os.environ, "HOME": str(tmp_path)}
    with serving(["jupyterlab", *options], tmp_path, tmp_path, environment) as (url, _):
        page.goto(f"{url}/lab?token={TOKEN}")
        for part in (".lm-MenuBar-item", ".jp-SideBar", ".lm-TabBar-tab", ".jp-Launcher"):
            expect(page.locator(part).first).to_be_visible()
        assert page.evaluate("() => '_JUPYTERLAB' in window && 'ntc-lesson' in window._JUPYTERLAB")
        expect(page.locator(".ntc-bar, .ntc-course")).to_have_count(0)
