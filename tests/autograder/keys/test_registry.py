"""Keys are found by exercise; a key that crashes is our fault, and says whose."""

import pytest

from autograder.keys import Answers, KeyFault, Lesson, mark, registry
from autograder.mark import Mark
from ntc.fields.outcome import Blank, Unreadable, Value


class Upper:
    """A field that reads capitals only."""

    def parse(self, raw):
        if not raw:
            return Blank()
        return Value(raw) if raw.isupper() else Unreadable("En capitales, s’il vous plaît.")


class Table:
    """A field that reads a table whose cells are capitals."""

    def parse(self, raw):
        if not raw:
            return Blank()
        return Value({row: self.line(cells) for row, cells in raw.items()})

    def line(self, cells):
        if not isinstance(cells, dict):
            return {"value": Unreadable("Une ligne, s’il vous plaît.")}
        return {column: Upper().parse(text) for column, text in cells.items()}


def lesson(exercise, answer=""):
    """A lesson of one exercise of one field."""
    return Lesson.read({exercise: {exercise: Upper()}}, {exercise: answer})


@pytest.fixture
def keys(monkeypatch):
    monkeypatch.setattr(registry, "KEYS", {})
    monkeypatch.setattr(registry, "SPECIMENS", {})


def test_a_key_marks_what_its_fields_understood(keys):
    @registry.key("cp0-letter")
    def letter(case, truth, answers):
        return Mark(float(answers["cp0-letter"] == Value(case)))

    assert mark("cp0-letter", "A", None, lesson("cp0-letter", "A")) == Mark(1.0)
    assert mark("cp0-letter", "A", None, lesson("cp0-letter")) == Mark(0.0)


def test_a_key_that_crashes_names_the_exercise_and_keeps_the_cause(keys):
    @registry.key("cp0-broken")
    def broken(case, truth, answers):
        raise ZeroDivisionError("no fixed costs")

    with pytest.raises(KeyFault, match=r"cp0-broken.*ZeroDivisionError: no fixed costs") as caught:
        mark("cp0-broken", None, None, lesson("cp0-broken"))
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_an_exercise_without_a_key_is_our_fault_too(keys):
    with pytest.raises(KeyFault, match="cp0-nothing"):
        mark("cp0-nothing", None, None, lesson("cp0-nothing"))


def test_an_exercise_has_one_key_and_one_set_of_specimens(keys):
    registry.key("cp0-x")(lambda case, truth, answers: Mark(0.0))
    registry.specimens("cp0-x")(lambda case, truth: [])
    with pytest.raises(ValueError, match="cp0-x"):
        registry.key("cp0-x")(lambda case, truth, answers: Mark(1.0))
    with pytest.raises(ValueError, match="cp0-x"):
        registry.specimens("cp0-x")(lambda case, truth: [])


def test_answers_to_other_fields_are_ignored():
    answers = Answers.read({"a": Upper(), "b": Upper()}, {"a": "X", "z": "Y"})
    assert dict(answers) == {"a": Value("X"), "b": Blank()}
    assert answers.raw == {"a": "X"}
    assert len(answers) == 2


def test_an_entry_keeps_what_was_typed():
    answers = Answers.read({"a": Upper(), "b": Upper()}, {"a": "x"})
    assert answers.entry("a").typed == "x"
    assert answers.entry("a").value is None
    assert answers.entry("b").outcome == Blank()


def test_a_cell_is_found_by_row_and_column_and_is_blank_when_absent():
    answers = Answers.read({"t": Table(), "empty": Table()}, {"t": {"r": {"value": "X", "unit": "y"}}})
    assert answers.cell("t", "r").value == "X"
    assert answers.cell("t", "r", "unit").typed == "y"
    assert isinstance(answers.cell("t", "r", "unit").outcome, Unreadable)
    assert answers.cell("t", "other").outcome == Blank()
    assert answers.cell("empty", "r").outcome == Blank()


@pytest.mark.parametrize(("line", "typed"), [("10", "10"), (["10"], ""), (10, ""), (None, "")])
def test_a_row_of_another_shape_is_unreadable_and_quotes_only_text(line, typed):
    cell = Answers.read({"t": Table()}, {"t": {"r": line}}).cell("t", "r")
    assert isinstance(cell.outcome, Unreadable)
    assert cell.typed == typed


def test_an_exercise_is_marked_knowing_the_others_of_its_lesson(keys):
    @registry.key("cp0-second")
    def second(case, truth, answers):
        return Mark(float(answers.lesson["cp0-first"]["a"] == Value("A")))

    fields = {"cp0-first": {"a": Upper()}, "cp0-second": {"b": Upper()}}
    assert mark("cp0-second", None, None, Lesson.read(fields, {"a": "A", "b": "B"})) == Mark(1.0)
    assert mark("cp0-second", None, None, Lesson.read(fields, {"b": "B"})) == Mark(0.0)
    assert list(Lesson.read(fields, {})) == ["cp0-first", "cp0-second"]


def test_an_exercise_that_is_not_in_the_lesson_is_our_fault_too(keys):
    registry.key("cp0-x")(lambda case, truth, answers: Mark(0.0))
    with pytest.raises(KeyFault, match="cp0-x"):
        mark("cp0-x", None, None, Lesson.read({}, {}))
