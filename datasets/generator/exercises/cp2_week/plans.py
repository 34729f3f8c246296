"""Plans of a week by exact search: some keep every rule, far apart; a draft has its faults planted."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from generator.core.arranging import Block, arrange
from generator.core.halfhours import HalfHours
from generator.core.rules import policy
from generator.core.stream import Stream
from generator.exercises.cp2_week.errand import Errand

KEPT = 6
# Tasks that a draft places badly.
FAULTS = 8
# Any two plans that are kept begin so many tasks elsewhere.
APART = 12
_DRAWS = 60
# How many reserves a draft keeps: fewer half-hours than the share wanted.
_DRAFT_RESERVES = (1, 3)
_TEMPTING = 16 * 60 + 30
# Kinds due by a day: one is placed after it. Meetings for which one leaves at the hour that was agreed.
_DUE, _HASTY = ("demande", "devis", "visite"), 2
Plan = dict[str, int]
Tasks = Mapping[str, Errand]
Places = Mapping[str, Sequence[int]]


class Fault(NamedTuple):
    """A rule that a draft breaks: the task (none for a share of the week), the story that plants it."""

    rule: str
    task: str | None = None
    trap: str | None = None


def limit(name: str, week: HalfHours) -> int:
    """Return how many half-hours a share of the policy makes of the week's work; no part of one is left."""
    share = Decimal(str(policy()["week"][name])) * week.worked
    if share != int(share):
        raise ValueError(f"{name} is no whole number of half-hours")
    return int(share)


def plans(tasks: Tasks, places: Places, week: HalfHours, stream: Stream) -> list[Plan]:
    """Find plans that keep every rule, each far from the others: as many as are kept, or fewer.

    It gives up at the first choice of paper work and reserves that cannot be laid: the week is too full.
    """
    papers, reserves = list(_papers(tasks, week)), list(_reserves(tasks, week))
    required = [code for code, task in tasks.items() if task.required]
    found: list[Plan] = []
    for _ in range(_DRAWS):
        chosen = (*required, *stream.pick(papers), *stream.pick(reserves))
        plan = _lay({code: places[code] for code in chosen}, tasks, week, stream)
        if plan is None:
            break
        if all(apart(plan, other) >= APART for other in found):
            found.append(plan)
        if len(found) == KEPT:
            break
    return found


def apart(one: Plan, other: Plan) -> int:
    """Count the tasks that two plans do not begin at the same time, or that only one of them holds."""
    return sum(one.get(code) != other.get(code) for code in one.keys() | other.keys())


def draft(tasks: Tasks, places: Places, week: HalfHours, stream: Stream) -> tuple[Plan, list[Fault]] | None:
    """Lay a week with its faults, each on one task, and no other; None when these tasks do not allow it."""
    idle = _of(tasks, "imprévus")[stream.between(*_DRAFT_RESERVES) :]
    wrong = list(_wrong(tasks, week, stream))
    if len(wrong) < FAULTS:
        return None
    wanted = {**places, **{fault.task: found for fault, found in wrong}}
    plan = _lay({code: wanted[code] for code in wanted if code not in idle}, tasks, week, stream)
    faults = [*(fault for fault, _ in wrong), Fault("administratif"), Fault("imprévus")]
    return (plan, faults) if plan else None


def _wrong(tasks: Tasks, week: HalfHours, stream: Stream) -> Iterator[tuple[Fault, list[int]]]:
    """Yield what the draft places badly: rule and task, and where the task breaks that rule alone.

    Half of the calls, of the quotes to follow up and of the meetings, and one of what is due by a day: the
    kind of a task says nothing of whether it is badly placed.
    """
    forbidden = [start for start in week if not week.callable(start)]
    noon = [start for start in forbidden if week.part(start) is None]
    friday = [start for start in forbidden if week.part(start) is not None]
    calls = stream.shuffled(_of(tasks, "appel"))
    # A segment that one calls at half past four is the best bait for a Friday.
    bait = next(code for code in calls if _holds(tasks[code], _TEMPTING, week))
    evening, meal, outside = [code for code in calls if code != bait][:3]
    yield Fault("R19", bait, "T19"), [start for start in friday if week.start(start) == _TEMPTING]
    yield Fault("R19", evening, "T19"), friday
    yield Fault("R19", meal, "T19"), noon
    yield (
        Fault("R19", outside),
        [
            start
            for start in week.blocks(1)
            if week.callable(start) and not week.inside(start, tasks[outside].windows)
        ],
    )
    missed = stream.pick(_of(tasks, "relance"))
    yield (
        Fault("R22", missed),
        [start for start in _open(tasks[missed], week) if week.day(start) != tasks[missed].only_on],
    )
    late = stream.pick([code for kind in _DUE for code in _of(tasks, kind)])
    yield Fault(tasks[late].rule, late), list(_late(tasks[late], week))
    trips = {code: [week.number(*tasks[code].fixed)] for code in _of(tasks, "rendez-vous")}
    able = [code for code, (start,) in trips.items() if start in week.blocks(tasks[code].length)]
    for hasty in stream.sample(able, _HASTY):
        yield Fault("trajet", hasty), trips[hasty]


def _late(task: Errand, week: HalfHours) -> list[int]:
    """Return where a task may begin once its day is over."""
    free = _open(task, week) if task.windows else week.blocks(task.length)
    return [start for start in free if week.day(start) > task.by]


def _open(task: Errand, week: HalfHours) -> list[int]:
    """Return the half-hours in the windows of a call, whatever the day it is due."""
    return [start for start in week if week.inside(start, task.windows)]


def _holds(task: Errand, start: int, week: HalfHours) -> bool:
    return any(since <= start and start + week.step <= until for since, until in task.windows)


def _papers(tasks: Tasks, week: HalfHours) -> Iterator[tuple[str, ...]]:
    """Yield the choices of paper work that can wait, and that the share allowed leaves room for."""
    papers = _of(tasks, "administratif")
    due = sum(tasks[code].length for code in papers if tasks[code].required)
    other = [code for code in papers if not tasks[code].required]
    for size in range(len(other) + 1):
        for chosen in combinations(other, size):
            if due + sum(tasks[code].length for code in chosen) <= limit("admin_max", week):
                yield chosen


def _reserves(tasks: Tasks, week: HalfHours) -> Iterator[tuple[str, ...]]:
    """Yield the choices of reserves that make the share wanted."""
    reserves = _of(tasks, "imprévus")
    for size in range(len(reserves) + 1):
        for chosen in combinations(reserves, size):
            if sum(tasks[code].length for code in chosen) >= limit("reserve_min", week):
                yield chosen


def _lay(starts: Places, tasks: Tasks, week: HalfHours, stream: Stream) -> Plan | None:
    """Lay these tasks, their places tried in a random order."""
    blocks = {
        code: Block(tasks[code].length, tasks[code].driving, stream.shuffled(found))
        for code, found in starts.items()
    }
    return arrange(blocks, week.day, policy()["tour"]["driving_hours"] * 60)


def _of(tasks: Tasks, kind: str) -> list[str]:
    return [code for code, task in tasks.items() if task.kind == kind]
