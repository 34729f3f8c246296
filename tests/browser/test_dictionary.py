"""The data dictionary in a real JupyterLab: a table is found, explained, opened, sorted and filtered."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from ntc.case import load
from ntc.french import number
from ntc.tables.whole import public_tables
from tests.browser.axe import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CASE = load("07")  # The learner of the fixture.


def opened(lab, page: Page) -> Page:
    """The page of the house, down to the dictionary: JupyterLab draws a cell when it comes near."""
    page.goto(lab.address("galerne.ipynb"))
    page.locator(".jp-Notebook").wait_for()
    for _ in range(120):
        page.evaluate("document.querySelector('.jp-WindowedPanel-outer')?.scrollTo(0, 1e6)")
        if page.locator(".ntc-dictionary-list button").count():
            break
        page.wait_for_timeout(500)
    return page


def said(page: Page):
    return page.locator(".ntc-dictionary .ntc-x-status")


def cells(page: Page, place: int) -> list[str]:
    return page.locator(f".ntc-dictionary .ntc-x-frame td:nth-child({place})").all_inner_texts()


def test_a_table_is_found_explained_sorted_and_filtered(lab, page):
    opened(lab, page)
    expect(page.locator(".ntc-dictionary-list button")).to_have_count(len(public_tables()))
    page.get_by_label("Chercher une table ou une colonne").fill("plafond d'encours")
    page.locator(".ntc-dictionary-list button").click()
    expect(said(page)).to_contain_text(f"{len(CASE.clients)} lignes sur {len(CASE.clients)}")
    page.get_by_text("Ce que disent les colonnes").click()
    expect(page.get_by_role("row", name="Segment code Segments")).to_be_visible()

    page.locator(".ntc-dictionary").get_by_role("button", name="Plafond d’encours TTC").click()
    highest = max(client.credit_limit for client in CASE.clients)
    heads = page.locator(".ntc-dictionary .ntc-x-frame th").all_inner_texts()
    place = [head.startswith("Plafond") for head in heads].index(True) + 1
    assert cells(page, place)[0] == f"{number(highest, 2)}\u00a0€"

    page.locator(".ntc-dictionary").get_by_label("Filtrer sur").select_option(label="Palier")
    page.locator(".ntc-dictionary").get_by_label("Platine").check()
    kept = sum(client.tier == "Platine" for client in CASE.clients)
    expect(said(page)).to_contain_text(f"{kept} lignes sur {len(CASE.clients)}")


def test_thousands_of_lines_turn_at_once_and_axe_finds_no_fault(lab, page):
    opened(lab, page)
    page.locator("[data-table=activities]").click()
    count = len(CASE.activities)
    assert count > 3000
    expect(said(page)).to_contain_text(f"{number(count)} lignes sur {number(count)}")
    page.locator(".ntc-dictionary").get_by_role("button", name="Durée").click()
    page.locator(".ntc-dictionary").get_by_role("button", name="Dernière page").click()
    expect(page.locator(".ntc-dictionary .ntc-x-pager")).to_contain_text(f"page {-(-count // 12)} sur")
    assert cells(page, 4)[-1] == f"{min(activity.minutes for activity in CASE.activities)}\u00a0min"
    page.get_by_text("Ce que disent les colonnes").click()
    assert faults(page, ".ntc-dictionary") == []
    page.locator("[data-table=dialogue_nodes]").click()
    expect(page.locator(".ntc-dictionary")).to_contain_text("se découvrent dans la leçon")


def test_what_is_shown_opens_in_a_spreadsheet(lab, page):
    """The kernel writes the file: read again, it holds the lines that were kept, as they were sorted."""
    opened(lab, page)
    page.locator("[data-table=clients]").click()
    explorer = page.locator(".ntc-dictionary")
    explorer.get_by_label("Filtrer sur").select_option(label="Palier")
    explorer.get_by_label("Platine").check()
    explorer.get_by_role("button", name="Plafond d’encours TTC").click()
    with page.expect_download() as download:
        explorer.get_by_role("button", name="Ouvrir dans le tableur").click()
    assert download.value.suggested_filename == "Clients.xlsx"
    head, *rows = load_workbook(BytesIO(download.value.path().read_bytes())).active.iter_rows(
        values_only=True
    )
    kept = [client for client in CASE.clients if client.tier == "Platine"]
    limits = [row[head.index("Plafond d’encours TTC")] for row in rows]
    assert limits == sorted((float(client.credit_limit) for client in kept), reverse=True)
    since = {row[head.index("Code client")]: row[head.index("Client depuis le")] for row in rows}
    assert {code: day.date() for code, day in since.items()} == {c.client_id: c.created for c in kept}
