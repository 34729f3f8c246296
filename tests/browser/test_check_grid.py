"""A grid that learners fill in for themselves, in a real page: by keyboard, kept, and counted by nothing."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.lab import LESSON, open_lesson
from tests.counts import EXERCISES

GRID = '.ntc-field[data-kind="check"][data-field="cp4-self-check"]'

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_grid_is_filled_by_keyboard_kept_and_counts_for_nothing(lab, page):
    open_lesson(lab, page, LESSON)
    grid = page.locator(GRID)
    grid.wait_for()
    expect(page.locator(".ntc-progress-text")).to_contain_text(f"0 exercice fait sur {EXERCISES}")
    expect(page.locator(".ntc-field[data-kind=check]")).to_have_count(5)
    rows = grid.locator("tbody tr")
    rows.nth(0).get_by_role("radio").nth(0).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(rows.nth(0).get_by_role("radio", name="En partie")).to_be_checked()
    for rank in range(1, rows.count()):
        rows.nth(rank).get_by_role("radio", name="Oui").check()
    expect(grid.locator(".ntc-saved")).to_contain_text("enregistré à")
    expect(page.locator(".ntc-progress-text")).to_contain_text(f"0 exercice fait sur {EXERCISES}")
    answers = json.loads((lab.work / LESSON).with_suffix(".answers.json").read_text())["answers"]
    assert list(answers["cp4-self-check"]["raw"].values()) == ["partly", "yes", "yes", "yes", "yes"]

    assert faults(page, GRID) == []

    open_lesson(lab, page, LESSON)
    again = page.locator(GRID).locator("tbody tr")
    expect(again.nth(0).get_by_role("radio", name="En partie")).to_be_checked()
    page.locator(GRID).get_by_role("button", name="Effacer mes cases").click()
    expect(again.nth(0).get_by_role("radio", name="En partie")).not_to_be_checked()
    expect(page.locator(GRID)).to_have_attribute("data-written", "true")
    answers = json.loads((lab.work / LESSON).with_suffix(".answers.json").read_text())["answers"]
    assert answers["cp4-self-check"]["raw"] == {}
    open_lesson(lab, page, LESSON)
    expect(page.locator(GRID).locator(".ntc-status")).to_contain_text("sans réponse")
    expect(page.locator(GRID).get_by_role("radio", checked=True)).to_have_count(0)
