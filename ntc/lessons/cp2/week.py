"""The week to be rebuilt (« semaine »): tasks at a day and an hour, what overlaps, what is left to place."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from ntc.case import Case
from ntc.french import WEEKDAYS, day, hour, quoted, typeset
from ntc.plans import Covers, Item, Problem, Total, shown
from ntc.plans.agenda import LENGTH, Overlaps, span

Pairs = tuple[tuple[str, str], ...]

PAPER, RESERVE, PAUSE = "administratif", "imprévus", "pause"
_HALF_HOURS = ("demi-heure", "demi-heures")
CALLS = ("appel", "relance", "demande")


@cache
def week(case: Case) -> Problem:
    """The tasks of the week, and what may be counted of where they are put; not what is due when."""
    tasks = {task.task_id: task for task in case.week_tasks}
    required = {code: quoted(task.title) for code, task in tasks.items() if task.required}
    limits = case.weeks[0]
    return Problem(
        tuple(
            Item(task.task_id, task.title, _amounts(task), facts=_facts(case, task))
            for task in tasks.values()
        ),
        (
            Overlaps("En même temps : {}.", noted="Des tâches sont au même moment."),
            Covers(
                lambda row: row.id if span(row) else None,
                required,
                "À placer, jour et heure : {}.",
                noted="Des tâches obligatoires ne sont pas placées.",
            ),
            Total("demi-heures prises", LENGTH, most=limits.half_hours),
            Total(
                "papier",
                "paper",
                _HALF_HOURS,
                most=limits.admin_max,
                over="Trop de papier : {total} pour {bound} au plus.",
            ),
            Total(
                "réserve",
                "reserve",
                _HALF_HOURS,
                least=limits.reserve_min,
                under="La réserve est trop mince : {total} pour {bound} au moins.",
            ),
            Total("volant", "driving", "minute"),
        ),
        value=LENGTH,
    )


def week_days(case: Case) -> Pairs:
    """The days of the week, Monday first."""
    days = sorted({slot.day for slot in case.week_slots})
    return tuple((f"{value:%Y-%m-%d}", f"{WEEKDAYS[value.weekday()]} {value.day}") for value in days)


def week_starts(case: Case) -> Pairs:
    """The hours at which a task may begin, every half-hour of a day."""
    starts = sorted({slot.start for slot in case.week_slots})
    return tuple((f"{value:%H%M}", hour(value)) for value in starts)


def week_hours(case: Case) -> dict[str, Any]:
    """The days and the half-hours of the week, and those at which it stops, as an agenda takes them."""
    stops = {f"{slot.start:%H%M}" for slot in case.week_slots if slot.moment == PAUSE}
    return {"day": week_days(case), "start": week_starts(case), "pause": stops}


def _amounts(task: Any) -> dict[str, int]:
    length = task.half_hours
    return {
        LENGTH: length,
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
