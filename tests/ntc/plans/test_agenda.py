"""Rows at a day and an hour: what is at the same time, hours kept free, worked out by hand."""

from collections import defaultdict

import pytest

from autograder import truth as truths
from ntc.case import VARIANTS, load
from ntc.plans import Item, Row
from ntc.plans.agenda import LENGTH, Clear, Overlaps, Span, span
from ntc.plans.hours import clock, lasting, minute

LENGTHS = {"visite": 4, "appel": 1, "devis": 3}


def rows(**placed):
    """Rows at « lu 0900 », or at no hour."""
    found = []
    for id, at in placed.items():
        day, start = [*at.split(), None, None][:2]
        found.append(Row(Item(id, id.capitalize(), {LENGTH: LENGTHS[id]}), {"day": day, "start": start}))
    return tuple(found)


def plain(text):
    return text.replace("\u00a0", " ")


def test_a_row_lasts_as_many_half_hours_as_its_item_says():
    (visit,) = rows(visite="lu 0930")
    assert span(visit) == Span("lu", 570, 690)
    assert [span(row) for row in rows(visite="lu", appel="")] == [None, None]


@pytest.mark.parametrize(
    ("placed", "told"),
    [
        ({"visite": "lu 0900", "appel": "lu 1100"}, ""),
        ({"visite": "lu 0900", "appel": "lu 1030"}, "En même temps : « Visite » et « Appel »."),
        ({"visite": "lu 0900", "appel": "ma 1030"}, ""),
        ({"visite": "lu 0900", "appel": "lu"}, ""),
        # One before it is at the same time too, and each pair is told.
        (
            {"visite": "lu 0900", "appel": "lu 0930", "devis": "lu 0800"},
            "En même temps : « Visite » et « Appel » ; « Visite » et « Devis ».",
        ),
    ],
)
def test_two_things_of_a_day_are_not_at_the_same_time(placed, told):
    assert plain(Overlaps("En même temps : {}.").broken(rows(**placed))) == told


@pytest.mark.parametrize(
    ("start", "is_then"), [("1000", False), ("1030", True), ("1330", True), ("1400", False)]
)
def test_nothing_is_at_hours_that_are_kept_free(start, is_then):
    """Four half-hours from 10:00 end at noon."""
    told = Clear("1200", "1400", "Au déjeuner : {}.").broken(rows(visite=f"lu {start}"))
    assert plain(told) == ("Au déjeuner : « Visite »." if is_then else "")


def test_hours_are_counted_and_written():
    assert (minute("0930"), clock(545), plain(lasting(45)), plain(lasting(125))) == (
        570,
        "09:05",
        "45 minutes",
        "2 h 05",
    )


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_weeks_that_the_generator_found_overlap_nowhere_and_end_by_six(variant):
    case = load(variant)
    slots = {slot.slot_id: slot for slot in case.week_slots}
    tasks = {
        task.task_id: Item(task.task_id, task.title, {LENGTH: task.half_hours}) for task in case.week_tasks
    }
    weeks = defaultdict(list)
    for row in truths.load(variant).week_plans:
        slot = slots[row.slot_id]
        at = {"day": f"{slot.day}", "start": f"{slot.start:%H%M}"}
        weeks[row.plan].append(Row(tasks[row.task_id], at))
    assert weeks
    overlaps = Overlaps("{}")
    for week in weeks.values():
        assert overlaps.broken(tuple(week)) == ""
        one, other = week[:2]
        assert overlaps.broken((Row(one.item, other.cells), other))
        evening = Clear("1800", "2400", "{}")
        assert evening.broken(tuple(week)) == ""
