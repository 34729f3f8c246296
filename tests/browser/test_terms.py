"""A trade term opens its definition by click or key; the glossary finds terms as one types."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_term_opens_and_closes_by_key(lab, page):
    page.goto(lab.address("at1-strategie/cp4-bilan.ipynb"))
    term = page.locator("button.ntc-term", has_text="taux de marque").first
    term.focus()
    page.keyboard.press("Enter")
    note = page.locator(".ntc-term-note")
    assert note.locator("strong").inner_text() == "Taux de marque"
    assert "prix de vente HT" in note.inner_text()
    assert term.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert note.count() == 0
    assert term.get_attribute("aria-expanded") == "false"


def test_the_glossary_is_searched_without_accents(lab, page):
    page.goto(lab.address("lexique.ipynb"))
    page.get_by_label("Chercher un terme").fill("rentabilite")
    assert page.locator(".ntc-lexicon summary").first.inner_text() == "Seuil de rentabilité"
    page.get_by_label("Chercher un terme").fill("zzz")
    assert page.locator(".ntc-lexicon-count").inner_text() == "Aucun terme\u00a0: essayez un mot plus court."
    page.get_by_label("Chercher un terme").fill("seuil")
    page.locator(".ntc-lexicon summary", has_text="Seuil de rentabilité").click()
    page.locator("details[open] .ntc-lexicon-related button", has_text="Point mort").click()
    assert page.locator("details[open] summary", has_text="Point mort").is_visible()
