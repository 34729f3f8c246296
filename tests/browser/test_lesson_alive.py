"""The lesson in a real Chromium: alive without a click, safe when its kernel dies, deaf to foreign code."""

import json
import os
import re
import signal
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.lab import FIELD, LESSON, open_lesson, until_run

BANNER = ".ntc-banner:not(.lm-mod-hidden)"
COUNTED = re.compile(r"dernier enregistrement \d\d:\d\d · connecté")

# What the widget manager shows in place of a model that it has not heard of.
GIVEN_UP = re.compile(r'"(Error displaying widget: [^"]+)"')

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def opened(shared):
    """A folder and the page of its lesson, alive, which tests share: what one answered the next may find."""

    def start(lab, page):
        open_lesson(lab, page, LESSON)

    lab, page, _ = shared.opened("alive", start, variant="00")
    until_run(page)
    page.locator(FIELD).wait_for()
    expect(page.locator(".ntc-progress-text")).to_contain_text("connecté")
    return lab, page


@pytest.fixture
def lesson(page, lab):
    """The page with a lesson of its own open, and its fields alive."""
    open_lesson(lab, page, LESSON)
    page.locator(FIELD).wait_for()
    expect(page.locator(".ntc-progress-text")).to_contain_text("connecté")
    return page


def entry(page):
    return page.locator(f"{FIELD} input")


def blocked(page):
    """What is around the field, when nothing can be entered."""
    return page.locator(".ntc-blocked", has=page.locator(FIELD))


def answer(page, text):
    """Type an answer and wait until the page says that it is saved."""
    entry(page).fill(text)
    entry(page).blur()
    expect(page.locator(f"{FIELD} .ntc-saved")).to_contain_text("enregistré à")


def saved(lab):
    answers = json.loads((lab.work / LESSON).with_suffix(".answers.json").read_text())["answers"]
    return {field: entry["raw"] for field, entry in answers.items()}


def edit(lab, kind, change):
    """Change the source of a cell of the learner's copy as an editor would."""
    path = lab.work / LESSON
    notebook = json.loads(path.read_text())
    cell = [cell for cell in notebook["cells"] if cell["cell_type"] == kind][-1]
    cell["source"] = change("".join(cell["source"]))
    path.write_text(json.dumps(notebook))


def test_nothing_sticks_out_of_a_training_room_screen(opened):
    _, lesson = opened
    lesson.locator(".ntc-field").last.wait_for()
    wide = lesson.evaluate(
        """() => {
            const outer = document.querySelector('.ntc-lesson .jp-WindowedPanel-outer');
            return [outer.scrollWidth, outer.clientWidth];
        }"""
    )
    assert wide[0] <= wide[1]


def test_the_keyboard_alone_answers(opened):
    lab, lesson = opened
    lesson.locator(".ntc-progress-summary").focus()
    lesson.keyboard.press("Enter")
    dialog = lesson.get_by_role("dialog", name="Exercices de la leçon")
    expect(dialog).to_be_visible()
    titles = dialog.locator("ol button")
    expect(titles).to_have_count(8)
    expect(titles.first).to_be_focused()
    while "temps" not in lesson.evaluate("() => document.activeElement.textContent.toLowerCase()"):
        lesson.keyboard.press("Tab")
    lesson.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(entry(lesson)).to_be_focused()
    expect(entry(lesson)).to_be_in_viewport()
    lesson.keyboard.type("12 %")
    lesson.keyboard.press("Tab")
    expect(lesson.locator(f"{FIELD} .ntc-saved")).to_contain_text("enregistré à")
    assert saved(lab) == {"cp4-time-admin": "12 %"}
    expect(lesson.locator(".ntc-progress-text")).to_have_text(COUNTED)
    assert (
        lesson.evaluate("() => document.activeElement.closest('.ntc-field').dataset.field")
        == "cp4-time-selling"
    )


def test_an_answer_is_saved_and_counted_at_once(opened):
    lab, lesson = opened
    answer(lesson, "12")
    assert saved(lab) == {"cp4-time-admin": "12"}
    expect(lesson.locator(".ntc-progress-text")).to_have_text(COUNTED)


def test_a_widget_that_jupyterlab_gives_up_is_drawn_again_and_nothing_is_said_in_english(opened):
    """On a slow computer the page hears of a widget when JupyterLab has already given it up."""
    _, page = opened
    code = Path(sys.prefix, "share/jupyter/labextensions/@jupyter-widgets/jupyterlab-manager/static")
    [said] = {one for file in code.glob("*.js") for one in GIVEN_UP.findall(file.read_text())}
    output = page.locator(".jp-OutputArea-output", has=page.locator(FIELD))
    give_up = "(node, said) => { node.textContent = said; return getComputedStyle(node).fontSize; }"
    assert output.element_handle().evaluate(give_up, said) == "0px"
    expect(entry(page)).to_be_visible()
    answer(page, "14")
    assert said not in page.locator("body").inner_text()


def test_a_cursor_that_moves_in_a_box_is_nothing_to_the_editors_of_the_cells(opened):
    _, lesson = opened
    answer(lesson, "12")
    entry(lesson).click()
    entry(lesson).evaluate(
        """(box) => {
            window.moved = [];
            const hear = ({ currentTarget }) => window.moved.push(currentTarget === document);
            for (const each of [box, document]) each.addEventListener('selectionchange', hear);
        }"""
    )
    lesson.keyboard.press("Home")
    lesson.keyboard.press("End")
    lesson.wait_for_function("() => window.moved.includes(false)")
    assert lesson.evaluate("() => window.moved.includes(true)") is False


@pytest.mark.lab(short=True)
def test_a_stopped_kernel_is_taken_up_again_by_a_button(lesson, lab):
    answer(lesson, "12")
    [kernel] = lab.get("api/kernels")
    lab.delete(f"api/kernels/{kernel['id']}")
    expect(lesson.locator(BANNER)).to_contain_text("La leçon s’est arrêtée")
    expect(blocked(lesson)).to_have_attribute("inert", "")
    lesson.locator(BANNER).get_by_role("button", name="Reprendre").click()
    expect(lesson.locator(BANNER)).to_have_count(0)
    expect(lesson.locator(".ntc-blocked")).to_have_count(0)
    expect(entry(lesson)).to_have_value("12")
    answer(lesson, "13")
    assert saved(lab) == {"cp4-time-admin": "13"}


def test_a_killed_kernel_loses_nothing(lesson, lab):
    faults = []
    lesson.on("pageerror", lambda error: faults.append(str(error)))
    answer(lesson, "12")
    [pid] = lab.kernel_pids()
    # What is blocked and said is gone again in a second: watched from inside the page.
    lesson.evaluate(
        """() => {
            window.blocked = [];
            new MutationObserver(() => {
                const area = document.querySelector('.ntc-field')?.closest('.ntc-blocked');
                const banner = document.querySelector('.ntc-banner:not(.lm-mod-hidden)');
                if (area && banner) window.blocked.push([area.inert, banner.textContent]);
            }).observe(document.body, { subtree: true, attributes: true });
        }"""
    )
    os.kill(pid, signal.SIGKILL)
    lesson.wait_for_function("() => window.blocked.length > 0")
    inert, said = lesson.evaluate("() => window.blocked[0]")
    assert inert
    assert "vos réponses enregistrées sont en sécurité" in said
    expect(lesson.locator(".ntc-blocked")).to_have_count(0)
    expect(lesson.locator(BANNER)).to_have_count(0)
    expect(lesson.locator(".jp-Dialog")).to_have_count(0)
    expect(entry(lesson)).to_have_value("12")
    assert lab.kernel_pids() != [pid]
    answer(lesson, "13")
    assert saved(lab) == {"cp4-time-admin": "13"}
    assert faults == []
    lesson.reload()
    expect(entry(lesson)).to_have_value("13")


@pytest.mark.lab(short=True)
def test_what_is_typed_blind_while_the_kernel_is_dead_is_entered_where_the_cursor_was(lesson, lab):
    """Who types with their eyes on the keyboard loses no key, whenever the kernel dies."""
    note = lesson.locator('.ntc-field[data-field="cp4-note"]')
    note.locator("textarea").click()
    lesson.keyboard.type("Avant le coup. Fin.")
    for _ in " Fin.":
        lesson.keyboard.press("ArrowLeft")
    [pid] = lab.kernel_pids()
    os.kill(pid, signal.SIGKILL)
    lesson.keyboard.type(" Sous le coup.", delay=40)
    lesson.locator(".ntc-blocked").first.wait_for(state="attached")
    lesson.keyboard.press("Enter")
    lesson.keyboard.type("Pendanx")
    lesson.keyboard.press("Backspace")
    lesson.keyboard.type("t.")
    expect(lesson.locator(BANNER)).to_have_count(0)
    expect(note.locator("textarea")).to_be_focused()
    lesson.keyboard.type(" Après.")
    told = "Avant le coup. Sous le coup.\nPendant. Après. Fin."
    expect(note.locator("textarea")).to_have_value(told)
    lesson.keyboard.press("Tab")
    expect(note).to_have_attribute("data-written", "true")
    assert saved(lab) == {"cp4-note": told}


def test_what_is_answered_stays_counted_while_the_kernel_is_away_and_that_comes_first(lesson, lab):
    note = lesson.locator('.ntc-field[data-field="cp4-note"]')
    note.locator("textarea").fill("Situation du mois. " * 120)
    expect(note).to_have_attribute("data-state", "answered")
    text = lesson.locator(".ntc-progress-text")
    expect(text).to_contain_text("1\u00a0exercice fait sur 8")
    text.evaluate(
        """(node) => {
            window.said = [];
            const options = { childList: true, characterData: true, subtree: true };
            new MutationObserver(() => window.said.push(node.textContent)).observe(node, options);
        }"""
    )
    [pid] = lab.kernel_pids()
    os.kill(pid, signal.SIGKILL)
    lesson.wait_for_function("() => window.said.length > 1 && window.said.at(-1).endsWith('connecté')")
    expect(note.locator("textarea")).to_have_value("Situation du mois. " * 120)
    said = lesson.evaluate("() => window.said.map((text) => text.split(' · '))")
    assert {count for count, *_ in said} == {"1\u00a0exercice fait sur 8"}
    assert {second for _, second, *_ in said if "exercice" not in second} & {
        "redémarrage…",
        "connexion perdue",
    }


def test_an_added_cell_is_a_change_too(page, lab):
    path = lab.work / LESSON
    notebook = json.loads(path.read_text())
    added = {"cell_type": "code", "id": "added", "metadata": {}, "outputs": [], "execution_count": None}
    notebook["cells"].append(added | {"source": "open('ran.txt', 'w').close()"})
    path.write_text(json.dumps(notebook))
    page.goto(lab.address(LESSON))
    expect(page.locator(BANNER)).to_contain_text("Cette leçon n’est plus celle du cours")
    assert not list(lab.work.rglob("ran.txt"))


def test_changed_prose_is_an_instructors_right(page, lab):
    edit(lab, "markdown", lambda source: f"{source}\n\nUne consigne de plus.")
    page.goto(lab.address(LESSON))
    page.locator(FIELD).wait_for()
    expect(page.get_by_text("Une consigne de plus.")).to_have_count(1)


@pytest.mark.lab(short=True)
def test_a_lost_connection_blocks_and_comes_back_by_itself(page, lab):
    cut, lines = [False], []

    def relay(line):
        if cut[0]:
            line.close()
        else:
            line.connect_to_server()
            lines.append(line)

    page.route_web_socket(re.compile("/channels"), relay)
    open_lesson(lab, page, LESSON)
    answer(page, "12")
    entry(page).evaluate("input => { input.dataset.before = 'yes'; }")
    cut[0] = True
    for line in lines:
        line.close()
    expect(page.locator(BANNER)).to_contain_text("Connexion perdue")
    expect(blocked(page)).to_have_attribute("inert", "")
    cut[0] = False
    expect(page.locator(BANNER)).to_have_count(0)
    expect(page.locator(".ntc-blocked")).to_have_count(0)
    # The very same field: the lesson did not run again, what was being read stayed where it was.
    assert entry(page).get_attribute("data-before") == "yes"
    answer(page, "13")
    assert saved(lab) == {"cp4-time-admin": "13"}


@pytest.mark.lab(short=True)
def test_changed_code_never_runs_by_being_opened(page, lab):
    edit(lab, "code", lambda source: f"open('ran.txt', 'w').close()\n{source}")
    page.goto(lab.address(LESSON))
    expect(page.locator(BANNER)).to_contain_text("Cette leçon n’est plus celle du cours")
    # The kernel is up and idle: had the page asked it for anything, it would have run.
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.kernelDisplayStatus === 'idle'"
    )
    assert not list(lab.work.rglob("ran.txt"))
    expect(page.locator(".ntc-field")).to_have_count(0)

    page.locator(BANNER).get_by_role("button", name="Rouvrir la leçon d’origine").click()
    page.locator(FIELD).wait_for()
    answer(page, "12")
    folder = (lab.work / LESSON).parent
    assert not list(lab.work.rglob("ran.txt"))
    [kept] = folder.glob("cp4-bilan-modifiée-*.ipynb")
    assert "ran.txt" in kept.read_text()
    assert (lab.work / LESSON).read_bytes() == (lab.course / LESSON).read_bytes()


@pytest.mark.lab(short=True)
def test_a_statement_that_is_missing_is_said_and_put_back(page, lab):
    path = lab.work / LESSON
    notebook = json.loads(path.read_text())
    [first, *_] = [cell for cell in notebook["cells"] if "## 1." in "".join(cell["source"])]
    notebook["cells"].remove(first)
    path.write_text(json.dumps(notebook))
    page.goto(lab.address(LESSON))
    page.locator(FIELD).wait_for()
    answer(page, "12")
    expect(page.locator(BANNER)).to_contain_text("n’est plus celui du cours")
    page.locator(BANNER).get_by_role("button", name="Remettre le texte du cours").click()
    expect(page.get_by_role("heading", name="1. Où en sommes-nous")).to_be_visible()
    expect(page.locator(BANNER)).to_have_count(0)
    expect(entry(page)).to_have_value("12")
    assert len(list(path.parent.glob("cp4-bilan-modifiée-*.ipynb"))) == 1


@pytest.mark.lab(short=True)
def test_prose_opens_in_the_courses_own_folder(page, lab):
    source = lab.work / "course" / LESSON
    source.parent.mkdir(parents=True)
    source.write_bytes((lab.work / LESSON).read_bytes())
    page.goto(lab.address(f"course/{LESSON}"))
    page.locator(FIELD).wait_for()
    page.locator(".ntc-lesson .jp-RenderedMarkdown h1").first.dblclick()
    expect(page.locator(".jp-MarkdownCell:not(.jp-mod-rendered)")).to_have_count(1)
