"""The note sheet: a table of one column, whose lines may say « non dit »."""

from decimal import Decimal

import pytest

from ntc.fields import Blank, TableField, Unreadable
from ntc.instruments.notes import UNSAID, NoteSheet

ID = "cp4-causes"
ROWS = (("set", "Pression réglée"), ("start", "Mise en route"), ("who", "Qui décide"))
KINDS = {"set": "bar", "start": "date", "who": (("he", "Lui"), ("she", "Elle"))}


@pytest.fixture
def sheet():
    return NoteSheet(ID, ROWS, KINDS, year=2026)


def plain(text):
    return text.replace("\u00a0", " ")


def test_what_is_noted_is_understood_as_a_table_understands_it(sheet):
    raw = {"set": {"value": "9,2 bar"}, "start": {"value": "1er juin"}, "who": {"value": "she"}}
    noted = sheet.parse(raw).value
    assert noted["set"]["value"].value == Decimal("9.2")
    assert noted["start"] == TableField(ID, [ROWS[1]], year=2026, value="date").parse(raw).value["start"]
    assert noted["who"]["value"].value == "she"


def test_not_said_is_an_answer_and_a_blank_is_none(sheet):
    noted = sheet.parse({"set": {"unsaid": "yes"}}).value
    assert noted["set"]["value"].value is UNSAID
    assert noted["start"]["value"] == Blank()
    told = sheet.feedback({row: {"unsaid": "yes"} for row, _ in ROWS})
    assert (told.state, told.cells["who"]["value"]["echo"]) == ("answered", "non dit")


def test_both_at_once_are_refused_line_by_line(sheet):
    told = sheet.feedback({"set": {"value": "9,2", "unsaid": "yes"}, "start": {"unsaid": "yes"}})
    assert told.state == "unreadable"
    assert plain(told.cells["set"]["value"]["message"]) == "Notez une valeur, ou « non dit » : pas les deux."
    assert told.cells["start"]["value"]["state"] == "answered"


def test_a_line_that_is_broken_is_unreadable_and_leaves_the_others(sheet):
    noted = sheet.parse({"set": "9,2", "who": {"value": "he"}}).value
    assert isinstance(noted["set"]["value"], Unreadable)
    assert noted["who"]["value"].value == "he"


def test_the_static_page_tells_not_said_from_nothing(sheet):
    page = sheet.html({"set": {"unsaid": "yes"}, "who": {"value": "he"}})
    assert '<th scope="row">Pression réglée</th><td>non dit</td>' in page
    assert '<th scope="row">Mise en route</th><td>sans réponse</td>' in page
    assert '<th scope="row">Qui décide</th><td>Lui</td>' in page


def test_two_tabs_note_different_lines_and_a_line_noted_twice_is_seen(sheet):
    mine, theirs = {"set": {"value": "9,2"}}, {"who": {"unsaid": "yes"}}
    assert sheet.merge({}, mine, theirs) == mine | theirs
    both = sheet.merge({}, mine, {"set": {"unsaid": "yes"}})
    assert isinstance(sheet.parse(both).value["set"]["value"], Unreadable)


def test_the_page_is_told_the_words(sheet):
    assert sheet.spec()["unsaid"] == "non dit"
    assert [row["cells"]["value"]["input"] for row in sheet.spec()["rows"]] == ["number", "date", "choice"]


def test_a_kind_has_its_row():
    with pytest.raises(ValueError, match="ghost"):
        NoteSheet(ID, ROWS, KINDS | {"ghost": "bar"})


def test_a_sheet_annexes_what_was_noted_and_not_said(sheet):
    noted = sheet.parse({"set": {"unsaid": "yes"}, "who": {"value": "he"}})
    assert [plain(line) for line in sheet.in_lines(noted)] == [
        "Pression réglée : non dit",
        "Qui décide : Lui",
    ]
