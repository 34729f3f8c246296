"""The talks of CP5 that count for nothing: three real calls; a rehearsal whose every answer has its price."""

from itertools import product

import pytest

from ntc.case import VARIANTS, load
from ntc.french import day_in_words
from ntc.lessons.cp5 import talks


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_try_tells_a_call_that_was_made(variant):
    case = load(variant)
    script = talks.tries(case)
    ends = [line.text for line in script.lines if line.speaker == "Ce jour-là"]
    assert len(ends) == len(set(ends)) == 3 * 3 * 4
    days = {day_in_words(row.date) for row in case.call_attempts}
    assert {text.split(",")[0] for text in ends} <= days


def test_a_try_is_drawn_by_the_opening_and_the_moment():
    """Each told call had that opening, and began in that part of the day."""
    case = load("00")
    names = {row.prospect_id: row.name for row in case.prospects} | {
        row.client_id: row.name for row in case.clients
    }
    moments = {"early": (0, 9), "morning": (9, 12), "noon": (12, 14), "afternoon": (14, 24)}
    openings = {"question": "question", "neighbour": "référence", "house": "présentation"}
    script = talks.tries(case)
    for rank, opening, moment in product((1, 2, 3), openings, moments):
        told = script.line(f"end-{rank}-{opening}-{moment}").text
        like = [
            row
            for row in case.call_attempts
            if told.startswith(day_in_words(row.date)) and names[row.account_id] in told
        ]
        since, until = moments[moment]
        assert [
            row
            for row in like
            if row.opening.startswith(openings[opening]) and since <= row.time.hour < until
        ]


def test_three_tries_come_to_an_end():
    script = talks.tries(load("05"))
    path = [
        "try-1-question", "at-1-question-early", "next-1-question-early",
        "try-2-house", "at-2-house-noon", "next-2-house-noon",
        "try-3-neighbour", "at-3-neighbour-morning",
    ]  # fmt: skip
    said = script.walk(path)
    assert said is not None
    assert script.after(said[-1].next) == []


def test_the_rehearsal_prices_every_answer_and_ends_well_once():
    script = talks.rehearsed()
    assert set(script.costs) == {one.id for one in script.answers}
    ends = {one.next for one in script.answers if not script.after(one.next)}
    assert ends == {"shut", "lost", "cold", "end"}
    best = ["d2", "w2", "b3", "k2", "t1"]
    assert script.walk(best)[-1].next == "end"
