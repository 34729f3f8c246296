"""The course's own shell: what a learner sees of JupyterLab, which is nothing, and how one gets about."""

import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.lab import TOKEN, open_lesson, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
LESSON = "at1-strategie/cp4-bilan.ipynb"
FIELD = '.ntc-field[data-field="cp4-time-admin"]'
TITLE = "Réaliser le bilan de l’activité commerciale et rendre compte"
IN_VIEW = ".ntc-lesson:not(.lm-mod-hidden)"

# What JupyterLab shows of itself elsewhere.
PARTS = (
    ".lm-MenuBar-item",
    ".jp-SideBar",
    ".jp-SideArea",
    ".jp-DirListing",
    ".jp-Launcher",
    ".lm-TabBar-tab",
    ".lm-TabBar-addButton",
    ".jp-NotebookPanel-toolbar",
    ".jp-cell-toolbar",
    "#jp-main-statusbar",
    "#jp-MainLogo",
)
# What a learner must reach by no way: its plug-in is not even loaded.
PLUGINS = (
    "console",
    "context-menu",
    "documentsearch",
    "filebrowser",
    "fileeditor",
    "help",
    "inspector",
    "launcher",
    "mainmenu",
    "palette",
    "running",
    "settingeditor",
    "shortcuts",
    "statusbar",
    "terminal-extension",
)


@pytest.fixture
def lesson(page, lab):
    open_lesson(lab, page, LESSON)
    page.locator(FIELD).wait_for()
    return page


def bar(page):
    return page.get_by_role("navigation", name="Le cours")


def test_nothing_but_the_course_is_in_view(lesson):
    assert [part for part in PARTS if lesson.locator(part).filter(visible=True).count()] == []
    plugins = lesson.evaluate("() => window.jupyterapp.listPlugins()")
    assert len(plugins) > 40
    reached = [
        one for one in plugins if one.startswith("@jupyterlab/") and any(name in one for name in PLUGINS)
    ]
    assert reached == []
    failed = lesson.evaluate(
        "() => window.jupyterapp.listPlugins().filter((id) => !window.jupyterapp.isPluginActivated(id))"
    )
    assert failed == []
    expect(lesson).to_have_title(f"{TITLE} · Négociateur technico-commercial")
    assert ".ipynb" not in lesson.locator("body").inner_text()
    # The text fills the window: no strip of an empty panel is left around it.
    box = lesson.locator(IN_VIEW).bounding_box()
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 1366, 768)
    assert box["y"] <= 44


@pytest.mark.parametrize("place", [f"{IN_VIEW} h1", f"{FIELD} input", ".ntc-bar"])
def test_the_menu_of_the_right_button_is_the_browsers(lesson, place):
    """Paste, spelling, copy: JupyterLab puts no menu of its own in the way."""
    lesson.evaluate(
        "() => addEventListener('contextmenu', (event) => { window.menu = !event.defaultPrevented; })"
    )
    lesson.locator(place).first.click(button="right")
    assert lesson.evaluate("() => window.menu")
    expect(lesson.locator(".lm-Menu")).to_have_count(0)


def test_no_key_changes_a_statement(lesson):
    title = lesson.locator(f"{IN_VIEW} h1").first
    cells = lesson.locator(f"{IN_VIEW} .jp-Cell")
    before, text = cells.count(), lesson.locator(f"{IN_VIEW} .jp-MarkdownCell").first.inner_text()
    lesson.locator(".ntc-field").last.wait_for()
    fields = lesson.locator(".ntc-field").count()
    for start in (lambda: title.click(), lambda: lesson.locator(f"{IN_VIEW} .jp-Cell").nth(3).focus()):
        for keys in (
            "d d",
            "x",
            "Enter",
            "m",
            "y",
            "a",
            "b",
            "z",
            "0 0",
            "Shift+Enter",
            "Control+Shift+C",
            "Control+s",
        ):
            start()
            for key in keys.split():
                lesson.keyboard.press(key)
    for command in ("notebook:delete-cell", "notebook:cut-cell"):
        lesson.evaluate("(command) => window.jupyterapp.commands.execute(command)", command)
    assert cells.count() == before
    assert lesson.locator(f"{IN_VIEW} .jp-MarkdownCell").first.inner_text() == text
    assert lesson.locator(".ntc-field").count() == fields
    expect(lesson.locator(".jp-MarkdownCell:not(.jp-mod-rendered)")).to_have_count(0)
    expect(lesson.locator(".jp-Dialog, .lm-CommandPalette")).to_have_count(0)


def test_a_text_that_takes_the_focus_is_not_framed(page, lab):
    page.goto(lab.address("accueil.ipynb"))
    expect(page.locator(".ntc-home")).to_be_visible()
    cell = page.locator(".jp-MarkdownCell").first
    cell.focus()
    style = cell.evaluate("(node) => [getComputedStyle(node).boxShadow, getComputedStyle(node).outlineStyle]")
    assert style == ["none", "none"]


def test_home_company_and_words_are_one_click_away_and_back_comes_back(lesson, lab):
    lesson.locator(f"{FIELD} input").fill("12")
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
    expect(lesson.locator(f"{FIELD} input")).to_have_value("12")
    lesson.go_forward()
    expect(lesson).to_have_title("Lexique · Négociateur technico-commercial")
    lesson.reload()
    expect(lesson.locator(f"{IN_VIEW} h1")).to_contain_text("Lexique")
    assert lesson.evaluate("() => [...window.jupyterapp.shell.widgets('main')].length") == 1


@pytest.mark.parametrize(
    "path", ["lab", "lab/tree/nulle-part.ipynb", "lab/tree/at1-strategie", "doc", "lab/workspaces/b"]
)
def test_an_address_that_names_no_page_leads_home(page, lab, path):
    page.goto(f"{lab.url}/{path}?token={TOKEN}")
    expect(page.locator(".ntc-home")).to_be_visible()
    expect(page).to_have_url(f"{lab.url}/lab/tree/accueil.ipynb")
    expect(page.locator(".jp-Dialog")).to_have_count(0)


def test_a_link_of_the_text_opens_the_page_in_this_window(page, lab):
    page.goto(lab.address("accueil.ipynb"))
    page.locator(".jp-RenderedMarkdown").get_by_role("link", name="lexique").click()
    expect(page).to_have_url(f"{lab.url}/lab/tree/lexique.ipynb")
    expect(page.locator(f"{IN_VIEW} .ntc-lexicon")).to_be_visible()
    assert len(page.context.pages) == 1


def test_a_page_ends_with_the_way_home(lesson):
    lesson.locator(".ntc-field").last.wait_for()
    end = lesson.get_by_role("navigation", name="Fin de la page")
    end.scroll_into_view_if_needed()
    end.get_by_role("link", name=re.compile("accueil")).click()
    expect(lesson.locator(".ntc-home")).to_be_visible()
    expect(lesson.locator(f"{IN_VIEW} .ntc-ending")).to_have_count(0)


def test_axe_finds_no_fault_in_the_shell(lesson):
    results = Axe().run(lesson, context={"include": [[".ntc-bar"], [".ntc-ending"], [".ntc-progress"]]})
    assert results.response["passes"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in results.response["violations"]] == []


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
