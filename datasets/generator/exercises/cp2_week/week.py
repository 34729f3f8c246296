"""Exercise cp2-week: a week to put in order, from a draft that breaks ten rules, T19 among them.

Any plan that keeps the rules is right; several, far apart, are stored with all the places of each task.
"""

from collections.abc import Iterable, Sequence

from generator.core.codes import coded
from generator.core.dates import STORY_DATE
from generator.core.halfhours import HalfHours
from generator.core.stream import Stream
from generator.core.wording import clock
from generator.core.world import World
from generator.exercises.cp2_week.errand import Errand
from generator.exercises.cp2_week.errands import Errands
from generator.exercises.cp2_week.plans import KEPT, Fault, Places, Plan, Tasks, draft, limit, plans

WEEK = "cp2-week"
PROOF = "retour sur trace"
_ATTEMPTS = 400
# The most urgent call has about as many places in every variant.
_PLACES = (2, 4)


def build(world: World) -> None:
    """Add the tables weeks, week_slots, week_tasks, week_draft, week_faults and week_plans."""
    stream, week = world.stream("week"), HalfHours(STORY_DATE)
    errands = Errands(world, week, stream)
    for _ in range(_ATTEMPTS):
        tasks = dict(coded("t", errands.draw(), stream))
        places = {code: task.starts(week) for code, task in tasks.items()}
        if not _even(tasks, places):
            continue
        laid = draft(tasks, places, week, stream)
        if laid and len(found := plans(tasks, places, week, stream)) == KEPT:
            break
    else:
        raise ValueError("no draw of the tasks makes a week worth planning")
    faulty, faults = laid
    world.add("weeks", [_week(week, faults)])
    world.add("week_slots", (_slot(number, week) for number in week))
    world.add("week_tasks", (_task(code, task, places[code], week) for code, task in tasks.items()))
    world.add("week_draft", _placed(faulty, week))
    world.add("week_faults", _faults(faults, stream))
    world.add(
        "week_plans",
        ({"plan": rank, **row} for rank, plan in enumerate(found, start=1) for row in _placed(plan, week)),
    )


def _even(tasks: Tasks, places: Places) -> bool:
    """Tell whether each task has a place, and the most urgent call about as many in every variant."""
    low, high = _PLACES
    urgent = next(code for code, task in tasks.items() if task.kind == "demande")
    return all(places.values()) and low <= len(places[urgent]) <= high


def _week(week: HalfHours, faults: Iterable[Fault]) -> dict:
    return {
        "week_id": WEEK,
        "first_day": week.monday,
        "last_day": week.day(max(week)),
        "half_hours": week.worked,
        "admin_max": limit("admin_max", week),
        "reserve_min": limit("reserve_min", week),
        "faults": len(list(faults)),
        "proof": PROOF,
    }


def _slot(number: int, week: HalfHours) -> dict:
    start, part = week.start(number), week.part(number)
    return {
        "slot_id": week.code(number),
        "day": week.day(number),
        "start": clock(start),
        "end": clock(start + week.step),
        "moment": "pause" if part is None else ("matin", "après-midi")[part],
        "calls": week.callable(number),
    }


def _task(code: str, task: Errand, starts: Sequence[int], week: HalfHours) -> dict:
    day, hour = task.fixed or (None, None)
    return {
        "task_id": code,
        "kind": task.kind,
        "title": task.title,
        "account_id": task.account,
        "quote_id": task.quote,
        "town_id": task.town,
        "fixed_day": day,
        "fixed_at": _hour(hour),
        "since": task.since,
        "since_at": _hour(task.since_at),
        "minutes": task.minutes,
        "way_minutes": task.way,
        "driving_minutes": task.driving,
        "half_hours": task.length,
        "required": task.required,
        "rule": task.rule,
        "due_on": task.only_on or task.by,
        "due_at": _hour(task.by_at),
        "places": len(starts),
        "starts": " ".join(week.code(start) for start in starts),
    }


def _placed(plan: Plan, week: HalfHours) -> list[dict]:
    return [{"task_id": code, "slot_id": week.code(plan[code])} for code in sorted(plan)]


def _faults(faults: Iterable[Fault], stream: Stream) -> list[dict]:
    return [
        {"fault_id": code, "rule": fault.rule, "task_id": fault.task, "trap": fault.trap}
        for code, fault in coded("e", list(faults), stream)
    ]


def _hour(minutes: int | None) -> str | None:
    return None if minutes is None else clock(minutes)
