"""Hours as a learner reads them, by their own clock, and a last saving that never goes back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.bare import open_bare

pytestmark = pytest.mark.browser

EVENING = "2026-01-12T23:50:00+01:00"
NIGHT = "2026-01-13T00:05:00+01:00"


@pytest.fixture
def far(browser) -> Page:
    """A page of somebody whose server is in Paris, and who is in Cayenne: four hours earlier in winter."""
    context = browser.new_context(locale="fr-FR", timezone_id="America/Cayenne")
    page = context.new_page()
    open_bare(page)
    yield page
    context.close()


def test_hours_are_those_of_the_learner_not_of_the_server(far):
    said = far.evaluate(
        """async (instants) => {
            const { hour, moment, withMoments } = await import("/lab/extensions/ntc-lesson/page/french.js");
            const [evening, night] = instants;
            return [hour(evening), moment(night), hour(""), withMoments(`le ${evening}, (${night})`)];
        }""",
        [EVENING, NIGHT],
    )
    assert said == ["19:50", "12/01/2026 à 20:05", "", "le 12/01/2026 à 19:50, (12/01/2026 à 20:05)"]


def test_the_last_saving_never_goes_back_and_what_is_not_saved_is_said(page):
    open_bare(page)
    said = page.evaluate(
        """async ([evening, night]) => {
            const { LastSaved } = await import("/lab/extensions/ntc-lesson/page/lastsaved.js");
            const last = new LastSaved();
            const told = [last.words()];
            const hear = (field, state, at) => {
                last.hear({ field, state, at });
                told.push(last.words().join(" · "));
            };
            hear("a", "answered", evening);
            hear("b", "answered", night);
            hear("a", "answered", evening);
            hear("a", "error", "");
            hear("b", "answered", night);
            hear("a", "answered", night);
            return told.map(String);
        }""",
        [EVENING, NIGHT],
    )
    hours = [page.evaluate("(at) => new Date(at).toTimeString().slice(0, 5)", at) for at in (EVENING, NIGHT)]
    first, last = (f"dernier enregistrement {hour}" for hour in hours)
    failing = f"une réponse n’est pas encore enregistrée · {last}"
    assert said == ["", first, last, last, failing, failing, last]


WIDGET = """async (view) => {
    const { render } = await import("/lab/extensions/ntc-lesson/page/widget.js");
    const el = document.body.appendChild(document.createElement("div"));
    const values = { _page: "home", view };
    window.sent = [];
    const model = {
        get: (name) => values[name],
        on: () => {},
        off: () => {},
        send: (content) => window.sent.push(content),
    };
    await render({ model, el });
}"""


def test_unnamed_work_is_offered_on_the_home_page_at_the_learner_s_hour(far):
    identity = {"id": "dupont.m", "name": "", "data": "", "imposed": False, "invitation": "", "warning": ""}
    offered = {
        "text": f"Du travail sans nom attend ici, enregistré le {EVENING}.",
        "label": "Reprendre sous le nom de dupont.m",
    }
    notice = {"kind": "", "text": ""}
    shown = {"identity": identity, "unnamed": offered, "activities": [], "notice": notice, "focus": ""}
    far.evaluate(WIDGET, shown)
    expect(far.get_by_label("Travail sans nom")).to_contain_text("enregistré le 12/01/2026 à 19:50")
    far.get_by_role("button", name="Reprendre sous le nom de dupont.m").press("Enter")
    assert {"action": "adopt"} in far.evaluate("window.sent")
