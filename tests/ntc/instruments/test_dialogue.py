"""The dialogue player: any dialogue of the tables, gone line by line; no truth in what a learner gets."""

import csv
from dataclasses import replace

import pytest

from ntc.case import VARIANTS, load
from ntc.fields import Blank, Unreadable, Value, session
from ntc.fields.answers import AnswersFile, read_answers
from ntc.french import typeset
from ntc.instruments.dialogue import SAMPLE, Dialogue, Rehearsal
from ntc.instruments.script import Answer, script
from ntc.paths import TABLES

ID = "cp4-causes"


@pytest.fixture(scope="module")
def case():
    return load("00")


@pytest.fixture
def widget(tmp_path):
    session.open_answers(AnswersFile(tmp_path / "cp4-bilan.answers.json", "cp4-bilan", "test.eleve", "07"))
    yield Dialogue(ID, SAMPLE).widget()
    session.close_answers()


def lines(table):
    with (TABLES / "00" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def first_path(code):
    """The path of whoever always says what is offered first, read off the file."""
    after = {}
    for line in lines("dialogue_choices"):
        after.setdefault(line["node_id"], line)
    here = next(line["start"] for line in lines("dialogues") if line["dialogue_id"] == code)
    while here in after:
        yield after[here]
        here = after[here]["next"]


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_dialogue_of_the_tables_has_its_script_and_goes_to_an_end(variant):
    case = load(variant)
    codes = [row.dialogue_id for row in case.dialogues]
    assert len(codes) == 5
    for code in codes:
        found = script(case, code)
        nodes = [row for row in case.dialogue_nodes if row.dialogue_id == code]
        assert {line.id for line in found.lines} == {row.node_id for row in nodes}
        assert {line.id for line in found.lines if not found.after(line.id)} == {
            row.node_id for row in nodes if row.last
        }


def test_a_talk_is_blank_then_on_its_way_then_whole(case):
    field = Dialogue(ID, script(case, "D1"))
    path = [line["choice_id"] for line in first_path("D1")]
    assert len(path) > 2
    assert field.parse([]) == Blank()
    begun = field.parse(path[:1])
    assert begun == Value((path[0],), "1\u00a0réponse donnée", "Le dialogue n’est pas fini.", complete=False)
    assert field.remarks(path[:1]) == ["Le dialogue n’est pas fini."]
    ended = field.parse(path)
    assert ended == Value(tuple(path), f"{len(path)}\u00a0réponses données")
    assert field.remarks(path) == []


def test_a_path_that_cannot_be_gone_is_unreadable_never_wrong(case):
    field = Dialogue(ID, script(case, "D1"))
    path = [line["choice_id"] for line in first_path("D1")]
    other = next(line["choice_id"] for line in lines("dialogue_choices") if line["node_id"].startswith("D2"))
    for raw in (path[1:], [other], [*path, path[-1]], [path[0], path[0]], [[path[0]]], [1], {path[0]: 1}):
        assert isinstance(field.parse(raw), Unreadable), raw
        assert field.html(raw)


def test_the_static_page_says_what_was_said_by_whom_in_order(case):
    found = script(case, "D1")
    gone = list(first_path("D1"))
    page = Dialogue(ID, found).html([line["choice_id"] for line in gone])
    spoken = {line["node_id"]: (line["speaker"], line["text"]) for line in lines("dialogue_nodes")}
    told = [spoken[found.start]]
    for line in gone:
        told += [("Vous", line["text"]), spoken[line["next"]]]
    at = [
        page.index(f"<li><strong>{typeset(f'{who} :')}</strong> {typeset(text).replace('&', '&amp;')}</li>")
        for who, text in told
    ]
    assert at == sorted(at)
    assert page.count("<li>") == len(told)


def test_what_the_page_gets_is_what_a_learner_may_read(case):
    """Of truth nothing: no ending, no point, no nature of an answer."""
    spec = Dialogue(ID, script(case, "D4")).spec()
    assert set(spec) == {
        *("kind", "field", "exercise", "label", "help", "badges"),
        *("setting", "start", "lines", "answers", "costs", "again"),
    }
    assert (spec["costs"], spec["again"]) == ({}, False)
    assert spec["lines"] == {
        line["node_id"]: (line["speaker"], typeset(line["text"]))
        for line in lines("dialogue_nodes")
        if line["dialogue_id"] == "D4"
    }
    offered = [(after, *one) for after, several in spec["answers"].items() for one in several]
    assert offered == [
        (line["node_id"], line["choice_id"], typeset(line["text"]), line["next"])
        for line in lines("dialogue_choices")
        if line["node_id"].startswith("D4")
    ]


def test_the_costs_of_a_script_stay_out_of_an_assessed_talk():
    assert Dialogue(ID, SAMPLE).spec()["costs"] == {}
    assert Rehearsal("cp9-essai", SAMPLE).spec()["costs"] == SAMPLE.costs


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (["a1", "b1"], ["a1"], ["a1", "b1"]),
        # Nothing is taken back, whatever it began from.
        (["a1"], ["a1", "b1"], ["a1", "b1"]),
        ([], ["a2"], ["a2"]),
        # As long and not the same: what was written first was said.
        (["a2"], ["a1"], ["a1"]),
        (["a1", "b2"], ["a1", "b1"], ["a1", "b1"]),
        # A path that cannot be gone never takes the place of one that can.
        (["a1", "b9", "c"], ["a1"], ["a1"]),
        (["a1"], ["b1", "b1"], ["a1"]),
        (None, ["a1"], ["a1"]),
    ],
)
def test_of_two_tabs_the_talk_that_went_further_stands(mine, theirs, both):
    for base in (None, mine, theirs):
        assert Dialogue(ID, SAMPLE).merge(base, mine, theirs) == both


def test_in_practice_one_may_go_back():
    merge = Rehearsal("cp9-essai", SAMPLE).merge
    assert merge(["a1", "b1"], ["a1"], ["a1", "b1"]) == ["a1"]
    assert merge(["a1"], ["a1"], ["a1", "b1"]) == ["a1", "b1"]
    assert merge([], ["a1"], ["a1", "b1"]) == ["a1", "b1"]


def test_what_was_said_is_not_taken_back_on_the_disk_and_the_other_tab_is_told(widget, tmp_path):
    other = Dialogue(ID, SAMPLE).widget()
    widget.raw = ["a1"]
    assert (other.raw, bool(other.elsewhere)) == (["a1"], True)
    other.raw = ["a1", "b1"]
    # The first tab had heard nothing yet, and goes back.
    widget.steps = [{"id": "s1", "raw": ["a2"], "base": []}]
    saved = read_answers(tmp_path / "cp4-bilan.answers.json")["answers"][ID]["raw"]
    assert saved == widget.raw == other.raw == ["a1", "b1"]
    assert widget.elsewhere
    assert widget.state == "answered"


def test_no_earlier_version_of_a_talk_comes_back(widget, monkeypatch):
    told = []
    monkeypatch.setattr(widget, "send", lambda content, buffers=None: told.append(content))
    widget._answers.set(ID, ["a2"])
    widget._answers.set(ID, ["a1"])
    widget._asked(widget, {"versions": True}, [])
    assert (told, widget.earlier) == ([{"versions": []}], 0)


def test_practice_is_no_exercise_and_tells_what_it_is():
    field = Rehearsal("cp9-essai", SAMPLE)
    assert (field.assessed, field.spec()["badges"], field.label) == (False, [], "Un appel")
    assert field.feedback([]).message == "Pour vous entraîner\u00a0: rien n’est noté ici."
    assert field.feedback(["a1"]).state == "partial"
    assert field.remarks(["a1"]) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"start": "l9"}, "no such lines"),
        ({"answers": (Answer("a1", "l1", "Oui", "l9"),), "costs": {}}, "no such lines"),
        ({"answers": (Answer("a1", "l1", "Oui", "l1"),), "costs": {}}, "may come back"),
        ({"costs": {"z": "cher"}}, "no such answers"),
    ],
)
def test_a_script_that_leads_nowhere_or_round_is_refused(change, why):
    with pytest.raises(ValueError, match=why):
        replace(SAMPLE, **change)
