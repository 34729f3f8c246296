"""The instruments that answer or keep marks, on the bench: by mouse, by keys alone, through a dead kernel."""

import pytest
from playwright.sync_api import expect

from ntc.case import load
from tests.browser.axe import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SWOT = "cp4-variance-swot"
READ = "cp4-read"
ROWS = "cp4-time-rows"
SORT = "cp4-time-sort"


def card(bench, name):
    return bench.field(SWOT).locator(f"[data-card={name}]")


def column(bench, name):
    return bench.field(SWOT).locator(f"[data-place='{name}']")


def drag(bench, name, to):
    """Take a card with the mouse, in steps as a hand does, and let it go over a column."""
    bench.field(SWOT).evaluate("field => field.scrollIntoView({ block: 'center' })")
    start, end = card(bench, name).bounding_box(), column(bench, to).bounding_box()
    mouse = bench.page.mouse
    mouse.move(start["x"] + 60, start["y"] + 12)
    mouse.down()
    mouse.move(start["x"] + 75, start["y"] + 25, steps=3)
    mouse.move(end["x"] + 30, end["y"] + 15, steps=5)
    mouse.up()


def test_cards_are_dragged_and_chosen_with_the_mouse(bench):
    drag(bench, "k1", "f")
    bench.says(SWOT, "partial", "1\u00a0carte placée sur 3")
    expect(column(bench, "f").locator(".ntc-board-count")).to_have_text("1 sur 1")
    card(bench, "k2").get_by_role("button").click()
    card(bench, "k2").get_by_role("button", name="Forces").click()
    bench.says(SWOT, "partial", "«\u00a0Forces\u00a0»\u00a0: 2\u00a0cartes pour 1.")
    drag(bench, "k2", "m")
    drag(bench, "k3", "out")
    bench.says(SWOT, "answered", "3\u00a0cartes placées sur 3, dont 1 dans «\u00a0Reste dehors\u00a0»")
    assert bench.saved()[SWOT] == {"k1": "f", "k2": "m", "k3": "out"}
    drag(bench, "k1", "")
    bench.says(SWOT, "partial", "2\u00a0cartes placées sur 3")
    assert bench.saved()[SWOT] == {"k2": "m", "k3": "out"}
    # A drag that is given up leaves the card where it was, and chooses nothing.
    start = card(bench, "k2").bounding_box()
    bench.page.mouse.move(start["x"] + 60, start["y"] + 12)
    bench.page.mouse.down()
    bench.page.mouse.move(start["x"] + 90, start["y"] + 60, steps=4)
    expect(bench.page.locator(".ntc-card-ghost")).to_have_count(1)
    bench.page.keyboard.press("Escape")
    bench.page.mouse.up()
    expect(bench.page.locator(".ntc-card-ghost")).to_have_count(0)
    expect(column(bench, "m").locator("[data-card=k2]")).to_have_count(1)


def test_a_finger_drags_a_card_by_its_grip(bench):
    grip = card(bench, "k1").locator(".ntc-card-grip")
    grip.scroll_into_view_if_needed()
    bench.drag_by_finger(grip, column(bench, "m"), (30, 15))
    bench.says(SWOT, "partial", "1\u00a0carte placée sur 3")
    assert bench.saved()[SWOT] == {"k1": "m"}


def test_a_board_is_filled_by_keys_alone_through_a_dead_kernel_and_is_there_again(bench):
    press, choose = bench.page.keyboard.press, ".ntc-card-choose"
    card(bench, "k1").locator(choose).focus()
    press("ArrowDown")
    expect(card(bench, "k2").locator(choose)).to_be_focused()
    press("ArrowUp")
    for key in ("Enter", "ArrowRight", "Enter"):
        press(key)
    bench.says(SWOT, "partial", "1\u00a0carte placée sur 3")
    expect(bench.field(SWOT).locator(".ntc-board > [aria-live]")).to_have_text(
        "Stock <i>sous</i> 24 h\u00a0: Menaces, 1\u00a0carte"
    )
    # The next card is at hand: chosen, then left where it is.
    expect(card(bench, "k2").locator(choose)).to_be_focused()
    press("Space")
    expect(card(bench, "k2").get_by_role("button", name="Forces")).to_be_focused()
    press("Escape")
    expect(card(bench, "k2").locator(choose)).to_be_focused()
    expect(bench.field(SWOT).locator(".ntc-card-ways")).to_have_count(0)
    with bench.kernel_dying():
        for key in ("Enter", "Enter"):
            press(key)
        expect(bench.field(SWOT).locator(".ntc-saved")).to_have_text("enregistrement…")
        assert bench.saved()[SWOT] == {"k1": "m"}
    bench.open()
    bench.says(SWOT, "partial", "2\u00a0cartes placées sur 3")
    assert bench.saved()[SWOT] == {"k1": "m", "k2": "f"}
    expect(column(bench, "f").locator("[data-card=k2]")).to_have_count(1)
    expect(column(bench, "m").locator("[data-card=k1]")).to_have_count(1)


def test_two_tabs_place_cards_of_one_board(bench):
    other = type(bench)(bench.lab, bench.page.context.new_page(), bench.folder)
    other.open()
    drag(bench, "k1", "f")
    expect(column(other, "f").locator("[data-card=k1]")).to_have_count(1)
    drag(other, "k3", "out")
    expect(column(bench, "out").locator("[data-card=k3]")).to_have_count(1)
    assert bench.saved()[SWOT] == {"k1": "f", "k3": "out"}


def test_a_board_is_whole_and_clean_for_axe_at_every_width(bench):
    drag(bench, "k1", "f")
    card(bench, "k2").get_by_role("button").click()
    is_whole_and_clean(bench, SWOT)


def is_whole_and_clean(bench, name):
    """Nothing sticks out of the field nor is a fault for axe: on a wide screen, zoomed in, on a phone."""
    for width in (1366, 800, 390):
        bench.page.set_viewport_size({"width": width, "height": 768})
        assert sticking_out(bench.field(name)) == 0
        assert faults(bench.page, f'.ntc-field[data-field="{name}"]') == []


def sticking_out(field):
    """What reaches beyond the field, a table apart that scrolls in a frame of its own."""
    return field.evaluate(
        """field => [...field.querySelectorAll(':not(.ntc-x-frame *)')].filter((node) =>
            node.getBoundingClientRect().right > field.getBoundingClientRect().right + 1).length"""
    )


def text(bench, name):
    return bench.field(READ).locator(f"[data-card={name}]")


def shown(bench):
    cards = bench.field(READ).locator(".ntc-reader-card").filter(visible=True)
    return [one.get_attribute("data-card") for one in cards.all()]


def test_texts_are_searched_read_and_marked_with_the_mouse(bench):
    reader = bench.field(READ)
    expect(reader.locator(".ntc-status")).to_contain_text("Aucune marque")
    expect(reader.locator(".ntc-badge")).to_have_count(0)
    assert shown(bench) == ["DOC01", "DOC02", "DOC03"]
    expect(text(bench, "DOC02").locator(".ntc-reader-body")).to_be_hidden()
    text(bench, "DOC02").get_by_role("button", name="Nouveau propriétaire").click()
    expect(text(bench, "DOC02")).to_contain_text("fonds d’investissement")
    text(bench, "DOC02").get_by_role("button", name="à revoir").click()
    bench.says(READ, "answered", "1\u00a0texte marqué")
    assert bench.saved()[READ] == {"DOC02": "doubt"}
    # What is typed in the search box is looked for in what is folded too, accents aside, and is no answer.
    reader.get_by_label("Chercher").fill("RESEAU budget")
    assert shown(bench) == ["DOC03"]
    expect(reader.locator(".ntc-search-count")).to_have_text("1\u00a0texte")
    reader.get_by_label("Chercher").fill("zut")
    expect(reader.locator(".ntc-search-count")).to_contain_text("Aucun texte")
    reader.get_by_label("Chercher").fill("")
    reader.get_by_label("Montrer").select_option("à revoir")
    assert shown(bench) == ["DOC02"]
    reader.get_by_label("Montrer").select_option("sans marque")
    assert shown(bench) == ["DOC01", "DOC03"]
    reader.get_by_role("button", name="Un à la fois").click()
    assert shown(bench) == ["DOC01"]
    reader.get_by_role("button", name="Suivant").click()
    assert shown(bench) == ["DOC03"]
    expect(reader.get_by_text("texte 2 sur 2")).to_be_visible()
    # A mark pressed again is taken back.
    reader.get_by_label("Montrer").select_option("à revoir")
    text(bench, "DOC02").get_by_role("button", name="à revoir").click()
    bench.says(READ, "blank", "Aucune marque")
    assert bench.saved()[READ] == {}


def test_texts_are_read_and_marked_by_keys_alone_through_a_dead_kernel_and_marks_are_there_again(bench):
    reader, press = bench.field(READ), bench.page.keyboard.press
    reader.get_by_label("Chercher").focus()
    for key in ("Tab", "Tab", "Tab", "Enter"):  # what to show, in a list, one at a time
        press(key)
    assert shown(bench) == ["DOC01"]
    press("Tab")  # « Précédent » leads nowhere yet
    press("Enter")
    press("Enter")
    assert shown(bench) == ["DOC03"]
    # « Suivant » is at its end: its neighbour has the focus.
    expect(reader.get_by_role("button", name="Précédent")).to_be_focused()
    press("Tab")
    expect(text(bench, "DOC03").get_by_role("button", name="à garder")).to_be_focused()
    press("Space")
    bench.says(READ, "answered", "1\u00a0texte marqué")
    with bench.kernel_dying():
        press("Tab")
        press("Enter")
        expect(reader.locator(".ntc-saved")).to_have_text("enregistrement…")
        assert bench.saved()[READ] == {"DOC03": "keep"}
    bench.open()
    bench.says(READ, "answered", "1\u00a0texte marqué")
    assert bench.saved()[READ] == {"DOC03": "doubt"}
    expect(text(bench, "DOC03").locator(".ntc-reader-mark")).to_have_text("à revoir")
    is_whole_and_clean(bench, READ)
    reader.get_by_role("button", name="Un à la fois").click()
    is_whole_and_clean(bench, READ)


def test_on_paper_every_text_is_whole(bench):
    bench.field(READ).get_by_role("button", name="Un à la fois").click()
    bench.page.emulate_media(media="print")
    try:
        assert shown(bench) == ["DOC01", "DOC02", "DOC03"]
        for name in shown(bench):
            expect(text(bench, name).locator(".ntc-reader-body > p").first).to_be_visible()
    finally:
        bench.page.emulate_media(media="screen")


def open_table(bench, name=ROWS):
    """The table of a picker or a sorter, which comes when the reader does: what is before its lines."""
    bench.field(name).scroll_into_view_if_needed()
    boxes = bench.field(name).locator("[data-line]")
    boxes.first.wait_for()
    return boxes


def kept(bench):
    return bench.field(ROWS).locator(".ntc-picker-list li > span").all_inner_texts()


def test_lines_are_filtered_kept_and_given_up_with_the_mouse(bench):
    boxes, picker = open_table(bench), bench.field(ROWS)
    names = {one.prospect_id: one.name for one in load("00").prospects}
    boxes.nth(1).check()
    bench.says(ROWS, "partial", "1 sur 2")
    picker.get_by_label("Filtrer sur").select_option(label="Raison sociale")
    picker.get_by_label("contient").fill(names["P0040"])
    expect(boxes).to_have_count(1)
    boxes.first.check()
    bench.says(ROWS, "answered", "2 sur 2")
    assert bench.saved()[ROWS] == ["P0002", "P0040"]
    assert kept(bench) == [names["P0002"], names["P0040"]]
    picker.get_by_role("button", name="Tout effacer").click()
    # Sorted, the box is still that of its line.
    picker.get_by_role("button", name="Code prospect").click()
    picker.get_by_role("button", name="Code prospect").click()
    boxes.first.check()
    bench.says(ROWS, "unreadable", "3 réponses sont cochées\u00a0: gardez-en 2.")
    assert bench.saved()[ROWS] == ["P0002", "P0040", max(names)]
    picker.get_by_role("button", name=f"Retirer\u00a0: {names[max(names)]}").click()
    expect(boxes.first).not_to_be_checked()
    bench.says(ROWS, "answered", "2 sur 2")
    # Lines that are grouped are no lines to keep.
    picker.get_by_label("Regrouper par").select_option(label="Segment")
    expect(boxes).to_have_count(0)
    picker.get_by_role("button", name="Tout effacer").click()
    is_whole_and_clean(bench, ROWS)


def test_lines_are_kept_by_keys_alone_through_a_dead_kernel_and_are_there_again(bench):
    boxes, picker, press = open_table(bench), bench.field(ROWS), bench.page.keyboard.press
    names = {one.prospect_id: one.name for one in load("00").prospects}
    boxes.nth(2).focus()
    press("Space")
    bench.says(ROWS, "partial", "1 sur 2")
    with bench.kernel_dying():
        press("Tab")
        expect(boxes.nth(3)).to_be_focused()
        press("Space")
        expect(picker.locator(".ntc-saved")).to_have_text("enregistrement…")
        assert bench.saved()[ROWS] == ["P0003"]
    bench.open()
    bench.says(ROWS, "answered", "2 sur 2")
    assert bench.saved()[ROWS] == ["P0003", "P0004"]
    boxes = open_table(bench)
    expect(boxes.nth(2)).to_be_checked()
    expect(boxes.nth(3)).to_be_checked()
    picker.get_by_role("button", name=f"Retirer\u00a0: {names['P0003']}").focus()
    press("Enter")
    expect(picker.get_by_role("button", name=f"Retirer\u00a0: {names['P0004']}")).to_be_focused()
    bench.says(ROWS, "partial", "1 sur 2")
    assert bench.saved()[ROWS] == ["P0004"]


def test_two_tabs_keep_lines_of_one_table(bench):
    open_table(bench).nth(0).check()
    bench.says(ROWS, "partial", "1 sur 2")
    other = type(bench)(bench.lab, bench.page.context.new_page(), bench.folder)
    other.open()
    theirs = open_table(other)
    expect(theirs.nth(0)).to_be_checked()
    theirs.nth(4).check()
    other.says(ROWS, "answered", "2 sur 2")
    bench.page.bring_to_front()
    expect(bench.field(ROWS).locator("[data-line]").nth(4)).to_be_checked()
    assert bench.saved()[ROWS] == ["P0001", "P0005"]


def sorted_lines(bench):
    return bench.field(SORT).locator(".ntc-sorter-lists > *").all_inner_texts()


def test_lines_are_sorted_and_told_beside_the_boxes_of_another_table(bench):
    names = {one.prospect_id: one.name for one in load("00").prospects}
    boxes, lists, field = open_table(bench), open_table(bench, SORT), bench.field(SORT)
    expect(lists.first).to_have_value("keep")
    lists.nth(1).select_option(label="en double")
    lists.nth(3).select_option(label="fermée")
    lists.nth(0).select_option(label="en double")
    bench.says(SORT, "answered", "3\u00a0lignes triées · en double\u00a0: 2 · fermée\u00a0: 1")
    assert bench.saved()[SORT] == {"P0001": "twin", "P0002": "twin", "P0004": "gone"}
    first = f"{names['P0001']}\nRemettre\n{names['P0002']}\nRemettre"
    assert sorted_lines(bench) == [
        "en double\u00a0: 2", first, "fermée\u00a0: 1", f"{names['P0004']}\nRemettre"
    ]  # fmt: skip
    beside = bench.field(ROWS).locator(".ntc-x-pick small")
    expect(beside.nth(0)).to_have_text("en double")
    expect(beside.nth(2)).to_be_empty()
    expect(beside.nth(3)).to_have_text("fermée")
    # Sorted elsewhere, a line keeps its choice; put back, it is told no longer.
    field.get_by_role("button", name="Code prospect").click()
    field.get_by_role("button", name="Code prospect").click()
    expect(lists.first).to_have_value("keep")
    field.get_by_role("button", name=f"Remettre\u00a0: {names['P0001']}").click()
    expect(field.get_by_role("button", name=f"Remettre\u00a0: {names['P0002']}")).to_be_focused()
    expect(beside.nth(0)).to_be_empty()
    boxes.nth(1).check()
    expect(bench.field(ROWS).locator(".ntc-picker-list li > span")).to_have_text(
        f"{names['P0002']} en double"
    )
    bench.says(SORT, "answered", "2\u00a0lignes triées")
    is_whole_and_clean(bench, SORT)


def test_lines_are_sorted_by_keys_alone_through_a_dead_kernel_and_are_there_again(bench):
    lists, press = open_table(bench, SORT), bench.page.keyboard.press
    lists.nth(2).focus()
    press("ArrowDown")
    bench.says(SORT, "answered", "1\u00a0ligne triée · en double\u00a0: 1")
    with bench.kernel_dying():
        press("Tab")
        expect(lists.nth(3)).to_be_focused()
        press("ArrowDown")
        press("ArrowDown")
        expect(bench.field(SORT).locator(".ntc-saved")).to_have_text("enregistrement…")
        assert bench.saved()[SORT] == {"P0003": "twin"}
    bench.open()
    bench.says(SORT, "answered", "2\u00a0lignes triées · en double\u00a0: 1 · fermée\u00a0: 1")
    assert bench.saved()[SORT] == {"P0003": "twin", "P0004": "gone"}
    lists = open_table(bench, SORT)
    expect(lists.nth(3)).to_have_value("gone")
    # Left alone again, all of them: nothing is answered.
    for rank in (2, 3):
        lists.nth(rank).select_option("keep")
    bench.says(SORT, "blank", "sans réponse")
