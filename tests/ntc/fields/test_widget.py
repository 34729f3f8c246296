import errno

import pytest

from ntc.fields import MultiField, NumberField, TableField
from ntc.fields import answers as module
from ntc.fields.answers import read_answers


@pytest.fixture
def widget(answers):
    return NumberField("cp4-time-admin").widget()


def shown(widget):
    return widget.state, widget.echo.replace("\u00a0", " "), widget.message


def test_a_new_field_is_blank(widget):
    assert shown(widget) == ("blank", "", "")
    assert (widget.raw, widget.stored, widget.saved) == (None, None, "")


def test_what_is_entered_is_saved_and_echoed(widget, answers, path):
    widget.raw = "12,5"
    assert shown(widget) == ("answered", "compris : 12,5 %", "")
    assert widget.stored == "12,5"
    assert widget.saved == f"{answers.saved('cp4-time-admin'):%H:%M}"
    assert read_answers(path)["answers"]["cp4-time-admin"]["raw"] == "12,5"


def test_what_is_unreadable_is_saved_too_and_explained(widget):
    widget.raw = "12 €"
    state, echo, message = shown(widget)
    assert (state, echo) == ("unreadable", "")
    assert "nombre en\u00a0%" in message or "nombre en %" in message
    assert widget.stored == "12 €"


def test_an_answer_can_be_erased(widget, answers):
    widget.raw = "12"
    widget.raw = ""
    assert shown(widget) == ("blank", "", "")
    assert answers.get("cp4-time-admin") == ""


def test_a_field_built_again_shows_what_was_saved(widget):
    widget.raw = "12,5"
    again = NumberField("cp4-time-admin").widget()
    assert (again.raw, again.stored, again.state, again.saved) == ("12,5", "12,5", "answered", widget.saved)


def test_a_table_says_cell_by_cell_what_is_understood(answers):
    widget = TableField("cp4-variance", ca="€", margin="€").widget()
    widget.raw = {"mix": {"ca": "1.234", "margin": "-3"}}
    assert widget.state == "unreadable"
    assert widget.echo == "2 sur 8"
    assert widget.cells["mix"]["ca"]["state"] == "unreadable"
    assert widget.cells["mix"]["margin"]["echo"] == "\u22123,00\u00a0€"
    widget.raw = {}
    assert (widget.state, widget.cells) == ("blank", {})


def test_what_the_disk_refuses_is_told_and_leaves_with_the_next_saving(widget, answers, monkeypatch):
    other = MultiField("cp4-indicators-board", [("a", "A"), ("b", "B")]).widget()
    with monkeypatch.context() as refusing:
        refusing.setattr(module, "write_atomically", _full)
        widget.raw = "12,5"
    assert widget.state == "error"
    assert "disque est plein" in widget.message
    assert widget.stored is None

    other.raw = ["a"]
    assert shown(widget) == ("answered", "compris : 12,5 %", "")
    assert (widget.stored, widget.saved) == ("12,5", other.saved)
    assert answers.get("cp4-time-admin") == "12,5"


def test_the_learner_can_ask_to_save_again(widget, answers, monkeypatch):
    with monkeypatch.context() as refusing:
        refusing.setattr(module, "write_atomically", _full)
        widget.raw = "12,5"
        widget._handle_custom_msg({"again": "12,5"}, [])
        assert widget.state == "error"
    widget._handle_custom_msg({"again": "13"}, [])
    assert (widget.state, widget.stored) == ("answered", "13")
    widget._handle_custom_msg({"again": "13"}, [])
    assert answers.get("cp4-time-admin") == "13"


@pytest.mark.parametrize("raw", [3, None, ["a", 1], "x" * 50_001])
def test_what_no_page_of_ours_sends_is_refused_and_saved_nowhere(widget, answers, raw):
    widget.raw = "12"
    widget.raw = raw
    assert widget.state == "error"
    assert answers.get("cp4-time-admin") == "12"


def test_the_page_gets_a_stub_and_the_name_of_what_draws_it(widget):
    sent = widget.get_state()
    assert "export default" in sent["_esm"]
    assert sent["_page"] == "field"
    assert "_css" not in sent


def _full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")
