"""The visit: every way through it on every variant, and a sheet, counted from the files themselves."""

import csv
import re
from functools import cached_property

import pytest

from autograder import truth
from autograder.keys import SPECIMENS, Lesson, mark
from autograder.keys.cp6 import discovery
from ntc.case import VARIANTS, load
from ntc.lesson import fields_of, shipped
from ntc.paths import TABLES
from tests.autograder.keys.talked import Talked, rows
from tests.every.strategies import sheets, talks

UNSAID = {"unsaid": "yes"}


class Files(Talked):
    """The visit of one variant as its files tell it, and what the key says of it."""

    def __init__(self, variant):
        super().__init__(variant, "D3")
        self.variant = variant

    @cached_property
    def fields(self):
        return fields_of(shipped("cp6-solution"), load(self.variant))

    def marked(self, walk, sheet=None):
        raw = {discovery.ID: [row["choice_id"] for row in walk], discovery.SHEET: sheet or {}}
        lesson = Lesson.read(self.fields, raw)
        result = mark(discovery.ID, load(self.variant), truth.load(self.variant), lesson)
        return result, {part.part: part for part in result.parts}

    def score(self, walk):
        return sum(int(self.worth[row["choice_id"]]["score"]) for row in walk)

    def faults(self, walk):
        return sum("faute" in self.worth[row["choice_id"]]["flags"] for row in walk)

    def facts(self, walk, end):
        nodes = [*(row["node_id"] for row in walk), end]
        return {fact for node in nodes for fact in self.nodes[node]["facts"].split(", ") if fact}

    @cached_property
    def best(self):
        return max(self.ways(), key=lambda way: self.score(way[0]))[0]


@pytest.fixture(scope="module")
def files():
    return Files("00")


def test_a_talk_earns_from_twelve_points_on_and_half_at_most_with_a_fault(files):
    found, seen = [], set()
    for walk, _ in list(files.ways())[::3]:
        share = min(1.0, max(0.0, (files.score(walk) - 12) / 6))
        expected = min(share, 0.5) if files.faults(walk) else share
        seen.add(round(expected, 2))
        if abs(files.marked(walk)[1]["talk"].fraction - expected) > 1e-9:
            found.append((files.score(walk), files.faults(walk)))
    assert found == []
    assert {0.0, 0.5, 1.0} <= seen


def test_who_reaches_the_end_of_the_visit_has_heard_all_that_the_sheet_asks():
    for variant in VARIANTS:
        told = Files(variant)
        kept = set(discovery.FACTS.values())
        good = [told.facts(walk, end) for walk, end in told.ways() if told.nodes[end]["ending"] == "bonne"]
        assert good
        assert all(kept <= facts for facts in good)


def test_the_figures_of_the_sheet_are_those_of_the_talk():
    """Read again in the words of the dialogue, on every variant."""
    for variant in VARIANTS:
        lines = rows(TABLES / variant / "dialogue_nodes.csv")
        said = " ".join(row["text"] for row in lines if row["dialogue_id"] == "D3").replace("\u202f", "")
        right = discovery.right_lines(load(variant), truth.load(variant))
        number = {name: f"{right[name]:f}".replace(".", ",") for name in ("set", "need", "kwh")}
        assert f"à {right['flow']} litres" in said
        assert re.search(rf"règle à {number['set']}\b", said)
        assert re.search(rf"(demande|veulent) {number['need']}\b", said)
        assert re.search(rf"De 6 h à {6 + right['hours']} h|tourne de 6 h à {6 + right['hours']} h", said)
        assert f"{right['vessel']} litres" in said
        assert number["kwh"] in said
        assert re.search(rf"(et|à) {right['ceiling'] / 1000:.0f} mille", said)
        assert f"{right['room']:f}" in said
        assert f"{right['start'].day}" in said


def test_figures_of_the_first_variant(files):
    """By hand, from the tables: 6 h to 22 h; 23 to 28 thousand; the 27th of April."""
    right = discovery.right_lines(load("00"), truth.load("00"))
    shown = {name: str(value) for name, value in right.items()}
    names = ("flow", "set", "need", "hours", "vessel", "start", "kwh", "ceiling")
    assert [shown[name] for name in names] == [
        "410", "9.2", "6.2", "16", "900", "2026-04-27", "0.147", "28000",
    ]  # fmt: skip
    with (TABLES / "00" / "site_facts.csv").open(encoding="utf-8") as file:
        facts = {row["fact_id"]: row["value"] for row in csv.DictReader(file)}
    assert facts["local"] == shown["room"] == "35"


def test_a_line_is_noted_only_where_ones_own_talk_made_it_said(files):
    """The same whole sheet, after a talk that stopped: what was never told is guessed."""
    sheet = next(
        one.raw[discovery.SHEET]
        for one in SPECIMENS[discovery.ID](load("00"), truth.load("00"))
        if one.label == "right"
    )
    whole, parts = files.marked(files.best, sheet)
    assert whole.fraction == 1
    short = files.best[:2]
    _, parts = files.marked(short, sheet)
    assert 0 < parts["sheet"].fraction < 1
    assert "d’où tenez-vous cela" in parts["unsaid"].message
    kept = {
        row: line if row in ("start", "flow", "set", "need", "hours") else UNSAID
        for row, line in sheet.items()
    }
    _, parts = files.marked(short, kept)
    assert parts["sheet"].fraction == pytest.approx(5 / 9)
    assert parts["unsaid"].fraction == pytest.approx(5 / 9)


def test_no_way_to_fill_in_the_sheet_blind_pays_after_the_best_of_talks():
    """The field alone earns nothing, as nobody has spoken: it is tried here with all that can be heard."""
    earned = {}
    for variant in VARIANTS:
        told = Files(variant)
        for way, sheet in sheets(told.fields[discovery.ID][discovery.SHEET].controls()["rows"]):
            _, parts = told.marked(told.best, sheet)
            share = (5 * parts["sheet"].fraction + 2 * parts["unsaid"].fraction) / 7
            earned.setdefault(way, []).append(share)
    means = {way: sum(shares) / len(shares) for way, shares in earned.items()}
    assert means["not said"] == 0
    assert {way: mean for way, mean in means.items() if mean > 0.15} == {}
    assert len(means) >= 8


def test_no_scripted_way_through_the_visit_pays():
    earned = {}
    for variant in VARIANTS:
        told = Files(variant)
        for way, said in talks(told.fields[discovery.ID][discovery.ID].script):
            _, parts = told.marked([{"choice_id": code} for code in said])
            share = (5 * parts["talk"].fraction + 2 * parts["listening"].fraction) / 7
            earned.setdefault(way, []).append(share)
    assert {way: sum(one) / 17 for way, one in earned.items() if sum(one) / 17 > 0.15} == {}
    assert len(earned) >= 20
