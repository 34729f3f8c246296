"""What CP2 asks about and its plans: what a plan breaks is told in French, and no answer is."""

import pytest

from ntc.case import VARIANTS, load
from ntc.lessons.cp2 import plans, week
from ntc.lessons.cp2.views import VIEWS


def plain(sentences):
    return [sentence.replace("\u00a0", " ").replace("\u202f", " ") for sentence in sentences]


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_largest_margins_break_money_and_an_order(variant):
    """What a first draft meets: eleven actions of the largest margins, in every variant."""
    case = load(variant)
    richest = sorted(case.actions, key=lambda row: -row.expected_margin)[:11]
    told = " ".join(plans.first_draft(case).broken({row.action_id: {} for row in richest}))
    assert "Le plan coûte" in told
    assert "Sans ce qui doit venir avant" in told


def test_a_month_out_of_season_an_order_upside_down_and_a_full_month_are_told():
    case = load("00")
    rows = {row.action_id: row for row in case.actions}
    needing = next(row for row in case.actions if row.prerequisite)
    first = rows[needing.prerequisite]
    problem = plans.actions(case)
    same = {code: {"month": f"m{first.latest.month:02}"} for code in (needing.action_id, first.action_id)}
    (told,) = [one for one in plain(problem.broken(same)) if one.startswith("Sans ce qui doit venir avant")]
    assert needing.label[:20].replace("\u00a0", " ") in told
    fair = next(row for row in case.actions if row.earliest.month == row.latest.month)
    assert any(
        one.startswith("Mois à revoir") for one in plain(problem.broken({fair.action_id: {"month": "m06"}}))
    )
    august = next(row for row in case.actions if row.earliest.month < 8 < row.latest.month)
    assert any(
        one.startswith("Mois à revoir") for one in plain(problem.broken({august.action_id: {"month": "m08"}}))
    )
    june = {
        row.action_id: {"month": "m06"}
        for row in case.actions
        if row.earliest.month <= 6 <= row.latest.month and not row.prerequisite
    }
    assert sum(rows[code].days for code in june) > 9
    assert any(one.startswith("Plus de 9 jours dans un mois : juin (") for one in plain(problem.broken(june)))


@pytest.mark.parametrize("variant", VARIANTS)
def test_rows_that_are_asked_about(variant):
    case = load(variant)
    assert len(plans.ideas(case)) == 18
    assert len(plans.segment_cases(case)) == 16
    assert len(plans.criteria(case)) == 8
    assert len(plans.newcomers(case)) == 2
    assert len(plans.first_sixty(case)) == 60
    assert len(plans.tour(case).journey.doors) == len(list(plans.doors(case))) == 7
    assert (len(plans.needs(case)), len(plans.tools(case))) == (6, 8)
    assert len(plans.week_tasks(case)) == len(case.week_draft)
    assert plans.visited(case).client_id in {task.account_id for task in case.week_tasks}


def test_the_week_tells_what_overlaps_and_what_is_left():
    case = load("00")
    problem = week.week(case)
    first, second, *others = [task for task in case.week_tasks if task.required]
    at = {"day": week.week_hours(case)["day"][0][0], "start": "0900"}
    told = plain(problem.broken({first.task_id: at, second.task_id: at}))
    assert told[0].startswith("En même temps : « ")
    assert first.title[:30].replace("\u00a0", " ") in told[0]
    assert told[1].startswith("À placer, jour et heure : ")
    assert all(task.title.replace("\u00a0", " ") in told[1] for task in others)
    later = {"day": at["day"], "start": "1700"}
    assert (
        not any(
            one.startswith("En même temps")
            for one in plain(problem.broken({first.task_id: at, second.task_id: later}))
        )
        or first.half_hours > 16
    )
    assert (len(week.week_days(case)), week.week_starts(case)[0]) == (5, ("0800", "08:00"))


@pytest.mark.parametrize("variant", VARIANTS)
def test_records_are_named_in_the_order_of_their_table(variant):
    case = load(variant)
    grid = VIEWS["grid"](case)
    name, town = ([column.label for column in grid.columns].index(head) for head in ("Prospect", "Ville"))
    shown = [f"{row[name]} · {row[town]}" for row in grid.rows]
    assert shown == [label for _, label in plans.sorting(case)["lines"]]
    assert len(set(shown)) == 60
    assert plans.keeping(case)["lines"] == plans.sorting(case)["lines"]
    assert (plans.keeping(case)["keep"], plans.sorting(case)["left"]) == (40, "keep")


@pytest.mark.parametrize("variant", ["00", "05"])
def test_no_table_of_the_lesson_tells_a_class_an_exclusion_or_litres(variant):
    case = load(variant)
    heads = {column.label for view in VIEWS.values() for column in view(case).columns}
    assert not {head for head in heads if any(word in head for word in ("lasse", "itres", "clus", "CO"))}
    assert {name: len(view(case).rows) for name, view in VIEWS.items()}["grid"] == 60
    assert VIEWS["distances"](case).rows[0][0] == "Carquefou"
