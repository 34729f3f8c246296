"""The calculator in a real Chromium, without JupyterLab: the kernel's parser answers real keys and clicks."""

import pytest
from playwright.sync_api import Page, expect

from ntc.french import NARROW, NBSP
from ntc.instruments.calculator import Calculator, worked_out
from tests.browser.axe import faults
from tests.browser.bare import open_bare
from tests.browser.lab import LESSON, open_lesson

pytestmark = pytest.mark.browser

SHOW = """async (source) => {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const { default: widget } = await import(address);
    const field = document.createElement("div");
    field.className = "ntc-field";
    field.innerHTML = '<label>Montant <input type="text"></label><label>Note <textarea></textarea></label>';
    field.addEventListener("input", (event) => (window.typed = event.target.value));
    const listening = {};
    const send = async ({ sum, ticket }) => {
        if (window.silent) return;
        listening["msg:custom"]({ ticket, ...(await window.kernel(sum)) });
    };
    const on = (name, listener) => { listening[name] = listener; };
    const get = () => "calculator";
    const model = { get, on, off: () => {}, send };
    const el = document.createElement("div");
    const panel = document.body.appendChild(document.createElement("div"));
    panel.className = "jp-NotebookPanel";
    panel.style = "position: relative; width: 100%; height: 650px";
    panel.append(field);
    // As in a lesson, the view is put in the page once it is drawn.
    setTimeout(() => panel.append(el), 100);
    window.gone = await widget.render({ model, el });
}"""


@pytest.fixture
def calculator(page: Page) -> Page:
    """A page with a field of two boxes and the calculator."""
    page.expose_function("kernel", worked_out)
    open_bare(page)
    page.evaluate(SHOW, Calculator._esm)
    page.get_by_role("button", name="Calculatrice").wait_for()
    return page


def told(page: Page):
    return page.locator(".ntc-calculator-told")


def test_by_keyboard_a_result_is_worked_out_and_copied_into_the_answer_last_left(calculator, page):
    page.get_by_label("Montant").click()
    page.get_by_role("button", name="Calculatrice").press("Enter")
    box = page.get_by_label("Calcul", exact=True)
    expect(box).to_be_focused()
    page.keyboard.type("97650/313")
    expect(box).to_have_value("97650÷313")
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text(f"97{NARROW}650 ÷ 313 = 311,98083067")
    # A sign goes on from the result, a figure begins another calculation.
    page.keyboard.type("*2.5")
    expect(box).to_have_value("311,98083067×2,5")
    page.keyboard.press("Control+a")
    page.keyboard.type("250*20%")
    page.keyboard.press("Enter")
    expect(box).to_have_value("50")
    page.keyboard.type("12+3")
    page.keyboard.press("=")
    expect(told(page)).to_have_text("12 + 3 = 15")
    page.get_by_role("button", name="Copier dans la réponse").press("Enter")
    expect(page.get_by_label("Montant")).to_have_value("15")
    expect(page.get_by_label("Montant")).to_be_focused()
    assert page.evaluate("window.typed") == "15"
    page.keyboard.press("Control+z")
    expect(page.get_by_label("Montant")).to_have_value("")


def test_by_mouse_alone_and_into_a_text_where_one_was(calculator, page):
    note = page.get_by_label("Note")
    note.click()
    page.keyboard.type("soit  euros")
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Calculatrice").click()
    names = {
        "÷": "divisé par",
        "+": "plus",
        "(": "ouvrir la parenthèse",
        ")": "fermer la parenthèse",
        ",": "virgule",
    }
    for sign in "(7,5+9)÷2":
        page.get_by_role("button", name=names.get(sign, sign), exact=True).click()
    page.get_by_role("button", name="plus", exact=True).click()
    page.get_by_role("button", name="effacer le dernier signe").click()
    page.get_by_role("button", name="calculer").click()
    expect(told(page)).to_have_text("(7,5 + 9) ÷ 2 = 8,25")
    page.get_by_role("button", name="Copier dans la réponse").click()
    expect(note).to_have_value("soit 8,25 euros")


def test_past_sums_are_taken_again_and_there_after_a_reload(calculator, page):
    page.get_by_role("button", name="Calculatrice").click()
    for text in ("2+2", "3*3"):
        page.keyboard.press("Control+a")
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(told(page)).to_contain_text("=")
        expect(page.locator(".ntc-calculator-past button")).not_to_have_count(0)
    expect(page.locator(".ntc-calculator-past button")).to_have_text(["3 × 3 = 9", "2 + 2 = 4"])
    page.reload()
    page.evaluate(SHOW, Calculator._esm)
    page.get_by_role("button", name="Calculatrice").click()
    page.get_by_role("button", name="2 + 2 = 4").click()
    expect(page.get_by_label("Calcul", exact=True)).to_have_value("4")


def test_what_goes_wrong_is_said(calculator, page):
    page.get_by_role("button", name="Calculatrice").click()
    page.keyboard.type("1/0")
    page.keyboard.press("Enter")
    expect(told(page)).to_contain_text("On ne divise pas par zéro")
    page.get_by_role("button", name="Copier dans la réponse").click()
    expect(told(page)).to_contain_text("Faites d’abord le calcul")
    page.get_by_role("button", name="tout effacer").click()
    page.keyboard.type("1+1")
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text("1 + 1 = 2")
    page.get_by_role("button", name="Copier dans la réponse").click()
    expect(told(page)).to_contain_text("Cliquez d’abord dans la case à remplir")
    page.clock.install()
    page.evaluate("window.silent = true")
    page.get_by_role("button", name="calculer").click()
    page.clock.run_for(6_100)
    expect(told(page)).to_have_text(f"Le cours ne répond pas{NBSP}: réessayez.")


def test_escape_closes_it_and_goes_back_to_the_answer(calculator, page):
    page.get_by_label("Montant").click()
    page.evaluate(
        "document.querySelector('.jp-NotebookPanel').dispatchEvent(new CustomEvent('ntc:calculator'))"
    )
    expect(page.get_by_label("Calcul", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Calcul", exact=True)).to_be_hidden()
    expect(page.get_by_label("Montant")).to_be_focused()
    page.evaluate("window.gone()")
    expect(page.locator(".ntc-calculator")).to_have_count(0)


@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_no_fault_and_nothing_sticks_out(calculator, page, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.get_by_role("button", name="Calculatrice").click()
    page.keyboard.type("2+2")
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text("2 + 2 = 4")
    assert faults(page, ".ntc-calculator") == []
    box = page.locator(".ntc-calculator-panel").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= 0


@pytest.mark.slow
def test_in_a_lesson_it_is_one_click_away_and_no_key_of_it_is_a_command(lab, page):
    open_lesson(lab, page, LESSON)
    before = page.locator(".ntc-lesson .jp-Cell").count()
    field = page.locator('.ntc-field[data-field="cp4-time-visit-cost"]')
    field.locator("input").click()
    page.get_by_role("button", name="Calculatrice").click()
    page.keyboard.type("97650/313")
    page.keyboard.press("Enter")
    expect(told(page)).to_contain_text("311,98083067")
    page.keyboard.press("Control+z")
    page.get_by_role("button", name="Copier dans la réponse").focus()
    for key in "mbadd":
        page.keyboard.press(key)
    page.get_by_label("Calcul", exact=True).fill("312")
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text("312 = 312")
    page.get_by_role("button", name="Copier dans la réponse").press("Enter")
    expect(field.locator("input")).to_have_value("312")
    expect(field).to_have_attribute("data-state", "answered")
    expect(field).to_have_attribute("data-written", "true")
    assert page.locator(".ntc-lesson .jp-Cell").count() == before
    page.keyboard.press("Control+z")
    expect(field.locator("input")).to_have_value("")
