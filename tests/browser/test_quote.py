"""The quote builder, on the bench: by mouse, by keys alone, through a dead kernel, in two tabs, on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.contrast import forced_colours
from tests.browser.test_instruments import is_whole_and_clean
from tests.browser.test_played import second_tab

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUOTE = "cp4-time-quote"
NB, THIN = "\u00a0", "\u202f"


def part(bench, name):
    return bench.field(QUOTE).get_by_role("group", name=name)


def add(bench, words):
    field = bench.field(QUOTE)
    field.get_by_label("Chercher au catalogue").fill(words)
    field.locator(".ntc-catalogue-list").get_by_role("button").filter(visible=True).first.click()


def total(bench, name):
    return part(bench, "Totaux").locator(f"dt:has-text('{name}') + dd")


def choose(bench, **terms):
    for head, label in terms.items():
        part(bench, "Conditions").get_by_label(HEADS[head]).select_option(label=label)


HEADS = {
    "tier": "Palier de fidélité du client",
    "schedule": "Échéancier",
    "due": "Délai de paiement",
    "validity": "Validité du devis",
}


def test_a_quote_is_drawn_up_with_the_mouse_and_what_the_house_refuses_is_told(bench):
    field = bench.field(QUOTE)
    bench.says(QUOTE, "blank", "sans réponse")
    # What is typed in the search box is looked for, accents aside, and is no answer.
    field.get_by_label("Chercher au catalogue").fill("SECHEUR")
    expect(field.locator(".ntc-catalogue-list li").filter(visible=True)).to_have_count(1)
    field.get_by_label("Chercher au catalogue").fill("zut")
    expect(part(bench, "Catalogue")).to_contain_text("Aucun article")
    add(bench, "machine 22")
    bench.says(QUOTE, "partial", "Il reste à dire")
    assert bench.saved()[QUOTE] == {"M-22": {"qty": "1"}}
    # 15 800 at 8 %, one éco-contribution of 9.60 that no discount touches: 14 545.60 HT, 17 454.72 TTC.
    part(bench, "Lignes").get_by_label("Remise négociée").fill("8")
    bench.says(QUOTE, "partial", "écrivez la contrepartie (règle R26).")
    expect(total(bench, "Total HT")).to_have_text(f"14{THIN}545,60{NB}€")
    expect(total(bench, "Total TTC")).to_have_text(f"17{THIN}454,72{NB}€")
    part(bench, "Conditions").get_by_label("Contrepartie").fill("deux références à citer")
    choose(bench, tier="Or", schedule="en une fois, sur facture", due=f"30{NB}jours, date de facture")
    # 3 % then 8 %: 10.76 % in all, for 8.
    bench.says(QUOTE, "partial", f"10,76{NB}% de remise en tout")
    expect(part(bench, "Lignes").get_by_text(f"refusée{NB}: R02")).to_be_visible()
    choose(bench, validity=f"90{NB}jours")
    for sentence in ("ne vaut pas 90", "une pièce jointe qui n’y est pas", "Délai de paiement à revoir"):
        bench.says(QUOTE, "answered", sentence)
    choose(bench, tier="aucun", validity=f"30{NB}jours")
    field.get_by_label("Conditions générales de vente jointes").check()
    field.get_by_label("Condensats séparés").check()
    bench.says(QUOTE, "answered", "")
    expect(field.locator(".ntc-message")).to_have_text("")
    assert bench.saved()[QUOTE] == {
        "M-22": {"qty": "1", "off": "8"},
        "terms": {
            "tier": "none",
            "schedule": "whole",
            "due": "30",
            "validity": "30",
            "counterpart": "deux références à citer",
        },
        "boxes": {"cgv": "yes", "oil": "yes"},
    }
    add(bench, "mise en service")
    part(bench, "Lignes").get_by_role("button", name="Retirer : Mise en service").click()
    expect(field.get_by_label("Chercher au catalogue")).to_be_focused()
    bench.says(QUOTE, "answered", "")
    assert "S-1" not in bench.saved()[QUOTE]


def test_the_devis_is_shown_as_the_client_reads_it_follows_and_is_printed(bench):
    add(bench, "machine 22")
    field = bench.field(QUOTE)
    field.get_by_role("button", name="Voir le devis").click()
    sheet = field.frame_locator("iframe")
    expect(sheet.get_by_text("Devis n° D-2026-0117")).to_be_visible()
    expect(sheet.get_by_role("row", name="M-22")).to_contain_text(f"15{THIN}800,00{NB}€")
    # What somebody wrote is text; what the seller earns is not on the sheet.
    expect(sheet.get_by_text("Menuiserie <b>Ber</b>")).to_be_visible()
    expect(sheet.locator("body")).not_to_contain_text("arge")
    part(bench, "Lignes").get_by_label("Quantité").fill("2")
    expect(sheet.get_by_role("row", name="Total TTC")).to_contain_text(f"37{THIN}943,04{NB}€")
    frame = next(one for one in bench.page.frames if one.parent_frame and one.locator(".ntc-devis").count())
    frame.evaluate("() => { window.print = () => (window.printed = document.title); }")
    field.get_by_role("button", name="Imprimer").click()
    assert frame.evaluate("() => window.printed") == "Devis D-2026-0117"
    white = "rgb(255, 255, 255)"
    assert frame.evaluate("() => getComputedStyle(document.body).backgroundColor") == white
    # The browser's own print makes the file: one sheet of paper.
    paper = bench.page.context.new_page()
    paper.set_content(frame.content(), wait_until="networkidle")
    file = paper.pdf(prefer_css_page_size=True)
    paper.close()
    assert file.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", file)) == 1
    field.get_by_role("button", name="Fermer le devis").click()
    expect(field.locator("iframe")).to_be_hidden()


def test_a_quote_is_drawn_up_by_keys_alone_through_a_dead_kernel_and_is_there_again(bench):
    press, field = bench.page.keyboard.press, bench.field(QUOTE)
    field.get_by_label("Chercher au catalogue").focus()
    bench.write("machine 22")
    press("Enter")
    press("Enter")
    expect(part(bench, "Lignes").get_by_label("Quantité")).to_be_focused()
    bench.write("3")
    bench.says(QUOTE, "partial", "Il reste à dire")
    expect(total(bench, "Total HT")).to_have_text(f"47{THIN}428,80{NB}€")
    assert bench.saved()[QUOTE] == {"M-22": {"qty": "3"}}
    with bench.kernel_dying():
        press("Tab")
        bench.write("5")
        expect(field.locator(".ntc-saved")).to_have_text("enregistrement…")
        # The totals of what was there before are none of this.
        expect(total(bench, "Total HT")).to_have_text("…")
    bench.open()
    bench.says(QUOTE, "partial", "R26")
    assert bench.saved()[QUOTE] == {"M-22": {"qty": "3", "off": "5"}}
    # 47 400 less 5 %, and 28.80.
    expect(total(bench, "Total HT")).to_have_text(f"45{THIN}058,80{NB}€")


def test_two_tabs_draw_up_one_quote(bench):
    other = second_tab(bench)
    bench.page.bring_to_front()
    add(bench, "machine 22")
    expect(part(other, "Lignes").get_by_role("row", name="M-22")).to_have_count(1)
    other.page.bring_to_front()
    add(other, "sécheur")
    choose(other, tier="Or")
    expect(part(bench, "Lignes").get_by_role("row", name="T-7")).to_have_count(1)
    expect(part(bench, "Conditions").get_by_label("Palier")).to_have_value("Or")
    assert bench.saved()[QUOTE] == {
        "M-22": {"qty": "1"},
        "T-7": {"qty": "1"},
        "terms": {"tier": "Or"},
    }


def test_a_quantity_that_is_none_is_refused_once_it_is_left(bench):
    add(bench, "machine 22")
    quantity = part(bench, "Lignes").get_by_label("Quantité")
    quantity.fill("0")
    bench.page.keyboard.press("Tab")
    bench.says(QUOTE, "unreadable", "Une case au moins n’est pas lisible.")
    expect(part(bench, "Lignes")).to_contain_text("plus grand que zéro")


def test_a_quote_is_whole_and_clean_for_axe_at_every_width_and_in_every_dress(bench):
    add(bench, "machine 22")
    add(bench, "sécheur")
    part(bench, "Lignes").get_by_label("Remise négociée").first.fill("30")
    bench.says(QUOTE, "partial", "R03")
    bench.field(QUOTE).get_by_role("button", name="Voir le devis").click()
    expect(bench.field(QUOTE).frame_locator("iframe").get_by_text("Total TTC")).to_be_visible()
    is_whole_and_clean(bench, QUOTE)
    with forced_colours(bench.page):
        is_whole_and_clean(bench, QUOTE)
