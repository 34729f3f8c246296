"""What every kind of field must do, run on the samples that each kind brings of itself."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntc import fields
from ntc.fields import Blank, Unreadable, Value
from ntc.instruments.agenda import Agenda
from ntc.instruments.chain import AirChain
from ntc.instruments.dialogue import Dialogue
from ntc.instruments.negotiation import Negotiation
from ntc.instruments.notes import NoteSheet
from ntc.instruments.planner import Planner
from ntc.instruments.quote import QuoteBuilder
from ntc.instruments.tour import Tour

KINDS = [
    *(kind for kind in fields.KINDS.values() if kind.assessed),
    Planner,
    Dialogue,
    Negotiation,
    Tour,
    Agenda,
    QuoteBuilder,
    AirChain,
    NoteSheet,
]
TAGS = {
    "div", "p", "strong", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


class Tags(HTMLParser):
    """Collects the elements of a page, and checks that each one closes."""

    def __init__(self, page):
        super().__init__()
        self.seen, self.open = set(), []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.open.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_kinds_are_all_there():
    assert len(fields.KINDS) == 10
    # The grids of learners are no exercise: test_check.py has them.
    assert [name for name, kind in fields.KINDS.items() if not kind.assessed] == ["CheckGrid"]


def build(kind, arguments):
    return kind("cp4-causes", **arguments)


def test_every_kind_has_a_name_of_its_own():
    assert len({kind.kind for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_samples_show_each_outcome(kind):
    assert {"answered", "blank", "unreadable"} <= {sample.state for sample in kind.samples()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_sample_is_understood_as_it_says(kind):
    for sample in kind.samples():
        field = build(kind, sample.arguments)
        outcome = field.parse(sample.raw)
        assert field.feedback(sample.raw).state == sample.state, sample
        assert isinstance(outcome, Blank) == (sample.state == "blank"), sample
        if sample.value is not None:
            assert outcome.value == sample.value, sample
            assert isinstance(outcome, Value), sample


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_is_a_sentence(kind):
    for sample in kind.samples():
        feedback = build(kind, sample.arguments).feedback(sample.raw)
        assert (feedback.state == "unreadable") <= feedback.message.endswith("."), sample


@pytest.mark.parametrize("kind", KINDS)
def test_the_static_page_is_escaped_and_says_the_state(kind):
    for sample in kind.samples():
        page = build(kind, sample.arguments).html(sample.raw)
        assert Tags(page).seen <= TAGS, sample
        assert f'data-state="{sample.state}"' in page, sample


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_is_told_what_to_draw(kind):
    spec = build(kind, kind.samples()[0].arguments).spec()
    assert json.loads(json.dumps(spec))["kind"] == kind.kind
    assert spec["label"] == "Remonter des indices aux causes"
    assert spec["badges"] == ["12\u00a0points", "CP4\u00a0: critère 2"]


@pytest.mark.parametrize("kind", KINDS)
def test_no_answer_is_blank(kind):
    assert build(kind, kind.samples()[0].arguments).parse(None) == Blank()


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_of_another_type_is_unreadable(kind):
    field = build(kind, kind.samples()[0].arguments)
    for raw in (3, 2.5, True, ("a",), float("nan"), object()):
        assert isinstance(field.parse(raw), Unreadable), raw


texts = st.text(max_size=12) | st.sampled_from(
    ["a", "r1", "cause", "c1", "amount", "q1", "\ud800", "<b>", "</div><script>"]
)
raws = st.recursive(
    texts | st.none() | st.integers() | st.floats() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=60)
@given(raw=raws)
@pytest.mark.slow
def test_whatever_a_file_brings_the_page_stays_safe(raw):
    for kind in KINDS:
        field = build(kind, kind.samples()[0].arguments)
        page = field.html(raw)
        assert Tags(page).seen <= TAGS, kind
        assert f'data-state="{field.feedback(raw).state}"' in page, kind
