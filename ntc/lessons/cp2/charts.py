"""The maps and charts of the CP2 lesson: what each one shows, its data, and how it is drawn."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from math import sqrt
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from ntc.case import Case, measures
from ntc.drawing.chart import Chart
from ntc.drawing.maps import Place, TerritoryView, territory_map
from ntc.drawing.style import BLUE, GREEN, GREY, ORANGE
from ntc.french import MONTHS, WEEKDAYS, count, day, day_in_words, euros, hour, percent, typeset
from ntc.lessons.cp2 import plans, worked
from ntc.lessons.cp2.accounts import YEAR, accounts
from ntc.lessons.cp2.week import PAPER, RESERVE, known

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LEAST, _MOST = 4, 20
_TOWNS = 12
_TALL = (6.6, 5.6)
_LABEL = 46
_OPENS, _CLOSES = 8, 18
_COLOURS = {PAPER: GREY, RESERVE: GREEN, "appel": ORANGE, "relance": ORANGE}


def sector_map(case: Case) -> TerritoryView:
    """Every town that was visited in the year, as wide as its visits; sales and room are told of each."""
    visits, sales, room = _visits(case), _sums(case, "sales"), _sums(case, "room")
    most = max(visits.values())
    places = [
        Place(
            one.town_id,
            one.name,
            float(one.lat),
            float(one.lon),
            typeset(
                f"{count(visits[one.town_id], 'visite')} en {YEAR} ; {euros(sales[one.town_id], 0)} "
                f"commandés ; {euros(room[one.town_id], 0)} de reste à vendre chez nos clients"
            ),
            radius=round(_LEAST + (_MOST - _LEAST) * sqrt(visits[one.town_id] / most)),
        )
        for one in case.towns
        if visits[one.town_id]
    ]
    return territory_map(
        places,
        title=typeset(f"Les visites de {YEAR}, ville par ville"),
        legend={"point": f"Ville visitée : plus le cercle est large, plus il y a eu de visites en {YEAR}"},
    )


def towns(case: Case) -> Chart:
    """Of the towns most visited, the share of the visits to clients, and that of what is left to sell."""
    visits, room = _sums(case, "visits"), _sums(case, "room")
    all_visits, all_room = sum(visits.values()), sum(room.values())
    named = {one.town_id: one.name for one in case.towns}
    chosen = sorted(visits, key=lambda code: (-visits[code], named[code]))[:_TOWNS]
    shares = [(named[code], visits[code] / all_visits, room[code] / all_room) for code in chosen]

    def draw(axes: "Axes") -> None:
        for place, (_, went, left) in enumerate(shares):
            axes.barh(place - 0.2, float(went), 0.38, color=BLUE, label="visites" if not place else None)
            axes.barh(
                place + 0.2, float(left), 0.38, color=ORANGE, label="reste à vendre" if not place else None
            )
        axes.set_yticks(range(len(shares)), [name for name, *_ in shares], fontsize=8.5)
        axes.invert_yaxis()
        axes.xaxis.set_major_formatter(lambda value, _: percent(value, 0))
        axes.legend(loc="lower right")

    first = shares[0]
    chart = Chart.of(
        "Où nous allons, où il reste à vendre : les douze villes les plus visitées",
        f"{first[0]} reçoit {percent(first[1], 1)} des visites faites aux clients et porte "
        f"{percent(first[2], 1)} de ce qui reste à leur vendre.",
        ("Ville", "Part des visites aux clients", "Part du reste à vendre"),
        [(name, percent(went, 1), percent(left, 1)) for name, went, left in shares],
        draw,
    )
    return replace(chart, size=_TALL)


def windows(case: Case) -> Chart:
    """When each action may be done: its first and its last month."""
    rows = sorted(case.actions, key=lambda row: (row.earliest, row.latest, row.action_id))
    named = dict(plans.ideas(case))
    closed = case.policy["action_plan"]["closed_month"]

    def draw(axes: "Axes") -> None:
        for place, row in enumerate(rows):
            first, last = row.earliest.month - 1, row.latest.month
            axes.barh(place, last - first, left=first, height=0.6, color=BLUE)
        axes.axvspan(closed - 1, closed, color=GREY, alpha=0.35)
        axes.set_yticks(
            range(len(rows)), [shorten(row.label, _LABEL, placeholder="…") for row in rows], fontsize=7.5
        )
        axes.set_xticks([place + 0.5 for place in range(12)], [name[0].upper() for name in MONTHS])
        axes.set_xlim(0, 12)
        axes.invert_yaxis()

    chart = Chart.of(
        "Quand chaque action est possible",
        f"En gris, {MONTHS[closed - 1]}, où rien ne se fait. Une barre dit quand l’action est possible, "
        "non combien de temps elle prend.",
        ("Action", "De", "À", "Suppose"),
        [
            (
                row.label,
                MONTHS[row.earliest.month - 1],
                MONTHS[row.latest.month - 1],
                named[row.prerequisite] if row.prerequisite else "rien",
            )
            for row in rows
        ],
        draw,
    )
    return replace(chart, size=_TALL)


def paper_week(case: Case) -> Chart:
    """The week as it was left: each task at its day and hour."""
    slots = {slot.slot_id: slot for slot in case.week_slots}
    tasks = {task.task_id: task for task in case.week_tasks}
    laid = sorted(
        ((slots[row.slot_id], tasks[row.task_id]) for row in case.week_draft),
        key=lambda one: (one[0].day, one[0].start),
    )
    days = sorted({slot.day for slot in case.week_slots})

    def draw(axes: "Axes") -> None:
        for slot, task in laid:
            column, start = days.index(slot.day), slot.start.hour + slot.start.minute / 60
            length = task.half_hours / 2
            axes.bar(
                column, length, 0.92, bottom=start, color=_COLOURS.get(task.kind, BLUE), edgecolor="white"
            )
            axes.text(
                column, start + length / 2, task.kind, ha="center", va="center", fontsize=7, color="white"
            )
        axes.axhspan(12, 14, color=GREY, alpha=0.2)
        axes.set_ylim(_CLOSES + 0.5, _OPENS)
        axes.set_xticks(range(len(days)), [f"{WEEKDAYS[one.weekday()]} {one.day}" for one in days])
        axes.set_yticks(range(_OPENS, _CLOSES + 1), [f"{at} h" for at in range(_OPENS, _CLOSES + 1)])
        axes.grid(visible=False, axis="x")

    chart = Chart.of(
        "La semaine laissée",
        f"{count(len(laid), 'tâche')}, du {day_in_words(days[0])} au {day_in_words(days[-1])} ; la route est "
        "comprise dans la durée d’un rendez-vous.",
        ("Jour", "Début", "Fin", "Nature", "Tâche", "Ce que l’on en sait"),
        [
            (
                day(slot.day),
                hour(slot.start),
                _end(slot.start, task.half_hours),
                task.kind,
                task.title,
                typeset(" ; ".join(known(case, task))) or "–",
            )
            for slot, task in laid
        ],
        draw,
    )
    return replace(chart, size=_TALL)


def merged_days(case: Case) -> TerritoryView:
    """The one loop that does the visits of two days of last year."""
    found, base = worked.merged_days(case), worked.home(case)
    places = [_place(base, "base"), *(_place(one) for one in found.order)]
    return territory_map(
        places,
        [base.town_id, *(one.town_id for one in found.order), base.town_id],
        typeset("Deux journées de visites en une seule boucle"),
        {"base": "Départ et retour"},
    )


def _place(town: Any, kind: str = "point") -> Place:
    return Place(town.town_id, town.name, float(town.lat), float(town.lon), kind=kind)


def _visits(case: Case) -> Counter[str]:
    """The visits of the year by town, to clients and prospects."""
    where = {client.client_id: client.town_id for client in case.clients}
    where |= {prospect.prospect_id: prospect.town_id for prospect in case.prospects}
    by_town: Counter[str] = Counter()
    for code, many in measures.visits_by_account(case, YEAR).items():
        by_town[where[code]] += many
    return by_town


def _sums(case: Case, name: str) -> Mapping[str, Decimal]:
    """What the accounts of the year come to by town: their sales, room or visits."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for one in accounts(case):
        found[one.client.town_id] += getattr(one, name)
    return found


def _end(start: Any, half_hours: int) -> str:
    minutes = start.hour * 60 + start.minute + 30 * half_hours
    return f"{minutes // 60:02}:{minutes % 60:02}"
