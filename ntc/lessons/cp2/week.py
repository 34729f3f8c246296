"""The week to be rebuilt (« semaine »): tasks at a day and an hour, what overlaps, what is left to place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any

from ntc.case import Case
from ntc.french import WEEKDAYS, day, hour, listing, typeset
from ntc.plans import Covers, Item, Problem, Row, Rows, Rule, Total, shown

Pairs = tuple[tuple[str, str], ...]

PAPER, RESERVE = "administratif", "imprévus"
CALLS = ("appel", "relance", "demande")
_HALF_HOUR = 30


@dataclass(frozen=True)
class Overlaps(Rule):
    """Two tasks of a day at once; ``sentence`` names in {} the pairs that are."""

    sentence: str

    def broken(self, rows: Rows, *, draft: bool = False) -> str:
        """Name the tasks that are at the same time."""
        placed = [(row, *span) for row in rows if (span := _span(row))]
        pairs = [
            f"{one.item.name} et {other.item.name}"
            for (one, on, start, end), (other, other_on, other_start, other_end) in combinations(placed, 2)
            if on == other_on and start < other_end and other_start < end
        ]
        return self.sentence.format(listing(pairs)) if pairs else ""


def week(case: Case) -> Problem:
    """The tasks of the week, and what may be counted of where they are put; not what is due when."""
    tasks = {task.task_id: task for task in case.week_tasks}
    required = {code: f"« {task.title} »" for code, task in tasks.items() if task.required}
    limits = case.weeks[0]
    return Problem(
        tuple(
            Item(task.task_id, task.title, _amounts(task), facts=_facts(case, task))
            for task in tasks.values()
        ),
        (
            Overlaps("En même temps : {}.", noted="Des tâches sont au même moment."),
            Covers(
                lambda row: row.id if _span(row) else None,
                required,
                "À placer, jour et heure : {}.",
                noted="Des tâches obligatoires ne sont pas placées.",
            ),
            Total("demi-heures prises", "half_hours", most=limits.half_hours),
            Total("papier", "paper", ("demi-heure", "demi-heures"), most=limits.admin_max),
            Total("réserve", "reserve", ("demi-heure", "demi-heures"), least=limits.reserve_min),
            Total("volant", "driving", "minute"),
        ),
        value="half_hours",
    )


def week_days(case: Case) -> Pairs:
    """The days of the week, Monday first."""
    days = sorted({slot.day for slot in case.week_slots})
    return tuple((f"{value:%Y-%m-%d}", f"{WEEKDAYS[value.weekday()]} {value.day}") for value in days)


def week_starts(case: Case) -> Pairs:
    """The hours at which a task may begin, every half-hour of a day."""
    starts = sorted({slot.start for slot in case.week_slots})
    return tuple((f"{value:%H%M}", hour(value)) for value in starts)


def _amounts(task: Any) -> dict[str, int]:
    length = task.half_hours
    return {
        "half_hours": length,
        "paper": length * (task.kind == PAPER),
        "reserve": length * (task.kind == RESERVE),
        "driving": task.driving_minutes,
    }


def known(case: Case, task: Any) -> Iterator[str]:
    """What a task says of when it must be done, of the way there, and of the trade of who is called."""
    if task.kind in CALLS and task.account_id:
        yield f"métier : {_trades(case)[task.account_id]}"
    if task.way_minutes:
        yield f"{shown(task.way_minutes, 'minute')} de route à l’aller"
    if task.fixed_day:
        yield f"fixé au {day(task.fixed_day)}, {hour(task.fixed_at)}"
    if task.since:
        yield f"depuis le {day(task.since)}" + (f", {hour(task.since_at)}" if task.since_at else "")


@cache
def _trades(case: Case) -> dict[str, str]:
    """The trade of each account, by code: it tells when one may call (R19)."""
    labels = {segment.seg_id: segment.label for segment in case.segments}
    trades = {client.client_id: labels[client.seg_id] for client in case.clients}
    return trades | {prospect.prospect_id: labels[prospect.seg_id] for prospect in case.prospects}


def _facts(case: Case, task: Any) -> tuple[str, ...]:
    said = (task.kind, shown(task.half_hours, "demi-heure"), *known(case, task))
    return tuple(map(typeset, (*said, "obligatoire" if task.required else "au choix")))


def _span(row: Row) -> tuple[str, int, int] | None:
    """The day of a task, and its first and last minute; None while a day or an hour lacks."""
    on, start = row.said("day"), row.said("start")
    if on is None or start is None:
        return None
    begin = int(start[:2]) * 60 + int(start[2:])
    return on, begin, begin + int(row.item.amounts["half_hours"]) * _HALF_HOUR
