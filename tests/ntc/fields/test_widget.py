import errno

import pytest

from ntc.fields import MultiField, NumberField, TableField, TextField, session
from ntc.fields import answers as module
from ntc.fields.answers import AnswersFile, read_answers


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
    assert widget.saved == answers.saved("cp4-time-admin").isoformat()
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
    assert widget.echo == "1 sur 8"
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
    # The hour is that of the first try, which the file bears.
    assert (widget.stored, widget.saved) == ("12,5", answers.all()["cp4-time-admin"]["saved"])
    assert answers.get("cp4-time-admin") == "12,5"


def test_the_learner_can_ask_to_save_again(widget, answers, monkeypatch):
    with monkeypatch.context() as refusing:
        refusing.setattr(module, "write_atomically", _full)
        widget.raw = "12,5"
        ask_again(widget, "12,5")
        assert widget.state == "error"
    ask_again(widget, "12,5")
    assert (widget.state, widget.stored) == ("answered", "12,5")
    assert answers.get("cp4-time-admin") == "12,5"


def test_what_never_arrived_is_saved_once_when_the_page_asks_again(widget, answers):
    widget.raw = "12"
    steps = [{"id": "a", "base": "12", "raw": "13"}, {"id": "b", "base": "13", "raw": "14"}]
    ask_again(widget, "14", steps)
    assert (widget.heard, widget.raw, widget.stored) == ("b", "14", "14")
    # What was on its way all the time arrives after it.
    widget.set_state({"raw": "14", "steps": steps})
    ask_again(widget, "14", steps)
    assert answers.get("cp4-time-admin") == "14"
    assert [version.raw for version in answers.versions.of("cp4-time-admin")] == ["12", "13"]


def test_what_another_tab_wrote_is_told_never_undone_by_a_page_that_did_not_hear_of_it(answers, monkeypatch):
    here, there = (TableField("cp4-variance", ca="€", margin="€").widget() for _ in range(2))
    mine, both = {"mix": {"ca": "1"}}, {"mix": {"ca": "1", "margin": "2"}}
    here.raw = mine
    there.set_state({"raw": both, "steps": [{"id": "t", "base": mine, "raw": both}]})
    told = sent_by(here, monkeypatch)
    ask_again(here, mine)
    assert answers.get("cp4-variance") == both
    assert (told[-1]["raw"], told[-1]["stored"]) == (both, both)


def test_asked_again_the_kernel_tells_what_the_page_may_never_have_heard(widget, monkeypatch):
    widget.raw = "12,5"
    told = sent_by(widget, monkeypatch)
    ask_again(widget, "12,5")
    assert {"stored": "12,5", "state": "answered", "echo": widget.echo}.items() <= told[-1].items()
    assert "raw" not in told[-1]


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


def ask_again(widget, raw, steps=()):
    """Say what the page holds, and the changes of which it has no answer, as it does when none comes."""
    widget._handle_custom_msg({"again": raw, "steps": list(steps)}, [])


def sent_by(widget, monkeypatch):
    """The states that a widget sends from now on."""
    told = []

    def send(message, buffers=None):
        if message["method"] == "update":
            told.append(message["state"])

    monkeypatch.setattr(widget, "_send", send)
    return told


def _full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_two_tabs_of_one_lesson_follow_each_other_cell_by_cell(answers):
    one, other = (TableField("cp4-variance", ca="€", margin="€").widget() for _ in range(2))
    one.raw = {"mix": {"ca": "10"}}
    assert other.raw == other.stored == {"mix": {"ca": "10"}}
    assert other.cells["mix"]["ca"]["state"] == "answered"
    assert (one.elsewhere, other.elsewhere) == ("", one.saved)
    # Typed before the other tab had heard of it: what it was changed from is what it knew then.
    typed = {"mix": {"margin": "3"}}
    other.set_state({"steps": [{"id": "1", "base": None, "raw": typed}], "raw": typed})
    assert one.raw == other.raw == other.stored == {"mix": {"margin": "3", "ca": "10"}}
    assert answers.get("cp4-variance") == other.raw
    assert one.elsewhere == other.saved


def test_changes_that_a_busy_kernel_reads_together_are_each_taken_once(answers):
    widget, other = (TableField("cp4-variance", ca="€", margin="€").widget() for _ in range(2))
    one, two, three = ({"mix": {"ca": "1"}}, {"mix": {"ca": "1", "margin": "2"}}, {"mix": {"margin": "2"}})
    begun = [{"id": "a", "base": None, "raw": one}]
    widget.set_state({"steps": begun, "raw": one})
    assert (widget.heard, widget.stored) == ("a", one)
    # The page had not heard of it when it sent the rest: a cell added, the first one erased.
    rest = [{"id": "b", "base": one, "raw": two}, {"id": "c", "base": two, "raw": three}]
    widget.set_state({"steps": begun + rest, "raw": three})
    assert (widget.heard, widget.raw, widget.stored, widget.elsewhere) == ("c", three, three, "")
    assert answers.get("cp4-variance") == other.raw == three


def test_a_lesson_opened_in_a_second_tab_goes_on_with_the_same_file(answers, path):
    one = NumberField("cp4-time-admin").widget()
    session.open_answers(module.AnswersFile(path, "cp4-bilan", "dupont.m", "07"))
    other = NumberField("cp4-time-admin").widget()
    other.raw = "12"
    assert (one.raw, one.state) == ("12", "answered")


def test_a_lesson_opened_by_another_person_leaves_the_fields_of_the_first_alone(answers, path):
    one = NumberField("cp4-time-admin").widget()
    session.open_answers(module.AnswersFile(path, "cp4-bilan", "autre", "08"))
    NumberField("cp4-time-admin").widget().raw = "12"
    assert one.raw is None


def test_what_another_program_wrote_is_shown_once_the_page_is_looked_at(widget, path):
    module.AnswersFile(path, "cp4-bilan", "dupont.m", "07").set("cp4-time-admin", "12,5")
    assert widget.raw is None
    widget._asked(widget, {"look": True}, [])
    assert (widget.raw, widget.stored, widget.state) == ("12,5", "12,5", "answered")


def test_earlier_versions_are_counted_and_described_newest_first(widget, monkeypatch):
    sent = []
    monkeypatch.setattr(widget, "send", sent.append)
    for raw in ("12", "13", "beaucoup", ""):
        widget.raw = raw
    assert widget.earlier == 3
    widget._asked(widget, {"versions": True}, [])
    (told,) = sent
    assert [one["raw"] for one in told["versions"]] == ["beaucoup", "13", "12"]
    assert [one["said"].replace("\u00a0", " ") for one in told["versions"]] == [
        "illisible",
        "compris : 13 %",
        "compris : 12 %",
    ]
    kept = widget._answers.versions.of("cp4-time-admin")
    assert [one["when"] for one in told["versions"]] == [one.saved.isoformat() for one in reversed(kept)]


def test_a_version_is_told_by_its_first_words_whole_ones(answers):
    widget = TextField("cp4-note").widget()
    texts = [
        "Trop peu.",
        "À : Lénaïg Sallémin, cheffe des ventes, Galerne, à Nantes, Loire-Atlantique Date : vendredi 16/01",
    ]
    for text in [*texts, ""]:
        widget.raw = text
    told = [widget._offered(version)["begins"] for version in answers.versions.of("cp4-note")]
    assert told == [texts[0], f"{texts[1].partition(' Date')[0]} Date…"]


def test_a_field_says_that_another_name_was_said_and_saves_nothing_more(path):
    said = [("dupont.m", "07")]
    session.open_answers(AnswersFile(path, "cp4-bilan", "dupont.m", "07", lambda: said[0]))
    typed, looked = (NumberField(f"cp4-time-{part}").widget() for part in ("admin", "selling"))
    typed.raw = "12"
    said[0] = ("martin.p", "05")
    typed.raw = "13"
    looked._handle_custom_msg({"look": True}, [])
    for field in (typed, looked):
        assert field.left
        assert field.state == "error"
        assert "« martin.p »" in field.message.replace("\u00a0", " ")
    assert typed.stored == "12"
    assert read_answers(path)["answers"]["cp4-time-admin"]["raw"] == "12"
    said[0] = ("dupont.m", "07")
    ask_again(typed, "13")
    assert (typed.left, typed.stored, typed.state) == (False, "13", "answered")
    session.close_answers()


def test_what_was_typed_and_taken_back_while_the_kernel_was_busy_is_heard_too(widget, answers):
    widget.raw = "12"
    steps = [{"id": "a", "base": "12", "raw": "13"}, {"id": "b", "base": "13", "raw": "12"}]
    widget.set_state({"raw": "12", "steps": steps})
    assert (widget.heard, widget.raw, widget.stored) == ("b", "12", "12")
    assert [version.raw for version in answers.versions.of("cp4-time-admin")] == ["12", "13"]


def test_what_was_typed_before_another_name_was_said_is_saved_all_the_same(path):
    said = [("dupont.m", "07")]
    session.open_answers(AnswersFile(path, "cp4-bilan", "dupont.m", "07", lambda: said[0]))
    typed = NumberField("cp4-time-admin").widget()
    typed.raw = "12"
    said[0] = ("martin.p", "05")
    typed._handle_custom_msg({"former": "13", "base": "12"}, [])
    assert read_answers(path)["answers"]["cp4-time-admin"]["raw"] == "13"
    # What no field gives is not saved, and stops nothing.
    typed._handle_custom_msg({"former": {"x": {"y": {"z": 1}}}, "base": "13"}, [])
    assert read_answers(path)["answers"]["cp4-time-admin"]["raw"] == "13"
    session.close_answers()
