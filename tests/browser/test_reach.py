"""From a remark of the home page to its field: in a lesson still being drawn, and never against the hand."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.bare import open_bare

pytestmark = pytest.mark.browser

# A lesson that is drawn a little later, whose charts push the field down once it is there.
LESSON = """async () => {
    const { reach } = await import("/lab/extensions/ntc-lesson/page/reach.js");
    const block = (height) => {
        const node = document.createElement("div");
        node.style.height = `${height}px`;
        return node;
    };
    const field = document.createElement("div");
    field.className = "ntc-field";
    field.dataset.field = "cp9-x";
    field.innerHTML = '<label>Un <input></label><label>Deux <input aria-invalid="true"></label>';
    document.body.style.overflowAnchor = "none";
    window.grow = (height) => document.body.prepend(block(height));
    reach("cp9-x");
    setTimeout(() => document.body.append(block(3000), field, block(3000)), 600);
}"""


@pytest.fixture
def field(page: Page) -> Page:
    """A page that is on its way to a field."""
    page.set_viewport_size({"width": 1000, "height": 600})
    open_bare(page)
    page.evaluate(LESSON)
    return page


def test_the_box_that_is_unreadable_has_the_focus_and_stays_in_view_while_the_page_grows(field, page):
    expect(page.get_by_label("Deux")).to_be_focused()
    for height in (500, 900):
        page.evaluate("(height) => window.grow(height)", height)
        page.wait_for_timeout(400)
        expect(page.get_by_label("Deux")).to_be_in_viewport()
    page.keyboard.type("12")
    expect(page.get_by_label("Deux")).to_have_value("12")


def test_who_scrolls_away_is_left_where_they_are(field, page):
    expect(page.get_by_label("Deux")).to_be_focused()
    page.mouse.move(500, 300)
    page.mouse.wheel(0, -3000)
    page.wait_for_timeout(600)
    expect(page.get_by_label("Deux")).not_to_be_in_viewport()


def test_what_was_reached_stays_in_view_until_all_is_drawn_however_long_that_takes(field, page):
    page.evaluate("() => document.body.classList.add('ntc-drawing')")
    expect(page.get_by_label("Deux")).to_be_focused()
    page.wait_for_timeout(2000)
    page.evaluate("() => window.grow(9000)")
    page.wait_for_timeout(600)
    expect(page.get_by_label("Deux")).to_be_in_viewport()
    # Then it is left alone: what grows later does so because of the reader.
    page.evaluate("() => document.body.classList.remove('ntc-drawing')")
    page.wait_for_timeout(1600)
    page.evaluate("() => window.grow(9000)")
    page.wait_for_timeout(600)
    expect(page.get_by_label("Deux")).not_to_be_in_viewport()
