"""The row picker and the row sorter: lines of any public table, kept or sorted by their keys."""

import csv

import pytest

from ntc.case import load, schema
from ntc.fields import Blank, Unreadable, Value
from ntc.french import typeset
from ntc.instruments.picker import RowPicker, RowSorter
from ntc.paths import TABLES
from ntc.tables.whole import table_view


@pytest.fixture(scope="module")
def case():
    return load("00")


@pytest.fixture
def picker(case):
    return RowPicker("cp4-causes", case, "prospects", keep=2)


def names():
    with (TABLES / "00" / "prospects.csv").open(encoding="utf-8", newline="") as file:
        return {line["prospect_id"]: typeset(line["name"]) for line in csv.DictReader(file)}


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        ([], Blank()),
        (["P0003"], Value(frozenset({"P0003"}), "1 sur 2", complete=False)),
        (["P0003", "P0001"], Value(frozenset({"P0001", "P0003"}), "2 sur 2")),
    ],
)
def test_lines_are_kept_by_their_keys(picker, raw, outcome):
    assert picker.parse(raw) == outcome


@pytest.mark.parametrize(
    "raw", [["P0001", "P0002", "P0003"], ["nobody"], [["P0001"]], {"P0001": "x"}, "P0001"]
)
def test_too_many_lines_and_lines_that_are_not_there_are_unreadable(picker, raw):
    assert isinstance(picker.parse(raw), Unreadable)


def test_lines_bear_their_names_in_the_order_of_the_table(picker):
    assert dict(picker.controls()["options"]) == names()
    assert f"<ul><li>{names()['P0003']}</li></ul>" in picker.html(["P0003"])


def test_lines_without_a_name_bear_their_key_and_what_they_say_first(case):
    label = dict(RowPicker("cp4-causes", case, "competitor_offers").labels)["OC01"]
    assert label == "OC01, AirPromo-Pro"


def test_the_table_comes_when_it_is_asked_for_and_its_file_too(picker, case):
    view = table_view(case, "prospects")
    told, nothing = picker.reply({"open": True})
    assert (told, nothing) == ({"table": view.packed()}, [])
    assert len(picker.controls()["options"]) == told["table"]["count"]
    asked = {"take": "file-1", "id": "prospects", "lines": [2, 0]}
    named, (book,) = picker.reply(asked)
    assert named == {"taken": "file-1", "name": "Prospects.xlsx"}
    assert book.startswith(b"PK")
    assert picker.reply({"another": 1}) is None


def test_every_public_table_with_lines_to_choose_among_can_be_picked_from(case):
    tables = [table.name for table in schema().values() if table.public and len(case.rows(table.name)) > 1]
    assert len(tables) > 60
    for name in tables:
        labels = RowPicker("cp4-causes", case, name).labels
        assert len(labels) == len(case.rows(name)), name
        assert all(labels.values()), name


CHOICES = [("keep", "je la garde"), ("twin", "double"), ("gone", "fermée")]


@pytest.fixture
def sorter(case):
    return RowSorter("cp4-indicators-match", case, "prospects", CHOICES, left="keep")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ({"P0003": "twin"}, "1\u00a0ligne triée · double : 1"),
        (
            {"P0003": "twin", "P0001": "gone", "P0009": "twin"},
            "3\u00a0lignes triées · double : 2 · fermée : 1",
        ),
        ({"P0003": "keep"}, "0\u00a0ligne triée"),
    ],
)
def test_a_sorted_line_is_told_and_one_that_is_left_is_not(sorter, raw, told):
    assert sorter.parse(raw) == Value(raw, typeset(told))


@pytest.mark.parametrize("raw", [{"nobody": "twin"}, {"P0001": "other"}, {"P0001": ["twin"]}, ["P0001"]])
def test_lines_and_choices_that_are_not_there_are_unreadable(sorter, raw):
    assert isinstance(sorter.parse(raw), Unreadable)


def test_what_was_sorted_is_written_alone_in_the_order_of_the_table(sorter):
    assert sorter.parse({}) == Blank()
    assert sorter.controls()["left"] == "keep"
    rows = [f'<tr><th scope="row">{names()[code]}</th><td>double</td></tr>' for code in ("P0003", "P0009")]
    written = sorter.html({"P0009": "twin", "P0003": "twin", "P0002": "keep"})
    assert f"<table><tbody>{''.join(rows)}</tbody></table>" in written


def test_lines_left_alone_come_to_a_choice(case):
    with pytest.raises(ValueError, match="other is no choice"):
        RowSorter("cp4-indicators-match", case, "prospects", CHOICES, left="other")


def test_lines_may_be_named_by_who_places_the_table_as_many_as_it_has(case):
    lines = [(row.prospect_id, f"{row.name}, à voir") for row in case.prospects]
    picker = RowPicker("cp4-causes", case, "prospects", lines=lines, beside="cp4-indicators-match")
    assert picker.labels == dict(lines)
    assert picker.controls()["beside"] == "cp4-indicators-match"
    assert picker.reply({"open": True})[0]["table"]["count"] == len(lines)
    with pytest.raises(ValueError, match="2 names"):
        RowPicker("cp4-causes", case, "prospects", lines=lines[:2]).reply({"open": True})
