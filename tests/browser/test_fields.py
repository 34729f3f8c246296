"""Every kind of field in a real JupyterLab and Chromium: understood, saved, there again, usable by all."""

import os
import signal
from datetime import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from ntc import exercises
from ntc.fields import KINDS as FIELDS
from ntc.fields.answers import AnswersFile
from tests.browser.contrast import faint, in_each_dress

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BREAK_EVEN = exercises.load()["cp4-break-even"]


def fill(bench):
    """Answer every field as a learner would, some of it badly."""

    def answered(name):
        # What is said of an answer moves the fields below: a click on its way would miss them.
        expect(bench.field(name)).to_have_attribute("data-written", "true")

    bench.field("cp4-time-visit-cost").get_by_label(
        exercises.load()["cp4-time"].parts["visit-cost"].label
    ).fill("1234,5")
    answered("cp4-time-visit-cost")
    bench.field("cp4-time-freed").locator("input").fill("31/02")
    answered("cp4-time-freed")
    bench.field("cp4-time-pledge").get_by_label("de 40 à 50 %").check()
    answered("cp4-time-pledge")
    for label in ("CA", "Délai <b>réel</b>"):
        bench.field("cp4-indicators-board").get_by_label(label, exact=True).check()
        answered("cp4-indicators-board")
    bench.field("cp4-indicators-match").get_by_label("Question 2").select_option("CA")
    answered("cp4-indicators-match")
    swot = bench.field("cp4-variance-swot")
    swot.get_by_role("button", name="Stock <i>sous</i> 24 h").click()
    swot.get_by_role("button", name="Menaces").click()
    answered("cp4-variance-swot")
    swot.get_by_role("button", name="Météo").click()
    bench.field("cp4-causes").get_by_role("button", name="Descendre : Premier").click()
    answered("cp4-causes")
    table = bench.field("cp4-break-even")
    for part, text in (("mcv-rate", "31,4"), ("threshold", "1.234"), ("date-linear", "15/10")):
        name = f"{BREAK_EVEN.parts[part].label}, {BREAK_EVEN.columns['value']}"
        table.get_by_role("textbox", name=name).fill(text)
        answered("cp4-break-even")
    plan = bench.field("cp4-remedies")
    plan.get_by_role("checkbox", name="Relancer").check()
    answered("cp4-remedies")
    plan.get_by_role("combobox", name="Relancer, Cause traitée").select_option("Cause 2")
    plan.get_by_role("textbox", name="Relancer, Fait au plus tard le").fill("15/02")
    answered("cp4-remedies")
    note = bench.field("cp4-note").get_by_label(exercises.load()["cp4-note"].title)
    note.fill("Situation\nLe CA recule.")
    note.blur()


def check(bench):
    bench.says("cp4-time-visit-cost", "answered", "compris\u00a0: 1\u202f234,50\u00a0€")
    bench.says("cp4-time-freed", "unreadable", "31 février 2025 n’existe pas")
    bench.says("cp4-time-pledge", "answered", "de 40 à 50 %")
    bench.says("cp4-indicators-board", "answered", "2 sur 2")
    bench.says("cp4-indicators-match", "partial", "1 sur 2")
    bench.says("cp4-variance-swot", "partial", "1\u00a0carte placée sur 3")
    bench.says("cp4-causes", "answered", "votre ordre est retenu")
    bench.says("cp4-break-even", "unreadable", "2 sur 6")
    bench.says(
        "cp4-remedies", "partial", "1\u00a0mesure retenue · coût\u00a0: 200\u00a0€ sur 6\u202f000\u00a0€"
    )
    bench.says("cp4-note", "answered", "intertitre à ajouter\u00a0: Causes")
    expect(bench.field("cp4-break-even").locator("td").filter(has_text="deux façons")).to_have_count(1)
    expect(bench.field("cp4-break-even").locator("td").filter(has_text="mercredi 15")).to_have_count(1)
    expect(bench.field("cp4-time-visit-cost").locator("input")).to_have_value("1234,5")
    expect(bench.field("cp4-time-pledge").get_by_label("de 40 à 50 %")).to_be_checked()
    expect(bench.field("cp4-causes").locator("li").first).to_contain_text("Deuxième")
    expect(bench.field("cp4-remedies").get_by_role("combobox", name="Former, Responsable")).to_be_disabled()
    expect(bench.field("cp4-note").locator("textarea")).to_have_value("Situation\nLe CA recule.")
    expect(bench.field("cp4-note").locator(".ntc-count")).to_contain_text("4\u00a0mots · de 5 à 8 attendus")


def test_every_kind_is_understood_saved_and_there_after_a_reload(bench):
    expect(bench.field("cp4-time-visit-cost").locator(".ntc-status")).to_contain_text("sans réponse")
    fill(bench)
    check(bench)
    assert bench.saved() == {
        "cp4-time-visit-cost": "1234,5",
        "cp4-time-freed": "31/02",
        "cp4-time-pledge": "high",
        "cp4-indicators-board": ["ca", "dso"],
        "cp4-indicators-match": {"q2": "b"},
        "cp4-variance-swot": {"k1": "m"},
        "cp4-causes": ["y", "x", "z"],
        "cp4-break-even": {
            "mcv-rate": {"value": "31,4"},
            "threshold": {"value": "1.234"},
            "date-linear": {"value": "15/10"},
        },
        "cp4-remedies": {"r1": {"cause": "c2", "date": "15/02"}},
        "cp4-note": "Situation\nLe CA recule.",
    }
    bench.open()
    check(bench)


# Each field and its layout; what the page asks the kernel with is closed again once it has its answer.
_KNOWN = """() => {
    const { sessionContext, content } = window.jupyterapp.shell.currentWidget;
    const fields = content.node.querySelectorAll(".ntc-field").length;
    return fields > 0 && sessionContext.session.kernel._comms.size === 2 * fields;
}"""


def test_a_page_opened_again_gets_none_of_the_widgets_of_the_openings_before(bench):
    bench.field("cp4-time-visit-cost").locator("input").fill("12")
    for _ in range(3):
        bench.says("cp4-time-visit-cost", "answered", "12")
        bench.page.wait_for_function(_KNOWN)
        bench.open()


def test_answers_can_be_taken_back(bench):
    fill(bench)
    check(bench)
    bench.field("cp4-time-visit-cost").locator("input").fill("")
    bench.field("cp4-time-pledge").get_by_role("button", name="Effacer mon choix").click()
    for label in ("CA", "Délai <b>réel</b>"):
        bench.field("cp4-indicators-board").get_by_label(label, exact=True).uncheck()
    bench.field("cp4-indicators-match").get_by_label("Question 2").select_option("à choisir")
    swot = bench.field("cp4-variance-swot")
    swot.get_by_role("button", name="Stock").click()
    swot.get_by_role("button", name="À placer").click()
    bench.field("cp4-remedies").get_by_role("checkbox", name="Relancer").uncheck()
    for field in (
        "cp4-time-visit-cost",
        "cp4-time-pledge",
        "cp4-indicators-board",
        "cp4-indicators-match",
        "cp4-variance-swot",
    ):
        bench.says(field, "blank", "sans réponse")
    bench.says("cp4-remedies", "blank", "0\u00a0mesure retenue")
    assert bench.saved()["cp4-remedies"] == {}


def test_too_many_boxes_are_told_kindly(bench):
    board = bench.field("cp4-indicators-board")
    for box in board.get_by_role("checkbox").all():
        box.check()
    bench.says("cp4-indicators-board", "unreadable", "3 réponses sont cochées\u00a0: gardez-en 2.")


def test_saving_never_disturbs_who_is_typing(bench):
    cost = bench.field("cp4-time-visit-cost").locator("input")
    cost.click()
    bench.page.keyboard.type("1234")
    bench.says("cp4-time-visit-cost", "answered", "1\u202f234,00\u00a0€")
    for _ in range(2):
        bench.page.keyboard.press("ArrowLeft")
    bench.page.keyboard.type("99")
    bench.says("cp4-time-visit-cost", "answered", "129\u202f934,00\u00a0€")
    expect(cost).to_be_focused()
    expect(cost).to_have_value("129934")
    assert cost.evaluate("input => input.selectionStart") == 4


def test_a_number_is_judged_when_it_is_left_and_saved_all_the_same(bench):
    cost = bench.field("cp4-time-visit-cost")
    cost.locator("input").click()
    bench.write("1.234")
    expect(cost).to_have_attribute("data-written", "true")
    assert bench.saved() == {"cp4-time-visit-cost": "1.234"}
    expect(cost).to_have_attribute("data-state", "blank")
    expect(cost.locator(".ntc-message")).to_have_text("")
    expect(cost.locator("input")).to_have_attribute("aria-invalid", "false")
    bench.page.keyboard.press("Tab")
    bench.says("cp4-time-visit-cost", "unreadable", "deux façons")
    # What stands as unreadable stays so while it is mended, and is taken at once when it is.
    cost.locator("input").click()
    bench.page.keyboard.press("End")
    bench.write(",")
    bench.says("cp4-time-visit-cost", "answered", "1\u202f234,00\u00a0€")
    bench.page.keyboard.press("Backspace")
    expect(cost).to_have_attribute("data-state", "answered")
    bench.page.keyboard.press("Enter")
    bench.says("cp4-time-visit-cost", "unreadable", "deux façons")


def test_columns_keep_their_width_and_no_cell_is_refused_while_one_types(bench):
    table = bench.field("cp4-break-even")
    widths = lambda: table.locator("thead > tr > *").evaluate_all(  # noqa: E731
        "cells => cells.map((cell) => cell.getBoundingClientRect().width)"
    )
    before, cells = widths(), table.locator("input")
    said = table.locator(".ntc-cell-said")
    cells.nth(0).click()
    for text in ("3", "1,4", " € par visite et par mois"):
        bench.write(text)
        expect(table).to_have_attribute("data-written", "true")
        expect(said.nth(0)).not_to_have_attribute("data-state", "unreadable")
        assert widths() == before
    bench.page.keyboard.press("Enter")
    expect(said.nth(0)).to_have_attribute("data-state", "unreadable")
    expect(said.nth(0)).not_to_have_text("")
    assert widths() == before
    bench.write("1 234 567,89")
    expect(said.nth(1)).to_contain_text("compris")
    assert widths() == before


def test_things_are_put_in_order_with_the_keyboard(bench):
    order = bench.field("cp4-causes")
    order.get_by_role("button", name="Garder cet ordre").press("Enter")
    bench.says("cp4-causes", "answered", "votre ordre est retenu")
    assert bench.saved() == {"cp4-causes": ["x", "y", "z"]}
    order.get_by_role("button", name="Monter : Deuxième").press("Enter")
    expect(order.locator("[aria-live]")).to_have_text("Deuxième\u00a0: place 1 sur 3")
    expect(order.get_by_role("button", name="Descendre : Deuxième")).to_be_focused()
    bench.says("cp4-causes", "answered", "votre ordre est retenu")
    assert bench.saved() == {"cp4-causes": ["y", "x", "z"]}


def test_a_plan_beyond_its_means_is_told_while_one_plans_by_mouse_and_keyboard(bench):
    plan, keyboard = bench.field("cp4-remedies"), bench.page.keyboard
    message = plan.locator(".ntc-status .ntc-message")
    for name in ("Relancer", "Former"):
        plan.locator("label.ntc-option", has_text=name).click()
    bench.says("cp4-remedies", "partial", "coût\u00a0: 1\u202f700\u00a0€ sur 6\u202f000\u00a0€")
    expect(message).not_to_contain_text("de trop")
    # From the last cell of « Former » the keyboard goes on to « Prospecter », keeps it and fills it in.
    plan.get_by_role("textbox", name="Former, Fait au plus tard le").click()
    keyboard.press("Tab")
    expect(plan.get_by_role("checkbox", name="Prospecter")).to_be_focused()
    keyboard.press("Space")
    expect(message).to_contain_text(
        "Le plan coûte 6\u202f200\u00a0€ pour 6\u202f000\u00a0€\u00a0: 200\u00a0€ de trop."
    )
    expect(message).to_contain_text("Le plan prend 21\u00a0jours pour 20\u00a0: 1\u00a0jour de trop.")
    for key in ("Tab", "ArrowDown", "Tab", "ArrowDown", "Tab"):
        keyboard.press(key)
    keyboard.type("11/1")
    expect(message).to_contain_text(
        "Date à revoir\u00a0: «\u00a0Prospecter\u00a0» (pas avant le 12/01/2026)."
    )
    keyboard.press("Backspace")
    keyboard.type("3")
    keyboard.press("Tab")
    expect(message).not_to_contain_text("Date à revoir")
    expect(message).to_contain_text("200\u00a0€ de trop")
    bench.says("cp4-remedies", "partial", "3\u00a0mesures retenues")
    kept = {"r1": {}, "r2": {}, "r3": {"cause": "c1", "owner": "o1", "date": "11/3"}}
    assert bench.saved()["cp4-remedies"] == kept
    bench.open()
    expect(message).to_contain_text("200\u00a0€ de trop")
    plan.get_by_role("checkbox", name="Former").focus()
    keyboard.press("Space")
    expect(message).not_to_contain_text("de trop")
    bench.says("cp4-remedies", "partial", "coût\u00a0: 4\u202f700\u00a0€ sur 6\u202f000\u00a0€")
    assert bench.saved()["cp4-remedies"] == {code: kept[code] for code in ("r1", "r3")}


def test_what_has_the_focus_is_never_under_the_totals_and_the_rules_broken(bench):
    plan = bench.field("cp4-remedies")
    bench.page.set_viewport_size({"width": 1000, "height": 420})
    for box in plan.get_by_role("checkbox").all():
        box.check()
    expect(plan.locator(".ntc-message")).to_contain_text("de trop")
    plan.get_by_role("checkbox").first.focus()
    for _ in range(11):
        bench.page.keyboard.press("Tab")
        lowest, top = plan.evaluate(
            """field => [document.activeElement.getBoundingClientRect().bottom,
                         field.querySelector('.ntc-status').getBoundingClientRect().top]"""
        )
        assert lowest <= top + 1
    expect(plan.get_by_role("textbox", name="Prospecter, Fait au plus tard le")).to_be_focused()


# Two letters at once, between which nothing of the answer is saved: the second says nothing new.
_STIRRED = """() => {
    const still = new MutationObserver(() => {});
    const boxes = [...document.querySelectorAll('.ntc-field :is(.ntc-input, .ntc-text):enabled')];
    return boxes.filter((box) => box.checkVisibility()).map((box) => {
        box.focus();
        document.execCommand('insertText', false, '1');
        still.observe(document, { subtree: true, attributes: true, childList: true, characterData: true });
        document.execCommand('insertText', false, '1');
        const told = still.takeRecords().map(({ target, type, attributeName }) =>
            [target.className, type, attributeName]);
        still.disconnect();
        return [box.closest('.ntc-field').dataset.kind, told];
    });
}"""


def test_no_key_pressed_in_a_field_changes_the_notebook_nor_what_stands_on_the_page(bench):
    bench.field("cp4-time-pledge").get_by_label("de 30 à 40 %").focus()
    for key in ("a", "b", "d", "d", "x", "m", "ArrowDown", "Shift+Enter"):
        bench.page.keyboard.press(key)
        expect(bench.page.locator(".jp-Cell")).to_have_count(1)
    cost = bench.field("cp4-time-visit-cost").locator("input")
    cost.click()
    bench.page.keyboard.type("12")
    bench.page.keyboard.press("Control+s")
    bench.says("cp4-time-visit-cost", "answered", "12,00\u00a0€")
    stirred = bench.page.evaluate(_STIRRED)
    assert {"number", "date", "table", "text", "quote"} <= {kind for kind, _ in stirred}
    assert [(kind, told) for kind, told in stirred if told] == []


def test_what_was_typed_while_the_kernel_was_dead_is_taken_up_again(bench):
    cost = bench.field("cp4-time-visit-cost").locator("input")
    cost.fill("10")
    bench.says("cp4-time-visit-cost", "answered", "10,00\u00a0€")
    with bench.kernel_dying():
        cost.fill("42")
        cost.blur()
        expect(bench.field("cp4-time-visit-cost").locator(".ntc-saved")).to_have_text("enregistrement…")
        assert bench.saved() == {"cp4-time-visit-cost": "10"}
    bench.open()
    bench.says("cp4-time-visit-cost", "answered", "42,00\u00a0€")
    assert bench.saved() == {"cp4-time-visit-cost": "42"}


def test_cells_typed_faster_than_the_kernel_reads_are_all_kept(bench):
    """While it is busy the page sends the last of several changes only."""
    (pid,) = bench.lab.kernel_pids()
    cells = bench.field("cp4-break-even").locator("input")
    os.kill(pid, signal.SIGSTOP)
    try:
        for rank, text in enumerate(("31,4", "12", "7", "15/10")):
            cells.nth(rank).fill(text)
        cells.nth(2).fill("")
        cells.nth(2).blur()
    finally:
        os.kill(pid, signal.SIGCONT)
    bench.says("cp4-break-even", "partial", "3 sur 6")
    for rank, text in enumerate(("31,4", "12", "", "15/10")):
        expect(cells.nth(rank)).to_have_value(text)
    assert sorted(cell["value"] for cell in bench.saved()["cp4-break-even"].values()) == [
        "12",
        "15/10",
        "31,4",
    ]
    expect(bench.field("cp4-break-even").locator(".ntc-elsewhere")).to_have_text("")


def test_who_gets_no_answer_from_the_kernel_is_told(bench):
    (pid,) = bench.lab.kernel_pids()
    os.kill(pid, signal.SIGSTOP)
    try:
        bench.field("cp4-time-visit-cost").locator("input").fill("42")
        expect(bench.field("cp4-time-visit-cost")).to_have_attribute("data-state", "error")
        expect(bench.field("cp4-time-visit-cost").locator(".ntc-message")).to_contain_text(
            "Pas encore enregistré"
        )
    finally:
        os.kill(pid, signal.SIGCONT)
    bench.says("cp4-time-visit-cost", "answered", "42,00\u00a0€")


def test_a_refused_saving_is_told_and_tried_again(bench):
    # A folder in place of the lock: no answer can be written, whoever runs the tests.
    lock = bench.folder / ".cp4-bilan.answers.json.lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()
    bench.field("cp4-time-visit-cost").locator("input").fill("42")
    cost = bench.field("cp4-time-visit-cost")
    expect(cost).to_have_attribute("data-state", "error")
    expect(cost.locator(".ntc-message")).to_contain_text("est gardée ici")
    lock.rmdir()
    cost.get_by_role("button", name="Réessayer").click()
    bench.says("cp4-time-visit-cost", "answered", "42,00\u00a0€")
    assert bench.saved() == {"cp4-time-visit-cost": "42"}


def test_the_page_hears_of_each_change(bench):
    bench.page.evaluate(
        """() => {
            window.heard = [];
            document.addEventListener('ntc:field', (event) => window.heard.push(event.detail));
        }"""
    )
    bench.field("cp4-time-pledge").get_by_label("de 30 à 40 %").check()
    bench.says("cp4-time-pledge", "answered", "de 30 à 40 %")
    hour = bench.field("cp4-time-pledge").locator(".ntc-saved").inner_text().removeprefix("enregistré à ")
    heard = bench.page.evaluate("window.heard.at(-1)")
    assert f"{datetime.fromisoformat(heard.pop('at')).astimezone():%H:%M}" == hour
    assert heard == {
        "field": "cp4-time-pledge",
        "exercise": "cp4-time",
        "state": "answered",
        "saved": hour,
    }


def test_axe_finds_no_fault_in_any_field_and_each_is_read_in_the_dark_and_in_forced_colours(bench):
    fill(bench)
    check(bench)
    results = Axe().run(bench.page, context={"include": [[".ntc-field"]]})
    checked = {rule["id"] for rule in results.response["passes"]}
    assert {"label", "select-name", "color-contrast", "aria-valid-attr-value"} <= checked
    assert [
        (fault["id"], [node["html"] for node in fault["nodes"]]) for fault in results.response["violations"]
    ] == []
    found = {}
    for dress in in_each_dress(bench.page):
        found[dress, ""] = faint(bench.page, ".jp-OutputArea")
        for said in REFUSED:
            say_of_all(bench, said)
            found[dress, said["message"]] = faint(bench.page, ".jp-OutputArea")
    assert len(found) == 3 * (1 + len(REFUSED))
    assert not any(found.values()), found


# What is told of an answer that is not understood, and of one that is taken no more: now, or for good.
REFUSED = [
    {"state": "unreadable", "message": "À revoir.", "closed": False},
    {"state": "error", "message": "Le disque est plein.", "closed": False},
    {"state": "error", "message": "Votre copie est rendue.", "closed": True},
]
_SAY = """async (told) => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const code = `import json
from ipywidgets.widgets.widget import _instances
from ntc.fields.widget import FieldWidget
for widget in list(_instances.values()):
    if isinstance(widget, FieldWidget):
        widget.set_state(json.loads(${JSON.stringify(JSON.stringify(told))}))
        widget.send_state()`;
    await kernel.requestExecute({ code, silent: true }).done;
}"""


def say_of_all(bench, told):
    """Have the kernel say the same of every field, and wait until all show it."""
    bench.page.evaluate(_SAY, told)
    bench.page.wait_for_function(
        """(said) => [...document.querySelectorAll('.ntc-field')].every((field) =>
            field.querySelector('.ntc-message').textContent === said)""",
        arg=told["message"],
    )


def gestures(bench):
    """What there is to do in each kind of field, one gesture after the other."""

    def boxes(field):
        return [
            box.click for box in bench.field(field).locator("input[type=checkbox], input[type=radio]").all()
        ]

    def typed(field, text):
        inputs = bench.field(field).locator("input[type=text], textarea").all()
        return [lambda box=box: (box.fill(text), box.blur()) for box in inputs]

    def chosen(field):
        lists = bench.field(field).locator("select").all()
        return [lambda box=box: box.select_option(index=1) for box in lists]

    def placed(card, column):
        board = bench.field("cp4-variance-swot")
        board.locator(f"[data-card={card}] .ntc-card-choose").click()
        board.locator(".ntc-card-ways").get_by_role("button", name=column).click()

    def told():
        talk = bench.field("cp4-time-talk")
        talk.get_by_role("radio").first.check()
        talk.get_by_role("button", name="Le dire").click()

    def laid(task, slot):
        week = bench.field("cp4-time-week")
        week.locator(f"[data-card={task}] .ntc-card-choose").click()
        week.locator(f"[data-place='{slot}']").click()

    tables = [bench.field(name) for name in ("cp4-time-rows", "cp4-time-sort")]
    for table in tables:
        table.scroll_into_view_if_needed()
        table.locator("[data-line]").first.wait_for()
    rows, sorts = (table.locator("[data-line]") for table in tables)
    moves = bench.field("cp4-causes").get_by_role("button", name="Descendre")
    return {
        "cp4-time-visit-cost": typed("cp4-time-visit-cost", "12\u0007"),
        "cp4-time-freed": typed("cp4-time-freed", "3/2"),
        "cp4-time-pledge": boxes("cp4-time-pledge"),
        "cp4-indicators-board": boxes("cp4-indicators-board"),
        "cp4-indicators-match": chosen("cp4-indicators-match"),
        "cp4-variance-swot": [
            lambda card=card, column=column: placed(card, column)
            for card, column in (("k1", "Forces"), ("k3", "Reste dehors"), ("k2", "Menaces"))
        ],
        "cp4-causes": [moves.nth(rank).click for rank in (0, 1)],
        "cp4-break-even": typed("cp4-break-even", "3"),
        "cp4-remedies": boxes("cp4-remedies") + chosen("cp4-remedies") + typed("cp4-remedies", "15/02"),
        "cp4-time-rows": [rows.nth(rank).click for rank in (4, 1)],
        "cp4-time-sort": [lambda rank=rank: sorts.nth(rank).select_option(index=rank) for rank in (2, 1)],
        "cp4-time-talk": [told, told],
        "cp4-time-tour": [bench.field("cp4-time-tour").get_by_role("button", name="Descendre").first.click],
        "cp4-time-week": [
            lambda task=task, slot=slot: laid(task, slot)
            for task, slot in (("t1", "d1|0900"), ("t2", "d2|1400"))
        ],
        "cp4-note": typed("cp4-note", "Situation\u0000 et causes"),
    }


_NO_STRANGER = """() => {
    window.strangers = [];
    new MutationObserver(() => {
        for (const field of document.querySelectorAll('.ntc-field')) {
            const said = field.querySelector('.ntc-elsewhere').textContent;
            if (said || field.dataset.state === 'error') window.strangers.push([field.dataset.field, said]);
        }
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
}"""


@pytest.mark.parametrize("backwards", [False, True])
def test_in_whatever_order_one_answers_it_is_saved_and_comes_from_no_other_tab(bench, backwards):
    bench.page.evaluate(_NO_STRANGER)
    done = gestures(bench)
    instruments = {"planner", "picker", "sorter", "dialogue", "tour", "agenda"}
    assert len(done) == len({kind.kind for kind in FIELDS.values() if kind.assessed} | instruments)
    for field, acts in done.items():
        # Rows of a plan are kept before anything can be said of them: boxes first.
        parts = [acts[:3], acts[3:]] if field == "cp4-remedies" else [acts]
        for part in parts:
            for act in reversed(part) if backwards else part:
                act()
                expect(bench.field(field)).to_have_attribute("data-written", "true")
    # Taken back and given again, the first box becomes the last.
    for _ in range(2):
        bench.field("cp4-indicators-board").get_by_label("CA", exact=True).click()
    bench.page.wait_for_timeout(500)
    for field in done:
        expect(bench.field(field)).to_have_attribute("data-written", "true")
    assert bench.page.evaluate("() => window.strangers") == []


def test_what_is_no_longer_offered_does_not_keep_an_answer_from_being_saved(bench):
    """Answers of an earlier edition of the course, in another order, with boxes and rows that are gone."""
    old = {
        "cp4-indicators-board": ["dso", "gone", "ca"],
        "cp4-indicators-match": {"q2": "b", "q9": "b"},
        "cp4-variance-swot": {"k2": "gone", "k9": "f", "k1": "out"},
        "cp4-break-even": {"gone": {"value": "3"}, "mcv-rate": {"value": "31"}},
        "cp4-time-pledge": "gone",
    }
    answers = AnswersFile(bench.folder / "cp4-bilan.answers.json", "cp4-bilan", "test.eleve", "07")
    for field, raw in old.items():
        answers.set(field, raw)
    bench.open()
    for field in old:
        expect(bench.field(field)).to_have_attribute("data-written", "true")
    bench.field("cp4-break-even").locator("input").nth(1).fill("12")
    bench.says("cp4-break-even", "partial", "2 sur 6")
    bench.field("cp4-time-pledge").get_by_label("de 40 à 50 %").check()
    bench.says("cp4-time-pledge", "answered", "de 40 à 50 %")
