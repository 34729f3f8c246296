"""The dialogue, the tour and the agenda, on the bench: by mouse, by keys alone, through a dead kernel."""

import os
import re
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.test_instruments import is_whole_and_clean

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TALK = "cp4-time-talk"
PRACTICE = "cp4-practice"
TOUR = "cp4-time-tour"
WEEK = "cp4-time-week"
NB = "\u00a0"


def said(bench, name=TALK):
    return bench.field(name).locator(".ntc-talk-line")


def answer(bench, text, name=TALK):
    bench.field(name).get_by_role("radio", name=text).check()
    bench.field(name).get_by_role("button", name="Le dire").click()


def second_tab(bench):
    other = type(bench)(bench.lab, bench.page.context.new_page(), bench.folder)
    other.open()
    return other


# --- the dialogue ----------------------------------------------------------------------------------------


def test_a_talk_goes_on_by_the_mouse_and_what_was_said_stays(bench):
    talk = bench.field(TALK)
    expect(talk).to_contain_text("Le standard vous passe M. Ber.")
    expect(said(bench)).to_have_text([f"M. Ber{NB}: Ma machine est arrêtée."])
    talk.get_by_role("button", name="Le dire").click()
    expect(talk).to_contain_text("Choisissez d’abord ce que vous dites.")
    answer(bench, "Depuis quand")
    bench.says(TALK, "partial", "Le dialogue n’est pas fini.")
    # What is chosen and not said is no answer; nothing of what was said can be said again, nor taken back.
    talk.get_by_role("radio", name="On verra").check()
    assert bench.saved()[TALK] == ["a1"]
    expect(talk.get_by_role("radio")).to_have_count(2)
    expect(talk.get_by_role("button", name="Reprendre")).to_have_count(0)
    answer(bench, "Je viens à 9")
    bench.says(TALK, "answered", f"2{NB}réponses données")
    assert bench.saved()[TALK] == ["a1", "b1"]
    expect(said(bench)).to_have_count(5)
    expect(said(bench).nth(3)).to_have_text(f"Vous{NB}: Je viens à 9{NB}h.")
    expect(talk.get_by_text("Le dialogue est fini.")).to_be_visible()
    expect(talk.get_by_role("button", name=re.compile("Le dire|version"))).to_have_count(0)


def test_a_talk_is_held_by_keys_alone_through_a_dead_kernel_and_is_there_again(bench):
    talk, press = bench.field(TALK), bench.page.keyboard.press
    talk.get_by_role("radio").first.focus()
    for key in ("Space", "Tab", "Enter"):
        press(key)
    bench.says(TALK, "partial", f"1{NB}réponse donnée")
    # One is led to what is answered; the next choices come after it.
    expect(said(bench).last).to_be_focused()
    with bench.kernel_dying():
        for key in ("Tab", "Space", "ArrowDown", "Tab", "Enter"):
            press(key)
        expect(talk.locator(".ntc-saved")).to_have_text("enregistrement…")
        assert bench.saved()[TALK] == ["a1"]
    bench.open()
    bench.says(TALK, "answered", f"2{NB}réponses données")
    assert bench.saved()[TALK] == ["a1", "b2"]
    expect(said(bench).last).to_have_text(f"M. Ber{NB}: Je raccroche.")


def test_of_two_tabs_the_talk_that_went_further_stands_and_the_other_is_told(bench):
    other = second_tab(bench)
    answer(bench, "Depuis quand")
    expect(said(other)).to_have_count(3)
    expect(other.field(TALK).locator(".ntc-elsewhere")).to_contain_text("repris d’un autre onglet à")
    bench.clear()
    other.open()
    (pid,) = bench.lab.kernel_pids()
    os.kill(pid, signal.SIGSTOP)
    try:
        bench.page.bring_to_front()
        answer(bench, "Depuis quand")
        answer(bench, "On verra")
        other.page.bring_to_front()
        answer(other, "Ce n’est pas")
        expect(other.field(TALK).locator(".ntc-saved")).to_have_text("enregistrement…")
    finally:
        os.kill(pid, signal.SIGCONT)
    for tab in (bench, other):
        tab.says(TALK, "answered", f"2{NB}réponses données")
        expect(said(tab)).to_have_count(5)
    expect(other.field(TALK).locator(".ntc-elsewhere")).to_contain_text("repris d’un autre onglet à")
    assert bench.saved()[TALK] == ["a1", "b2"]


def test_in_practice_each_answer_tells_what_it_cost_and_one_may_go_back(bench):
    talk = bench.field(PRACTICE)
    expect(talk.locator(".ntc-badge")).to_have_count(0)
    answer(bench, "Depuis quand", PRACTICE)
    answer(bench, "On verra", PRACTICE)
    expect(said(bench, PRACTICE).nth(3)).to_contain_text("Une promesse sans date.")
    bench.says(PRACTICE, "answered", f"2{NB}réponses données")
    talk.get_by_role("button", name=f"Reprendre d’ici{NB}: On verra").click()
    bench.says(PRACTICE, "partial", "Le dialogue n’est pas fini.")
    assert bench.saved()[PRACTICE] == ["a1"]
    answer(bench, "Je viens à 9", PRACTICE)
    bench.says(PRACTICE, "answered", f"2{NB}réponses données")
    is_whole_and_clean(bench, PRACTICE)


def test_a_talk_is_whole_and_clean_for_axe_at_every_width(bench):
    is_whole_and_clean(bench, TALK)
    answer(bench, "Depuis quand")
    is_whole_and_clean(bench, TALK)
    answer(bench, "On verra")
    is_whole_and_clean(bench, TALK)


def test_on_paper_a_talk_is_all_that_was_said(bench):
    answer(bench, "Depuis quand")
    bench.page.emulate_media(media="print")
    try:
        for rank in range(3):
            expect(said(bench).nth(rank)).to_be_visible()
    finally:
        bench.page.emulate_media(media="screen")


# --- the tour --------------------------------------------------------------------------------------------


def doors(bench):
    return bench.field(TOUR).locator(".ntc-order li")


def on_the_map(bench):
    bench.field(TOUR).scroll_into_view_if_needed()
    return bench.field(TOUR).frame_locator("iframe")


def test_doors_are_put_in_order_with_the_mouse_and_hours_and_map_follow(bench):
    asked = []
    bench.page.on("request", lambda request: asked.append(request.url))
    shown = on_the_map(bench)
    expect(shown.get_by_title("1. Laiterie")).to_have_text("1")
    bench.says(TOUR, "blank", "sans réponse")
    expect(doors(bench).first.locator(".ntc-tour-hours")).to_have_text("")
    bench.field(TOUR).get_by_role("button", name="Garder cet ordre").click()
    bench.says(TOUR, "answered", f"Menuiserie <b>{NB}»{NB}: 5{NB}h{NB}12 trop tard.")
    expect(doors(bench).nth(1)).to_contain_text("arrivée 15:12")
    expect(doors(bench).nth(1).locator("strong")).to_have_text(f"5{NB}h{NB}12 trop tard")
    bench.field(TOUR).get_by_role("button", name=f"Monter{NB}: Menuiserie").click()
    bench.says(TOUR, "answered", f"78,0{NB}km · volant{NB}: 1{NB}h{NB}24 · retour à 15:06")
    expect(bench.field(TOUR).locator(".ntc-message")).to_have_text("")
    expect(doors(bench).first).to_contain_text(f"arrivée 08:36 · attente 24{NB}minutes · visite 09:00")
    expect(shown.get_by_title("1. Menuiserie <b>")).to_have_text("1")
    assert bench.saved()[TOUR] == ["b", "a"]
    assert [url for url in asked if "127.0.0.1" not in url and url.startswith("http")] == []


def test_a_tour_is_ordered_by_keys_alone_through_a_dead_kernel_and_is_there_again(bench):
    press = bench.page.keyboard.press
    bench.field(TOUR).get_by_role("button", name=f"Descendre{NB}: Laiterie").focus()
    press("Enter")
    bench.says(TOUR, "answered", "retour à 15:06")
    with bench.kernel_dying():
        bench.field(TOUR).get_by_role("button", name=f"Monter{NB}: Laiterie").focus()
        press("Enter")
        expect(bench.field(TOUR).locator(".ntc-saved")).to_have_text("enregistrement…")
        # The hours of the order before are none of this one.
        expect(doors(bench).first.locator(".ntc-tour-hours")).to_have_text("")
        assert bench.saved()[TOUR] == ["b", "a"]
    bench.open()
    bench.says(TOUR, "answered", "trop tard")
    assert bench.saved()[TOUR] == ["a", "b"]
    expect(doors(bench).first).to_contain_text("arrivée 08:21")
    expect(on_the_map(bench).get_by_title("2. Menuiserie <b>")).to_have_text("2")


def test_doors_under_the_bar_leave_the_map_and_the_day(bench):
    chosen = bench.field("cp4-time-choice")
    chosen.scroll_into_view_if_needed()
    shown = chosen.frame_locator("iframe")
    expect(shown.get_by_title("2. Menuiserie <b>")).to_have_text("2")
    chosen.get_by_role("button", name=f"Monter{NB}: Pas ce jour-là").click()
    bench.says("cp4-time-choice", "answered", f"1 porte · potentiel{NB}: 0{NB}€ · 38,0{NB}km")
    expect(chosen.locator(".ntc-order li").nth(0)).to_contain_text("arrivée 08:21")
    expect(chosen.locator(".ntc-order li").nth(2).locator(".ntc-tour-hours")).to_have_text("")
    expect(shown.get_by_title("2. Menuiserie <b>")).to_have_count(0)
    # Neither the bar nor what is under it has a rank.
    ranks = chosen.locator(".ntc-order li").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).listStyleType)"
    )
    assert ranks == ["decimal", "none", "none"]
    assert bench.saved()["cp4-time-choice"] == ["a", "bar", "b"]


def test_a_tour_is_whole_and_clean_for_axe_at_every_width(bench):
    on_the_map(bench)
    is_whole_and_clean(bench, TOUR)
    bench.field(TOUR).get_by_role("button", name="Garder cet ordre").click()
    bench.says(TOUR, "answered", "trop tard")
    is_whole_and_clean(bench, TOUR)


# --- the agenda ------------------------------------------------------------------------------------------


def task(bench, name):
    return bench.field(WEEK).locator(f"[data-card={name}]")


def slot(bench, place):
    return bench.field(WEEK).locator(f"[data-place='{place}']")


def lay(bench, name, place):
    """Take a task with the mouse, in steps as a hand does, and let it go over a half-hour."""
    target = slot(bench, place)
    target.evaluate("node => node.scrollIntoView({ block: 'center' })")
    start, end = task(bench, name).bounding_box(), target.bounding_box()
    mouse = bench.page.mouse
    mouse.move(start["x"] + 40, start["y"] + 10)
    mouse.down()
    mouse.move(start["x"] + 55, start["y"] + 22, steps=3)
    mouse.move(end["x"] + 12, end["y"] + 8, steps=5)
    mouse.up()


def test_tasks_are_dragged_to_their_half_hour_and_conflicts_are_told(bench):
    bench.says(WEEK, "blank", f"demi-heures prises{NB}: 3 sur 40")
    lay(bench, "t1", "d1|0900")
    bench.says(WEEK, "answered", f"demi-heures prises{NB}: 7 sur 40")
    assert bench.saved()[WEEK] == {"t1": {"day": "d1", "start": "0900"}}
    lay(bench, "t2", "d1|1000")
    bench.says(
        WEEK,
        "answered",
        f"En même temps{NB}: «{NB}Rendez-vous chez Ber{NB}» et «{NB}Rappeler <b>Cro</b>{NB}».",
    )
    # Side by side, both can be read and taken.
    one, two = task(bench, "t1").bounding_box(), task(bench, "t2").bounding_box()
    assert one["x"] + one["width"] <= two["x"] + 1
    lay(bench, "t2", "d2|1130")
    bench.says(WEEK, "answered", f"demi-heures prises{NB}: 8 sur 40")
    expect(bench.field(WEEK).locator(".ntc-message")).to_have_text("")
    lay(bench, "t1", "")
    bench.says(WEEK, "answered", f"À placer{NB}: «{NB}Rendez-vous chez Ber{NB}».")
    assert bench.saved()[WEEK] == {"t2": {"day": "d2", "start": "1130"}}


def test_a_task_that_is_fixed_is_shown_counted_and_cannot_be_taken(bench):
    fixed = bench.field(WEEK).locator(".ntc-agenda-fixed")
    expect(fixed).to_contain_text("Notes de frais")
    expect(fixed.get_by_role("button")).to_have_count(0)
    box, first = fixed.bounding_box(), slot(bench, "d2|1000").bounding_box()
    assert abs(box["y"] - first["y"]) < 3
    bench.says(WEEK, "blank", f"demi-heures prises{NB}: 3 sur 40")
    lay(bench, "t2", "d2|1030")
    bench.says(WEEK, "answered", "En même temps")


def test_a_task_is_as_high_as_it_lasts(bench):
    lay(bench, "t1", "d1|0900")
    box, first, last = (
        one.bounding_box() for one in (task(bench, "t1"), slot(bench, "d1|0900"), slot(bench, "d1|1030"))
    )
    assert abs(box["y"] - first["y"]) < 3
    assert abs(box["y"] + box["height"] - last["y"] - last["height"]) < 3


def test_a_task_is_chosen_then_placed_by_a_click_and_by_a_finger(bench):
    task(bench, "t1").get_by_role("button").click()
    expect(bench.field(WEEK).get_by_role("group", name="La tâche choisie")).to_be_visible()
    slot(bench, "d2|1400").click()
    bench.says(WEEK, "answered", f"demi-heures prises{NB}: 7 sur 40")
    assert bench.saved()[WEEK] == {"t1": {"day": "d2", "start": "1400"}}
    expect(bench.field(WEEK).get_by_role("group", name="La tâche choisie")).to_be_hidden()
    grip, target = task(bench, "t2").locator(".ntc-card-grip"), slot(bench, "d1|0800")
    target.evaluate("node => node.scrollIntoView({ block: 'center' })")
    bench.drag_by_finger(grip, target, (12, 8))
    bench.says(WEEK, "answered", f"demi-heures prises{NB}: 8 sur 40")
    assert bench.saved()[WEEK]["t2"] == {"day": "d1", "start": "0800"}


def place_by_keys(bench, name, days, hours):
    """Choose a task, then a day and an hour in the lists of the panel, so many lines down."""
    press = bench.page.keyboard.press
    task(bench, name).get_by_role("button").focus()
    press("Enter")
    expect(bench.field(WEEK).get_by_label("day")).to_be_focused()
    for _ in range(days):
        press("ArrowDown")
    press("Tab")
    for _ in range(hours):
        press("ArrowDown")
    press("Tab")
    press("Enter")


def test_a_week_is_laid_by_keys_alone_through_a_dead_kernel_and_is_there_again(bench):
    press = bench.page.keyboard.press
    task(bench, "t1").get_by_role("button").focus()
    press("Space")
    press("Escape")
    expect(task(bench, "t1").get_by_role("button")).to_be_focused()
    place_by_keys(bench, "t1", 1, 3)
    bench.says(WEEK, "answered", f"demi-heures prises{NB}: 7 sur 40")
    assert bench.saved()[WEEK] == {"t1": {"day": "d1", "start": "0900"}}
    expect(task(bench, "t1").get_by_role("button")).to_be_focused()
    expect(bench.field(WEEK).locator(".ntc-agenda > [aria-live]")).to_have_text(
        f"Rendez-vous chez Ber{NB}: lundi 12, 09:00 à 11:00"
    )
    with bench.kernel_dying():
        place_by_keys(bench, "t2", 2, 1)
        expect(bench.field(WEEK).locator(".ntc-saved")).to_have_text("enregistrement…")
    bench.open()
    bench.says(WEEK, "answered", f"demi-heures prises{NB}: 8 sur 40")
    assert bench.saved()[WEEK] == {
        "t1": {"day": "d1", "start": "0900"},
        "t2": {"day": "d2", "start": "0800"},
    }
    task(bench, "t2").get_by_role("button").focus()
    for key in ("Enter", "Tab", "Tab", "Tab", "Enter"):
        press(key)
    bench.says(WEEK, "answered", f"demi-heures prises{NB}: 7 sur 40")
    assert bench.saved()[WEEK] == {"t1": {"day": "d1", "start": "0900"}}


def test_two_tabs_lay_one_week(bench):
    other = second_tab(bench)
    bench.page.bring_to_front()
    lay(bench, "t1", "d1|0900")
    expect(other.field(WEEK).locator(".ntc-agenda-tasks [data-card=t1]")).to_have_count(1)
    other.page.bring_to_front()
    lay(other, "t2", "d2|0900")
    expect(bench.field(WEEK).locator(".ntc-agenda-tasks [data-card=t2]")).to_have_count(1)
    assert set(bench.saved()[WEEK]) == {"t1", "t2"}


def test_a_week_is_whole_and_clean_for_axe_at_every_width_and_a_list_where_it_is_narrow(bench):
    lay(bench, "t1", "d1|0900")
    bench.says(WEEK, "answered", f"demi-heures prises{NB}: 7 sur 40")
    task(bench, "t2").get_by_role("button").click()
    is_whole_and_clean(bench, WEEK)
    # At 390 pixels: the hours are told in words, and the panel does what the half-hours did.
    expect(slot(bench, "d1|0900")).to_be_hidden()
    expect(task(bench, "t1").get_by_text("09:00 à 11:00")).to_be_visible()
    bench.field(WEEK).get_by_label("day").select_option("d2")
    bench.field(WEEK).get_by_label("start").select_option("1400")
    bench.field(WEEK).get_by_role("button", name="Placer").click()
    bench.says(WEEK, "answered", f"demi-heures prises{NB}: 8 sur 40")
