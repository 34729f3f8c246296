"""A trade term opens its definition by click or key; the glossary finds terms as one types."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_glossary_is_searched_without_accents(lab, page):
    page.goto(lab.address("lexique.ipynb"))
    page.get_by_label("Chercher un terme").fill("rentabilite")
    expect(page.locator(".ntc-lexicon summary").first).to_have_text("Seuil de rentabilité")
    page.get_by_label("Chercher un terme").fill("zzz")
    expect(page.locator(".ntc-search-count")).to_have_text("Aucun terme\u00a0: essayez un mot plus court.")
    page.get_by_label("Chercher un terme").fill("seuil")
    page.locator(".ntc-lexicon summary", has_text="Seuil de rentabilité").click()
    page.locator("details[open] .ntc-lexicon-related button", has_text="Point mort").click()
    expect(page.locator("details[open] summary", has_text="Point mort")).to_be_visible()
