"""The colleague's talk: its figures from the files, three faults, three signals, what may be cited."""

import csv

import pytest

from autograder import truth
from autograder.keys import Lesson, mark
from autograder.keys.cp7 import debrief
from ntc import exercises
from ntc.case import VARIANTS, load
from ntc.lesson import fields_of, shipped
from ntc.paths import TABLES

LESSON = "cp7-negociation"


def lines(variant):
    with (TABLES / variant / "talk_lines.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["talk_id"] == "E7"]


def marked(variant, raw):
    fields = {debrief.ID: fields_of(shipped(LESSON), load(variant))[debrief.ID]}
    found = mark(debrief.ID, load(variant), truth.load(variant), Lesson.read(fields, raw))
    return {part.part: part for part in found.parts}


def test_the_share_of_the_class_is_worked_out_by_hand():
    """The seconds of the table, added up by hand: 87 of 128."""
    own = sum(int(row["seconds"]) for row in lines("00") if row["speaker"] == "Le vendeur")
    assert own == 6 + 5 + 3 + 27 + 6 + 4 + 15 + 5 + 7 + 4 + 2 + 3 == 87
    assert sum(int(row["seconds"]) for row in lines("00")) - own == 4 + 10 + 4 + 3 + 5 + 5 + 5 + 5 == 41
    assert float(debrief.share(load("00"))) == pytest.approx(87 / 128)


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_slip_comes_near_the_share(variant):
    rows = lines(variant)
    own = [row for row in rows if row["speaker"] == "Le vendeur"]
    share = sum(int(row["seconds"]) for row in own) / sum(int(row["seconds"]) for row in rows)
    assert float(debrief.share(load(variant))) == pytest.approx(share)
    assert 0.6 < share < 0.8
    for slip in (len(own) / len(rows), 1 - share):
        assert abs(slip - share) > 4 * float(debrief.TOLERANCE)


@pytest.mark.parametrize("variant", VARIANTS)
def test_three_of_each_each_on_the_line_of_who_must_have_said_it(variant):
    who = {row["line_id"]: row["speaker"] for row in lines(variant)}
    faults, signals = debrief.faults(truth.load(variant)), debrief.signals(truth.load(variant))
    assert len(faults) == len(signals) == 3
    assert {who[line] for line in faults} == {"Le vendeur"}
    assert "Le vendeur" not in {who[line] for line in signals}
    named = exercises.load()[debrief.ID].options
    assert {kind for kinds in faults.values() for kind in kinds} <= named["faults"].keys()
    assert {kind for kinds in signals.values() for kind in kinds} == named["signals"].keys()


def test_a_promise_that_leans_on_the_rival_may_be_called_disparaging():
    [line] = [line for line, kinds in debrief.faults(truth.load("04")).items() if len(kinds) == 2]
    for kind in ("rival", "promise"):
        part = marked("04", {debrief.FAULTS: {"f2": {"line": line, "fault": kind}}})["faults"]
        assert part.fraction == pytest.approx(1 / 3)


def test_lines_cited_in_vain_bring_what_was_found_to_nothing():
    """A question that opens the talk, its thanks, then one fault: a third, less twice a sixth."""
    [first, *_] = debrief.faults(truth.load("00"))
    kind = next(iter(debrief.faults(truth.load("00"))[first]))
    raw = {
        "f1": {"line": first, "fault": kind},
        "f2": {"line": "E7r01", "fault": "monologue"},
        "f3": {"line": "E7r03", "fault": "need"},
    }
    part = marked("00", {debrief.FAULTS: raw})["faults"]
    assert part.fraction == 0
    assert part.slip == "trap.fault-misplaced"
