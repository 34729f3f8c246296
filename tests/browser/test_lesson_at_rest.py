"""The lesson as it is read: nothing of the tool in view, nothing that a key or the mouse changes.

The tests share one opening of it: each leaves it as it was.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.contrast import faint, in_each_dress
from tests.browser.lab import FIELD, IN_VIEW, TITLE
from tests.counts import EXERCISES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

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
def lesson(lesson_at_rest):
    return lesson_at_rest


def test_fields_are_live_without_a_click(lesson):
    expect(lesson.locator(f"{FIELD} input")).to_be_enabled()
    expect(lesson.locator(".ntc-progress-text")).to_contain_text(f"0 exercice fait sur {EXERCISES}")
    expect(lesson.locator(".jp-Dialog")).to_have_count(0)
    expect(lesson.locator(".ntc-lesson")).to_have_attribute("lang", "fr")


def test_no_code_is_in_view(lesson):
    lesson.locator(".ntc-field").last.wait_for()
    assert lesson.locator(".jp-CodeCell").count() > 8
    for part in (
        ".jp-CodeCell .jp-Cell-inputWrapper",
        ".jp-InputPrompt",
        ".jp-OutputPrompt",
        ".jp-Placeholder",
    ):
        expect(lesson.locator(f".ntc-lesson {part}").filter(visible=True)).to_have_count(0)
    expect(lesson.locator(".ntc-lesson .jp-Toolbar.jp-NotebookPanel-toolbar")).to_be_hidden()


def test_figures_of_the_case_are_in_the_prose(lesson):
    expect(lesson.locator(".ntc-figure").first).to_have_text(re.compile(r"\d"))
    expect(lesson.locator(".ntc-lesson .jp-RenderedMarkdown", has_text="{{")).to_have_count(0)
    expect(lesson.locator(".ntc-lesson a[href^='#=']")).to_have_count(0)
    expect(lesson.get_by_text("puis ouvrez le cours").filter(visible=True)).to_have_count(0)
    expect(lesson.locator(".ntc-figure", has_text=re.compile("^…$"))).to_have_count(0)


def test_the_notebook_asks_for_no_saving(lesson):
    """What running writes into the notebook is no work of the learner's: no mark of change, no dialog."""
    lesson.locator(".ntc-field").last.wait_for()
    expect(lesson.locator(".jp-mod-dirty")).to_have_count(0)


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


def test_a_term_opens_and_closes_by_key(lesson):
    term = lesson.locator("button.ntc-term", has_text="taux de marque").first
    term.focus()
    lesson.keyboard.press("Enter")
    note = lesson.locator(".ntc-term-note")
    expect(note.locator("strong")).to_have_text("Taux de marque")
    expect(note).to_contain_text("prix de vente HT")
    expect(term).to_have_attribute("aria-expanded", "true")
    lesson.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(term).to_have_attribute("aria-expanded", "false")


def test_no_line_ends_between_an_elided_word_and_its_term(lesson):
    # « l’ » and the button that follows share a line at every width: they wait in one box.
    apart = lesson.locator(".ntc-term-set").evaluate_all(
        "(terms) => terms.map((term) => (term.previousSibling?.parentElement.className === 'ntc-term-held'"
        " ? '' : term.previousSibling?.textContent ?? '')).filter((before) => before.endsWith('’'))"
    )
    assert apart == []
    held = lesson.locator(".ntc-term-held")
    assert held.evaluate_all("(all) => all.map((one) => getComputedStyle(one).whiteSpace)")[0] == "nowrap"


def test_prose_does_not_open_under_a_learners_double_click(lesson):
    lesson.locator(".ntc-lesson .jp-RenderedMarkdown h1").first.dblclick()
    expect(lesson.locator(".jp-MarkdownCell:not(.jp-mod-rendered)")).to_have_count(0)


def test_letters_are_no_commands_in_a_lesson(lesson):
    """In JupyterLab m, y, b and d d rewrite the notebook when a list or a button has the focus."""
    before = lesson.locator(".jp-Cell").count()
    lesson.locator(".ntc-field select, .ntc-field input[type=radio], .ntc-field button").first.focus()
    for key in "mbadd":
        lesson.keyboard.press(key)
    lesson.locator(".ntc-lesson .jp-RenderedMarkdown h1").first.click()
    for key in "mbadd":
        lesson.keyboard.press(key)
    assert lesson.locator(".jp-Cell").count() == before
    expect(lesson.locator(".jp-Dialog")).to_have_count(0)


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


def test_axe_finds_no_fault_in_our_part(lesson):
    lesson.locator(".ntc-field").last.wait_for()
    lesson.locator(".ntc-progress-summary").click()
    ours = [".ntc-progress", ".ntc-lesson .jp-RenderedMarkdown", ".ntc-field"]
    assert faults(lesson, {"include": [[part] for part in ours]}) == []


def test_all_that_a_lesson_says_is_read_in_the_dark_and_in_forced_colours_too(lesson):
    lesson.locator(".ntc-field").last.wait_for()
    found = {dress: faint(lesson, "#main") for dress in in_each_dress(lesson)}
    assert len(found) == 3
    assert not any(found.values()), found


def test_axe_finds_no_fault_in_the_shell(lesson):
    assert faults(lesson, {"include": [[".ntc-bar"], [".ntc-ending"], [".ntc-progress"]]}) == []
