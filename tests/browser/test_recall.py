"""What was noted earlier, shown again: as it stands now, each line whole beside what was said of it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.bare import open_bare

pytestmark = pytest.mark.browser

NOTHING, LINE = (
    "Vous n’aviez rien noté.",
    "sur cent appels passés comme il faut, combien joignent la bonne personne",
)
SHOWN = """async () => {
    const { render } = await import("/lab/extensions/ntc-lesson/widgets/recall.js");
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/lab/extensions/ntc-lesson/widgets/recall.css";
    document.head.append(style);
    await new Promise((loaded) => { style.onload = loaded; });
    const heard = [];
    let parts = [{ label: "Votre pari", rows: [] }, { label: "Votre pari, en nombre", rows: [] }];
    const model = { get: () => parts, on: (_, then) => heard.push(then), off: () => {} };
    const el = document.createElement("div");
    document.body.append(el);
    render({ model, el });
    window.note = (rows) => {
        parts = [parts[0], { ...parts[1], rows }];
        heard.forEach((then) => then());
    };
}"""


@pytest.mark.parametrize("width", [1366, 390])
def test_a_bet_is_shown_again_as_it_stands_now_and_is_read_at_a_glance(page: Page, width):
    page.set_viewport_size({"width": width, "height": 700})
    open_bare(page)
    page.evaluate(SHOWN)
    expect(page.get_by_text(NOTHING)).to_have_count(2)
    page.evaluate("(line) => window.note([[line, 'de 26 à 45']])", LINE)
    expect(page.get_by_text(NOTHING)).to_have_count(1)
    row, said = page.get_by_text(LINE).bounding_box(), page.get_by_text("de 26 à 45").bounding_box()
    assert row["x"] + row["width"] <= said["x"]
    # Three lines of words at most, whatever the screen.
    assert row["height"] <= 4 * said["height"]
