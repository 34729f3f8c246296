"""The negotiation, on the bench: by mouse, by keys alone, through a dead kernel, in two tabs, in practice.

She is asked, pages are compared, one thing is given against another: the figures are those of the sample,
sold 10 000 and bought 6 500, in eighteen minutes.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.contrast import forced_colours
from tests.browser.test_instruments import is_whole_and_clean, sticking_out
from tests.browser.test_played import said, second_tab

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DEAL, SPAR, FLOOR = "cp4-time-deal", "cp4-sparring", "cp4-time-visit-cost"
NB, THIN = "\u00a0", "\u202f"


def in_view(bench, head, name=DEAL):
    return bench.field(name).locator(f".ntc-talks-aside div:has(> dt:text-is('{head}{NB}:')) > dd")


def tell(bench, kind, name=DEAL):
    """Choose the sentence of a kind and say it; wait until she has answered."""
    field, before = bench.field(name), said(bench, name).count()
    field.get_by_role("radio", name=f"Essai{NB}: {kind}").check()
    field.get_by_role("button", name="Le dire").click()
    expect(said(bench, name)).to_have_count(before + 2)


def compose(bench, verb, *labels, name=DEAL):
    """Put a sentence together, a label of each list, and say it."""
    group, before = bench.field(name).get_by_role("group", name=verb), said(bench, name).count()
    for rank, label in enumerate(labels):
        group.get_by_role("combobox").nth(rank).select_option(label=label)
    group.get_by_role("button", name=verb).click()
    expect(said(bench, name)).to_have_count(before + 2)


def test_she_is_heard_answered_and_signs_by_the_mouse_and_nothing_is_taken_back(bench):
    deal = bench.field(DEAL)
    expect(said(bench, DEAL)).to_have_text([f"Mme Ber{NB}: Elle{NB}: ouverture."])
    expect(deal.get_by_role("radio")).to_have_count(12)
    deal.get_by_role("button", name="Le dire").click()
    expect(deal).to_contain_text("Choisissez d’abord ce que vous dites.")
    deal.get_by_role("button", name="Proposer").click()
    expect(deal).to_contain_text("Choisissez d’abord ce qui manque à votre phrase.")
    expect(deal.get_by_label(f"Proposer{NB}:")).to_be_focused()
    # One's own floor follows what is written further up, were it no number.
    expect(in_view(bench, "Votre plancher")).to_have_text("pas encore écrit")
    bench.field(FLOOR).locator("input").fill("quatre cent")
    bench.page.keyboard.press("Tab")
    expect(in_view(bench, "Votre plancher")).to_have_text("illisible, à récrire plus haut")
    bench.field(FLOOR).locator("input").fill("8 552,64")
    expect(in_view(bench, "Votre plancher")).to_have_text(f"8{THIN}552,64{NB}€")

    for kind in ("comparer", "question"):
        tell(bench, kind)
    bench.says(DEAL, "partial", "L’entretien n’est pas fini.")
    expect(in_view(bench, "Temps")).to_have_text(f"13{NB}minutes")
    expect(in_view(bench, "Ce qui l’inquiète")).to_have_text(f"Elle{NB}: mobile.")
    compose(bench, "Reformuler", "Une date.")
    compose(bench, "Prouver", "le stock")
    tell(bench, "contreparties")
    compose(bench, "Proposer", "Machine <b>réservée</b>", "Commande signée")
    expect(said(bench, DEAL).nth(-2)).to_have_text(
        f"Vous{NB}: Si vous nous donnez ceci{NB}: commande signée, alors je vous propose cela{NB}: "
        "machine <b>réservée</b>."
    )
    # 3 500 less the 200 that it costs, at once; the price as well.
    expect(in_view(bench, "Marge")).to_have_text(f"3{THIN}300,00{NB}€")
    expect(in_view(bench, "Prix")).to_have_text(f"9{THIN}800,00{NB}€")
    compose(bench, "Proposer", "Garantie", "Trois ans d’entretien")
    expect(deal.get_by_role("button", name=re.compile("Rejouer|version"))).to_have_count(0)
    expect(deal.locator(".ntc-talk-cost")).to_have_count(0)
    tell(bench, "conclure")
    bench.says(DEAL, "answered", f"8{NB}répliques · Elle signe.")
    assert bench.saved()[DEAL] == [
        "comparer",
        "question",
        "reformuler:date",
        "prouver:date",
        "contreparties",
        "proposer:x1|y1",
        "proposer:x2|y2",
        "conclure",
    ]
    # It is over: each line says what it took of the hour and of the margin, and nothing is said any more.
    expect(deal.locator(".ntc-talk-cost").nth(0)).to_have_text(f"Réplique 1 · 3{NB}minutes")
    expect(deal.locator(".ntc-talk-cost").nth(5)).to_have_text(
        f"Réplique 6 · 2{NB}minutes · marge − 200,00{NB}€"
    )
    expect(deal.get_by_role("button", name=re.compile("Le dire|Proposer|Rejouer|version"))).to_have_count(0)
    is_whole_and_clean(bench, DEAL)


def test_it_is_led_by_keys_alone_through_a_dead_kernel_and_goes_on_where_it_stood(bench):
    deal, press = bench.field(DEAL), bench.page.keyboard.press
    deal.get_by_role("radio").first.focus()
    for key in ("Space", "ArrowDown", "ArrowUp", "Tab", "Enter"):
        press(key)
    bench.says(DEAL, "partial", f"1{NB}réplique")
    # One is led to what is answered; what may be said comes after it.
    expect(said(bench, DEAL).last).to_be_focused()
    press("Tab")
    expect(deal.get_by_role("radio").first).to_be_focused()
    press("Tab")
    press("Tab")
    expect(deal.get_by_label(f"Proposer{NB}:")).to_be_focused()
    for key in ("ArrowDown", "Tab", "ArrowDown", "Tab", "Enter"):
        press(key)
    bench.says(DEAL, "partial", f"2{NB}répliques")
    expect(said(bench, DEAL).last).to_be_focused()
    first, second = bench.saved()[DEAL]
    assert second == "proposer:x1|y1"
    with bench.kernel_dying():
        for key in ("Tab", "Space", "Tab", "Enter"):
            press(key)
        expect(deal.locator(".ntc-saved")).to_have_text("enregistrement…")
        # Nothing else is said before this is answered.
        expect(deal.locator(".ntc-talks-waiting")).to_have_attribute("inert", "")
        assert bench.saved()[DEAL] == [first, second]
    bench.open()
    bench.says(DEAL, "partial", f"3{NB}répliques")
    assert bench.saved()[DEAL][:2] == [first, second]
    expect(said(bench, DEAL)).to_have_count(7)
    # A reload in the middle: the same lines, the same clock.
    clock = in_view(bench, "Temps").inner_text()
    bench.open()
    expect(said(bench, DEAL)).to_have_count(7)
    expect(in_view(bench, "Temps")).to_have_text(clock)
    tell(bench, "partir")
    bench.says(DEAL, "answered", f"4{NB}répliques · Vous partez, la porte reste ouverte.")


def test_who_went_on_elsewhere_while_it_was_awaited_is_left_there(bench):
    deal, note = bench.field(DEAL), bench.field("cp4-note").locator("textarea")
    deal.get_by_role("radio", name=f"Essai{NB}: question").check()
    deal.get_by_role("button", name="Le dire").evaluate("node => node.click()")
    note.evaluate("node => node.focus()")
    expect(said(bench, DEAL)).to_have_count(3)
    expect(note).to_be_focused()


def test_of_two_tabs_the_take_that_went_further_stands(bench):
    other = second_tab(bench)
    tell(bench, "question")
    expect(said(other, DEAL)).to_have_count(3)
    expect(other.field(DEAL).locator(".ntc-elsewhere")).to_contain_text("repris d’un autre onglet à")
    other.page.bring_to_front()
    tell(other, "comparer")
    expect(said(bench, DEAL)).to_have_count(5)
    expect(in_view(bench, "Leur page")).to_have_text(f"Elle{NB}: page.")
    assert bench.saved()[DEAL] == ["question", "comparer"]


def test_in_practice_each_line_tells_what_it_did_and_one_may_go_back(bench):
    spar = bench.field(SPAR)
    expect(spar.locator(".ntc-badge")).to_have_count(0)
    bench.says(SPAR, "blank", f"Pour vous entraîner{NB}: rien n’est noté ici.")
    compose(bench, "Proposer", "Remise de 12 %", "rien", name=SPAR)
    # Beyond one's power: she takes it at once.
    bench.says(SPAR, "answered", f"1{NB}réplique · Elle signe.")
    expect(spar.locator(".ntc-talk-cost")).to_contain_text(
        f"marge − 1{THIN}200,00{NB}€ · c’est au-delà de vos pouvoirs"
    )
    spar.get_by_role("button", name=f"Rejouer d’ici{NB}: Je vous propose ceci").click()
    bench.says(SPAR, "blank", f"Pour vous entraîner{NB}: rien n’est noté ici.")
    expect(said(bench, SPAR)).to_have_count(1)
    assert bench.saved()[SPAR] == []
    for kind in ("question", "tenir", "tenir"):
        tell(bench, kind, SPAR)
    expect(spar.locator(".ntc-talk-cost").nth(2)).to_have_text(f"1{NB}minute · confiance − 1")
    bench.says(SPAR, "answered", "Elle a fermé le dossier.")
    spar.get_by_role("button", name=f"Rejouer d’ici{NB}: Essai{NB}: tenir").first.click()
    bench.says(SPAR, "partial", "L’entretien n’est pas fini.")
    assert bench.saved()[SPAR] == ["question"]
    is_whole_and_clean(bench, SPAR)


def test_it_is_whole_and_clean_for_axe_and_what_one_has_in_view_stays_in_view(bench):
    deal = bench.field(DEAL)
    # Nor do two on a page share what must be their own.
    assert faults(bench.page, '.ntc-field[data-kind="negotiation"]') == []
    for kind in ("question", "comparer", "contreparties"):
        tell(bench, kind)
    compose(bench, "Proposer", "Machine <b>réservée</b>", "Commande signée")
    compose(bench, "Proposer", "Garantie", "rien")
    is_whole_and_clean(bench, DEAL)
    # A phone, and a screen of 1 366 pixels at 200 %: margin and clock above what may be said.
    for width, height in ((1366, 768), (683, 384), (390, 768)):
        bench.page.set_viewport_size({"width": width, "height": height})
        deal.get_by_role("button", name="Le dire").evaluate(
            "node => node.scrollIntoView({ block: 'center' })"
        )
        expect(in_view(bench, "Marge")).to_be_in_viewport(ratio=1)
        expect(in_view(bench, "Temps")).to_be_in_viewport(ratio=1)
        for piece in deal.locator(".ntc-talks-composer").all():
            assert overlapping(piece) == 0
    finger(bench, deal.locator(".ntc-option", has_text="tenir"))
    expect(deal.get_by_role("radio", name=f"Essai{NB}: tenir")).to_be_checked()
    with forced_colours(bench.page):
        assert sticking_out(deal) == 0
        is_whole_and_clean(bench, DEAL)


def finger(bench, target):
    """Touch the middle of something."""
    box, touch = target.bounding_box(), bench.page.context.new_cdp_session(bench.page)
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def overlapping(group):
    """How many of the lists and buttons of a group stand on one before."""
    return group.evaluate(
        """group => {
            const all = [...group.querySelectorAll('select, button')];
            const boxes = all.map((one) => one.getBoundingClientRect());
            const meet = (one, two) => one.left < two.right - 1 && two.left < one.right - 1
                && one.top < two.bottom - 1 && two.top < one.bottom - 1;
            return boxes.filter((box, rank) => boxes.slice(0, rank).some((one) => meet(one, box))).length;
        }"""
    )
