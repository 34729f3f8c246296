"""The explorer in a real Chromium, without any kernel: filters, groups, totals, sorting, pages, keyboard."""

import json
import random
import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from ntc.case import load
from ntc.fields import Unreadable
from ntc.fields.numbers import parse_number
from ntc.tables.explorer import Explorer
from ntc.tables.trade import VIEWS
from ntc.tables.view import PERIOD, Column, View
from tests.browser.axe import faults
from tests.browser.bare import open_bare

pytestmark = pytest.mark.browser

NBSP, NARROW = "\u00a0", "\u202f"
CLIENTS = ("Atelier Morin", "Bois et Fils", "Élan Nautique")
STATES = ("livrée", "en cours", "annulée")
# 30 orders of 100,10 € and more, one every ten days from 1 December 2024: 26 of them fall in 2025.
ORDERS = View(
    "orders",
    "Commandes",
    "commande",
    (
        Column("Client", "text"),
        Column("Date", "date"),
        Column("Année", "choice"),
        Column("État", "choice"),
        Column("Remise", "number", "%", 2, additive=False),
        Column("Net HT", "number", "€", 2),
    ),
    tuple(
        (
            CLIENTS[n % 3],
            day := date(2024, 12, 1) + timedelta(days=10 * n),
            str(day.year),
            STATES[n % 10 if n % 10 < 3 else 0],
            Decimal(n % 5),
            Decimal("100.10") + 1000 * n,
        )
        for n in range(30)
    ),
)
VISITS = View("visits", "Visites", "visite", (PERIOD["month"],), (("mars",), ("avril",), ("mars",)))


@pytest.fixture
def explorer(page: Page) -> Page:
    """A page with nothing but the explorer of two tables."""
    open_bare(page)
    show(page)
    return page


def show(page: Page, lesson: str = "", views: Sequence[View] = (ORDERS, VISITS)) -> None:
    """Show the explorer of two tables, or of others, under all that the page shows already."""
    before = page.locator(".ntc-explorer").count()
    page.evaluate(
        """async ([source, tables, lesson]) => {
            const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
            const { default: widget } = await import(address);
            const values = { _page: "explorer", tables: [], lesson };
            const listening = {};
            window.asked = [];
            const send = (asked) => {
                if (asked !== "open") return window.asked.push(asked);
                return setTimeout(() => {
                    values.tables = JSON.parse(tables);
                    listening["change:tables"]();
                });
            };
            const bytes = (text) => new TextEncoder().encode(text);
            window.answer = (message, text) => listening["msg:custom"](message, [bytes(text)]);
            const on = (name, listener) => { listening[name] = listener; };
            const off = (name) => { delete listening[name]; };
            const get = (name) => values[name];
            const el = document.body.appendChild(document.createElement("div"));
            await widget.render({ model: { get, on, off, send }, el });
        }""",
        [
            Explorer._esm,
            json.dumps([v.packed() for v in views]),
            lesson,
        ],
    )
    page.get_by_role("status").nth(before).wait_for()


def said(page: Page) -> str:
    return page.get_by_role("status").inner_text().replace(NBSP, " ").replace(NARROW, " ")


def column(page: Page, number: int) -> list[str]:
    cells = page.locator(f"tbody td:nth-child({number})").all_inner_texts()
    return [cell.replace(NBSP, " ").replace(NARROW, " ") for cell in cells]


def test_everything_is_counted_and_totalled_at_first(explorer):
    # 30 × 100,10 + 1 000 × (0 + … + 29)
    assert said(explorer) == "30 commandes sur 30 · Net HT, total : 438 003,00 € · moyenne : 14 600,10 €"
    assert len(column(explorer, 1)) == 12


def test_two_filters_keep_what_answers_both(explorer):
    explorer.get_by_label("Filtrer sur").select_option(label="Année")
    explorer.get_by_label("2025").check()
    explorer.get_by_label("Filtrer sur").select_option(label="État")
    explorer.get_by_label("annulée").check()
    # Cancelled are orders 2, 12 and 22; order 2 is of 21 December 2024.
    assert said(explorer).startswith("2 commandes sur 30 · Net HT, total : 34 200,20 €")
    explorer.get_by_role("button", name="Tout effacer").click()
    assert said(explorer).startswith("30 commandes")


def test_dates_numbers_and_words_filter_too(explorer):
    explorer.get_by_label("Filtrer sur").select_option(label="Date")
    explorer.get_by_label("du", exact=True).fill("2025-09-01")
    assert said(explorer).startswith("2 commandes")
    explorer.get_by_role("button", name="Retirer le filtre sur Date").click()
    explorer.get_by_label("Filtrer sur").select_option(label="Net HT")
    explorer.get_by_label("de", exact=True).fill("28 100,10")
    assert said(explorer).startswith("2 commandes")
    explorer.get_by_label("de", exact=True).fill("beaucoup")
    expect(explorer.get_by_label("de", exact=True)).to_have_attribute("aria-invalid", "true")
    assert said(explorer).startswith("30 commandes")
    assert said(explorer).endswith("filtre sur « Net HT » : une borne n’est pas comprise")
    expect(explorer.locator("fieldset")).to_contain_text(f"«{NBSP}beaucoup{NBSP}» n’est pas compris")
    explorer.get_by_label("de", exact=True).fill("28,1001 k€")
    assert said(explorer).startswith("2 commandes")
    expect(explorer.locator("fieldset")).not_to_contain_text("compris")


def test_bounds_that_cross_and_a_date_half_typed_are_told(explorer):
    explorer.get_by_label("Filtrer sur").select_option(label="Remise")
    explorer.get_by_label("de", exact=True).press_sequentially("3 %")
    explorer.get_by_label("à", exact=True).press_sequentially("1")
    assert said(explorer).startswith("0 commande sur 30")
    expect(explorer.locator("fieldset")).to_contain_text("plus petit que le début")
    explorer.get_by_role("button", name="Tout effacer").click()
    explorer.get_by_label("Filtrer sur").select_option(label="Date")
    explorer.get_by_label("du", exact=True).focus()
    explorer.keyboard.type("12")
    explorer.keyboard.press("Tab")
    explorer.get_by_label("au", exact=True).focus()
    expect(explorer.locator("fieldset")).to_contain_text("date incomplète")
    assert said(explorer).endswith("filtre sur « Date » : une borne n’est pas comprise")


def test_a_bound_is_read_as_a_field_reads_a_number_or_not_at_all(explorer):
    """What the page reads, the kernel's parser reads likewise."""
    draw = random.Random(10)
    typed = [written(draw) for _ in range(600)]
    read = explorer.evaluate(
        """async (texts) => {
            const { readNumber } = await import("/lab/extensions/ntc-lesson/page/french.js");
            return texts.map((text) => readNumber(text, "€")).map((one) => Number.isNaN(one) ? "?" : one);
        }""",
        typed,
    )
    outcomes = [parse_number(text, "€") for text in typed]
    understood = [(text, value) for text, value in zip(typed, read, strict=True) if value != "?"]
    assert len(understood) > 200
    for text, value in understood:
        assert float(parse_number(text, "€").value) == pytest.approx(value), text
    # Sums, « environ », hours and the like are for fields: here they are refused, and said.
    refused = {text for text, value in zip(typed, read, strict=True) if value == "?"}
    assert {t for t, one in zip(typed, outcomes, strict=True) if isinstance(one, Unreadable)} <= refused


def written(draw):
    """A number as somebody may write it, sound or not."""
    digits = "".join(draw.choice("0123456789") for _ in range(draw.randint(1, 7)))
    grouped = draw.choice((digits, f"{int(digits):,}".replace(",", draw.choice((" ", NBSP, ".", "'", ",")))))
    places = draw.choice(("", "", ",5", ",25", ".5", ".125", ",", "e3"))
    return (
        draw.choice(("", "-", "−", "+", "--"))
        + grouped
        + places
        + draw.choice(("", " €", "€", " k€", "M€", " %"))
    )


def test_words_are_found_whatever_their_accents(explorer):
    explorer.get_by_label("Filtrer sur").select_option(label="Client")
    explorer.get_by_label("Élan").check()
    assert said(explorer).startswith("10 commandes")


def test_groups_show_number_total_mean_and_last_date(explorer):
    explorer.get_by_label("Regrouper par").select_option(label="Année")
    assert column(explorer, 1) == ["2024", "2025"]
    assert column(explorer, 2) == ["4", "26"]
    assert column(explorer, 3) == ["6 400,40 €", "431 602,60 €"]
    explorer.get_by_label("Totaliser").select_option(label="Remise")
    assert explorer.locator("thead th").all_inner_texts() == [
        "Année",
        "Nombre de commandes",
        f"Moyenne{NBSP}: Remise",
        "Dernière date",
    ]
    # Ten days apart from 1 December 2024: the fourth is of the 31st, the thirtieth of the 260th day of 2025.
    assert column(explorer, 4) == ["31/12/2024", "17/09/2025"]
    assert said(explorer).endswith(" · 2 groupes")
    explorer.get_by_label("Regrouper par").select_option(label="ne pas regrouper")
    assert len(column(explorer, 6)) == 12


def test_twelve_months_are_one_page_and_are_cumulated_where_a_column_adds_up(explorer):
    explorer.get_by_label("Regrouper par").select_option(label="Client")
    explorer.get_by_label("Ajouter le cumul").check()
    # Each client has ten of the orders, three apart: 10 × 100,10 + 1 000 × (0 + 3 + … + 27) and so on.
    assert column(explorer, 3) == ["136 001,00 €", "146 001,00 €", "156 001,00 €"]
    assert column(explorer, 4) == ["136 001,00 €", "282 002,00 €", "438 003,00 €"]
    assert explorer.locator("thead th").all_inner_texts()[2:] == [
        f"Total{NBSP}: Net HT",
        f"Cumul{NBSP}: Net HT",
        f"Moyenne{NBSP}: Net HT",
        "Dernière date",
    ]
    # It follows the order: the largest first, as for a Pareto.
    explorer.get_by_role("button", name="Total").click()
    assert column(explorer, 4) == ["156 001,00 €", "302 002,00 €", "438 003,00 €"]
    explorer.get_by_label("Totaliser").select_option(label="Remise")
    expect(explorer.get_by_label("Ajouter le cumul")).to_be_hidden()
    assert len(explorer.locator("thead th").all_inner_texts()) == 4


def test_filters_are_kept_between_explorers_of_a_lesson_and_after_a_reload(page):
    open_bare(page)
    for lesson in ("cp9-essai", "cp9-essai", "cp9-autre"):
        show(page, lesson)
    first, second, other = page.locator(".ntc-explorer").all()
    first.get_by_label("Filtrer sur").select_option(label="Année")
    first.get_by_label("2025").check()
    first.get_by_label("Filtrer sur").select_option(label="Net HT")
    first.get_by_label("de", exact=True).fill("20 k€")
    # 20 to 29 thousand and a hundred: ten orders, all of 2025.
    for one in (first, second):
        expect(one.get_by_role("status")).to_contain_text("10 commandes")
    expect(other.get_by_role("status")).to_contain_text("30 commandes")
    second.get_by_role("button", name="Visites").click()
    first.get_by_label("Regrouper par").select_option(label="État")
    second.get_by_role("button", name="Commandes").click()
    expect(second.get_by_label("Regrouper par")).to_have_value("3")
    page.reload()
    show(page, "cp9-essai")
    expect(page.get_by_role("status")).to_contain_text("10 commandes")
    expect(page.get_by_label("de", exact=True)).to_have_value(f"20{NARROW}000,00")
    page.get_by_role("button", name="Tout effacer").click()
    page.reload()
    show(page, "cp9-essai")
    expect(page.get_by_role("status")).to_contain_text("30 commandes")


def test_heads_sort_and_pages_turn_by_keyboard(explorer):
    head = explorer.get_by_role("button", name="Net HT")
    head.focus()
    explorer.keyboard.press("Enter")
    assert column(explorer, 6)[0] == "29 100,10 €"
    expect(explorer.locator("th[aria-sort=descending]")).to_have_count(1)
    explorer.get_by_role("button", name="Page suivante").focus()
    explorer.keyboard.press("Enter")
    assert column(explorer, 6)[0] == "17 100,10 €"
    expect(explorer.get_by_text("page 2 sur 3")).to_be_visible()
    expect(explorer.get_by_role("button", name="Page suivante")).to_be_focused()


def test_another_table_opens_and_the_first_keeps_its_filters(explorer):
    explorer.get_by_label("Filtrer sur").select_option(label="Année")
    explorer.get_by_label("2024").check()
    explorer.get_by_role("button", name="Visites").click()
    assert said(explorer) == "3 visites sur 3."
    explorer.get_by_role("button", name="Commandes").click()
    assert said(explorer).startswith("4 commandes sur 30")


def test_rows_are_copied_for_a_spreadsheet(explorer):
    explorer.context.grant_permissions(["clipboard-read", "clipboard-write"])
    explorer.get_by_label("Regrouper par").select_option(label="Année")
    explorer.get_by_role("button", name="Copier pour le tableur").click()
    expect(explorer.get_by_role("button", name="Copié : collez dans le tableur")).to_be_visible()
    assert explorer.evaluate("navigator.clipboard.readText()").splitlines() == [
        f"Année\tNombre de commandes\tTotal{NBSP}: Net HT\tMoyenne{NBSP}: Net HT\tDernière date",
        "2024\t4\t6400,40\t1600,10\t31/12/2024",
        "2025\t26\t431602,60\t16600,10\t17/09/2025",
    ]


def take(page: Page, ask: str = "Ouvrir dans le tableur") -> dict:
    """Ask for the file of what is shown, as the kernel reads it."""
    page.get_by_role("button", name=ask).click()
    expect(page.get_by_role("button", name="Le fichier se prépare…")).to_be_disabled()
    return page.evaluate("window.asked.at(-1)")


def test_the_lines_that_are_shown_are_asked_for_in_their_order_and_downloaded(explorer):
    explorer.get_by_label("Filtrer sur").select_option(label="Année")
    explorer.get_by_label("2024").check()
    explorer.get_by_role("button", name="Net HT").click()
    asked = take(explorer)
    assert (asked["id"], asked["lines"]) == ("orders", [3, 2, 1, 0])
    explorer.evaluate("window.answer({ taken: 'another', name: 'x' }, 'no')")
    with explorer.expect_download() as download:
        explorer.evaluate(
            "(taken) => window.answer({ taken, name: 'Commandes.xlsx' }, 'bytes')", asked["take"]
        )
    assert download.value.suggested_filename == "Commandes.xlsx"
    assert download.value.path().read_text() == "bytes"
    done = explorer.get_by_role("button", name=f"Téléchargé{NBSP}: ouvrez «{NBSP}Commandes.xlsx{NBSP}»")
    expect(done).to_be_enabled()
    expect(explorer.get_by_role("button", name="Ouvrir dans le tableur")).to_be_visible()


def test_groups_are_asked_for_with_their_numbers(explorer):
    explorer.get_by_label("Regrouper par").select_option(label="Année")
    asked = take(explorer)
    assert (asked["id"], asked["group"], asked["caption"]) == ("orders", 2, "Commandes, par année")
    assert [(column["label"], column["places"]) for column in asked["columns"][1:]] == [
        ("Nombre de commandes", 0),
        (f"Total{NBSP}: Net HT", 2),
        (f"Moyenne{NBSP}: Net HT", 2),
        ("Dernière date", 0),
    ]
    # A date is asked for as the kernel packs it, in days since 1970.
    days = [(date(*one) - date(1970, 1, 1)).days for one in ((2024, 12, 31), (2025, 9, 17))]
    assert asked["rows"] == [["2024", 4, 6400.4, 1600.1, days[0]], ["2025", 26, 431602.6, 16600.1, days[1]]]


def test_a_kernel_that_does_not_answer_is_told(explorer):
    explorer.clock.install()
    take(explorer)
    explorer.clock.run_for(31_000)
    expect(explorer.get_by_role("button", name=f"Le cours ne répond pas{NBSP}: réessayez")).to_be_enabled()


def test_nothing_sticks_out_of_a_small_screen(explorer):
    width = explorer.evaluate("document.querySelector('.ntc-explorer').getBoundingClientRect().right")
    assert width <= 1366


@pytest.mark.parametrize("name", ["orders", "lines", "quotes", "clients", "invoices"])
def test_a_table_of_the_trade_shows_all_its_columns_on_a_screen_of_a_training_room(page, name):
    page.set_viewport_size({"width": 1366, "height": 768})
    open_bare(page)
    show(page, views=[VIEWS[name](load("00"))])
    frame, table = page.evaluate(
        "['.ntc-x-frame', '.ntc-explorer table'].map((each) => document.querySelector(each).scrollWidth)"
    )
    shown = page.evaluate("document.querySelector('.ntc-x-frame').clientWidth")
    assert (frame, table) == (shown, shown)


def test_a_mark_out_of_five_is_one_word(page):
    open_bare(page)
    show(page, views=[VIEWS["complaints"](load("00"))])
    assert re.search(r"moyenne : \d,\d/5$", said(page))


def test_axe_finds_no_fault(explorer):
    explorer.get_by_label("Filtrer sur").select_option(label="Date")
    explorer.get_by_label("Filtrer sur").select_option(label="Année")
    assert faults(explorer, ".ntc-explorer") == []


def contrast_of(button) -> float:
    """The contrast of a button's text with its ground, by the formula of WCAG 2."""
    return button.evaluate(
        """node => {
            const style = getComputedStyle(node);
            const [text, ground] = [style.color, style.backgroundColor].map((colour) =>
                colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
                    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
                    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0));
            return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
        }"""
    )


def test_no_button_becomes_unreadable_under_the_mouse(explorer):
    explorer.locator(".ntc-x-tabs button").last.click()
    buttons = explorer.locator("button:enabled:visible")
    assert buttons.count() > 5
    for rank in range(buttons.count()):
        buttons.nth(rank).hover()
        assert contrast_of(buttons.nth(rank)) > 4.5, buttons.nth(rank).inner_text()


def test_months_are_read_by_their_names_and_sorted_as_the_year_has_them(explorer):
    explorer.get_by_role("button", name="Visites").click()
    explorer.get_by_role("button", name="Mois", exact=True).click()
    assert column(explorer, 1) == ["mars", "mars", "avril"]
    explorer.get_by_label("Regrouper par").select_option("Mois")
    assert column(explorer, 1) == ["mars", "avril"]
    assert explorer.get_by_role("columnheader").nth(1).inner_text().strip() == "Nombre de visites"
