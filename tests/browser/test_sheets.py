"""The chain of air and the note sheet, on the bench: by mouse, by finger, by keys alone, in two tabs."""

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser.bench import FOLDER, NOTEBOOK
from tests.browser.contrast import forced_colours
from tests.browser.lab import run_all_cells
from tests.browser.test_instruments import is_whole_and_clean
from tests.browser.test_played import second_tab

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHAIN = "cp4-time-chain"
NOTES = "cp4-time-sheet"
NB = "\u00a0"
DRYER = "Sécheur <b>froid</b>"


def in_every_dress(bench, name):
    is_whole_and_clean(bench, name)
    with forced_colours(bench.page):
        is_whole_and_clean(bench, name)


# --- the chain -------------------------------------------------------------------------------------------


def add(bench, label):
    bench.field(CHAIN).get_by_role("button", name=f"+ {label}").click()


def drawn(bench):
    return bench.field(CHAIN).locator(".ntc-chain-line > li")


def test_a_chain_is_drawn_as_it_is_built_with_the_mouse(bench):
    chain = bench.field(CHAIN)
    expect(chain).to_contain_text("La chaîne est vide")
    add(bench, DRYER)
    bench.says(CHAIN, "partial", "À placer")
    add(bench, "Compresseur")
    expect(drawn(bench)).to_contain_text([DRYER, "Compresseur"])
    chain.get_by_role("button", name=f"Avancer vers l’entrée{NB}: Compresseur").click()
    expect(drawn(bench)).to_contain_text(["Compresseur", DRYER])
    expect(chain.locator(".ntc-chain > [aria-live]")).to_have_text(f"Compresseur{NB}: place 1 sur 2")
    one, two = (drawn(bench).nth(rank).bounding_box() for rank in (0, 1))
    assert one["x"] + one["width"] < two["x"]
    drawn(bench).nth(0).get_by_label("Modèle").select_option("GV-22")
    drawn(bench).nth(1).get_by_label("Modèle").select_option("SF-70")
    drawn(bench).nth(1).get_by_label("Débit corrigé").fill("5,63")
    add(bench, "Réseau")
    bench.says(CHAIN, "answered", f"3{NB}éléments sur 3")
    expect(drawn(bench).nth(1)).to_contain_text(f"compris{NB}: 5,63{NB}m³/min")
    assert bench.saved()[CHAIN] == {
        "c": {"place": "1", "model": "GV-22"},
        "d": {"place": "2", "model": "SF-70", "flow": "5,63"},
        "n": {"place": "3"},
    }
    chain.get_by_role("button", name=f"Retirer{NB}: {DRYER}").click()
    bench.says(CHAIN, "partial", "À placer")
    assert bench.saved()[CHAIN] == {"c": {"place": "1", "model": "GV-22"}, "n": {"place": "2"}}


def test_a_chain_is_built_by_keys_alone_through_a_dead_kernel_and_is_there_again(bench):
    chain, press = bench.field(CHAIN), bench.page.keyboard.press
    chain.get_by_role("button", name="+ Compresseur").focus()
    press("Enter")
    expect(chain.get_by_role("button", name=f"+ {DRYER}")).to_be_focused()
    press("Enter")
    bench.says(CHAIN, "partial", f"2{NB}éléments sur 3")
    with bench.kernel_dying():
        chain.get_by_role("button", name=f"Reculer vers la sortie{NB}: Compresseur").focus()
        press("Enter")
        expect(chain.get_by_role("button", name=f"Avancer vers l’entrée{NB}: Compresseur")).to_be_focused()
        expect(chain.locator(".ntc-saved")).to_have_text("enregistrement…")
        assert bench.saved()[CHAIN] == {"c": {"place": "1"}, "d": {"place": "2"}}
    bench.open()
    bench.says(CHAIN, "partial", f"2{NB}éléments sur 3")
    expect(drawn(bench)).to_contain_text([DRYER, "Compresseur"])
    assert bench.saved()[CHAIN] == {"d": {"place": "1"}, "c": {"place": "2"}}


def test_two_tabs_build_one_chain(bench):
    other = second_tab(bench)
    bench.page.bring_to_front()
    add(bench, "Compresseur")
    expect(drawn(other)).to_contain_text(["Compresseur"])
    other.page.bring_to_front()
    add(other, "Réseau")
    expect(drawn(bench)).to_contain_text(["Compresseur", "Réseau"])
    drawn(bench).nth(0).get_by_label("Modèle").select_option("GV-30")
    expect(drawn(other).nth(0).get_by_label("Modèle")).to_have_value("GV-30")
    assert bench.saved()[CHAIN] == {"c": {"place": "1", "model": "GV-30"}, "n": {"place": "2"}}


def test_a_chain_is_whole_and_clean_for_axe_at_every_width_and_goes_down_where_it_is_narrow(bench):
    for label in ("Compresseur", DRYER):
        add(bench, label)
    drawn(bench).nth(1).get_by_label("Débit corrigé").fill("cinq")
    bench.page.keyboard.press("Tab")
    bench.says(CHAIN, "unreadable", "lisible")
    in_every_dress(bench, CHAIN)
    one, two = (drawn(bench).nth(rank).bounding_box() for rank in (0, 1))
    assert one["y"] + one["height"] < two["y"]


# --- the note sheet --------------------------------------------------------------------------------------


def unsaid(bench, label):
    return bench.field(NOTES).get_by_role("checkbox", name=f"{label}{NB}: non dit")


def test_what_is_heard_is_noted_and_not_said_is_an_answer(bench):
    notes = bench.field(NOTES)
    notes.get_by_role("textbox", name="Pression réglée").fill("9,2")
    bench.says(NOTES, "partial", "1 sur 3")
    notes.get_by_role("combobox", name="Qui <b>décide</b>").select_option("she")
    unsaid(bench, "Mise en route").check()
    bench.says(NOTES, "answered", "3 sur 3")
    said = {"set": {"value": "9,2"}, "start": {"unsaid": "yes"}, "who": {"value": "she"}}
    assert bench.saved()[NOTES] == said
    expect(notes.get_by_role("textbox", name="Mise en route")).to_be_disabled()
    # One answer a line: what was noted goes when nothing was said, and may be noted again.
    unsaid(bench, "Pression réglée").check()
    bench.says(NOTES, "answered", "3 sur 3")
    assert bench.saved()[NOTES]["set"] == {"unsaid": "yes"}
    unsaid(bench, "Pression réglée").uncheck()
    notes.get_by_role("textbox", name="Pression réglée").fill("9 bars et plus")
    bench.page.keyboard.press("Tab")
    bench.says(NOTES, "unreadable", "lisible")


def test_notes_are_taken_by_keys_alone_through_a_dead_kernel_and_are_there_again(bench):
    notes, press = bench.field(NOTES), bench.page.keyboard.press
    notes.get_by_role("textbox", name="Pression réglée").focus()
    bench.write("9,2")
    press("Tab")
    press("Tab")
    bench.write("1er juin")
    bench.says(NOTES, "partial", "2 sur 3")
    with bench.kernel_dying():
        for key in ("Tab", "Tab", "Tab", "Space"):
            press(key)
        expect(unsaid(bench, "Qui <b>décide</b>")).to_be_checked()
        expect(notes.locator(".ntc-saved")).to_have_text("enregistrement…")
    bench.open()
    bench.says(NOTES, "answered", "3 sur 3")
    assert bench.saved()[NOTES] == {
        "set": {"value": "9,2"},
        "start": {"value": "1er juin"},
        "who": {"unsaid": "yes"},
    }


def test_two_tabs_take_notes_on_one_sheet(bench):
    other = second_tab(bench)
    bench.page.bring_to_front()
    unsaid(bench, "Mise en route").check()
    expect(unsaid(other, "Mise en route")).to_be_checked()
    other.page.bring_to_front()
    other.field(NOTES).get_by_role("combobox").select_option("he")
    expect(bench.field(NOTES).get_by_role("combobox")).to_have_value("he")
    assert bench.saved()[NOTES] == {"start": {"unsaid": "yes"}, "who": {"value": "he"}}


def test_a_note_sheet_is_whole_and_clean_for_axe_at_every_width(bench):
    unsaid(bench, "Mise en route").check()
    bench.field(NOTES).get_by_role("textbox", name="Pression réglée").fill("9,2")
    bench.says(NOTES, "partial", "2 sur 3")
    in_every_dress(bench, NOTES)


BESIDE = """
from pathlib import Path
from ntc.fields import place, session
from ntc.fields.answers import AnswersFile
from ntc.instruments import dialogue, notes
session.open_answers(AnswersFile(Path("cp4-bilan.answers.json"), "cp4-bilan", "test.eleve", "07"))
place(
    dialogue.Dialogue("cp4-time-talk", dialogue.SAMPLE),
    notes.NoteSheet("cp4-time-sheet", **notes.NoteSheet.samples()[0].arguments),
)
"""


def test_a_note_sheet_stands_beside_the_talk_where_there_is_room_for_both(lab, page):
    folder = lab.work / FOLDER
    folder.mkdir()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(BESIDE, id="beside")])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / NOTEBOOK)
    page.goto(lab.address(f"{FOLDER}/{NOTEBOOK}"))
    run_all_cells(page)
    talk, sheet = (page.locator(f'.ntc-field[data-field="{name}"]') for name in ("cp4-time-talk", NOTES))
    expect(talk).to_be_visible()
    expect(sheet).to_be_visible()
    one, two = talk.bounding_box(), sheet.bounding_box()
    assert one["x"] + one["width"] <= two["x"]
    assert abs(one["y"] - two["y"]) < 10
    page.set_viewport_size({"width": 1000, "height": 768})
    one, two = talk.bounding_box(), sheet.bounding_box()
    assert one["y"] + one["height"] <= two["y"]
