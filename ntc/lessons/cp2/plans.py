"""What CP2 asks about, row by row, and the plan of the year (« plan d'actions ») under its limits."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from ntc.case import Case
from ntc.french import MONTHS, WEEKDAYS, day, hour, of, quoted, typeset
from ntc.instruments.tour import TourDay, tour_day
from ntc.lessons.cp2 import worked
from ntc.lessons.cp2.accounts import classes
from ntc.lessons.cp2.week import week as week
from ntc.lessons.cp2.week import week_hours as week_hours
from ntc.plans import Item, Need, Problem, Requires, Rule, Total, TotalBy, counted, shown

Pairs = tuple[tuple[str, str], ...]

TOUR_FIGURES = ("litres", "co2", "per-visit")
LISTS = ("quotes", "unseen", "renewals")
"""The lists that are asked of the CRM, as parts of cp2-crm."""
WEEK, TOUR = "cp2-week", "cp2-tour"
MEETING = "rendez-vous"
SHOWN = 60
"""How many records of the grid are to be read through, so that forty are left once some are discarded."""
_NEW_CLIENTS = ("nouveau client", "nouveaux clients")


# --- accounts and records ------------------------------------------------------------------------------


def segment_cases(case: Case) -> Pairs:
    """The accounts to be led one way or another (« conduite »), each with its town."""
    named = {
        client.client_id: f"{client.name} · {worked.town(case, client.town_id).name}"
        for client in case.clients
    }
    return tuple((row.case_id, named[row.client_id]) for row in case.segment_cases)


def criteria(case: Case) -> Pairs:
    """The criteria by which the accounts may be cut into groups."""
    return tuple((row.item_id, row.text) for row in _items(case, "cp2-segments"))


def newcomers(case: Case) -> Pairs:
    """The records that came in without points: all that the grid reads of them."""
    return tuple((row.case_id, typeset(_described(case, row))) for row in case.grid_cases)


def first_sixty(case: Case) -> Pairs:
    """The best records of the grid, whom one may discard some of among them."""
    return tuple(
        (one.prospect.prospect_id, f"{one.prospect.name} · {worked.town(case, one.prospect.town_id).name}")
        for one in worked.grid(case)[:SHOWN]
    )


def targets(case: Case) -> int:
    """How many prospects are kept (« cibles »)."""
    return int(case.policy["prospect_grid"]["retained"])


def sorting(case: Case) -> dict[str, Any]:
    """How these records are sorted: one that is left alone is kept."""
    return {"left": "keep", "lines": first_sixty(case)}


def keeping(case: Case) -> dict[str, Any]:
    """How names are kept among them, each with what it was sorted by beside it."""
    return {"keep": targets(case), "lines": first_sixty(case), "beside": "cp2-targets-records"}


def _described(case: Case, record: Any) -> str:
    age, months = record.equipment_age, record.project_horizon_months
    facts = (
        f"{worked.town(case, record.town_id).name}, à {shown_km(case, record.town_id)}",
        f"potentiel {shown(record.est_potential, '€')}",
        "âge du matériel inconnu" if age is None else f"matériel de {shown(age, 'an')}",
        "projet inconnu" if months is None else f"projet dans {months} mois",
    )
    return f"{record.name} ({' ; '.join(facts)})"


def shown_km(case: Case, town_id: str) -> str:
    """How far a town is from the base: « 42,3 km »."""
    return f"{shown(worked.distance(case, town_id), '')} km"


# --- the plan of the year ------------------------------------------------------------------------------


@cache
def first_draft(case: Case) -> Problem:
    """The plan as one makes it at first sight: money, days, and what must come before."""
    return Problem(_actions(case), (*_means(case), _before(case)), value="margin")


@cache
def actions(case: Case) -> Problem:
    """The plan of the year, each action in its month; not what the policy of the house forbids."""
    means, names = case.policy["action_plan"], dict(months(case))
    return Problem(
        _actions(case),
        (
            *_means(case),
            Total(
                "",
                "clients",
                _NEW_CLIENTS,
                least=floor(case),
                under="Il manque {gap} : le plan amène {total} pour {bound} au moins.",
                noted="Le plan n’amène pas les nouveaux clients attendus.",
                fatal=True,
            ),
            Total("marge attendue", "margin", "€"),
            TotalBy(
                lambda row: row.said("month"),
                "days",
                means["days_a_month"],
                "Plus de {bound} dans un mois : {groups}.",
                "jour",
                names,
                noted="Un mois demande plus de jours qu’il n’en a.",
            ),
            Need(
                "month",
                "Mois à revoir (un mois où l’action est possible, hors août) : {}.",
                noted="Mois à revoir ({}).",
            ),
            _before(case, "month"),
        ),
        value="margin",
    )


def months(case: Case) -> Pairs:
    """The months of the year that a plan may use, August shown too: it is for the learner to leave it."""
    return tuple((_month(rank), name) for rank, name in enumerate(MONTHS, 1))


def ideas(case: Case) -> Pairs:
    """The actions to be kept, left or refused."""
    return tuple((row.action_id, row.label) for row in case.actions)


def floor(case: Case) -> int:
    """How many new clients the plan must bring: a part of those of the objective, rounded up."""
    part = case.policy["action_plan"]["new_clients"]
    return -(-case.company.new_clients_2026 * part["part"] // part["of"])


def _actions(case: Case) -> tuple[Item, ...]:
    named, closed = dict(ideas(case)), case.policy["action_plan"]["closed_month"]
    return tuple(
        Item(
            row.action_id,
            row.label,
            amounts={
                "cost": row.cost,
                "days": row.days,
                "margin": row.expected_margin,
                "clients": row.new_clients,
            },
            wants={
                "month": frozenset(
                    _month(rank) for rank in range(row.earliest.month, row.latest.month + 1) if rank != closed
                )
            },
            facts=tuple(map(typeset, _facts(row, named))),
        )
        for row in case.actions
    )


def _facts(row: Any, named: dict[str, str]) -> Iterator[str]:
    yield row.channel
    yield f"coût {shown(row.cost, '€')}"
    yield shown(row.days, "jour")
    yield f"marge attendue {shown(row.expected_margin, '€')}"
    yield shown(row.new_clients, _NEW_CLIENTS)
    first, last = (MONTHS[one.month - 1] for one in (row.earliest, row.latest))
    yield f"en {first}" if first == last else f"{of(first)} à {last}"
    if row.prerequisite:
        yield f"suppose {quoted(named[row.prerequisite])}"


def _means(case: Case) -> tuple[Rule, ...]:
    means = case.policy["action_plan"]
    return (
        Total("", counted(), ("action gardée", "actions gardées")),
        Total(
            "coût",
            "cost",
            "€",
            most=means["budget"],
            over="Le plan coûte {total} pour {bound} : {gap} de trop.",
            noted="Le plan dépasse le budget.",
        ),
        Total(
            "",
            "days",
            "jour",
            most=means["days"],
            over="Le plan prend {total} pour {bound} : {gap} de trop.",
            noted="Le plan prend plus de jours qu’il n’y en a.",
        ),
    )


def _before(case: Case, column: str = "") -> Rule:
    needs = {row.action_id: (row.prerequisite,) for row in case.actions if row.prerequisite}
    return Requires(
        needs,
        "Sans ce qui doit venir avant : {}.",
        column,
        noted="Une action part avant celle qu’elle suppose.",
    )


def _month(rank: int) -> str:
    return f"m{rank:02}"


# --- the week, the tour, the lists ---------------------------------------------------------------------


def week_tasks(case: Case) -> Pairs:
    """The tasks of the week as it was left (« la semaine laissée »), each at its day and hour."""
    slots = {slot.slot_id: slot for slot in case.week_slots}
    placed = {row.task_id: slots[row.slot_id] for row in case.week_draft}
    ordered = sorted(
        (task for task in case.week_tasks if task.task_id in placed),
        key=lambda task: (placed[task.task_id].day, placed[task.task_id].start),
    )
    return tuple(
        (
            task.task_id,
            typeset(f"{_when(placed[task.task_id])} · {task.title}"),
        )
        for task in ordered
    )


def _when(slot: Any) -> str:
    return f"{WEEKDAYS[slot.day.weekday()]} {slot.day.day}, {hour(slot.start)}"


def tour(case: Case) -> TourDay:
    """The day on the road, its hours and its limits, as a learner is told them."""
    return tour_day(case, TOUR)


def doors(case: Case) -> Iterator[Any]:
    """The doors of the tour (« portes »), in the order in which they are listed."""
    return (row for row in case.tour_stops if row.tour_id == TOUR)


def account(case: Case, code: str) -> Any:
    """The client or the prospect of that code; StopIteration when there is none."""
    return next(
        row
        for row in (*case.clients, *case.prospects)
        if code in (getattr(row, "client_id", ""), getattr(row, "prospect_id", ""))
    )


def needs(case: Case) -> Pairs:
    """The needs of the week, each to be met by one tool."""
    return tuple((row.item_id, row.text) for row in _items(case, "cp2-crm"))


def tools(case: Case) -> Pairs:
    """The tools that may meet them; some meet none."""
    return tuple((row.choice_id, row.text) for row in case.quiz_choices if row.exercise == "cp2-crm")


def visited(case: Case) -> Any:
    """The client of class A that one meets this week, whose visit is prepared."""
    letters = classes(case)
    return next(
        account(case, task.account_id)
        for task in case.week_tasks
        if task.kind == MEETING and letters.get(task.account_id) == "A"
    )


def visit_facts(case: Case) -> Pairs:
    """What lies in the file of that visit: each fact, where it comes from and when."""
    return tuple((row.fact_id, typeset(_fact(row))) for row in case.visit_facts)


def _fact(row: Any) -> str:
    known = ", ".join(word for word in (row.source, day(row.dated) if row.dated else "") if word)
    return f"{row.text} ({known})" if known else row.text


def _items(case: Case, exercise: str) -> Iterator[Any]:
    return (row for row in case.quiz_items if row.exercise == exercise)
