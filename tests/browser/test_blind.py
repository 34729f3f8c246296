"""What is typed blind while the fields are away, in a page of one box and no kernel."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.bare import SERVED, open_bare

pytestmark = pytest.mark.browser

PATIENCE = 60_000
# The box has the focus when its field goes, as it does when the lesson runs again.
GO = """async (served) => {
    const { keepFocus } = await import(`${served}lesson/reading.js`);
    const box = '<div class="ntc-field" data-field="note"><textarea aria-label="Note"></textarea></div>';
    document.body.innerHTML = `<input type="text" aria-label="Calcul"><main>${box}</main>`;
    const main = document.querySelector("main");
    document.querySelector("textarea").focus();
    const back = keepFocus({ node: main, content: { node: main, outerNode: main } });
    main.replaceChildren();
    back();
    window.come = (changes) => {
        main.innerHTML = box;
        Object.assign(document.querySelector("textarea"), changes);
    };
    window.heard = "";
    addEventListener("keydown", (event) => (window.heard += event.defaultPrevented ? "" : event.key));
}"""


@pytest.fixture
def away(page: Page) -> Page:
    """A page whose field is away, and waited for."""
    page.clock.install()
    open_bare(page)
    page.evaluate(GO, SERVED)
    return page


def test_a_field_that_does_not_come_back_keeps_no_key_any_longer(away):
    away.keyboard.type("a")
    assert away.evaluate("() => window.heard") == ""
    away.clock.run_for(PATIENCE)
    away.keyboard.type("b")
    assert away.evaluate("() => window.heard") == "b"


@pytest.mark.parametrize("changes", [{"disabled": True}, {"outerHTML": ""}])
def test_nothing_is_entered_elsewhere_when_the_box_takes_no_entry_or_is_gone(away, changes):
    away.keyboard.type("ab")
    away.get_by_label("Calcul").evaluate("(box) => box.focus()")
    away.evaluate("(changes) => window.come(changes)", changes)
    away.clock.run_for(100)
    expect(away.get_by_label("Calcul")).to_have_value("")
    expect(away.get_by_label("Calcul")).to_be_focused()
