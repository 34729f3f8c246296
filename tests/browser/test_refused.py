"""A browser that keeps nothing, as some schools set theirs: no cookie, no storage. A lesson works in it."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE, SCREEN
from tests.browser.lab import FIELD, LESSON, chromium_options, open_lesson

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.lab(short=True)]
REFUSED = {"profile": {"default_content_setting_values": {"cookies": 2}}}


@pytest.fixture
def page(browser, tmp_path):
    settings = tmp_path / "profile" / "Default" / "Preferences"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps(REFUSED))
    start = browser.browser_type.launch_persistent_context
    context = start(tmp_path / "profile", **chromium_options(), viewport=SCREEN, locale="fr-FR")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def test_without_cookies_answers_are_saved_and_nothing_is_said(lab, page):
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    open_lesson(lab, page, LESSON)
    assert (
        page.evaluate("() => { try { return localStorage.length; } catch { return 'refused'; } }")
        == "refused"
    )
    assert page.context.cookies() == []
    for typed in ("12", "13"):
        box = page.locator(f"{FIELD} input")
        expect(box).to_be_enabled()
        if typed == "13":
            expect(box).to_have_value("12")
        box.fill(typed)
        box.blur()
        expect(page.locator(f"{FIELD} .ntc-saved")).to_contain_text("enregistré à")
        page.reload()
    expect(page.locator(f"{FIELD} input")).to_have_value("13")
    expect(page.locator(".jp-Dialog, .ntc-banner:visible")).to_have_count(0)
    assert faults == []
