"""An answer on its way to a kernel that is busy, dies or was never reached: sent again, kept, never lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.bare import open_bare

pytestmark = pytest.mark.browser

BEFORE, TYPED = {"a": {"x": "1"}}, {"a": {"x": "2"}}

# A field of a table whose kernel says nothing by itself.
PLACE = """async () => {
    const { Saving } = await import("/lab/extensions/ntc-lesson/page/saving.js");
    window.place = (stored, typed = "cells") => {
        const sent = [];
        const values = { raw: stored, stored, steps: [], heard: "", elsewhere: "", state: "answered" };
        const model = {
            get: (name) => values[name],
            set: (changed) => Object.assign(values, changed),
            save_changes: () => sent.push({ step: values.raw }),
            send: (content) => sent.push(content),
        };
        const control = () => {
            let held = {};
            return { typed, read: () => held, write: (raw) => (held = raw ?? (typed === "cells" ? {} : "")) };
        };
        const saving = new Saving(model, control, "ntc-draft:essai", () => {});
        const type = (raw, delay) => {
            saving.control.write(raw);
            saving.changed(delay);
        };
        const hears = (told) => {
            model.set(told);
            saving.answered();
        };
        return { saving, sent, values, type, hears, shown: saving.control.read };
    };
}"""
# Typed in while the kernel says nothing; then the same field, placed again.
FIELD = """({ typed, before, after }) => {
    const first = place(before);
    first.type(typed, 500);
    first.saving.former();
    first.saving.stop();
    const again = place(after);
    again.saving.takeUp();
    const left = sessionStorage.getItem("ntc-draft:essai") !== null;
    sessionStorage.clear();
    return { sent: first.sent, again: again.sent, shown: again.shown(), left };
}"""


@pytest.fixture
def placed(page):
    """A page that can place such a field."""
    open_bare(page)
    page.evaluate(PLACE)
    return page


@pytest.fixture
def field(placed):
    return lambda **case: placed.evaluate(FIELD, case)


@pytest.fixture
def quiet(placed):
    """A field in which something was typed and sent, on a page whose time passes when it is told."""
    placed.clock.install()
    placed.evaluate("(before) => { window.one = place(before); }", BEFORE)
    placed.evaluate("(typed) => one.type(typed)", TYPED)
    return placed


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


@pytest.mark.parametrize(
    ("after", "shown"), [("Un", "Un deux trois"), ("Un deux", "Un deux trois"), ("Autre", "Autre")]
)
def test_a_text_goes_on_from_what_the_kernel_wrote_of_it_before_it_died(placed, after, shown):
    """What the page had sent may be on the disk without its having heard so; what is another's stays."""
    assert shown == placed.evaluate(
        """(after) => {
            const first = place("Un", "whole");
            first.type("Un deux");
            first.type("Un deux trois", 500);
            first.saving.stop();
            const again = place(after, "whole");
            again.saving.takeUp();
            sessionStorage.clear();
            return again.shown();
        }""",
        after,
    )


def test_only_a_text_keeps_what_the_kernel_may_have_written_of_it(placed):
    """Cells are put together one by one: a table would be kept whole each time, and none of it looked at."""
    kept = placed.evaluate(
        """(cases) => cases.map(([typed, first, second]) => {
            const { type } = place(undefined, typed);
            type(first);
            type(second, 500);
            const { sent } = JSON.parse(sessionStorage.getItem("ntc-draft:essai"));
            sessionStorage.clear();
            return sent;
        })""",
        [["cells", BEFORE, TYPED], ["whole", "Un", "Un deux"]],
    )
    assert kept == [[], ["Un"]]


def test_what_is_not_answered_is_asked_again_by_itself_each_time_later(quiet):
    asked = []
    for seconds in (5, 2, 10, 3, 20, 5, 600):
        quiet.clock.run_for(seconds * 1000)
        asked.append(quiet.evaluate("() => one.sent.filter((sent) => sent.again).length"))
    # After 6 s, 18, 42 and 90; then every minute.
    assert asked[:6] == [0, 1, 1, 2, 2, 3]
    assert asked[6] == 3 + 1 + (645 - 90) // 60
    again = quiet.evaluate("() => one.sent.at(-1)")
    assert again["again"] == TYPED
    assert [(step["base"], step["raw"]) for step in again["steps"]] == [(BEFORE, TYPED)]
    assert quiet.evaluate("() => one.saving.late")


def test_once_it_was_answered_nothing_is_asked_and_what_follows_goes_both_ways(quiet):
    quiet.clock.run_for(7000)
    heard = "(raw) => one.hears({ stored: raw, raw, heard: one.values.steps.at(-1).id })"
    quiet.evaluate(heard, TYPED)
    assert not quiet.evaluate("() => one.saving.late")
    quiet.clock.run_for(600_000)
    assert len(quiet.evaluate("() => one.sent")) == 2
    more = {"a": {"x": "4"}}
    quiet.evaluate("(typed) => one.type(typed)", more)
    sent = quiet.evaluate("() => one.sent.slice(2)")
    assert sent[0] == {"step": more}
    assert [step["raw"] for step in sent[1]["steps"]] == [more]


@pytest.mark.parametrize("told", [{"state": "error"}, {"left": True}, {"closed": True}])
def test_what_the_kernel_cannot_save_is_not_asked_for_without_the_learner(quiet, told):
    quiet.evaluate("(told) => one.hears({ ...told, heard: one.values.steps.at(-1).id })", told)
    quiet.clock.run_for(600_000)
    assert quiet.evaluate("() => one.sent") == [{"step": TYPED}]
    assert quiet.evaluate("() => one.saving.late")


def test_who_types_on_without_a_pause_is_saved_as_they_go(quiet):
    for second in range(9):
        quiet.evaluate("(typed) => one.type(typed, 1500)", {"a": {"x": f"2{second}"}})
        if second == 1:
            quiet.evaluate(
                "(raw) => one.hears({ stored: raw, raw, heard: one.values.steps.at(-1).id })", TYPED
            )
        quiet.clock.run_for(1000)
    assert [step["step"] for step in quiet.evaluate("() => one.sent")][:2] == [TYPED, {"a": {"x": "25"}}]
    assert not quiet.evaluate("() => one.sent.some((sent) => sent.again)")


def test_a_widget_that_is_long_in_being_made_is_not_given_up(placed):
    """As anywidget asks for it: after two seconds it would hear nothing of the kernel for ever."""
    signals = placed.evaluate(
        """async () => {
            const before = AbortSignal.timeout(50);
            const { waitLonger } = await import("/lab/extensions/ntc-lesson/lesson/waiting.js");
            waitLonger();
            const after = AbortSignal.timeout(50);
            while (!before.aborted) await new Promise((done) => before.addEventListener("abort", done));
            return [before.aborted, after.aborted];
        }"""
    )
    assert signals == [True, False]


# The next message of this page that carries an answer is lost on its way, as when a kernel is being revived.
LOSE_ONE = """() => {
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (data) {
        const text = typeof data === "string" ? data : new TextDecoder().decode(data);
        if (!text.includes('"steps"')) return send.call(this, data);
        WebSocket.prototype.send = send;
        return undefined;
    };
}"""


@pytest.mark.slow
def test_an_answer_lost_on_its_way_reaches_the_disk_by_itself_and_so_does_the_next(bench):
    bench.page.evaluate(LOSE_ONE)
    box = bench.field("cp4-time-visit-cost").locator("input")
    for typed in ("1", "12"):
        box.press("End")
        box.press_sequentially(typed[-1])
        box.blur()
        bench.says("cp4-time-visit-cost", "answered", "enregistré à")
        assert bench.saved()["cp4-time-visit-cost"] == typed
    expect(bench.field("cp4-time-visit-cost").locator(".ntc-retry")).to_be_hidden()
