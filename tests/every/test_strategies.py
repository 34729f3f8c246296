"""What is played, ordered or laid on a week can be answered without thought too: each way is readable."""

from random import Random

import pytest

from ntc import exercises
from ntc.case import load
from ntc.fields import Value
from ntc.instruments import agenda, chain, dialogue, negotiation, notes, quote, quote_desk, tour
from ntc.instruments.script import script
from tests.every.strategies import drawn, ways

# Any exercise will do: none of these ways looks at what it asks.
ID = next(iter(exercises.load()))
FIELDS = {
    "talk": lambda: dialogue.Dialogue(ID, script(load("00"), "D1")),
    "negotiation": lambda: negotiation.Negotiation(ID, negotiation.SAMPLE),
    "tour": lambda: tour.Tour(ID, tour.tour_day(load("00"), "cp2-tour")),
    "week": lambda: agenda.Agenda(
        ID, agenda.SAMPLE, day=agenda.SAMPLE_DAYS, start=agenda.SAMPLE_STARTS, pause={"1200", "1230"}
    ),
    "sheet": lambda: notes.NoteSheet(ID, **notes.NoteSheet.samples()[0].arguments),
    "chain": lambda: chain.AirChain(ID, chain.SAMPLE),
    "quote": lambda: quote.QuoteBuilder(ID, quote_desk.SAMPLE),
}


@pytest.mark.parametrize("name", FIELDS)
def test_each_way_is_an_answer_that_can_be_read(name):
    field = FIELDS[name]()
    found = ways(field)
    assert len(found) >= 8
    for way, raw in found.items():
        outcome = field.parse(raw)
        assert isinstance(outcome, Value), way
        assert outcome.complete, way


@pytest.mark.parametrize("name", [name for name in FIELDS if name != "tour"])
def test_a_draw_is_an_answer_that_can_be_read(name):
    field, draw = FIELDS[name](), Random(1)
    answers = [drawn(field, draw) for _ in range(20)]
    assert all(isinstance(field.parse(raw), Value) and field.parse(raw).complete for raw in answers)
    assert len({str(raw) for raw in answers}) > 10


def test_tasks_one_after_the_other_are_never_at_the_same_time():
    field = FIELDS["week"]()
    laid = {way: raw for way, raw in ways(field).items() if way.startswith("one after")}
    assert len(laid) == 8
    for way, raw in laid.items():
        assert field.problem.broken({task: dict(at) for task, at in raw.items()}) == [], way
    # Four half-hours from 8:00, then one, then three that noon does not cut.
    assert laid["one after the other, listed"] == {
        "t1": {"day": "d1", "start": "0800"},
        "t2": {"day": "d1", "start": "1000"},
        "t3": {"day": "d1", "start": "1030"},
    }
