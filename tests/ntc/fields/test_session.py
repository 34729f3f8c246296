import pytest

from ntc.fields import NumberField, RubricLine, place, session


@pytest.fixture
def stock_grading(monkeypatch):
    """As in a cell that nbgrader executes while it autogrades."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")


def test_collecting_gives_the_fields_built_inside_in_order():
    with session.collecting() as fields:
        first, second = NumberField("cp4-time-admin"), NumberField("cp4-time-freed")
        place(first, second)
    NumberField("cp4-time-selling")
    assert fields == [first, second]
    assert not session.is_collecting()


def test_collecting_inside_collecting_keeps_each_its_own():
    with session.collecting() as outer:
        first = NumberField("cp4-time-admin")
        with session.collecting() as inner:
            second = NumberField("cp4-time-freed")
        third = NumberField("cp4-time-selling")
    assert (outer, inner) == ([first, third], [second])


@pytest.mark.parametrize(
    "build", [lambda: NumberField("cp4-time-admin"), lambda: RubricLine("cp4-note", "1")]
)
def test_nothing_is_built_by_a_stock_autograding(stock_grading, build):
    with pytest.raises(RuntimeError, match="executed by nbgrader"):
        build()
    with session.collecting(), pytest.raises(RuntimeError, match="executed by nbgrader"):
        build()


def test_grading_builds_fields_and_collecting_inside_it_too(stock_grading):
    with session.grading() as outer, session.collecting() as inner:
        field = NumberField("cp4-time-admin")
    assert (outer, inner) == ([], [field])
    with pytest.raises(RuntimeError):
        NumberField("cp4-time-admin")


def test_an_open_lesson_gives_its_answers_until_it_is_closed(answers):
    assert session.current_answers() is answers
    session.close_answers()
    assert session.current_answers() is None
