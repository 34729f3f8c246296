"""What was typed before another name was said: sent past a busy kernel's queue, kept for one that dies."""

import pytest

from tests.browser.bare import open_bare

pytestmark = pytest.mark.browser

# A field of a table, typed in while the kernel says nothing; then the same field, placed again.
FIELD = """async ({ typed, before, after }) => {
    const { Saving } = await import("/lab/extensions/ntc-lesson/page/saving.js");
    const place = (stored) => {
        const sent = [];
        const values = { raw: stored, stored, steps: [], heard: "", elsewhere: "" };
        const model = {
            get: (name) => values[name],
            set: (changed) => Object.assign(values, changed),
            save_changes: () => sent.push({ step: values.raw }),
            send: (content) => sent.push(content),
        };
        const control = () => {
            let held = {};
            return { typed: "cells", read: () => held, write: (raw) => (held = raw ?? {}) };
        };
        const saving = new Saving(model, control, "ntc-draft:essai", () => {});
        return { saving, sent, type: saving.control.write, shown: saving.control.read };
    };
    const first = place(before);
    first.type(typed);
    first.saving.changed(500);
    first.saving.former();
    first.saving.stop();
    const again = place(after);
    again.saving.takeUp();
    const left = sessionStorage.getItem("ntc-draft:essai") !== null;
    sessionStorage.clear();
    return { sent: first.sent, again: again.sent, shown: again.shown(), left };
}"""


@pytest.fixture
def field(page):
    open_bare(page)
    return lambda **case: page.evaluate(FIELD, case)


BEFORE, TYPED = {"a": {"x": "1"}}, {"a": {"x": "2"}}


def test_it_is_sent_at_once_and_once_with_what_it_began_from(field):
    assert field(typed=TYPED, before=BEFORE, after=TYPED)["sent"] == [{"former": TYPED, "base": BEFORE}]
    assert field(typed=BEFORE, before=BEFORE, after=BEFORE)["sent"] == []


@pytest.mark.parametrize(
    ("after", "shown", "sent_again"),
    [
        (BEFORE, TYPED, True),  # the kernel died before it heard
        (TYPED, TYPED, False),  # it heard
        ({"a": {"x": "3"}}, {"a": {"x": "3"}}, False),  # it heard, and the person went on elsewhere
    ],
)
def test_when_the_person_is_back_it_is_taken_up_only_if_it_never_arrived(field, after, shown, sent_again):
    seen = field(typed=TYPED, before=BEFORE, after=after)
    assert seen["shown"] == shown
    assert seen["again"] == ([{"step": TYPED}] if sent_again else [])
    assert seen["left"] == sent_again
