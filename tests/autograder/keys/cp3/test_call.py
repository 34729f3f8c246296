"""The call of the complaint: every way through it on every variant, counted from the files themselves."""

import re
from collections import Counter

import pytest

from autograder import truth
from autograder.keys import Lesson, mark
from autograder.keys.cp3 import complaint, complaint_call
from ntc import exercises
from ntc.case import VARIANTS, load
from ntc.lesson import fields_of, shipped
from tests.autograder.keys.talked import Talked

OUTCOME, MANNER = 6, 3
"""Points of the call, of the seventeen."""


class Files(Talked):
    """The call of one variant as its files tell it, and what the key says of a way through."""

    def __init__(self, variant):
        super().__init__(variant, "D1")
        self.case, self.truth = load(variant), truth.load(variant)
        self.fields = fields_of(shipped(exercises.load()[complaint.ID].lesson), self.case)

    def walks(self):
        for said, place in self.ways():
            yield tuple(row["choice_id"] for row in said), self.nodes[place]["ending"]

    def totals(self, said):
        return [sum(int(self.worth[code][f"{side}_score"]) for code in said) for side in ("client", "firm")]

    def natures(self, said):
        return [self.worth[code]["flags"] for code in said]

    def marked(self, said):
        lesson = Lesson.read(self.fields, {complaint.CALL: list(said)})
        return mark(complaint.ID, self.case, self.truth, lesson)

    def by(self, *natures):
        return complaint_call.led_by(self.case, self.truth, *natures)


@pytest.fixture(scope="module", params=VARIANTS)
def variant(request):
    return request.param


@pytest.fixture(scope="module")
def files(variant):
    return Files(variant)


def test_every_way_through_earns_what_its_lower_total_is_worth(files):
    """From 5 points on, all at 12; nothing for a colleague accused nor for a bad end."""
    found, earned = [], Counter()
    for said, ending in files.walks():
        accused = any("collègue" in nature for nature in files.natures(said))
        sevenths = 0 if accused or ending == "mauvaise" else max(0, min(7, min(files.totals(said)) - 5))
        outcome, manner = files.marked(said).parts[:2]
        if abs(outcome.fraction - sevenths / 7) > 1e-9 or (accused and manner.fraction):
            found.append(f"{said}: {outcome.fraction}, {manner.fraction}")
        if outcome.fraction < 1 and not outcome.message.count("«"):
            found.append(f"{said}: nothing told")
        earned[sevenths] += 1
    assert found == []
    assert sum(earned.values()) == 226
    assert earned[7] == 4
    # Two ways in three and more earn nothing.
    assert earned[0] > 226 * 2 / 3


def test_the_best_play_earns_all_and_others_tell_what_they_cost(files):
    best = max(files.walks(), key=lambda walk: sum(files.totals(walk[0])))[0]
    assert files.totals(best) == [13, 13]
    result = files.marked(best)
    assert [part.verdict for part in result.parts[:2]] == ["right", "right"]
    assert round(result.fraction * 17, 9) == OUTCOME + MANNER


def test_each_fault_is_told_where_it_was_made_and_once_for_a_jury():
    files = Files("00")
    listen, again, dates, facts, gesture = complaint.BEST
    for fault, path in {
        "reproche": ("faute, reproche", *complaint.BEST),
        "promesse": (listen, "faute, promesse", "procédure", facts, gesture),
        "délai": (listen, again, "faute, délai", facts, gesture),
        "partage": (listen, again, dates, "faute, partage", "procédure"),
        "cadeau": (listen, again, dates, facts, "faute, cadeau"),
    }.items():
        said = files.by(*path)
        outcome = files.marked(said).parts[0]
        code = next(code for code in said if fault in files.worth[code]["flags"])
        text = next(row.text for row in files.case.dialogue_choices if row.choice_id == code)
        told = plainly(outcome.message)
        assert f"« {plainly(text)[:30]}" in told
        assert complaint_call.COST[fault].format(most="80 €") in told
        assert outcome.noted == (complaint_call.NOTED[fault],)
        assert outcome.slip == complaint_call.SLIPS[fault]


def test_who_stops_on_the_way_is_told_so_and_keeps_what_was_done():
    files = Files("00")
    outcome, manner = files.marked(files.by(*complaint.BEST[:2])).parts[:2]
    assert (outcome.fraction, plainly(outcome.message)) == (0, complaint_call.GOES_ON)
    assert manner.fraction == pytest.approx(2 / 3)
    assert "Il manque : vérifier." in plainly(manner.message)


def plainly(text):
    return re.sub(r"\s", " ", text)
