"""The agenda: a plan whose rows have a day and an hour; its rules are those of the plan."""

import pytest

from ntc.fields import Blank, Unreadable
from ntc.instruments.agenda import SAMPLE, SAMPLE_DAYS, SAMPLE_STARTS, Agenda
from ntc.instruments.planner import Planner

ID = "cp4-causes"


@pytest.fixture
def agenda():
    return Agenda(ID, SAMPLE, day=SAMPLE_DAYS, start=SAMPLE_STARTS, pause={"1200", "1230"})


def plain(text):
    return text.replace("\u00a0", " ")


def at(**placed):
    return {task: dict(zip(("day", "start"), where.split(), strict=False)) for task, where in placed.items()}


def test_it_understands_what_a_planner_with_a_day_and_an_hour_does(agenda):
    planner = Planner(ID, SAMPLE, day=SAMPLE_DAYS, start=SAMPLE_STARTS)
    for raw in (at(t1="d1 0900", t2="d2 1000"), at(t1="d1"), {}, at(t1="d7 0900"), at(t9="d1 0900"), ["t1"]):
        assert agenda.parse(raw) == planner.parse(raw)
        assert agenda.feedback(raw) == planner.feedback(raw)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (
            at(t1="d1 0900", t2="d1 1030"),
            "En même temps : « Rendez-vous chez Ber » et « Rappeler <b>Cro</b> ».",
        ),
        (at(t1="d1 1100"), "Pendant le déjeuner : « Rendez-vous chez Ber »."),
        (at(t2="d1 1100"), "À placer : « Rendez-vous chez Ber »."),
        (at(t1="d1 0900", t2="d1 1100"), ""),
    ],
)
def test_conflicts_are_told_by_the_rules_of_the_plan(agenda, raw, told):
    assert plain(agenda.feedback(raw).message) == told


def test_totals_are_told_from_the_start(agenda):
    assert agenda.parse({}) == Blank()
    assert plain(agenda.feedback({}).echo) == "demi-heures prises : 0 sur 40"
    assert plain(agenda.feedback(at(t1="d1 0900", t3="d2 0900")).echo) == "demi-heures prises : 7 sur 40"


def test_the_page_is_told_days_half_hours_and_how_long_each_task_is(agenda):
    spec = agenda.controls()
    assert spec["days"] == [("d1", "lundi 12"), ("d2", "mardi 13")]
    assert len(spec["starts"]) == 20
    assert spec["starts"][3] == ("0930", "09:30", "10:00", False)
    assert [start for start, *_, pause in spec["starts"] if pause] == ["1200", "1230"]
    assert [(id, length) for id, _, length, *_ in spec["tasks"]] == [("t1", 4), ("t2", 1), ("t3", 3)]
    assert "45 minutes de route" in plain(spec["tasks"][0][3][1])


def test_the_static_page_is_a_week_day_by_day_in_the_order_of_the_hours(agenda):
    page = plain(agenda.html(at(t1="d2 1400", t2="d2 0900", t3="d1")))
    assert "<strong>mardi 13</strong></p><ul><li>09:00 à 09:30 : Rappeler &lt;b&gt;Cro&lt;/b&gt;</li>" in page
    assert "<li>14:00 à 16:00 : Rendez-vous chez Ber</li>" in page
    assert "lundi" not in page
    assert "<strong>Sans jour ou sans heure</strong></p><ul><li>Notes de frais</li>" in page


def test_a_task_that_is_not_there_is_unreadable(agenda):
    assert isinstance(agenda.parse(at(t9="d1 0900")), Unreadable)


def test_what_is_fixed_is_counted_and_stays_where_it_is():
    """Four half-hours on Monday at nine, whatever a file says of them."""
    agenda = Agenda(ID, SAMPLE, day=SAMPLE_DAYS, start=SAMPLE_STARTS, fixed={"t1": ("d1", "0900")})
    assert agenda.parse({}) == Blank()
    assert plain(agenda.feedback({}).echo) == "demi-heures prises : 4 sur 40"
    told = agenda.feedback(at(t2="d1 1000"))
    assert plain(told.echo) == "demi-heures prises : 5 sur 40"
    assert plain(told.message).startswith("En même temps : ")
    assert agenda.parse(at(t1="d2 1500", t2="d2 1000")) == agenda.parse(at(t2="d2 1000"))
    assert [fixed for *_, fixed in agenda.controls()["tasks"]] == [("d1", "0900"), None, None]


@pytest.mark.parametrize("fixed", [{"t9": ("d1", "0900")}, {"t1": ("d9", "0900")}, {"t1": ("d1", "0915")}])
def test_nothing_is_fixed_where_nothing_can_be(fixed):
    with pytest.raises(ValueError, match="fixed where nothing can be"):
        Agenda(ID, SAMPLE, day=SAMPLE_DAYS, start=SAMPLE_STARTS, fixed=fixed)
