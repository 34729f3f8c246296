"""Keys really pressed, in every kind of field: each one arrives, none is taken by JupyterLab."""

import importlib
import os
import pkgutil
import re
import signal

import pytest
from playwright.sync_api import expect

from ntc import fields, instruments
from ntc.fields.base import Field

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEYS = (
    "a", "b", "d", "i", "m", "x", "y", "z", "0", "Space", "Enter", "Shift+Enter", "Backspace", "Delete",
    "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown",
    "Control+a", "Control+c", "Control+v", "Control+x", "Control+z", "Control+y", "Control+Shift+z",
    "Control+ArrowLeft", "Control+Backspace", "Control+Enter", "Control+b", "Control+d", "Escape",
)  # fmt: skip
# What a field does with a key itself: Enter goes down a table, a plan, a sheet of notes; from the search of a
# catalogue it goes to the first article found.
OURS = {(kind, "keydown Enter") for kind in ("table", "planner", "notes", "quote")}
# On a board the arrows go from card to card, and through the columns where the chosen one can go.
OURS |= {("board", f"keydown Arrow{way}") for way in ("Up", "Down", "Left", "Right")}
# « Réessayer » and earlier versions are there or not as the machine takes its time. Of the explorer of a
# picker or a sorter only boxes and lists before its lines answer anything.
CONTROLS = (
    ":is(input, select, textarea, button):not(.ntc-retry, .ntc-versions *)"
    ":not(.ntc-explorer :not([data-line])):enabled:visible"
)


def of_instruments():
    """The kinds of the trade's tools, found by listing their modules."""
    modules = [
        importlib.import_module(f"ntc.instruments.{one.name}")
        for one in pkgutil.iter_modules(instruments.__path__)
    ]
    found = {
        each.kind
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type)
        and each.__module__ == module.__name__
        and issubclass(each, Field)
        and hasattr(each, "kind")
    }
    assert len(found) >= 10
    return found


FOCUS = "node => node.checkVisibility() && !node.disabled && (node.focus(), true)"
WATCH = """() => {
    window.taken = [];
    for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput']) {
        window.addEventListener(type, (event) => setTimeout(() => {
            const field = event.target.closest?.('.ntc-field');
            const what = `${type} ${event.key ?? event.inputType}`;
            if (field && event.defaultPrevented) window.taken.push([field.dataset.kind, what]);
        }), { capture: true });
    }
}"""


def test_no_key_is_taken_from_any_kind_of_field(bench):
    bench.field("cp4-remedies").get_by_role("checkbox").first.check()
    for table in ("cp4-time-rows", "cp4-time-sort"):
        bench.field(table).scroll_into_view_if_needed()
        bench.field(table).locator("[data-line]").first.wait_for()
    bench.page.evaluate(WATCH)
    kinds: dict[str, set[str]] = {}
    for field in bench.page.locator(".ntc-field").all():
        # Two fields of a kind have the same controls: one of each is enough.
        types = kinds.setdefault(field.get_attribute("data-kind"), set())
        for control in field.locator(CONTROLS).element_handles():
            nature = control.evaluate("node => `${node.tagName} ${node.type} ${node.className}`")
            if nature in types:
                continue
            types.add(nature)
            for key in KEYS:
                if not control.evaluate(FOCUS):
                    break  # a button that has done its work
                bench.page.keyboard.press(key)
                bench.page.keyboard.press("Escape")
    expect(bench.page.locator(".jp-Cell")).to_have_count(1)
    expect(bench.page.locator(".jp-Dialog")).to_have_count(0)
    placed = {kind.kind for kind in fields.KINDS.values() if kind.assessed}
    assert set(kinds) == placed | of_instruments()
    assert len(kinds["planner"]) == 3  # box, list, text
    assert len(kinds["negotiation"]) == 4  # sentence, list, to say one, to say what was put together
    assert sum(map(len, kinds.values())) == 35
    assert {tuple(one) for one in bench.page.evaluate("window.taken")} - OURS == set()


def test_a_text_is_written_as_in_any_editor(bench):
    area, press, write = bench.field("cp4-note").locator("textarea"), bench.page.keyboard.press, bench.write
    area.click()
    write("Situation")
    press("Enter")
    write("Le CA recule.")
    press("Enter")
    press("Enter")
    write("Causes")
    expect(area).to_have_value("Situation\nLe CA recule.\n\nCauses")
    bench.says("cp4-note", "answered", "enregistré")
    assert bench.saved()["cp4-note"] == "Situation\nLe CA recule.\n\nCauses"
    press("Control+z")
    expect(area).not_to_have_value("Situation\nLe CA recule.\n\nCauses")
    press("Control+y")
    expect(area).to_have_value("Situation\nLe CA recule.\n\nCauses")
    press("Control+a")
    press("Delete")
    expect(area).to_have_value("")
    press("Control+z")
    expect(area).to_have_value("Situation\nLe CA recule.\n\nCauses")


@pytest.mark.parametrize("field", ["cp4-time-visit-cost", "cp4-time-freed"])
def test_what_is_typed_in_one_line_is_undone_and_done_again(bench, field):
    line = bench.field(field).locator("input")
    line.click()
    bench.write("15")
    bench.page.keyboard.press("Control+a")
    bench.page.keyboard.press("Delete")
    expect(line).to_have_value("")
    bench.page.keyboard.press("Control+z")
    expect(line).to_have_value("15")
    bench.page.keyboard.press("Control+Shift+z")
    expect(line).to_have_value("")


def test_what_was_erased_and_saved_is_offered_back(bench):
    note = bench.field("cp4-note")
    area, press = note.locator("textarea"), bench.page.keyboard.press
    expect(note.get_by_role("button", name="précédente")).to_have_count(0)
    area.click()
    bench.write("Situation du mois")
    bench.says("cp4-note", "answered", "enregistré")
    press("Control+a")
    press("Delete")
    bench.says("cp4-note", "blank", "sans réponse")
    assert bench.saved()["cp4-note"] == ""
    bench.open()
    # Typed slowly, it was saved on the way: the last version comes first.
    note.get_by_role("button", name=re.compile(r"^\d+\sversions? précédentes?$")).click()
    back = note.get_by_role("button", name="Reprendre la version du").first
    expect(back).to_be_focused()
    expect(note.locator(".ntc-versions-list")).to_contain_text("Situation du mois")
    press("Enter")
    expect(area).to_have_value("Situation du mois")
    bench.says("cp4-note", "answered", "enregistré")
    assert bench.saved()["cp4-note"] == "Situation du mois"


def test_cells_emptied_are_offered_back(bench):
    plan = bench.field("cp4-remedies")
    plan.get_by_role("checkbox", name="Relancer").check()
    plan.get_by_role("textbox", name="Relancer, Fait au plus tard le").click()
    bench.write("15/02")
    bench.page.keyboard.press("Tab")
    bench.says("cp4-remedies", "partial", "1\u00a0mesure retenue")
    plan.get_by_role("checkbox", name="Relancer").uncheck()
    bench.says("cp4-remedies", "blank", "0\u00a0mesure retenue")
    plan.get_by_role("button", name="version").click()
    plan.get_by_role("button", name="Reprendre la version du").first.click()
    bench.says("cp4-remedies", "partial", "1\u00a0mesure retenue")
    assert bench.saved()["cp4-remedies"] == {"r1": {"date": "15/02"}}


PASTE = """(text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const options = { clipboardData, bubbles: true, cancelable: true };
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', options));
}"""


def test_enter_goes_down_a_table_and_back(bench):
    cells = bench.field("cp4-break-even").locator("input")
    cells.nth(0).click()
    bench.write("31,4")
    bench.page.keyboard.press("Enter")
    expect(cells.nth(1)).to_be_focused()
    bench.write("12")
    bench.page.keyboard.press("Shift+Enter")
    expect(cells.nth(0)).to_be_focused()
    bench.says("cp4-break-even", "partial", "2 sur 6")
    plan = bench.field("cp4-remedies")
    for name in ("Relancer", "Prospecter"):
        plan.get_by_role("checkbox", name=name).check()
    plan.get_by_role("textbox", name="Relancer, Fait au plus tard le").click()
    bench.page.keyboard.press("Enter")
    # The row between the two is not kept: it is passed over.
    expect(plan.get_by_role("textbox", name="Prospecter, Fait au plus tard le")).to_be_focused()


def test_a_column_copied_from_a_spreadsheet_fills_the_cells_below(bench):
    table = bench.field("cp4-break-even")
    cells = table.locator("input")
    cells.nth(1).click()
    bench.page.evaluate(PASTE, "12\r\n 1 234,5 \r\n\r\n7\r\n")
    for rank, text in enumerate(("", "12", "1 234,5", "", "7")):
        expect(cells.nth(rank)).to_have_value(text)
    expect(table).to_have_attribute("data-written", "true")
    assert len(bench.saved()["cp4-break-even"]) == 3


def test_a_block_fills_a_plan_and_keeps_its_rows(bench):
    plan = bench.field("cp4-remedies")
    plan.get_by_role("checkbox", name="Relancer").check()
    plan.get_by_role("combobox", name="Relancer, Cause traitée").focus()
    bench.page.evaluate(PASTE, "Cause 2\tVous\t15/02\ncause 1\tnobody\t16/02")
    bench.says("cp4-remedies", "partial", "2\u00a0mesures retenues")
    assert bench.saved()["cp4-remedies"] == {
        "r1": {"cause": "c2", "owner": "o1", "date": "15/02"},
        "r2": {"cause": "c1", "date": "16/02"},
    }


def test_one_label_that_is_pasted_in_a_list_chooses_it(bench):
    plan = bench.field("cp4-remedies")
    plan.get_by_role("checkbox", name="Relancer").check()
    plan.get_by_role("combobox", name="Relancer, Cause traitée").focus()
    bench.page.evaluate(PASTE, "Cause 2\r\n")
    bench.says("cp4-remedies", "partial", "1\u00a0mesure retenue")
    expect(plan.get_by_role("combobox", name="Relancer, Cause traitée")).to_have_value("c2")
    assert bench.saved()["cp4-remedies"] == {"r1": {"cause": "c2"}}


def test_two_tabs_in_one_table_keep_each_other_s_cells_and_the_stale_one_says_so(bench):
    """The second tab runs the cell again, in the same kernel, as a lesson does when it is opened."""
    other = bench.page.context.new_page()
    second = type(bench)(bench.lab, other, bench.folder)
    second.open()
    name = "cp4-break-even"
    bench.field(name).locator("input").nth(0).click()
    bench.write("31,4")
    expect(second.field(name).locator("input").nth(0)).to_have_value("31,4")
    expect(second.field(name).locator(".ntc-elsewhere")).to_contain_text("repris d’un autre onglet à")
    second.field(name).locator("input").nth(1).click()
    second.write("12")
    # The first one is still in its cell: only the other cell changes.
    expect(bench.field(name).locator("input").nth(1)).to_have_value("12")
    bench.write("5")
    expect(bench.field(name).locator("input").nth(0)).to_have_value("31,45")
    second.says(name, "partial", "2 sur 6")
    expect(second.field(name).locator("input").nth(0)).to_have_value("31,45")
    assert sorted(cell["value"] for cell in bench.saved()[name].values()) == ["12", "31,45"]


def second_tab(bench):
    """Another tab with the same answers, in the same kernel."""
    other = type(bench)(bench.lab, bench.page.context.new_page(), bench.folder)
    other.open()
    return other


def test_two_tabs_in_one_text_by_turns_follow_each_other_with_the_cursor_in_it(bench):
    other = second_tab(bench)
    name, said = "cp4-note", ""
    for tab in (bench, other):
        tab.page.bring_to_front()
        tab.field(name).locator("textarea").click()
    for turn in range(3):
        for tab, words in ((bench, f"un{turn} "), (other, f"deux{turn} ")):
            tab.page.bring_to_front()
            expect(tab.field(name).locator("textarea")).to_have_value(said)
            tab.page.keyboard.press("Control+End")
            tab.write(words)
            said += words
            expect(tab.field(name)).to_have_attribute("data-written", "true")
    for tab in (bench, other):
        expect(tab.field(name).locator("textarea")).to_have_value(said)
        expect(tab.field(name)).to_have_attribute("data-written", "true")
        expect(tab.field(name).locator(".ntc-elsewhere")).not_to_contain_text("gardé")
    assert bench.saved()[name] == said
    # The cursor stays where it was in the text that the other tab goes on with.
    bench.page.bring_to_front()
    for key in ("Control+Home", "ArrowRight", "ArrowRight"):
        bench.page.keyboard.press(key)
    other.page.bring_to_front()
    other.write("fin")
    expect(bench.field(name).locator("textarea")).to_have_value(f"{said}fin")
    assert bench.field(name).locator("textarea").evaluate("area => area.selectionStart") == 2


def test_a_text_that_another_tab_replaces_says_where_it_went(bench):
    """Both are typed while the kernel is busy: one stands in both tabs, the other is told."""
    other = second_tab(bench)
    name, texts = "cp4-note", ("Celui de la première.", "Celui de la seconde.")
    (pid,) = bench.lab.kernel_pids()
    os.kill(pid, signal.SIGSTOP)
    try:
        for tab, text in zip((bench, other), texts, strict=True):
            tab.page.bring_to_front()
            tab.field(name).locator("textarea").click()
            tab.write(text)
            expect(tab.field(name).locator(".ntc-saved")).to_have_text("enregistrement…")
            tab.page.wait_for_timeout(600)
    finally:
        os.kill(pid, signal.SIGCONT)
    for tab in (bench, other):
        expect(tab.field(name)).to_have_attribute("data-written", "true")
        expect(tab.field(name).locator("textarea")).to_have_value(texts[1])
    expect(bench.field(name).locator(".ntc-elsewhere")).to_contain_text("gardé dans les versions précédentes")
    expect(other.field(name).locator(".ntc-elsewhere")).not_to_contain_text("gardé")
    bench.page.bring_to_front()
    bench.field(name).locator(".ntc-versions-open").click()
    bench.field(name).locator(".ntc-versions-list li", has_text=texts[0]).get_by_role("button").click()
    for tab in (bench, other):
        expect(tab.field(name).locator("textarea")).to_have_value(texts[0])
        expect(tab.field(name)).to_have_attribute("data-written", "true")
    expect(bench.field(name).locator(".ntc-elsewhere")).to_have_text("")


def test_a_row_left_out_in_one_tab_and_filled_in_the_other_is_decided_cell_by_cell_and_said(bench):
    """Both while the kernel is busy: the cause goes with who left the row out, the owner given stays."""
    other, name = second_tab(bench), "cp4-remedies"

    def entry(tab, head):
        return tab.field(name).get_by_label(f"Former, {head}")

    bench.page.bring_to_front()
    bench.field(name).locator("label.ntc-option", has_text="Former").click()
    entry(bench, "Cause").select_option("c1")
    expect(entry(other, "Cause")).to_have_value("c1")
    (pid,) = bench.lab.kernel_pids()
    os.kill(pid, signal.SIGSTOP)
    try:
        bench.field(name).locator("label.ntc-option", has_text="Former").click()
        expect(bench.field(name).locator(".ntc-saved")).to_have_text("enregistrement…")
        other.page.bring_to_front()
        entry(other, "Responsable").select_option("o1")
        expect(other.field(name).locator(".ntc-saved")).to_have_text("enregistrement…")
    finally:
        os.kill(pid, signal.SIGCONT)
    for tab in (bench, other):
        expect(entry(tab, "Responsable")).to_have_value("o1")
        expect(entry(tab, "Cause")).to_have_value("")
        expect(tab.field(name)).to_have_attribute("data-written", "true")
        expect(tab.field(name).locator(".ntc-elsewhere")).to_contain_text("repris d’un autre onglet à")
    [row] = bench.saved()[name].values()
    assert row == {"owner": "o1"}
