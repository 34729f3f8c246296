"""What is wrong with a week that a learner built: tasks astray, together, unplaced, and two shares."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from functools import cache
from itertools import combinations
from typing import Any, NamedTuple

from autograder.keys.primitives.choices import TOLD
from autograder.truth import Truth
from ntc.case import Case
from ntc.french import count, listing, quoted
from ntc.lessons.cp2.week import CALLS, PAPER, RESERVE

NOON, AFTERNOON, FRIDAY = time(12), time(14), 4
FRIDAY_UNTIL = time(16)

LUNCH = "Le déjeuner reste libre : {}."
FRIDAY_CALL = "Le vendredi après 16 h, on n’appelle plus : {}."
WRONG_HOURS = "Ce n’est pas le créneau de son métier : {}."
LEAVES = "À l’heure du rendez-vous, il faut y être, non partir : {}."
AGREED = "Le jour et l’heure sont convenus avec d’autres : {}."
OVERDUE = "Le délai est passé, recomptez depuis son départ : {}."
ANOTHER_DAY = "Une relance se fait au jour dit, ni la veille ni le lendemain : {}."
BEYOND = "Cela déborde la demi-journée : {}."
TOGETHER = "En même temps : {}."
UNPLACED = "À placer : {}."
TOO_MUCH_PAPER = "Le papier prend plus que sa part."
TOO_LITTLE_RESERVE = "La réserve pour l’imprévu est trop mince."


class Placed(NamedTuple):
    """A task where a learner put it: its day, its hour, the half-hours that it takes, by code."""

    task: Any
    day: date
    start: time
    slots: frozenset[str]


class Faulty(NamedTuple):
    """What is wrong with a week: how many faults, and the French sentences that say so."""

    count: int
    told: tuple[str, ...]


def faults_of(case: Case, truth: Truth, plan: Mapping[str, Mapping[str, Any]]) -> Faulty:
    """The faults of a week: tasks out of their place, together, or unplaced; paper and reserve."""
    placed = list(placed_in(case, plan))
    limits, labels = case.weeks[0], truth.of("week_tasks")
    astray = [each for each in placed if _begins(case, each) not in labels[each.task.task_id].starts.split()]
    together = [(one, two) for one, two in combinations(placed, 2) if one.slots & two.slots]
    there = {each.task.task_id for each in placed}
    lacking = [task for task in case.week_tasks if task.required and task.task_id not in there]
    paper, reserve = (
        sum(each.task.half_hours for each in placed if each.task.kind == kind) for kind in (PAPER, RESERVE)
    )
    shares = [
        *([TOO_MUCH_PAPER] if paper > limits.admin_max else []),
        *([TOO_LITTLE_RESERVE] if reserve < limits.reserve_min else []),
    ]
    by_cause: dict[str, list[str]] = {}
    for each in astray:
        by_cause.setdefault(_cause(each, labels[each.task.task_id]), []).append(quoted(each.task.title))
    told = [
        *(cause.format(_some(names)) for cause, names in by_cause.items()),
        *(
            [
                TOGETHER.format(
                    _some(
                        [f"{quoted(one.task.title)} avec {quoted(two.task.title)}" for one, two in together]
                    )
                )
            ]
            if together
            else []
        ),
        *([UNPLACED.format(_some([quoted(task.title) for task in lacking]))] if lacking else []),
        *shares,
    ]
    return Faulty(len(astray) + len(together) + len(lacking) + len(shares), tuple(told))


def placed_in(case: Case, plan: Mapping[str, Mapping[str, Any]]) -> Iterator[Placed]:
    """The tasks that have a day and an hour."""
    tasks = {task.task_id: task for task in case.week_tasks}
    for code, cells in plan.items():
        on, at = cells.get("day"), cells.get("start")
        if on is None or at is None:
            continue
        day, start = date.fromisoformat(on), time(int(at[:2]), int(at[2:]))
        slots = _covered(case, day, start, tasks[code].half_hours)
        yield Placed(tasks[code], day, start, slots)


@cache
def _slots(case: Case) -> dict[tuple[date, time], str]:
    return {(slot.day, slot.start): slot.slot_id for slot in case.week_slots}


def _begins(case: Case, placed: Placed) -> str:
    return _slots(case)[placed.day, placed.start]


def _covered(case: Case, day: date, start: time, length: int) -> frozenset[str]:
    """The half-hours that a task takes, by code; what goes beyond the day has none."""
    codes = (_slots(case).get((day, _later(start, rank))) for rank in range(length))
    return frozenset(code for code in codes if code is not None)


def _later(start: time, half_hours: int) -> time:
    minutes = min(start.hour * 60 + start.minute + 30 * half_hours, 24 * 60 - 1)
    return time(minutes // 60, minutes % 60)


def _cause(placed: Placed, label: Any) -> str:
    """Why a task is not where it should be: the first of the rules that its place breaks."""
    task, end = placed.task, _later(placed.start, placed.task.half_hours)
    if task.fixed_day:
        leaves = task.way_minutes and (placed.day, placed.start) == (task.fixed_day, task.fixed_at)
        return LEAVES if leaves else AGREED
    if placed.start < AFTERNOON and end > NOON:
        return LUNCH
    if label.rule and label.rule.startswith("R22") and placed.day != label.due_on:
        return ANOTHER_DAY
    if label.due_on and (placed.day, placed.start) > (label.due_on, label.due_at or time.max):
        return OVERDUE
    if task.kind in CALLS:
        late = placed.day.weekday() == FRIDAY and end > FRIDAY_UNTIL
        return FRIDAY_CALL if late else WRONG_HOURS
    return BEYOND


def _some(names: list[str]) -> str:
    more = [f"{count(len(names) - TOLD, 'autre', 'autres')}"] if len(names) > TOLD else []
    return listing([*names[:TOLD], *more])
