"""Drills in a real page: keyboard alone suffices, each kind of answer gets its reply."""

import random

import nbformat
import pytest
from playwright.sync_api import expect

from ntc.practice import draw as drawing
from ntc.practice.check import check, show
from ntc.practice.drills import find, ids
from tests.browser.axe import faults
from tests.browser.lab import run_all_cells

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SEED = 5


@pytest.fixture
def page(shared):
    """A notebook of the learner's folder with every drill, just run."""

    def start(lab, page):
        source = ["import random", "from ntc.practice import Drill"]
        source += [f"display(Drill({name!r}, rng=random.Random({SEED})))" for name in ids()]
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("\n".join(source))])
        notebook.metadata["kernelspec"] = {
            "name": "python3",
            "display_name": "Python 3",
            "language": "python",
        }
        nbformat.write(notebook, lab.work / "entrainements.ipynb")
        page.goto(lab.address("entrainements.ipynb"))
        run_all_cells(page)

    _, page, is_new = shared.opened("drills", start)
    if not is_new:
        run_all_cells(page)
    return page


@pytest.fixture
def drills(page):
    cards = page.locator(".ntc-drill")
    cards.nth(len(ids()) - 1).wait_for()
    return cards


def drawn(name):
    return drawing.new(find(name).draw, random.Random(SEED))


def test_every_kind_of_answer_gets_its_reply_by_keyboard(drills, page):
    draw = drawn("marge-ou-marque")
    card, (slip, *_) = drills.nth(ids().index("marge-ou-marque")), draw.slips
    answer = card.get_by_label(draw.ask, exact=True)
    for typed, state in [("", "blank"), ("beaucoup", "unreadable")]:
        answer.fill(typed)
        page.keyboard.press("Enter")
        card.and_(page.locator(f"[data-state={state}]")).wait_for()
        expect(card.locator("ol")).to_be_hidden()

    typed = str(slip.value).replace(".", ",")
    answer.fill(typed)
    page.keyboard.press("Enter")
    card.and_(page.locator("[data-state=wrong]")).wait_for()
    expect(card.get_by_role("status").last).to_contain_text(check(draw, typed).message)
    expect(card.get_by_role("status").last).to_contain_text(draw.hint)
    expect(card.locator("ol")).to_be_hidden()
    expect(card.get_by_role("button", name="Essayer encore")).to_be_visible()

    page.keyboard.press("Enter")
    expect(card.locator("li")).to_have_text(list(draw.steps))
    expect(card.locator("ol")).to_be_visible()
    expect(card.get_by_role("status").last).not_to_contain_text(draw.hint)

    answer.fill(show(draw))
    page.keyboard.press("Enter")
    card.and_(page.locator("[data-state=right]")).wait_for()
    expect(card.locator("details")).not_to_have_attribute("open", "")

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(card.get_by_role("button", name="Un autre")).to_be_focused()
    page.keyboard.press("Enter")
    card.and_(page.locator("[data-state=open]")).wait_for()
    expect(card.get_by_role("textbox")).to_be_focused()
    expect(card.get_by_role("textbox")).to_have_value("")


def test_jupyterlab_takes_no_key_from_a_drill(drills, page):
    card = drills.nth(ids().index("marge-ou-marque"))
    card.get_by_role("textbox").fill("1")
    page.keyboard.press("Enter")
    card.get_by_text("Indice.").wait_for()
    page.keyboard.press("Enter")
    card.locator("summary").wait_for()
    for control in ("textbox", "button"):
        card.get_by_role(control).last.focus()
        for key in ("a", "b", "d", "d", "x", "m", "y"):
            page.keyboard.press(key)
    card.locator("summary").focus()
    page.keyboard.press("d")
    page.keyboard.press("d")
    page.keyboard.press("Space")
    expect(card.locator("details")).not_to_have_attribute("open", "")
    assert page.locator(".jp-Notebook .jp-Cell").count() == 1
    assert page.locator(".jp-Notebook .jp-CodeCell").count() == 1


def test_a_right_first_answer_is_counted(drills, page):
    draw = drawn("reste-a-faire")
    card = drills.nth(ids().index("reste-a-faire"))
    card.get_by_label(draw.ask, exact=True).fill(show(draw))
    card.get_by_role("button", name="Vérifier").click()
    card.get_by_text("1 réponse juste").wait_for()


def test_readable_on_a_small_screen_and_without_fault(drills, page):
    for index in range(len(ids())):
        card = drills.nth(index)
        if drawn(ids()[index]).options:
            wrong = [key != drawn(ids()[index]).right for key, _ in drawn(ids()[index]).options].index(True)
            card.get_by_role("radio").nth(wrong).check()
        else:
            card.get_by_role("textbox").fill("1")
        card.get_by_role("button", name="Vérifier").click()
        card.and_(page.locator("[data-state=wrong], [data-state=unreadable]")).wait_for()
        overflow = card.evaluate("card => card.scrollWidth - card.clientWidth")
        assert overflow <= 0, ids()[index]
    assert faults(page, ".ntc-drill") == []


def test_a_choice_is_made_by_keyboard(drills, page):
    draw = drawn("symptome-ou-cause")
    card = drills.nth(ids().index("symptome-ou-cause"))
    expect(card.get_by_role("textbox")).to_have_count(0)
    right = [key for key, _ in draw.options].index(draw.right)
    card.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    for _ in range(right):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    card.and_(page.locator("[data-state=right]")).wait_for()
    expect(card.locator("li")).to_have_text(list(draw.steps))
